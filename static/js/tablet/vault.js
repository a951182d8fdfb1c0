// Who may read what lies on this device. Each person has a random key; it lies here wrapped by their PIN and by a key that
// only the server has. Unwrapped it is a CryptoKey that cannot be taken out, and it is gone when the app locks or ends.
import { fromBase64, text, utf8 } from "./bytes.js";
import { get, put, write } from "./store.js";

export const ITERATIONS = 600_000;
export const PIN = /^\d{6}$/;

let open = null; // {person, key}

export class WrongPin extends Error {
  constructor(left) {
    super("wrong pin");
    this.left = left;
  }
}

export const person = () => open?.person ?? null;

export const isOpen = () => open !== null;

export const lock = () => {
  open = null;
};

const aes = (bytes, uses) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, uses);

const fromPin = async (pin, salt, iterations) => {
  const words = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

const wrapped = async (key, raw, id) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, key, raw);
  return { iv, data };
};

const unwrapped = async (key, { iv, data }, id) =>
  new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, key, data));

const pinWrap = async (pin, raw, id) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, iterations: ITERATIONS, ...(await wrapped(await fromPin(pin, salt, ITERATIONS), raw, id)) };
};

const opened = async (row, raw) => {
  open = { person: row, key: await aes(raw, ["encrypt", "decrypt"]) };
  raw.fill(0);
  return row;
};

// What the server tells of a person, as it is kept: `told` is the answer of `POST devices`.
export const settingsOf = (told) => ({
  id: told.person.id,
  name: told.person.name,
  initials: told.person.initials,
  organisation: told.organisation,
  language: told.language,
  server_key: told.server_key,
  server_key_id: told.server_key_id,
  lock_minutes: told.lock_minutes,
  wrong_pins: told.wrong_pins,
  keep_days: told.keep_days,
  form_version: told.form_version,
  numbers: told.numbers,
});

// With network: a first PIN, or a new one after the old was forgotten. What was kept before stays readable.
export const choosePin = async (told, pin) => {
  const settings = settingsOf(told);
  const unlockKey = await aes(fromBase64(told.unlock_key), ["encrypt", "decrypt"]);
  const before = await get("people", settings.id);
  const raw = before?.server
    ? await unwrapped(unlockKey, before.server, settings.id)
    : crypto.getRandomValues(new Uint8Array(32));
  const row = {
    ...settings,
    server: before?.server ?? (await wrapped(unlockKey, raw, settings.id)),
    pin: await pinWrap(pin, raw, settings.id),
    wrong: 0,
  };
  await put("people", row);
  return opened(row, raw);
};

// What the server tells anew, without touching keys. Runs while the person is at work.
export const refresh = async (told) => {
  const settings = settingsOf(told);
  const row = await write(["people"], async ({ people }) => {
    const changed = { ...(await people.get(settings.id)), ...settings };
    await people.put(changed);
    return changed;
  });
  if (open?.person.id === row.id) open.person = row;
};

// A try is on the disk before it is judged: ending the app in between buys nobody another one.
const countTry = (id) =>
  write(["people"], async ({ people }) => {
    const row = await people.get(id);
    if (!row?.pin) return row;
    row.wrong += 1;
    if (row.wrong > row.wrong_pins) row.pin = null;
    await people.put(row);
    return row;
  });

const settle = (id, change) =>
  write(["people"], async ({ people }) => {
    const row = { ...(await people.get(id)), ...change };
    await people.put(row);
    return row;
  });

// The raw key, by the PIN. Throws WrongPin with the number of tries that are left; at none the PIN is gone.
const rawByPin = async (id, pin) => {
  const row = await countTry(id);
  if (!row?.pin) throw new WrongPin(0);
  const key = await fromPin(pin, row.pin.salt, row.pin.iterations);
  try {
    return await unwrapped(key, row.pin, id);
  } catch (fault) {
    if (fault.name !== "OperationError") throw fault;
    const left = row.wrong_pins - row.wrong;
    if (left <= 0) await settle(id, { pin: null });
    throw new WrongPin(Math.max(left, 0));
  }
};

// Opens what this person kept.
export const unlock = async (id, pin) => {
  const raw = await rawByPin(id, pin);
  return opened(await settle(id, { wrong: 0 }), raw);
};

// Another PIN, without network. A wrong old one counts as a try.
export const changePin = async (id, before, pin) => {
  const raw = await rawByPin(id, before);
  const wrap = await pinWrap(pin, raw, id);
  raw.fill(0);
  const row = await settle(id, { pin: wrap, wrong: 0 });
  if (open?.person.id === id) open.person = row;
};

// Encryption of what lies here. `about` ties the bytes to their place, so that they cannot be moved to another.
export const encryptBytes = async (bytes, about) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(about) }, open.key, bytes) };
};

export const decryptBytes = async ({ iv, data }, about) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(about) }, open.key, data);

export const encrypt = (value, about) => encryptBytes(utf8(JSON.stringify(value)), about);

export const decrypt = async (kept, about) => JSON.parse(text(await decryptBytes(kept, about)));

// The server shut this tablet out: keys and everything taken along go; what is sealed for the server stays.
export const throwAway = async (id) => {
  await write(["people", "cards", "secrets", "items"], async ({ people, cards, secrets, items }) => {
    for (const store of [cards, secrets]) {
      for (const key of await store.index("owner").getAllKeys(id)) await store.delete(key);
    }
    for (const item of await items.index("owner").getAll(id)) await items.put({ ...item, keyless: true });
    const row = await people.get(id);
    await people.put({ ...row, pin: null, server: null, shut_out: true });
  });
  if (open?.person.id === id) lock();
};
