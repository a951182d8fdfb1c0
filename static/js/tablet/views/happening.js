// What happened at the door, one tap each: nobody home, a wrong address, no interpreter, left because it was not safe.
import { back, button, choices, h, icon, link, notice, page } from "../dom.js";
import { clashesAt } from "../clashes.js";
import { addFinished, bodyOf, itemsOf } from "../items.js";
import { momentOf, readDay, time } from "../moments.js";
import { report } from "../report.js";
import { go, href } from "../router.js";
import { list } from "../taking.js";
import { contactOf, visitAt } from "../unplanned.js";
import * as vault from "../vault.js";
import { say } from "../words.js";

const note = () =>
  h("div", { class: "field" }, h("label", { for: "note" }, say("happening.note"), h("span", { class: "field-optional" }, ` ${say("happening.optional")}`)),
    h("textarea", { id: "note", class: "form-control", rows: "3" }));

// A proposed new moment, with what one already has then.
const newMoment = (visit, busy) => {
  const minutes = (new Date(visit.ends) - new Date(visit.starts)) / 60_000;
  const date = h("input", { id: "new-day", class: "form-control", inputmode: "numeric", placeholder: say("happening.day_shape"), autocomplete: "off" });
  const clock = h("input", { id: "new-time", class: "form-control", type: "time", value: time(visit.starts) });
  const told = h("div", { class: "clashes", role: "status" });
  const value = () => {
    const day = readDay(date.value);
    return day && clock.value ? momentOf(day, clock.value) : null;
  };
  const show = () => {
    const found = value() ? clashesAt(value(), minutes, busy, visit.contact) : [];
    told.replaceChildren(...found.map((each) => h("p", {}, icon("calendar-event"), say("happening.clash", { time: `${time(each.starts)}–${time(each.ends)}`, words: each.words }))));
  };
  [date, clock].forEach((control) => control.addEventListener("input", show));
  const node = h("div", {}, h("div", { class: "field-row" },
    h("div", { class: "field field-date" }, h("label", { for: "new-day" }, say("happening.new_day")), date),
    h("div", { class: "field field-time" }, h("label", { for: "new-time" }, say("happening.new_time")), clock)), told);
  return { node, value, isWrong: () => date.value.trim() !== "" && !value() };
};

const chosenOf = (node, name) => node.querySelector(`[name="${name}"]:checked`)?.value ?? null;

const notAtHome = (visit, busy) => {
  const moment = newMoment(visit, busy);
  const node = h("div", {},
    choices("reason", visit.miss_reasons.map(({ key, words }) => [key, words]), { legend: say("happening.why") }),
    choices("attempt", [["yes", say("happening.attempt_yes")]], { legend: say("happening.attempt"), kind: "checkbox", chosen: "yes" }),
    h("h2", {}, say("happening.propose")), moment.node);
  return {
    node,
    value: () => ({ reason: chosenOf(node, "reason"), attempt: chosenOf(node, "attempt") === "yes", new_starts: moment.value() }),
    missing: () => (chosenOf(node, "reason") ? moment.isWrong() && say("happening.wrong_day") : say("happening.choose_reason")),
  };
};

const noInterpreter = (visit, busy) => {
  const moment = newMoment(visit, busy);
  const other = h("div", { hidden: true }, moment.node);
  const ways = ["telephone", "without", "other-date"].map((way) => [way, say(`happening.went_${way}`)]);
  const node = h("div", {}, choices("went", ways, { legend: say("happening.went"), chips: false, onchange: (way) => (other.hidden = way !== "other-date") }), other);
  return {
    node,
    value: () => ({ went: chosenOf(node, "went"), new_starts: chosenOf(node, "went") === "other-date" ? moment.value() : null }),
    missing: () => (chosenOf(node, "went") ? moment.isWrong() && say("happening.wrong_day") : say("happening.choose_way")),
  };
};

const nothingMore = () => ({ node: null, value: () => ({}), missing: () => null });

const KINDS = { "not-at-home": notAtHome, "interpreter-missing": noInterpreter, "address-wrong": nothingMore, unsafe: nothingMore };

const done = async (items, contact, event) => {
  const found = items.find((item) => item.contact === contact && item.event === event);
  return found && notice("plain", "check-circle", h("p", {}, say("happening.already")), h("p", { class: "written" }, (await bodyOf(found.item)).value.note ?? ""));
};

export const happening = async ({ event, contact, query }) => {
  const [at, found, items] = await Promise.all([visitAt({ contact, query }), list(), itemsOf(vault.person().id)]);
  if (!at || !KINDS[event]) return { redirect: "" };
  const { visit, path } = at;
  const { unplanned } = contactOf(visit, items);
  const asked = KINDS[event](unplanned ? { ...visit, contact, ...unplanned } : visit, found.busy);
  const more = note();
  const fault = h("p", { class: "field-error", role: "alert" });
  const keep = async () => {
    const wrong = asked.missing();
    if (wrong) return fault.replaceChildren(icon("exclamation-circle"), wrong);
    keepButton.disabled = true;
    await addFinished("event", contact, { event, note: more.querySelector("textarea").value.trim(), ...asked.value() }, visit.family, unplanned);
    return go(event === "interpreter-missing" && chosenOf(asked.node, "went") !== "other-date" ? path : "");
  };
  const keepButton = button(event === "unsafe" ? "danger" : "primary", say(`happening.keep_${event}`), () => keep().catch(report), { iconName: "check-lg" });
  return {
    active: "day",
    nodes: page({
      before: back(visit.family, href(path)),
      heading: say(`happening.${event}`),
      lead: say(`happening.lead_${event}`),
      main: [
        await done(items, contact, event),
        event === "unsafe" && notice("danger", "telephone", h("p", {}, say("happening.emergency")), link("danger", vault.person().numbers.emergency, `tel:${vault.person().numbers.emergency}`, { iconName: "telephone" })),
        asked.node, more, fault,
        h("div", { class: "form-actions" }, keepButton, link("link", say("happening.not"), href(path))),
      ].filter(Boolean),
    }),
  };
};
