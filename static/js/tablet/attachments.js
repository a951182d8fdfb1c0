// Photos and signatures: kept by their hash, encrypted, and sent in parts that go on where they broke off.
import { ask } from "./api.js";
import { sha256 } from "./bytes.js";
import { attachmentsOf, get, write } from "./store.js";
import * as vault from "./vault.js";

const PART = 512 * 1024;
const about = (item, hash) => `attachment ${item} ${hash}`;

export const keepAttachment = async (item, what, name, type, bytes) => {
  const hash = await sha256(bytes);
  const kept = {
    item, sha256: hash, owner: vault.person().id, what, name, type, bytes: bytes.byteLength, sent: false,
    kept_at: new Date().toISOString(), ...(await vault.encryptBytes(bytes, about(item, hash))),
  };
  await write(["attachments"], ({ attachments }) => attachments.put(kept));
  return kept;
};

export const contentOf = (kept) => vault.decryptBytes(kept, about(kept.item, kept.sha256));

export const dropAttachment = (item, hash) =>
  write(["attachments"], ({ attachments }) => attachments.delete([item, hash]));

const offsetOf = (answer) => Number(answer.headers.get("Upload-Offset") ?? 0);

// Sends one attachment; true when the server has all of it.
const send = async (kept) => {
  const bytes = await contentOf(kept);
  const path = `attachments/${kept.sha256}`;
  const asked = await ask("HEAD", path);
  if (asked.status !== 200 && asked.status !== 204) return false;
  let offset = offsetOf(asked);
  for (let tries = 0; offset < bytes.byteLength; ) {
    const headers = { "Upload-Offset": String(offset), "Upload-Length": String(bytes.byteLength) };
    const answer = await ask("PATCH", path, { body: bytes.slice(offset, offset + PART), type: kept.type, headers });
    if (answer.status === 204) offset = offsetOf(answer);
    else if ((answer.status === 409 || answer.status === 422) && (tries += 1) <= 3) offset = offsetOf(answer);
    else return false;
  }
  return true;
};

// Sends what an item still owes. Returns how many are left.
export const sendAttachments = async (item) => {
  let left = 0;
  for (const kept of await attachmentsOf(item)) {
    if (kept.sent) continue;
    if (await send(kept)) {
      const latest = await get("attachments", [item, kept.sha256]);
      if (latest) await write(["attachments"], ({ attachments }) => attachments.put({ ...latest, sent: true }));
    } else {
      left += 1;
    }
  }
  return left;
};
