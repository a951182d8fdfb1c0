// Taking oneself off this tablet. Refused while anything is unsent; nothing is ever wiped that the server has not got.
import { isUnsent } from "./states.js";
import { write } from "./store.js";
import * as vault from "./vault.js";

const partsOf = async (stores, owner) => {
  for (const name of ["cards", "secrets"]) {
    for (const key of await stores[name].index("owner").getAllKeys(owner)) await stores[name].delete(key);
  }
};

// False when something still waits (perhaps written in another window a moment ago).
export const removePerson = async (owner) => {
  const names = ["people", "cards", "secrets", "items", "bodies", "forms", "seals", "attachments"];
  const done = await write(names, async (stores) => {
    const items = await stores.items.index("owner").getAll(owner);
    const parts = (await stores.attachments.getAll()).filter((part) => part.owner === owner);
    if (items.some(isUnsent) || parts.some((part) => !part.sent)) return false;
    for (const { item } of items) for (const name of ["items", "bodies", "forms", "seals"]) await stores[name].delete(item);
    for (const part of parts) await stores.attachments.delete([part.item, part.sha256]);
    await partsOf(stores, owner);
    await stores.people.delete(owner);
    return true;
  });
  if (done) vault.lock();
  return done;
};
