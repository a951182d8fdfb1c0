// Brings back what was written. One sender at a time across all windows; every item by itself, so that one that fails
// never holds up another; each tried again later and later, until a receipt names the very bytes that were sent.
import { ask, NoNetwork, tell } from "./api.js";
import { sendAttachments } from "./attachments.js";
import { deviceId } from "./device.js";
import * as items from "./items.js";
import { report } from "./report.js";
import { after, arrived, isUnsent, pauseAfter, summary } from "./states.js";
import { all, attachmentsOf, diskTrouble, get, write } from "./store.js";
import { APP_VERSION } from "./taking.js";
import * as vault from "./vault.js";

const EVERY_MS = 30_000;
const DRAFT_RESTS_MS = 10_000;
const SEALED = "application/vnd.thuisbasis.sealed+json";

// What the sender is doing, for the views: network ("unknown", "yes", "no"), sending (an item or null), signIn (needed).
export const doing = { network: "unknown", sending: null, signIn: false, shutOut: false };
const hearers = new Set();

export const onDoing = (hear) => {
  hearers.add(hear);
  return () => hearers.delete(hear);
};

export const note = (change) => {
  const before = JSON.stringify(doing);
  Object.assign(doing, change);
  if (JSON.stringify(doing) !== before) hearers.forEach((hear) => hear());
};

const pauses = new Map(); // item -> {tries, until}

const isPaused = (id) => (pauses.get(id)?.until ?? 0) > Date.now();

const pause = (id) => {
  const tries = (pauses.get(id)?.tries ?? 0) + 1;
  pauses.set(id, { tries, until: Date.now() + pauseAfter(tries) });
  setTimeout(() => wake(), pauseAfter(tries) + 50);
};

let wake = () => {}; // set by `start`

const isMine = (item) => vault.person()?.id === item.owner && !item.keyless;

// Plain while its owner is here, sealed while not.
const flightFor = async (item) => {
  if (isMine(item)) {
    const flight = item.state === "draft" ? await items.draftFlight(item.item) : (await items.bodyOf(item.item)).flight;
    return flight && { ...flight, body: flight.text, type: "application/json" };
  }
  const kept = await get("seals", item.item);
  const fits = kept?.finish && kept.sequence === item.sequence;
  return fits ? { ...kept, body: JSON.stringify(kept.envelope), type: SEALED } : null;
};

const openPart = (state, data) => ({
  received_at: data?.received_at ?? null,
  message: data?.error?.message ?? data?.reason ?? null,
  ...(state === "sent" ? { sent_at: new Date().toISOString(), url: data.url ?? null, dirty: false } : {}),
});

const privatePart = (state, data) => ({
  ...(state === "conflict" ? { conflict: data } : {}),
  ...(state === "refused" ? { findings: data.findings, fields: data.fields, base: data.fields, base_revision: data.revision } : {}),
  ...(state === "sent" ? { receipt: data } : {}),
});

const settle = async (item, flight, state, data) => {
  if (!isMine(item)) return items.settleClosed(item.item, flight.sequence, state, openPart(state, data));
  if (state === "draft") return items.draftArrived(item.item, flight, data);
  const parts = { open: openPart(state, data), body: privatePart(state, data) };
  return items.settle(item.item, flight, state, parts);
};

// Other bytes came under our number, or a later number (a file that was carried there by hand): we take the next one.
const takenNumber = async (id, flight, { status, data }) => {
  const receipt = status === 400 ? (await ask("GET", `items/${id}`)).data : data;
  const isOther = receipt?.sequence >= flight.sequence && receipt.body_sha256 && !arrived(receipt, flight);
  return isOther ? receipt.sequence : null;
};

// A draft whose answer never came goes first, as it was: only its answer tells what the finished record builds on.
const settleUnanswered = async (item) => {
  const { unanswered } = item.kind === "record" && item.state === "queued" ? await items.bodyOf(item.item) : {};
  if (!unanswered) return item;
  const { status, data } = await ask("PUT", `items/${item.item}`, { body: unanswered.text });
  if (status === 200 && data?.fields && arrived(data, unanswered)) await items.answered(item.item, unanswered, data);
  return items.itemOf(item.item);
};

const sendOne = async (waiting) => {
  const item = isMine(waiting) ? await settleUnanswered(waiting) : waiting;
  const flight = await flightFor(item);
  if (!flight) return;
  note({ sending: item.item });
  const { status, data } = await ask("PUT", `items/${item.item}`, { body: flight.body, type: flight.type });
  note({ network: "yes" });
  if (status === 401) return note({ signIn: true });
  if (status === 410) return shutOut();
  const taken = isMine(item) && [200, 400].includes(status) ? await takenNumber(item.item, flight, { status, data }) : null;
  if (taken !== null) return items.renumber(item.item, taken);
  const state = after(status, data, flight);
  if (!state) return pause(item.item);
  pauses.delete(item.item);
  await settle(item, flight, state, data);
};

