// Reading through before finishing: what is still needed, each a way to its field; then everything that was written.
import { back, button, h, icon, link, notice, page, section } from "../dom.js";
import { formFrom, readable } from "../fields.js";
import { blocking, findingsOf } from "../findings.js";
import { bodyOf, finish, formOf, itemOf } from "../items.js";
import { moment } from "../moments.js";
import { go, href } from "../router.js";
import { itemBadge } from "../shown.js";
import { signatureOf } from "../signature.js";
import { attachmentsOf } from "../store.js";
import { report } from "../report.js";
import { say } from "../words.js";

const findingList = (id, findings) =>
  h("ul", { class: "findings", role: "list" }, findings.map((finding) =>
    h("li", { class: finding.blocks ? "finding-blocks" : "finding-warning" }, icon(finding.blocks ? "exclamation-circle" : "exclamation-triangle"),
      h("div", {}, h("a", { href: href(`form/${id}?at=${encodeURIComponent(finding.field ?? "")}`) }, finding.message),
        h("span", { class: "satisfied-by" }, finding.satisfied_by)))));

const written = (sections) =>
  h("div", { class: "read-record" }, sections.filter(({ lines }) => lines.length).map(({ title, lines }) => [
    h("h2", {}, title),
    h("dl", { class: "facts" }, lines.flatMap(([label, words]) => [h("dt", {}, label), h("dd", { class: "written" }, words)])),
  ]));

const reasonField = () =>
  h("div", { class: "field" }, h("label", { for: "correction-reason" }, say("review.correction_reason")),
    h("p", { class: "field-hint", id: "correction-hint" }, say("review.correction_hint")),
    h("textarea", { id: "correction-reason", class: "form-control", rows: "2", "aria-describedby": "correction-hint" }));

const OVER = new Set(["queued", "quarantine", "sent"]);

const receipt = (item) => {
  if (item.state === "sent") {
    return notice("good", "check-circle", h("p", {}, say("review.received", { when: moment(item.received_at) })),
      item.url && h("p", {}, h("a", { href: item.url }, say("review.on_the_server"))));
  }
  return notice("wait", "hourglass-split", h("p", {}, say(item.state === "quarantine" ? "review.quarantine" : "review.queued"), " ", item.message ?? ""));
};

const finishing = (id, paper, findings, reason, lines) => {
  const fault = h("p", { class: "field-error", role: "alert" });
  const act = async () => {
    const given = reason?.querySelector("textarea").value.trim() ?? "";
    if (reason && !given) return fault.replaceChildren(icon("exclamation-circle"), say("review.reason_needed"));
    button_.disabled = true;
    await finish(id, { correction_reason: given, readable: lines });
    await go(paper.visit.contact ? `visit/${paper.visit.contact}` : "");
  };
  const button_ = button("primary", say("review.finish"), () => act().catch((wrong) => {
    button_.disabled = false;
    report(wrong);
  }), { iconName: "check-lg" });
  const blocked = blocking(findings).length > 0;
  return h("div", { class: "review-acts" }, !blocked && button_, fault, link(blocked ? "primary" : "secondary", say("review.back"), href(`form/${id}`), { iconName: "pencil" }));
};

export const review = async ({ item: id }) => {
  const item = await itemOf(id);
  if (!item) return { redirect: "" };
  if (item.state === "conflict") return { redirect: `conflict/${id}` };
  if (item.kind !== "record") return { redirect: "unsent" };
  const [paper, body, parts] = await Promise.all([formOf(id), bodyOf(id), attachmentsOf(id)]);
  const controls = formFrom(paper.html, body.fields);
  const sections = readable(controls, paper.labels);
  const isOver = OVER.has(item.state);
  const findings = isOver ? [] : [...(item.state === "refused" ? body.findings : []), ...(item.state === "refused" ? [] : findingsOf(paper.gate, body.fields))];
  const signed = await signatureOf(id, controls, paper.labels);
  const reason = !isOver && ["completed", "correcting"].includes(paper.recordState) ? reasonField() : null;
  const photos = parts.filter((part) => part.what === "photo").length;
  return {
    active: "day",
    nodes: page({
      before: isOver ? back(say("day.title"), href("")) : back(say("review.back"), href(`form/${id}`)),
      heading: isOver ? say("review.written") : say("review.title"),
      lead: [paper.visit.family, paper.child, paper.visit.step.title].filter(Boolean).join(" · "),
      actions: [itemBadge(item)],
      main: [
        isOver && receipt(item),
        findings.length && section(say(blocking(findings).length ? "review.needed" : "review.look_at"), findingList(id, findings)),
        signed && !signed.isOfThisText && notice("wait", "pen", h("p", {}, say("attach.text_changed"))),
        !isOver && !blocking(findings).length && notice("good", "check-circle", h("p", {}, say("review.ready"))),
        reason,
        !isOver && finishing(id, paper, findings, reason, sections.flatMap((part) => part.lines)),
        written(sections),
        (photos || signed) && h("p", { class: "soft" }, [photos && say("review.photos", { num: photos }), signed && say(`attach.is_${signed.choice}`, { when: moment(signed.at) })].filter(Boolean).join(" · ")),
      ].filter(Boolean),
    }),
  };
};
