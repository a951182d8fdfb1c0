// What is written here: a record of a visit, an event, a worry. The open part of an item says where it stands; the
// private part (fields, words) is encrypted under its owner's key. One change of an item at a time, across windows.
import * as flights from "./flights.js";
import { equal, rebase } from "./merging.js";
import { OPEN_TO_WRITE } from "./states.js";
import { allOf, get, write } from "./store.js";
import * as vault from "./vault.js";

const changed = new BroadcastChannel("thuisbasis-items");
const hearers = new Set();
changed.onmessage = () => hearers.forEach((hear) => hear());

// Calls `hear` after each change, made here or in another window.
export const onChange = (hear) => {
  hearers.add(hear);
  return () => hearers.delete(hear);
};

const tell = () => {
  hearers.forEach((hear) => hear());
  changed.postMessage("changed");
};

const now = () => new Date().toISOString();
const alone = (id, act) => navigator.locks.request(`thuisbasis-item-${id}`, act);

export const itemsOf = (owner) => allOf("items", owner);

export const itemOf = (id) => get("items", id);

export const bodyOf = async (id) => vault.decrypt(await get("bodies", id), `body ${id}`);

export const formOf = async (id) => vault.decrypt(await get("forms", id), `form ${id}`);

const kept = async (id, body) => ({ item: id, ...(await vault.encrypt(body, `body ${id}`)) });

// The newest record that is written for a contact and an enrolment, or null.
export const recordOf = (items, contact, enrolment) =>
  items
    .filter((each) => each.kind === "record" && each.contact === contact && each.enrolment === enrolment)
    .sort((one, other) => other.opened_at.localeCompare(one.opened_at))[0] ?? null;

// Begins a record. Its id is made here, once; form and visit are kept with it, whatever the server says later.
export const openRecord = async ({ contact, form, visit, unplanned = null, spare = null, hours = null }) => {
  const id = crypto.randomUUID();
  const item = {
    item: id, owner: vault.person().id, kind: "record", state: "draft", dirty: false, contact,
    enrolment: form.enrolment, sequence: 0, form_version: form.form_version, spare, hours,
    opened_at: now(), changed_at: now(), finished_at: null,
  };
  const body = { fields: form.fields, base: form.fields, base_revision: form.revision, unplanned, correction_reason: "" };
  const { html, gate, labels, child, record_state: recordState } = form;
  const paper = await vault.encrypt({ html, gate, labels, child, recordState, visit }, `form ${id}`);
  const first = await kept(id, body);
  await write(["items", "bodies", "forms"], async ({ items, bodies, forms }) => {
    await items.put(item);
    await bodies.put(first);
    await forms.put({ item: id, ...paper });
  });
  tell();
  return item;
};

// Reads an item's private part, lets `act` make a new one, and writes both parts and the seal in one change.
// `act(item, body)` gives {item, body, seal?}, or null for no change.
const change = (id, act) =>
  alone(id, async () => {
    const item = await itemOf(id);
    const made = await act(item, await bodyOf(id));
    if (!made) return null;
    const body = await kept(id, made.body);
    await write(["items", "bodies", "seals"], async ({ items, bodies, seals }) => {
      await items.put(made.item);
      await bodies.put(body);
      if (made.seal) await seals.put(made.seal);
    });
    tell();
    return made;
  });

// Keeps what was typed. Returns the moment at which the disk had it.
export const saveFields = async (id, fields) => {
  let at = now();
  await change(id, (item, body) => {
    if (!OPEN_TO_WRITE.has(item.state)) throw new Error(`${id} is ${item.state}`);
    if (equal(fields, body.fields)) return void (at = item.changed_at);
    return { item: { ...item, dirty: true, changed_at: at }, body: { ...body, fields } };
  });
  return at;
};

// Something beside the fields changed: a photo, a signature.
export const touched = (id) => change(id, (item, body) => ({ item: { ...item, dirty: true, changed_at: now() }, body }));

const MAY_FINISH = new Set(["draft", "refused", "conflict", "held"]);

// Finishing: from draft to waiting to be sent, sealed for the server too, all in one change on the disk.
export const finish = (id, more = {}) =>
  change(id, async (item, before) => {
    if (!MAY_FINISH.has(item.state)) return null;
    const at = now();
    const unanswered = before.flight && !before.flight.finish ? before.flight : null;
    const body = { ...before, ...more, unanswered, conflict: null, findings: null };
    const flight = await flights.recordFlight(item, body, { finish: true, at });
    const { sequence, sha256 } = flight;
    return {
      item: { ...item, state: "queued", dirty: false, sequence, sha256, finished_at: at, message: null },
      body: { ...body, flight },
      seal: await flights.sealed(id, vault.person(), flight),
    };
  });

