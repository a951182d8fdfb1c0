// The last resort: a file with what is sealed for the server, for a coordinator to bring in. Nobody else can read it.
import { deviceId } from "./device.js";
import { sealed, recordFlight } from "./flights.js";
import { bodyOf } from "./items.js";
import { get } from "./store.js";
import * as vault from "./vault.js";

// A draft is sealed here as it stands, in memory only: the disk may be what is wrong. `fields`: what the screen has.
const envelopeOf = async (item, fields) => {
  if (item.kind === "record" && (fields || item.state === "draft") && vault.person()?.id === item.owner) {
    const body = await bodyOf(item.item);
    const flight = await recordFlight(item, fields ? { ...body, fields } : body, { finish: false, at: new Date().toISOString() });
    return sealed(item.item, vault.person(), flight);
  }
  return get("seals", item.item);
};

const line = (item, { sequence, sha256, envelope }) => ({
  item: item.item, kind: item.kind, owner: item.owner, contact: item.contact, state: item.state,
  changed_at: item.changed_at, sequence, body_sha256: sha256, sealed: envelope,
});

// {name, text, count}; an item that never was sealed (a draft of somebody who is not here) is counted in `left_out`.
export const exportFile = async (items, onScreen = []) => {
  const typed = new Map(onScreen.map(({ item, fields }) => [item, fields]));
  const found = await Promise.all(items.map(async (item) => [item, await envelopeOf(item, typed.get(item.item))]));
  const lines = found.filter(([, envelope]) => envelope).map(([item, envelope]) => line(item, envelope));
  const made = new Date().toISOString();
  const whole = { format: "thuisbasis-tablet-export", version: 1, device: await deviceId(), made_at: made, left_out: found.length - lines.length, items: lines };
  return { name: `thuisbasis-${made.slice(0, 16).replaceAll(":", "")}.json`, text: JSON.stringify(whole, null, 1), count: lines.length, leftOut: found.length - lines.length };
};

export const offer = ({ name, text }) => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
