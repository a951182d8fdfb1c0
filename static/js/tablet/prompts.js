// Words for the parent in the parent's own language, shown large on a tap. Reviewed texts only, made on the server.
import { button, h } from "./dom.js";
import { say } from "./words.js";

const spoken = (visit) => [...new Set(visit.guardians.flatMap((guardian) => guardian.codes))];

const chosen = (byLanguage, visit) => {
  const own = spoken(visit).filter((code) => byLanguage[code]);
  return (own.length ? own : Object.keys(byLanguage)).map((code) => [code, byLanguage[code]]);
};

const show = (code, { text, dir, language }) => {
  const shown = h("dialog", { class: "prompt", "aria-label": language },
    h("p", { class: "prompt-words", lang: code, dir }, text),
    h("div", { class: "row-of" }, button("primary", say("frame.close"), () => shown.close(), { iconName: "x-lg" })));
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
};

const buttons = (byLanguage, visit) =>
  h("div", { class: "prompt-buttons" }, h("span", { class: "soft" }, say("form.for_the_parent")), chosen(byLanguage, visit).map(([code, prompt]) =>
    button("secondary", prompt.language, () => show(code, prompt), { iconName: "fullscreen", lang: code })));

const isOf = (element, key) => {
  const name = element.querySelector(".element-answers input")?.name ?? "";
  return name === key || name.startsWith(`${key}-`);
};

// The places of a prompt: the section of that id, or each element (of each child) whose fields begin with its key.
const placesOf = (form, key) => [
  form.querySelector(`section#${CSS.escape(key)} > h2`),
  ...[...form.querySelectorAll(".element")].filter((element) => isOf(element, key)).map((element) => element.querySelector("legend")),
].filter(Boolean);

export const addPrompts = (form, prompts, visit) => {
  for (const [key, byLanguage] of Object.entries(prompts)) {
    for (const place of placesOf(form, key)) place.after(buttons(byLanguage, visit));
  }
};