// An event or a worry: finished as it is made. `words` is what the lists here say of it.
export const addFinished = async (kind, contact, value, words, unplanned = null) => {
  const at = now();
  const item = {
    item: crypto.randomUUID(), owner: vault.person().id, kind, event: value.event ?? null, state: "queued", dirty: false,
    contact, enrolment: null, sequence: 0, opened_at: at, changed_at: at, finished_at: at,
    spare: unplanned?.enrolments.join(" ") ?? null, hours: unplanned && { starts: unplanned.starts, ends: unplanned.ends },
  };
  const flight = await flights.noteFlight(item, unplanned ? { ...value, unplanned } : value);
  const body = await kept(item.item, { value, words, unplanned, flight });
  const seal = await flights.sealed(item.item, vault.person(), flight);
  await write(["items", "bodies", "seals"], async ({ items, bodies, seals }) => {
    await items.put({ ...item, sequence: flight.sequence, sha256: flight.sha256 });
    await bodies.put(body);
    await seals.put(seal);
  });
  tell();
  return item.item;
};

// The bytes of a draft to send now, or null. A flight whose answer never came is sent again as it was.
export const draftFlight = async (id) => {
  const made = await change(id, async (item, body) => {
    if (item.state !== "draft" || (body.flight && !body.flight.finish)) return null;
    const flight = await flights.recordFlight(item, body, { finish: false, at: now() });
    return { item: { ...item, sequence: flight.sequence, sha256: flight.sha256 }, body: { ...body, flight } };
  });
  return made?.body.flight ?? (await bodyOf(id)).flight ?? null;
};

// A draft arrived: the server's fields are the next base; what was typed since stays.
export const draftArrived = (id, flight, { revision, fields: theirs, record }) =>
  change(id, (item, body) => {
    if (item.state !== "draft") return null;
    const fields = rebase(flight.fields, theirs, body.fields);
    const dirty = !equal(fields, theirs);
    return {
      item: { ...item, dirty, record, received_at: now() },
      body: { ...body, fields, base: theirs, base_revision: revision, flight: null },
    };
  });

// A draft's answer that came late, after the record was finished here: what the server then had becomes the base, so that
// nobody is asked to choose between two texts of their own.
export const answered = (id, unanswered, { revision, fields: theirs }) =>
  change(id, async (item, before) => {
    if (item.state !== "queued" || !before.unanswered) return null;
    const fields = rebase(unanswered.fields, theirs, before.fields);
    const body = { ...before, fields, base: theirs, base_revision: revision, unanswered: null };
    const flight = await flights.recordFlight(item, body, { finish: true, at: item.finished_at });
    return {
      item: { ...item, sequence: flight.sequence, sha256: flight.sha256 },
      body: { ...body, flight },
      seal: await flights.sealed(id, vault.person(), flight),
    };
  });

// The server has another body under this sequence (it was carried there by hand): the same content gets a later one.
export const renumber = (id, taken) =>
  change(id, async (item, body) => {
    const ahead = { ...item, sequence: Math.max(item.sequence, taken) };
    const again = body.flight ?? { finish: false };
    const flight = item.kind === "record"
      ? await flights.recordFlight(ahead, body, { finish: again.finish, at: now() })
      : await flights.noteFlight(ahead, body.unplanned ? { ...body.value, unplanned: body.unplanned } : body.value);
    return {
      item: { ...item, sequence: flight.sequence, sha256: flight.sha256 },
      body: { ...body, flight },
      seal: flight.finish ? await flights.sealed(id, vault.person(), flight) : null,
    };
  });

// What an answer made of an item whose owner is here: `open` is for everybody to read, `body` for the owner.
export const settle = (id, flight, state, { open = {}, body = {} }) =>
  change(id, (item, before) =>
    item.sequence === flight.sequence ? { item: { ...item, ...open, state }, body: { ...before, ...body } } : null);

// The same while the owner is not here: what the answer told is asked again later.
export const settleClosed = (id, sequence, state, open = {}) =>
  alone(id, async () => {
    const item = await itemOf(id);
    if (item.sequence !== sequence) return;
    await write(["items"], ({ items }) => items.put({ ...item, ...open, state, ask_again: state !== "sent" }));
    tell();
  });

// Back in the form after a refusal or a choice between two texts: with other fields or another base.
export const reopen = (id, more) =>
  change(id, (item, body) => ({ item: { ...item, state: "draft", dirty: true, message: null }, body: { ...body, flight: null, ...more } }));

// Seals a draft as it stands, so that it can be carried to the server by hand even when its owner's PIN is gone.
export const sealDraft = (id) =>
  alone(id, async () => {
    const item = await itemOf(id);
    if (item?.state !== "draft" || !item.dirty) return;
    const flight = await flights.recordFlight(item, await bodyOf(id), { finish: false, at: now() });
    const seal = await flights.sealed(id, vault.person(), flight);
    await write(["seals"], ({ seals }) => seals.put(seal));
  });

// Copies of what was sent go after some days; nothing else is ever thrown away here.
export const forgetOld = async (owner, keepDays) => {
  const limit = new Date(Date.now() - keepDays * 86_400_000).toISOString();
  const old = (await itemsOf(owner)).filter((item) => item.state === "sent" && item.sent_at < limit);
  if (!old.length) return;
  await write(["items", "bodies", "forms", "seals", "attachments"], async (stores) => {
    for (const { item } of old) {
      const parts = await stores.attachments.index("item").getAll(item);
      if (parts.some((part) => !part.sent)) continue;
      for (const part of parts) await stores.attachments.delete([item, part.sha256]);
      for (const name of ["items", "bodies", "forms", "seals"]) await stores[name].delete(item);
    }
  });
  tell();
};
