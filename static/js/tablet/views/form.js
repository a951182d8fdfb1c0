// Writing a record: the server's controls, saved as they are typed.
import { back, h, icon, link, notice, page, symbol } from "../dom.js";
import { attachmentParts } from "../attaching.js";
import { clashesOn } from "../clashes.js";
import { fill, formFrom, read, readable } from "../fields.js";
import { findingsOf } from "../findings.js";
import { bodyOf, formOf, itemOf, onChange, reopen, saveFields } from "../items.js";
import { exactTime, isoDay, readDay, shortDay, time } from "../moments.js";
import { addPrompts } from "../prompts.js";
import { report } from "../report.js";
import { href } from "../router.js";
import { rail } from "../sections.js";
import { beforeLock, holdOnScreen } from "../session.js";
import { holdingForm } from "../shell.js";
import { stateLine } from "../state_line.js";
import { diskTrouble, onTrouble } from "../store.js";
import { card, list } from "../taking.js";
import { throttled } from "../throttle.js";
import { say } from "../words.js";
import { happenings } from "./visit.js";

const lastAgreements = (visit, child) => {
  const own = visit.agreements.filter((each) => !child || !each.child || each.child === child);
  if (!own.length) return null;
  return notice("plain", "chat-left-text", h("p", {}, h("strong", {}, say("form.last_agreement"))), own.map((each) => h("p", { class: "written" }, each.text)));
};

// Under the next date: what one already has on that day.
const showClashes = (form, busy, visit) => {
  const control = form.elements.namedItem("next_date");
  if (!control) return () => {};
  const told = h("div", { class: "clashes", role: "status" });
  control.closest(".field").append(told);
  return () => {
    const day = readDay(control.value);
    const all = day ? clashesOn(day, busy, isoDay, visit.starts ? visit : null) : [];
    const found = all.filter((each) => each.words !== visit.words);
    if (found.length < all.length) return told.replaceChildren(h("p", { class: "soft" }, icon("calendar-check"), say("form.planned_already")));
    told.replaceChildren(...(found.length ? [h("p", {}, icon("calendar-event"), say("form.that_day", { day: shortDay(day) })),
      h("ul", {}, found.map((each) => h("li", { class: each.overlaps ? "overlaps" : "" },
        `${time(each.starts)}–${time(each.ends)} ${each.words}${each.overlaps ? ` · ${say("form.overlaps")}` : ""}`)))] : []));
  };
};

// Warnings of the gate stand beside the field that they are about, as soon as it is answered so.
const showWarnings = (form, gate) => {
  const shown = h("div", { role: "status" });
  return (fields) => {
    const found = findingsOf({ ...gate, elements: [], first_meeting: null }, fields);
    shown.replaceChildren(...found.map((finding) => notice("wait", "exclamation-triangle", h("p", {}, finding.message, " ", finding.satisfied_by))));
    const control = found.length && form.elements.namedItem(gate.warnings[0].field);
    const field = control && (control.closest?.(".field") ?? control[0]?.closest(".field"));
    if (field && shown.previousElementSibling !== field) field.after(shown);
  };
};

const goTo = (form, id) => {
  if (!id) return;
  const named = form.elements.namedItem(id);
  const target = form.querySelector(`#${CSS.escape(id)}`) ?? (named?.length ? named[0] : named);
  if (!target) return;
  target.closest("details:not([open])")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
};

const gone = (words) => ({ active: "day", nodes: page({ before: back(say("day.title"), href("")), heading: words, main: h("p", {}, say("form.see_list")) }) });

