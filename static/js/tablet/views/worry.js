// A worry about safety: a form of its own, read only by those whom the school has named. Where it named nobody there is
// no field, but whom to phone.
import { back, button, choices, h, icon, link, notice, page } from "../dom.js";
import { addFinished, bodyOf, itemsOf } from "../items.js";
import { moment } from "../moments.js";
import { report } from "../report.js";
import { href, refresh } from "../router.js";
import { itemBadge } from "../shown.js";
import { contactOf, visitAt } from "../unplanned.js";
import * as vault from "../vault.js";
import { say } from "../words.js";

const number = (words, tel) => link("secondary", words, `tel:${tel.replace(/[^\d+]/g, "")}`, { iconName: "telephone" });

const emergency = () => {
  const { numbers } = vault.person();
  return h("div", { class: "row-of" }, number(say("worry.danger", { number: numbers.emergency }), numbers.emergency),
    number(say("worry.advice", { number: numbers.veilig_thuis }), numbers.veilig_thuis));
};

const unread = () => {
  const { numbers } = vault.person();
  return say("worry.unsent", { emergency: numbers.emergency, advice: numbers.veilig_thuis });
};

const already = async (items, contact) => {
  const own = items.filter((item) => item.kind === "worry" && item.contact === contact);
  return Promise.all(own.map(async (item) =>
    notice(item.state === "sent" ? "good" : "danger", item.state === "sent" ? "check-circle" : "exclamation-triangle",
      h("p", {}, item.state === "sent" ? say("worry.sent", { when: moment(item.received_at) }) : unread()), itemBadge(item),
      item.state === "sent" ? null : h("p", { class: "written" }, (await bodyOf(item.item)).value.text))));
};

const nobodyNamed = (visit) => [
  notice("wait", "telephone", h("p", {}, say("worry.nobody_named"))),
  visit.worry.to_call && h("p", { class: "written" }, visit.worry.to_call),
];

const writing = (visit, contact, path, unplanned) => {
  const area = h("textarea", { id: "worry-text", class: "form-control", rows: "6", "aria-describedby": "worry-hint" });
  const children = visit.forms.filter((form) => form.enrolment);
  const whom = children.length > 1 && choices("child", children.map((form) => [form.enrolment, form.child]), { legend: say("worry.whom") });
  const fault = h("p", { class: "field-error", role: "alert" });
  const keep = async () => {
    const text = area.value.trim();
    if (!text) return fault.replaceChildren(icon("exclamation-circle"), say("worry.nothing"));
    keepButton.disabled = true;
    const child = whom ? whom.querySelector(":checked")?.value ?? null : children[0]?.enrolment ?? null;
    await addFinished("worry", contact, { child_enrolment: child, text }, visit.family, unplanned);
    return refresh();
  };
  const keepButton = button("primary", say("worry.keep"), () => keep().catch(report), { iconName: "send" });
  return [whom, h("div", { class: "field" }, h("label", { for: "worry-text" }, say("worry.what")), h("p", { class: "field-hint", id: "worry-hint" }, say("worry.hint")), area),
    fault, h("div", { class: "form-actions" }, keepButton, link("link", say("happening.not"), href(path)))];
};

export const worry = async ({ contact, query }) => {
  const [at, items] = await Promise.all([visitAt({ contact, query }), itemsOf(vault.person().id)]);
  if (!at) return { redirect: "" };
  const { visit, path } = at;
  const { unplanned } = contactOf(visit, items);
  return {
    active: "day",
    nodes: page({
      before: back(visit.family, href(path)),
      heading: say("worry.title"),
      lead: visit.worry.named ? say("worry.lead", { readers: visit.worry.readers }) : "",
      main: [...(await already(items, contact)), emergency(), ...(visit.worry.named ? writing(visit, contact, path, unplanned) : nobodyNamed(visit))].filter(Boolean),
    }),
  };
};
