// The bytes of an item as they travel, made once for each sequence: the same sequence is always the same bytes.
import { sha256, utf8 } from "./bytes.js";
import { deviceId } from "./device.js";
import { seal } from "./seal.js";
import { attachmentsOf } from "./store.js";

const attachmentLines = async (id) =>
  (await attachmentsOf(id)).map(({ sha256: hash, bytes, type, name, what }) => ({ sha256: hash, bytes, type, name, what }));

const flightOf = async (value, finish) => {
  const text = JSON.stringify(value);
  return { text, sha256: await sha256(utf8(text)), sequence: value.sequence, finish, fields: value.fields ?? null };
};

export const recordFlight = async (item, body, { finish, at }) => {
  const value = {
    kind: "record", owner: item.owner, device: await deviceId(), sequence: item.sequence + 1,
    contact: item.contact, enrolment: item.enrolment, form_version: item.form_version,
    base_revision: body.base_revision, base: body.base, fields: body.fields, finish,
    ...(body.correction_reason ? { correction_reason: body.correction_reason } : {}),
    ...(body.unplanned ? { unplanned: body.unplanned } : {}),
    ...(finish && body.readable ? { readable: body.readable } : {}),
    attachments: await attachmentLines(item.item),
    opened_at: item.opened_at, changed_at: item.changed_at, finished_at: finish ? at : null, tablet_now: at,
  };
  return flightOf(value, finish);
};

// An event or a worry.
export const noteFlight = async (item, value) => {
  const { kind, owner, contact, opened_at: at } = item;
  return flightOf({ kind, owner, device: await deviceId(), sequence: item.sequence + 1, contact, at, finished_at: at, tablet_now: at, ...value }, true);
};

// The same bytes in an envelope for the server, beside what a receipt has to match.
export const sealed = async (id, owner, flight) => ({
  item: id, sequence: flight.sequence, sha256: flight.sha256, finish: flight.finish,
  envelope: await seal(utf8(flight.text), owner.server_key, owner.server_key_id),
});
