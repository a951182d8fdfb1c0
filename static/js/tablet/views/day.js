// "Mijn dag": the next door first, then today in order, what still has to be written, the days that come, and a visit
// that nobody planned.
import { button, h, icon, link, notice, page, section, symbol } from "../dom.js";
import { NoNetwork } from "../api.js";
import { formOf, itemsOf, onChange } from "../items.js";
import { day as dayWords, isoDay, shortDay, time } from "../moments.js";
import { href, refresh } from "../router.js";
import { stateBadge, stateOfContact } from "../shown.js";
import { setting } from "../device.js";
import { isUnsent } from "../states.js";
import { doing, note, sendAll, shutOut } from "../sync.js";
import { report } from "../report.js";
import { list, ShutOut, SignInNeeded, SomebodyElse, takeAlong, visitOf } from "../taking.js";
import * as vault from "../vault.js";
import { say } from "../words.js";
import { atTheDoor } from "./visit.js";

const openLink = (line) => href(line.item ? `review/${line.item}` : line.contact ? `visit/${line.contact}` : `spare/${line.enrolment}`);

const row = (line, items, { withDay = false } = {}) => {
  const state = stateOfContact(items, line);
  const when = `${withDay ? `${shortDay(line.starts)}, ` : ""}${time(line.starts)}–${time(line.ends)}`;
  return h("li", { class: `task task-${state.urgent ? "waits" : "plain"}` },
    h("div", { class: "task-words" },
      h("h3", { class: "task-title" }, h("a", { href: openLink(line) }, h("span", { class: "numbers" }, when), " ", line.family)),
      h("p", { class: "task-why" }, line.symbol && symbol(line.symbol), " ", [line.words, line.children.join(", "), line.place].filter(Boolean).join(" · "))),
    stateBadge(state), link("secondary", say("day.open"), openLink(line), { about: line.family }));
};

const rows = (lines, items, how) => h("ul", { class: "tasks", role: "list" }, lines.map((line) => row(line, items, how)));

const isAhead = (line) => new Date(line.ends) > new Date();

const nextDoor = async (line, items) => {
  const visit = await visitOf(`visit:${line.contact}`);
  if (!visit) return null;
  return h("section", { class: "next-door", "aria-labelledby": "next-door-title" },
    h("h2", { id: "next-door-title" }, say("day.next_door")),
    h("p", { class: "next-door-when" }, h("span", { class: "numbers" }, `${time(line.starts)}–${time(line.ends)}`), " ",
      h("strong", {}, line.family), " ", stateBadge(stateOfContact(items, line))),
    atTheDoor(visit, { short: true }),
    h("div", { class: "row-of" }, link("primary", say("day.open_visit"), openLink(line), { iconName: "door-open" })));
};

const byDay = (lines, items) => {
  const days = new Map();
  for (const line of lines) days.set(isoDay(line.starts), [...(days.get(isoDay(line.starts)) ?? []), line]);
  return [...days.values()].map((those) => [h("h3", { class: "day-name" }, dayWords(those[0].starts)), rows(those, items)]);
};

const spares = (lines) =>
  h("details", { class: "fold" },
    h("summary", {}, icon("plus-lg"), h("span", {}, say("day.unplanned")), icon("chevron-down")),
    h("div", { class: "fold-body" }, h("p", { class: "soft" }, say("day.unplanned_lead")),
      h("ul", { class: "tasks", role: "list" }, lines.map((line) =>
        h("li", { class: "task task-plain" },
          h("div", { class: "task-words" }, h("h4", { class: "task-title" }, line.family),
            h("p", { class: "task-why" }, [line.words, line.children.join(", ")].filter(Boolean).join(" · "))),
          link("secondary", say("day.open"), openLink(line), { about: line.family }))))));

let taking = null;

const take = () => {
  taking ??= takeAlong().finally(() => (taking = null));
  return taking;
};

// Why the list could not be fetched, in words; null when that is no fault.
const hindrance = (fault) => {
  if (fault instanceof NoNetwork) note({ network: "no" });
  else if (fault instanceof SignInNeeded) note({ signIn: true });
  else if (fault instanceof ShutOut) shutOut().catch(report);
  if (fault instanceof SomebodyElse) return say("day.somebody_else", { name: fault.message, own: vault.person()?.name });
  if (fault instanceof NoNetwork) return say("day.no_network");
  if (fault instanceof SignInNeeded) return say("day.sign_in_needed");
  return fault.message;
};

