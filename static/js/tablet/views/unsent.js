// Everything that is not sent, readable; and the last resort, a file of what is sealed for a coordinator to bring in. Stands
// there when locked too (then without a word of what was written), and when the disk refuses to write.
import { back, button, h, icon, link, notice, page } from "../dom.js";
import { formFrom, readable } from "../fields.js";
import { unsentWords } from "../frame.js";
import { bodyOf, formOf, onChange } from "../items.js";
import { moment } from "../moments.js";
import { exportFile, offer } from "../rescue.js";
import { report } from "../report.js";
import { href, refresh } from "../router.js";
import { itemBadge } from "../shown.js";
import { isUnsent, summary } from "../states.js";
import { all, diskTrouble, retry } from "../store.js";
import { doing, tryAgain } from "../sync.js";
import * as vault from "../vault.js";
import { say } from "../words.js";

const kindWords = (item) => say(item.kind === "record" ? "unsent.record" : item.kind === "worry" ? "worry.title" : `happening.${item.event}`);

const words = async (item) => {
  const body = await bodyOf(item.item);
  if (item.kind !== "record") return h("pre", { class: "plain-words" }, Object.values(body.value).filter((value) => typeof value === "string").join("\n"));
  const paper = await formOf(item.item);
  return h("div", {}, readable(formFrom(paper.html, body.fields), paper.labels).filter(({ lines }) => lines.length).map(({ title, lines }) => [
    h("h4", {}, title), h("dl", { class: "facts" }, lines.flatMap(([label, text]) => [h("dt", {}, label), h("dd", { class: "written" }, text)]))]));
};

const nameOf = async (item) => (item.kind === "record" ? (await formOf(item.item)).visit.family : (await bodyOf(item.item)).words);

const asks = { conflict: (item) => [say("unsent.choose"), `conflict/${item.item}`], refused: (item) => [say("unsent.mend"), `form/${item.item}`],
  draft: (item) => [say("unsent.write_on"), `form/${item.item}`] };

const row = async (item) => {
  const mine = vault.person()?.id === item.owner && !item.keyless;
  const [label, path] = mine && item.kind === "record" && asks[item.state] ? asks[item.state](item) : [];
  const body = h("div", { class: "fold-body" });
  const open = async (event) => event.target.open && !body.childElementCount && body.append(await words(item));
  return h("li", { class: "unsent-item" },
    h("div", { class: "unsent-line" },
      h("div", { class: "task-words" }, h("h3", { class: "task-title" }, mine ? `${await nameOf(item)} · ${kindWords(item)}` : kindWords(item)),
        h("p", { class: "task-why" }, say("unsent.changed", { when: moment(item.changed_at) }), item.message ? ` · ${item.message}` : "")),
      itemBadge(item), label && link("secondary", label, href(path))),
    mine && h("details", { class: "fold", ontoggle: (event) => open(event).catch(report) }, h("summary", {}, icon("eye"), h("span", {}, say("unsent.read")), icon("chevron-down")), body));
};

const diskPart = () => {
  const again = async () => {
    await retry();
    await refresh();
  };
  return notice("danger", "exclamation-triangle", h("p", {}, say("unsent.disk_trouble")), button("secondary", say("unsent.disk_again"), () => again().catch(report), { iconName: "arrow-repeat" }));
};

export const unsent = async () => {
  const person = vault.person();
  const everything = (await all("items")).filter((item) => (isUnsent(item) || item.state === "quarantine") && (!person || item.owner === person.id));
  const told = summary(everything);
  const exported = h("p", { role: "status" });
  const carry = async () => {
    const file = await exportFile(everything);
    offer(file);
    exported.replaceChildren(say("unsent.exported", { num: file.count }), file.leftOut ? ` ${say("unsent.left_out", { num: file.leftOut })}` : "");
  };
  const rows = await Promise.all(everything.map(row));
  return {
    active: "unsent",
    plain: !person,
    drop: onChange(() => location.hash === "#/unsent" && refresh()),
    nodes: page({
      before: person ? null : back(say("unlock.title"), href("")),
      heading: say("unsent.title"),
      lead: unsentWords(told),
      actions: person && everything.length ? [button("primary", say("unsent.send"), () => tryAgain().catch(report), { iconName: "send" })] : [],
      main: [
        diskTrouble() && diskPart(),
        doing.signIn && notice("wait", "key", h("p", {}, say("day.sign_in_needed")), link("primary", say("sign_in.sign_in"), document.body.dataset.signIn)),
        rows.length ? h("ul", { class: "plain-list stack", role: "list" }, rows) : h("p", { class: "soft" }, say("unsent.nothing")),
        everything.length && h("section", { class: "section" }, h("h2", {}, say("unsent.last_resort")), h("p", {}, say(person ? "unsent.last_resort_lead" : "unsent.last_resort_locked")),
          button("secondary", say("unsent.export"), () => carry().catch(report), { iconName: "download" }), exported),
      ].filter(Boolean),
    }),
  };
};
