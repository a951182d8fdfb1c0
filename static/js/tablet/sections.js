// The rail of a form: one entry for each section that the server made, ticked when nothing in it blocks any more.
import { h, icon } from "./dom.js";
import { blocking } from "./findings.js";
import { say } from "./words.js";

const sectionOf = (form, finding) => {
  const named = form.elements.namedItem(finding.field ?? "");
  const target = form.querySelector(`#${CSS.escape(finding.field ?? "-")}`) ?? (named?.length ? named[0] : named);
  return target?.closest?.("section[id]")?.id ?? null;
};

export const rail = (form) => {
  const parts = [...form.querySelectorAll("section[id]")].filter((part) => part.querySelector("h2"));
  const entries = new Map(parts.map((part) => {
    const words = h("span", { class: "visually-hidden" });
    const link = h("a", { href: `#${part.id}`, onclick: (event) => {
      event.preventDefault();
      part.scrollIntoView({ block: "start" });
      part.querySelector("h2").setAttribute("tabindex", "-1");
      part.querySelector("h2").focus({ preventScroll: true });
    } }, h("span", {}, part.querySelector("h2").textContent.trim(), words));
    return [part.id, { link, words, entry: h("li", { class: part.classList.contains("only-full") ? "only-full" : "" }, link) }];
  }));

  const mark = (findings, fields) => {
    const open = new Set(blocking(findings).map((finding) => sectionOf(form, finding)));
    for (const part of parts) {
      const { entry, link, words } = entries.get(part.id);
      const begun = [...part.querySelectorAll("[name]")].some((control) => fields[control.name]);
      const done = begun && !open.has(part.id);
      entry.classList.toggle("section-done", done);
      if (link.firstElementChild?.tagName === "svg") link.firstElementChild.remove();
      link.prepend(icon(done ? "check-circle" : "dash-lg"));
      words.textContent = `, ${say(done ? "form.section_done" : "form.section_open")}`;
    }
  };
  return { nav: h("nav", { class: "section-rail", "aria-label": say("form.sections") }, h("ol", { role: "list" }, [...entries.values()].map(({ entry }) => entry))), mark };
};
