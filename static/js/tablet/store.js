// The database on the device. Every write waits until the disk has it ("strict": the only kind that outlived a power cut).
// At the first trouble with the disk writing stops: a store that is written on afterwards can be lost as a whole.
import { openDB } from "../../vendor/idb/index.js";

const NAME = "thuisbasis-tablet";
const VERSION = 1;
const KEYS = {
  device: "name", // this device: its id, settings, moments
  people: "id", // who uses it: wrapped keys and settings of each
  cards: ["owner", "key"], // taken along, encrypted: the list, each visit
  secrets: ["owner", "key"], // secret addresses, encrypted, with the day after which they are wiped
  items: "item", // what is written here: ids, state, moments; nothing private
  bodies: "item", // the private part of an item, encrypted
  forms: "item", // the form that an item is written on, encrypted
  seals: "item", // an item sealed for the server
  attachments: ["item", "sha256"], // photos and signatures, encrypted
};
const OWNED = ["cards", "secrets", "items"];

let opening = null;
let trouble = null;
const hearers = new Set();

const upgrade = (database) => {
  Object.entries(KEYS).forEach(([name, keyPath]) => {
    const made = database.createObjectStore(name, { keyPath });
    if (OWNED.includes(name)) made.createIndex("owner", "owner");
    if (name === "attachments") made.createIndex("item", "item");
  });
};

const database = () => {
  opening ??= openDB(NAME, VERSION, { upgrade, terminated: () => (opening = null) });
  opening.catch(() => (opening = null));
  return opening;
};

// Null, or the fault because of which nothing is written any more.
export const diskTrouble = () => trouble;

export const onTrouble = (hear) => {
  hearers.add(hear);
  return () => hearers.delete(hear);
};

const tell = (fault) => {
  trouble = fault;
  hearers.forEach((hear) => hear(fault));
};

// write(["items", "bodies"], (stores) => …) does all or nothing. Await nothing but the stores inside.
export const write = async (names, act) => {
  if (trouble) throw trouble;
  try {
    const change = (await database()).transaction(names, "readwrite", { durability: "strict" });
    change.done.catch(() => {}); // awaited below; this keeps a fault in `act` from being told twice
    const result = await act(Object.fromEntries(names.map((name) => [name, change.objectStore(name)])));
    await change.done;
    return result;
  } catch (fault) {
    if (fault instanceof DOMException) tell(fault);
    throw fault;
  }
};

export const put = (name, value) => write([name], (stores) => stores[name].put(value));

export const get = async (name, key) => (await database()).get(name, key);

export const all = async (name) => (await database()).getAll(name);

export const allOf = async (name, owner) => (await database()).getAllFromIndex(name, "owner", owner);

export const attachmentsOf = async (item) => (await database()).getAllFromIndex("attachments", "item", item);

// Opens the database anew and tries one small write. Throws when the disk still refuses.
export const retry = async () => {
  const before = trouble;
  (await opening?.catch(() => null))?.close();
  opening = null;
  trouble = null;
  try {
    await put("device", { name: "tried_again", value: new Date().toISOString() });
  } catch (fault) {
    trouble ??= before;
    throw fault;
  }
  tell(null);
};