export const shutOut = async () => {
  note({ shutOut: true });
  for (const person of await all("people")) await vault.throwAway(person.id);
};

const isDue = (item, atOnce) => {
  if (item.state === "queued") return !isPaused(item.item);
  if (item.state !== "draft" || !item.dirty || !isMine(item) || isPaused(item.item)) return false;
  return atOnce || Date.now() - new Date(item.changed_at) >= DRAFT_RESTS_MS;
};

// What an answer told while the owner was away is asked again, now that it can be kept.
const askAgain = async (item) => {
  const { status, data } = await ask("GET", `items/${item.item}`);
  if (status !== 200 && status !== 202 && status !== 409) return;
  const flight = { sequence: item.sequence };
  await items.settle(item.item, flight, item.state, { open: { ask_again: false }, body: privatePart(item.state, data) });
};

const round = async (atOnce) => {
  for (const item of (await all("items")).sort((one, other) => one.opened_at.localeCompare(other.opened_at))) {
    if (doing.signIn || doing.shutOut || diskTrouble()) return;
    const act = isDue(item, atOnce) ? sendOne : item.ask_again && isMine(item) ? askAgain : null;
    try {
      await act?.(item);
    } catch (fault) {
      if (fault instanceof NoNetwork) throw fault;
      pause(item.item);
      report(fault);
    }
  }
  await sendAllAttachments();
  await beat();
};

const sendAllAttachments = async () => {
  for (const item of await all("items")) {
    if (!isMine(item) || !item.received_at || isPaused(`parts ${item.item}`)) continue;
    const owed = (await attachmentsOf(item.item)).some((part) => !part.sent);
    if (owed && (await sendAttachments(item.item)) > 0) pause(`parts ${item.item}`);
  }
};

let beaten = 0;
const beat = async () => {
  if (Date.now() - beaten < 5 * 60_000 || !vault.isOpen()) return;
  const { waiting, oldest, conflicts } = summary(await all("items"));
  const said = { device: await deviceId(), app_version: APP_VERSION(), waiting, oldest_waiting_at: oldest, conflicts };
  const { status, data } = await tell("POST", "beats", said);
  beaten = Date.now();
  if (status === 410 || data?.shut_out) await shutOut();
};

// Without network a change is no reason to ask again: the next look is later each time, at most until the next round.
const quiet = { tries: 0, until: 0 };

const beQuiet = () => {
  quiet.tries += 1;
  quiet.until = Date.now() + Math.min(EVERY_MS - 1000, pauseAfter(quiet.tries));
};

const speakAgain = () => Object.assign(quiet, { tries: 0, until: 0 });

// Sends what waits. `atOnce`: drafts too that changed a moment ago. Never throws for want of network.
export const sendAll = ({ atOnce = false } = {}) =>
  navigator.locks.request("thuisbasis-sender", { ifAvailable: true }, async (lock) => {
    if (!lock || (!atOnce && Date.now() < quiet.until)) return;
    try {
      await round(atOnce);
      speakAgain();
    } catch (fault) {
      if (!(fault instanceof NoNetwork)) throw fault;
      beQuiet();
      note({ network: "no" });
    } finally {
      note({ sending: null });
    }
  });

// After signing in again, or by a button: everything may be tried at once.
export const tryAgain = async () => {
  pauses.clear();
  note({ signIn: false });
  const held = (await all("items")).filter((item) => item.state === "held" && isMine(item));
  for (const item of held) await write(["items"], ({ items: kept }) => kept.put({ ...item, state: "queued" }));
  await sendAll({ atOnce: true });
};

// Runs for as long as the app is open.
export const start = () => {
  const go = (how) => sendAll(how).catch(report);
  wake = go;
  window.addEventListener("online", () => {
    pauses.clear();
    speakAgain();
    go();
  });
  window.addEventListener("offline", () => note({ network: "no" }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && go());
  setInterval(async () => (await all("items")).some((item) => isUnsent(item) || item.ask_again) && go(), EVERY_MS);
  items.onChange(soon(go));
  go();
};

// A little after the last change: at once for what is finished, ten seconds later for a draft.
const soon = (go) => {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await go();
      timer = setTimeout(go, DRAFT_RESTS_MS);
    }, 200);
  };
};
