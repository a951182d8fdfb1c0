// What an item is in, and what it may become. Pure.
//
//   draft ──finish──▶ queued ──▶ sent            (completed, done: the receipt's hash is that of what was sent)
//                       ├──▶ conflict ──choose──▶ queued or draft
//                       ├──▶ refused ──finish──▶ queued
//                       ├──▶ quarantine           (the server keeps it, a coordinator looks)
//                       └──▶ held ──try again──▶ queued   (a fault in the app, or not allowed)
//
// "sending" and "sign-in needed" are not kept: they are what the sender is doing, and what keeps it from going on.

export const WAITING = new Set(["queued", "conflict", "refused", "held"]);
export const OPEN_TO_WRITE = new Set(["draft", "refused", "conflict", "held"]);

// Whether its work is not with the server yet.
export const isUnsent = (item) => WAITING.has(item.state) || (item.state === "draft" && item.dirty);

export const isFinishedHere = (item) => WAITING.has(item.state);

// What becomes of an item after an answer; null where nothing is settled and it is tried again later.
export const after = (status, data, wanted) => {
  if (status === 202) return arrived(data, wanted) ? "quarantine" : null;
  if (status === 409 && data?.state === "conflict") return "conflict";
  if (status === 200) {
    if (!arrived(data, wanted)) return null;
    return { draft: "draft", completed: "sent", done: "sent", settled: "sent", refused: "refused", quarantine: "quarantine", conflict: "conflict" }[data.state] ?? null;
  }
  return [400, 403, 413, 415].includes(status) ? "held" : null;
};

// Only a receipt with the hash of the very bytes that were sent settles anything.
export const arrived = (data, wanted) => data?.body_sha256 === wanted.sha256 && data?.sequence === wanted.sequence;

// Milliseconds until the next try: 2 s, 4 s, … 5 min.
export const pauseAfter = (tries) => Math.min(300_000, 2000 * 2 ** Math.min(tries - 1, 10));

export const STATE_KINDS = {
  draft: "plain", queued: "wait", conflict: "danger", refused: "danger", held: "danger", quarantine: "wait", sent: "good",
};

// Words of one count for the whole app: how many wait and since when the oldest does.
export const summary = (items) => {
  const waiting = items.filter(isUnsent);
  const oldest = waiting.map((item) => item.finished_at ?? item.changed_at).sort()[0] ?? null;
  const records = waiting.filter((item) => item.kind === "record").length;
  return { waiting: waiting.length, records, oldest, conflicts: items.filter((item) => item.state === "conflict").length };
};