const takeButton = (told) => {
  const act = async () => {
    told.replaceChildren(h("p", { class: "soft" }, say("day.taking")));
    try {
      await take();
      await sendAll({ atOnce: true });
      await refresh();
    } catch (fault) {
      told.replaceChildren(notice("wait", "cloud-slash", h("p", {}, hindrance(fault))));
      if (!hindrance(fault)) throw fault;
    }
  };
  return button("secondary", say("day.take"), act, { iconName: "download" });
};

let lastTaken = 0;
const TAKE_EVERY_MS = 10 * 60_000;

// Fetches the newest list by itself now and then; the list on the screen changes when something came.
const takeQuietly = async (told) => {
  if (Date.now() - lastTaken < TAKE_EVERY_MS || doing.shutOut) return;
  lastTaken = Date.now();
  const before = (await list())?.taken_at;
  try {
    await take();
  } catch (fault) {
    const words = hindrance(fault);
    if (!(fault instanceof NoNetwork)) told.replaceChildren(notice("wait", "cloud-slash", h("p", {}, words)));
    return;
  }
  note({ network: "yes" });
  if (vault.isOpen() && (await list())?.taken_at !== before && location.hash.replace("#/", "") === "") await refresh();
};

const clockWarning = async () => {
  const clock = await setting("clock");
  if (!clock?.server || Math.abs(new Date(clock.server) - new Date(clock.here)) < 5 * 60_000) return null;
  return notice("wait", "clock", h("p", {}, say("day.clock", { time: time(clock.server) })));
};

// Visits that the list no longer names, but that were written here today or still wait: a finished one, an unplanned one.
const writtenHere = async (found, items) => {
  const listed = new Set(found.visits.map((line) => line.contact));
  const own = items.filter((item) => item.kind === "record" && !listed.has(item.contact) && !item.keyless
    && (isUnsent(item) || isoDay(item.opened_at) === isoDay()));
  const lines = await Promise.all(own.map(async (item) => {
    const { visit, child } = await formOf(item.item);
    const hours = item.hours ?? { starts: visit.starts, ends: visit.ends };
    return { ...visit, ...hours, contact: item.contact, children: child ? [child] : [], symbol: visit.programme.symbol, item: item.item };
  }));
  return lines;
};

const inOrder = (lines) => lines.sort((one, other) => new Date(one.starts) - new Date(other.starts));

const main = async (found, items, told) => {
  const today = isoDay();
  const visits = inOrder([...found.visits, ...(await writtenHere(found, items))]);
  const todays = visits.filter((line) => isoDay(line.starts) === today);
  const earlier = visits.filter((line) => isoDay(line.starts) < today && (line.item || (line.needs_record && !stateOfContact(items, line).settled)));
  const later = visits.filter((line) => isoDay(line.starts) > today);
  const next = todays.find((line) => isAhead(line) && !stateOfContact(items, line).settled);
  return [
    told, await clockWarning(),
    next && (await nextDoor(next, items)),
    section(say("day.today"), todays.length ? rows(todays, items) : h("p", { class: "soft" }, say("day.nothing_today"))),
    earlier.length && section(say("day.to_write"), rows(earlier, items, { withDay: true })),
    section(say("day.week"), later.length ? byDay(later, items) : h("p", { class: "soft" }, say("day.nothing_ahead"))),
    found.spares.length && spares(found.spares),
  ].filter(Boolean);
};

export const day = async () => {
  const told = h("div", { "aria-live": "polite" });
  const [found, items] = await Promise.all([list(), itemsOf(vault.person().id)]);
  const lead = found ? say("day.taken_at", { when: `${shortDay(found.taken_at)}, ${time(found.taken_at)}` }) : say("day.never_taken");
  const listens = onChange(() => location.hash.replace("#/", "") === "" && vault.isOpen() && !document.querySelector("dialog[open]") && drawLater());
  takeQuietly(told).catch((fault) => told.replaceChildren(notice("wait", "info-circle", h("p", {}, fault.message))));
  return {
    active: "day",
    drop: listens,
    nodes: page({
      heading: say("day.title"), lead: `${dayWords(new Date())} · ${lead}`, actions: [takeButton(told)],
      main: found ? await main(found, items, told) : [told, h("p", {}, say("day.nothing_yet"))],
    }),
  };
};

let drawing = null;
const drawLater = () => {
  clearTimeout(drawing);
  drawing = setTimeout(() => location.hash.replace("#/", "") === "" && refresh(), 300);
};
