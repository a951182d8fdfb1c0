// Takes along what is needed at the door: the list, each visit, and one card for each family for a visit nobody planned.
import { ask, tell } from "./api.js";
import { deviceId, deviceName, choose } from "./device.js";
import { isoDay } from "./moments.js";
import { all, allOf, get, write } from "./store.js";
import * as vault from "./vault.js";

const AT_ONCE = 4;
export const APP_VERSION = () => document.body.dataset.version ?? "";

export class SignInNeeded extends Error {}
export class SomebodyElse extends Error {}
export class ShutOut extends Error {}

// Says who we are. Returns what `POST devices` told; it is never kept as a whole, for it holds the unlock key.
export const introduce = async () => {
  const said = { device: await deviceId(), name: await deviceName(), app_version: APP_VERSION() };
  const { status, data } = await tell("POST", "devices", said);
  if (status === 401) throw new SignInNeeded();
  if (status === 410) throw new ShutOut();
  if (status !== 200) throw new Error(data?.error?.message ?? `devices: ${status}`);
  return data;
};

const about = (key) => `card ${key}`;

const locked = async (key, value) => ({ owner: vault.person().id, key, ...(await vault.encrypt(value, about(key))) });

export const card = async (key) => {
  const kept = await get("cards", [vault.person().id, key]);
  return kept ? vault.decrypt(kept, about(key)) : null;
};

export const list = () => card("list");

const keyOf = (line) => (line.contact ? `visit:${line.contact}` : `spare:${line.enrolment}`);

const pathOf = (line) => (line.contact ? `visits/${line.contact}` : `spares/${line.enrolment}`);

// A visit as it is at the door, with its secret address on its own day and on no other.
export const visitOf = async (key) => {
  const found = await card(key);
  if (!found) return null;
  const kept = await get("secrets", [vault.person().id, key]);
  const secret = kept && kept.shown_on === isoDay() ? await vault.decrypt(kept, about(key)) : [];
  return { ...found, addresses: [...found.addresses, ...secret] };
};

const keep = async (key, version, etag, visit) => {
  const secret = visit.addresses.filter((address) => address.secret);
  const shownOn = secret[0]?.shown_on ?? null;
  const plain = { ...visit, addresses: visit.addresses.filter((address) => !address.secret) };
  const kept = { ...(await locked(key, plain)), version, etag };
  const apart = shownOn && shownOn >= isoDay() ? { ...(await locked(key, secret)), shown_on: shownOn } : null;
  await write(["cards", "secrets"], async ({ cards, secrets }) => {
    await cards.put(kept);
    if (apart) await secrets.put(apart);
    else await secrets.delete([kept.owner, key]);
  });
};

const fetchOne = async (line) => {
  const key = keyOf(line);
  const kept = await get("cards", [vault.person().id, key]);
  if (kept?.version === line.version) return;
  const headers = kept?.etag ? { "If-None-Match": kept.etag } : {};
  const { status, data, headers: told } = await ask("GET", pathOf(line), { headers });
  if (status === 200) await keep(key, line.version, told.get("ETag"), data);
  else if (status === 304) await write(["cards"], ({ cards }) => cards.put({ ...kept, version: line.version }));
  else if (status === 404) await dropCards([key]);
  else if (status === 401) throw new SignInNeeded();
  else if (status === 410) throw new ShutOut();
};

const dropCards = (keys) => {
  const owner = vault.person().id;
  return write(["cards", "secrets"], async ({ cards, secrets }) => {
    for (const key of keys) {
      await cards.delete([owner, key]);
      await secrets.delete([owner, key]);
    }
  });
};

const inTurn = async (lines, act) => {
  const waiting = [...lines];
  const worker = async () => {
    while (waiting.length) await act(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

// Asks for everything that is new. The list itself is kept last, so that it never names a card that is not there yet.
export const takeAlong = async () => {
  const told = await introduce();
  if (told.person.id !== vault.person()?.id) throw new SomebodyElse(told.person.name);
  await vault.refresh(told);
  const { status, data, headers } = await ask("GET", "visits");
  if (status === 401) throw new SignInNeeded();
  if (status === 410) throw new ShutOut();
  if (status !== 200) throw new Error(data?.error?.message ?? `visits: ${status}`);
  const lines = [...data.visits, ...data.spares];
  await inTurn(lines, fetchOne);
  const { texts, ...rest } = data;
  await keepList(rest, texts);
  const wanted = new Set([...lines.map(keyOf), "list", "texts"]);
  const gone = (await allOf("cards", told.person.id)).map(({ key }) => key).filter((key) => !wanted.has(key));
  if (gone.length) await dropCards(gone);
  await choose("clock", { server: headers.get("Date"), here: new Date().toISOString() });
};

const keepList = async (rest, texts) => {
  const both = await Promise.all([locked("list", rest), locked("texts", texts)]);
  await write(["cards"], async ({ cards }) => {
    for (const each of both) await cards.put(each);
  });
};

// Secret addresses of days that are over go, whoever is or is not here.
export const wipeOldSecrets = async () => {
  const old = (await all("secrets")).filter(({ shown_on: day }) => day < isoDay());
  if (!old.length) return;
  await write(["secrets"], async ({ secrets }) => {
    for (const { owner, key } of old) await secrets.delete([owner, key]);
  });
};