// One window writes on an item. The others say so.
const heldAlone = (id) =>
  new Promise((resolve) => {
    navigator.locks.request(`thuisbasis-form-${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise((release) => resolve(release));
    });
  });

const MAY_WRITE = new Set(["draft", "refused", "held", "conflict"]);

export const form = async ({ item: id, query }) => {
  const item = await itemOf(id);
  if (!item) return gone(say("form.not_here"));
  if (item.state === "conflict") return { redirect: `conflict/${id}` };
  if (!MAY_WRITE.has(item.state)) return gone(say("form.finished"));
  const release = await heldAlone(id);
  if (!release) return gone(say("form.elsewhere"));
  const [paper, found, texts] = await Promise.all([formOf(id), list(), card("texts")]);
  const refusal = item.state === "refused" ? (await bodyOf(id)).findings : null;
  if (item.state === "refused" || item.state === "held") await reopen(id, {});
  return written({ id, item, paper, body: await bodyOf(id), busy: found?.busy ?? [], prompts: texts?.prompts ?? {}, refusal, query, release });
};

const written = ({ id, item, paper, body, busy, prompts, refusal, query, release }) => {
  const { visit, gate } = paper;
  const controls = formFrom(paper.html, body.fields);
  controls.id = "record-form";
  const line = stateLine();
  const parts = rail(controls);
  const clashes = showClashes(controls, busy, visit);
  const warnings = showWarnings(controls, gate);
  let unsaved = false;
  let arrived = item.received_at;

  const save = async () => {
    const fields = read(controls);
    unsaved = false;
    const begun = performance.now();
    try {
      line.saved(exactTime(await saveFields(id, fields)));
      performance.measure("field-to-saved", { start: begun });
    } catch (fault) {
      unsaved = true;
      if (!diskTrouble()) throw fault;
      line.trouble();
    }
  };
  const keep = throttled(() => save().catch(report));

  const follow = () => {
    const fields = read(controls);
    warnings(fields);
    clashes();
    parts.mark(findingsOf(gate, fields), fields);
    return fields;
  };
  const typed = () => {
    unsaved = true;
    follow();
    if (!diskTrouble()) keep();
  };
  controls.addEventListener("input", typed);
  controls.addEventListener("change", typed);

  const flush = async () => {
    await keep.flush();
    if (unsaved && !diskTrouble()) await save();
    if (unsaved) throw new Error(say("form.not_saved"));
  };

  // After a draft was sent: what somebody else wrote in other fields comes in.
  const hear = async () => {
    const latest = await itemOf(id);
    line.sent(latest);
    if (latest.received_at === arrived || latest.state !== "draft" || unsaved) return;
    const { fields } = await bodyOf(id);
    if (unsaved) return; // typed on meanwhile: what arrived is laid under it at the next arrival
    arrived = latest.received_at;
    fill(controls, fields, document.activeElement);
    follow();
  };

  const onScreen = () => (unsaved ? { item: id, fields: read(controls), sections: readable(controls, paper.labels), family: visit.family } : null);
  const ends = [beforeLock(flush), holdOnScreen(onScreen), holdingForm(), release, onChange(() => hear().catch(report)),
    onTrouble((fault) => (fault ? line.trouble() : unsaved && keep()))];
  addPrompts(controls, prompts, visit);
  follow();
  line.opened(item);
  const extra = attachmentParts(id, () => controls, paper.labels);
  setTimeout(() => goTo(controls, query.get("at") ?? ""), 0);

  return {
    active: "day",
    leave: flush,
    drop: () => ends.forEach((end) => end()),
    rail: false,
    nodes: page({
      before: back(say("form.to_visit"), href(visit.contact ? `visit/${visit.contact}` : `spare/${visit.forms[0].enrolment}`)),
      eyebrow: h("span", { class: "programme" }, symbol(visit.programme.symbol), h("span", {}, visit.programme.name)),
      heading: say("form.heading", { title: visit.step.title }),
      lead: [paper.child, visit.family, visit.starts && `${shortDay(visit.starts)}, ${time(visit.starts)}–${time(visit.ends)}`].filter(Boolean).join(" · "),
      main: [
        refusal?.length && notice("danger", "exclamation-circle", h("p", {}, h("strong", {}, say("form.refused"))),
          h("ul", {}, refusal.map((finding) => h("li", {}, h("a", { href: href(`form/${id}?at=${encodeURIComponent(finding.field ?? "")}`) }, finding.message))))),
        lastAgreements(visit, paper.child),
        parts.nav,
        controls,
        extra,
        h("details", { class: "fold" }, h("summary", {}, icon("exclamation-circle"), h("span", {}, say("visit.something")), icon("chevron-down")),
          h("div", { class: "fold-body" }, happenings(visit, item.contact, ["address-wrong", "interpreter-missing", "unsafe"]))),
        h("div", { class: "save-bar" }, line.node,
          h("div", { class: "save-bar-actions" }, link("primary", say("form.to_review"), href(`review/${id}`), { iconName: "card-checklist" }))),
      ].filter(Boolean),
    }),
  };
};
