// The card at the door, and the way into the record.
import { back, h, icon, link, notice, page, button, section, symbol } from "../dom.js";
import { openRecord, addFinished, itemsOf, recordOf } from "../items.js";
import { day, shortDay, time } from "../moments.js";
import { routeLink } from "../maps.js";
import { go, href } from "../router.js";
import { itemBadge, stateBadge } from "../shown.js";
import { visitOf } from "../taking.js";
import { behind, contactOf, spareKey } from "../unplanned.js";
import * as vault from "../vault.js";
import { say } from "../words.js";

const BEFORE_MS = 2 * 3_600_000;

const address = (each) => {
  const route = routeLink(each);
  return h("div", { class: "door-address" }, icon("geo-alt"),
    h("div", {}, h("p", { class: "door-lines" }, each.lines.join(", ")), each.whose && h("p", { class: "soft" }, each.whose),
      each.secret && h("p", { class: "secret-mark" }, icon("lock"), say("visit.secret")),
      route && h("a", { class: "btn btn-secondary", href: route }, icon("signpost"), h("span", {}, say("visit.route")))));
};

const guardian = (each) => {
  const facts = [
    each.speaks.length && say("visit.speaks", { languages: each.speaks.join(", ") }),
    each.reads.length && say("visit.reads", { languages: each.reads.join(", ") }),
    each.needs_interpreter && say("visit.needs_interpreter"),
  ].filter(Boolean);
  return h("div", { class: "door-guardian" },
    h("h3", {}, each.name, each.own_script && h("bdi", { class: "own-script", lang: each.codes[0] }, each.own_script),
      each.relation && h("span", { class: "soft" }, ` ${each.relation}`)),
    facts.length && h("p", {}, facts.join(" · ")),
    each.prefers_calls && h("p", { class: "prefers-calls" }, icon("telephone"), say("visit.prefers_calls")),
    each.phone && h("a", { class: "btn btn-secondary", href: `tel:${each.phone.tel}` }, icon("telephone"),
      h("span", {}, say("visit.call"), " ", h("span", { class: "visually-hidden" }, each.name), " ", h("bdi", { dir: "ltr" }, each.phone.words))));
};

// Where, whom to ring, what to know before ringing.
export const atTheDoor = (visit, { short = false } = {}) =>
  h("div", { class: "door" },
    visit.safety_note && notice("danger", "exclamation-triangle", h("p", {}, h("strong", {}, say("visit.safety")), " ", visit.safety_note)),
    visit.addresses.map(address),
    !visit.addresses.length && h("p", { class: "soft" }, visit.place || say("visit.no_address")),
    h("div", { class: "door-guardians" }, visit.guardians.map(guardian)),
    !short && h("p", {}, icon("people"), " ", visit.children.map((child) =>
      [child.name, child.groep, child.age].filter(Boolean).join(", ")).join(" · ")));

const knownBefore = (visit) => [
  visit.agreements.length && section(say("visit.agreements"), h("ul", { class: "plain-list stack" }, visit.agreements.map((each) =>
    h("li", {}, visit.agreements.length > 1 && h("strong", {}, `${each.child}: `), h("span", { class: "written" }, each.text))))),
  visit.plan.some((each) => each.lines.length) && section(say("visit.plan"), visit.plan.map((each) => [
    visit.plan.length > 1 && h("h3", {}, each.child),
    h("dl", { class: "facts" }, each.lines.flatMap(([label, words]) => [h("dt", {}, label), h("dd", { class: "written" }, words)]))])),
  visit.loans.length && section(say("visit.loans"), h("ul", {}, visit.loans.map((loan) =>
    h("li", {}, say("visit.loan", { title: loan.title, day: shortDay(loan.since) }))))),
].filter(Boolean);

const isNow = (visit) => visit.contact && Date.now() > new Date(visit.starts) - BEFORE_MS && Date.now() < new Date(visit.ends);

