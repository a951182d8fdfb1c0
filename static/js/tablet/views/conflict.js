// Two people changed the same field: both texts, and a choice for each. Nothing is taken without one.
import { back, button, h, icon, notice, page } from "../dom.js";
import { bodyOf, finish, formOf, itemOf, reopen } from "../items.js";
import { resolved, undecided } from "../merging.js";
import { moment } from "../moments.js";
import { report } from "../report.js";
import { go, href } from "../router.js";
import { say } from "../words.js";

const oneText = (who, words, name, take, chosen) =>
  h("div", { class: "one-text" }, h("p", { class: "eyebrow" }, who), h("p", { class: "one-text-words" }, words || say("conflict.empty")),
    h("label", { class: "choice" }, h("input", { type: "radio", name, value: take, onchange: () => (chosen[name] = { take }) }),
      h("span", { class: "choice-words" }, say(`conflict.take_${take}`))));

// A third text, for fields that are typed; a field of choices has its two answers only.
const thirdText = (each, mine, chosen) => {
  const area = h("textarea", { class: "form-control", rows: "3", "aria-label": say("conflict.third_of", { label: each.label }) }, mine);
  const write = () => (chosen[each.name] = { write: area.value.trim() ? [area.value] : [] });
  area.addEventListener("input", write);
  return h("div", { class: "third-text" }, h("label", { class: "choice" }, h("input", { type: "radio", name: each.name, value: "write", onchange: write }),
    h("span", { class: "choice-words" }, say("conflict.write"))), area);
};

const isTyped = (html, name) => {
  const form = document.createElement("template");
  form.innerHTML = html;
  const control = form.content.querySelector(`[name="${CSS.escape(name)}"]`);
  return control?.tagName === "TEXTAREA" || (control?.tagName === "INPUT" && !["radio", "checkbox"].includes(control.type));
};

const oneField = (each, at, { conflict, paper, body, chosen }) =>
  h("div", { class: "two-texts", role: "group", "aria-labelledby": `two-${at}` },
    h("h2", { id: `two-${at}` }, each.label),
    each.base && h("p", { class: "soft base-text" }, say("conflict.before", { words: each.base })),
    oneText(say("conflict.yours"), each.mine, each.name, "mine", chosen),
    oneText(say("conflict.theirs", { name: conflict.theirs_by }), each.theirs, each.name, "theirs", chosen),
    isTyped(paper.html, each.name) && thirdText(each, (body.fields[each.name] ?? [""])[0], chosen));

export const chooseConflict = async ({ item: id }) => {
  const item = await itemOf(id);
  if (item?.state !== "conflict") return { redirect: item ? `review/${id}` : "" };
  const [paper, body] = await Promise.all([formOf(id), bodyOf(id)]);
  const { conflict } = body;
  const before = back(say("day.title"), href(""));
  if (!conflict) return { active: "day", nodes: page({ before, heading: say("conflict.title"), main: h("p", {}, say("conflict.ask_again")) }) };
  const chosen = {};
  const fault = h("p", { class: "field-error", role: "alert" });
  const reason = conflict.completed ? h("div", { class: "field" }, h("label", { for: "correction-reason" }, say("review.correction_reason")),
    h("textarea", { id: "correction-reason", class: "form-control", rows: "2" })) : null;

  const keep = async () => {
    const correction = reason?.querySelector("textarea").value.trim() ?? "";
    if (undecided(conflict, chosen).length) return fault.replaceChildren(icon("exclamation-circle"), say("conflict.choose_all"));
    if (reason && !correction) return fault.replaceChildren(icon("exclamation-circle"), say("review.reason_needed"));
    const fields = resolved(conflict, body.fields, chosen);
    const more = { fields, base: conflict.fields, base_revision: conflict.revision, conflict: null, correction_reason: correction };
    if (body.flight?.finish) {
      await finish(id, more);
      return go("");
    }
    await reopen(id, more);
    return go(`form/${id}`);
  };

  return {
    active: "day",
    nodes: page({
      before,
      heading: say("conflict.title"),
      lead: [paper.visit.family, paper.child].filter(Boolean).join(" · "),
      main: [
        notice("wait", "exclamation-triangle", h("p", {}, say(conflict.completed ? "conflict.lead_completed" : "conflict.lead", { name: conflict.theirs_by, when: moment(conflict.theirs_at) }))),
        ...conflict.conflicts.map((each, at) => oneField(each, at, { conflict, paper, body, chosen })),
        reason, fault,
        h("div", { class: "form-actions" }, button("primary", say(body.flight?.finish ? "conflict.keep_and_finish" : "conflict.keep"), () => keep().catch(report), { iconName: "check-lg" })),
      ].filter(Boolean),
    }),
  };
};