const begin = async (visit, form, items) => {
  const found = contactOf(visit, items);
  const known = recordOf(items, found.contact, form.enrolment);
  if (known) return go(known.state === "conflict" ? `conflict/${known.item}` : `form/${known.item}`);
  const around = { ...visit, forms: visit.forms.map(({ enrolment, child }) => ({ enrolment, child })) };
  const hours = found.unplanned && { starts: found.unplanned.starts, ends: found.unplanned.ends };
  const item = await openRecord({ ...found, form, visit: { ...around, addresses: [] }, spare: spareKey(visit), hours });
  const begun = items.some((each) => each.contact === found.contact && each.event === "started");
  if (isNow(visit) && !begun) await addFinished("event", found.contact, { event: "started", expected_back: visit.ends, note: "" }, visit.family);
  return go(`form/${item.item}`);
};

const formRow = (visit, form, items) => {
  const { contact } = contactOf(visit, items);
  const item = recordOf(items, contact, form.enrolment);
  const isOver = item ? ["queued", "quarantine", "sent"].includes(item.state) : form.record_state === "completed";
  const label = item ? say("visit.go_on") : isNow(visit) || !visit.contact ? say("visit.begin") : say("visit.write");
  return h("div", { class: "form-row" },
    h("div", {}, h("strong", {}, form.child || visit.words), " ", item ? itemBadge(item) : form.record_state && stateBadge({ words: say(`visit.record_${form.record_state}`), kind: "plain" })),
    isOver ? item && link("secondary", say("visit.read"), href(`review/${item.item}`), { about: form.child })
      : button("primary", label, () => begin(visit, form, items), { iconName: item ? "pencil" : "play-circle", about: form.child }));
};

const HAPPENINGS = [["not-at-home", "person-x"], ["address-wrong", "geo-alt"], ["interpreter-missing", "translate"], ["unsafe", "exclamation-triangle"]];

// What may happen at a door, one tap each.
const ON_THE_WAY = ["address-wrong", "interpreter-missing", "unsafe"];

export const happenings = (visit, contact, events = visit.contact ? HAPPENINGS.map(([event]) => event) : ON_THE_WAY) =>
  h("div", { class: "happenings" }, HAPPENINGS.filter(([event]) => events.includes(event)).map(([event, iconName]) =>
    link("secondary", say(`happening.${event}`), href(`happening/${event}/${contact}${behind(visit)}`), { iconName })),
  link("secondary", say("worry.title"), href(`worry/${contact}${behind(visit)}`), { iconName: "shield-check" }));

const safeReturn = (visit, items) => {
  const own = items.filter((item) => item.contact === visit.contact);
  const started = own.find((item) => item.event === "started");
  if (!started || own.some((item) => item.event === "back-safely")) return null;
  const tell = () => addFinished("event", visit.contact, { event: "back-safely", note: "" }, visit.family).then(() => go(`visit/${visit.contact}`));
  return notice("plain", "shield-check", h("p", {}, say("visit.expected_back", { time: time(visit.ends) })),
    button("secondary", say("happening.back-safely"), tell, { iconName: "check-lg" }));
};

export const visit = async ({ contact, enrolment }) => {
  const found = await visitOf(contact ? `visit:${contact}` : `spare:${enrolment}`);
  const before = back(say("day.title"), href(""));
  if (!found) return { active: "day", nodes: page({ before, heading: say("visit.not_here"), main: h("p", {}, say("visit.not_here_lead")) }) };
  const items = await itemsOf(vault.person().id);
  const when = found.starts ? `${day(found.starts)}, ${time(found.starts)}–${time(found.ends)}` : say("visit.unplanned");
  return {
    active: "day",
    nodes: page({
      before,
      eyebrow: h("span", { class: "programme" }, symbol(found.programme.symbol), h("span", {}, found.programme.name)),
      heading: say("visit.heading", { family: found.family }),
      lead: [when, found.words, found.family_number && say("visit.number", { number: found.family_number })].filter(Boolean).join(" · "),
      main: [
        safeReturn(found, items),
        h("div", { class: "form-rows" }, found.forms.map((form) => formRow(found, form, items))),
        h("div", { class: "card-box" }, atTheDoor(found)),
        ...knownBefore(found),
        section(say("visit.something"), happenings(found, contactOf(found, items).contact)),
      ].filter(Boolean),
    }),
  };
};
