// Making elements: nothing is ever put together from text, so what people typed cannot become markup.
const SVG = "http://www.w3.org/2000/svg";

const apply = (element, name, value) => {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (value === true) element.setAttribute(name, "");
  else element.setAttribute(name, value);
};

// h("a", {href, class, onclick}, "words", child, [more]); empty children are left out.
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => apply(element, name, value));
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
};

export const icon = (name) => {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  drawn.append(use);
  return drawn;
};

const SHAPES = { square: ["rect", { x: 2, y: 2, width: 12, height: 12 }], triangle: ["path", { d: "M8 2 14.5 14h-13z" }] };

// The small shape of a programme.
export const symbol = (shape) => {
  const [tag, attributes] = SHAPES[shape] ?? ["circle", { cx: 8, cy: 8, r: 6.2 }];
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "programme-symbol");
  drawn.setAttribute("viewBox", "0 0 16 16");
  drawn.setAttribute("aria-hidden", "true");
  const inner = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => inner.setAttribute(name, value));
  drawn.append(inner);
  return drawn;
};

export const button = (kind, label, onclick, { iconName, about, ...more } = {}) =>
  h("button", { type: "button", class: `btn btn-${kind}`, onclick, ...more },
    iconName && icon(iconName), h("span", {}, label, about && h("span", { class: "visually-hidden" }, ` ${about}`)));

export const link = (kind, label, href, { iconName, about, ...more } = {}) =>
  h("a", { class: `btn btn-${kind}`, href, ...more },
    iconName && icon(iconName), h("span", {}, label, about && h("span", { class: "visually-hidden" }, ` ${about}`)));

export const notice = (kind, iconName, ...children) =>
  h("div", { class: `notice notice-${kind}` }, icon(iconName), h("div", {}, ...children));

export const back = (label, href) => h("a", { class: "back", href }, icon("arrow-left"), h("span", {}, label));

export const page = ({ before, eyebrow, heading, lead, actions, main, aside }) => [
  before,
  h("header", { class: "page-header" },
    h("div", { class: "page-header-words" },
      eyebrow && h("p", { class: "eyebrow" }, eyebrow), h("h1", {}, heading), lead && h("p", { class: "lead" }, lead)),
    actions?.length && h("div", { class: "page-actions" }, actions)),
  h("div", { class: `page-columns${aside?.length ? " page-columns-with-aside" : ""}` },
    h("div", { class: "page-main" }, main), aside?.length && h("aside", { class: "page-aside" }, aside)),
].filter(Boolean);

export const section = (title, ...children) => h("section", { class: "section" }, h("h2", {}, title), ...children);

// One of a few, each a row of 48 px: choices("reason", [["ill", "ziek"]], {legend, chosen, onchange}).
export const choices = (name, pairs, { legend, chosen, onchange, chips = true, kind = "radio" }) =>
  h("fieldset", { class: "field" }, h("legend", {}, legend),
    h("div", { class: `choices choices-${chips ? "chips" : "rows"}` }, pairs.map(([value, words]) =>
      h("label", { class: "choice" },
        h("input", { type: kind, name, value, checked: value === chosen, onchange: onchange && (() => onchange(value)) }),
        h("span", { class: "choice-words" }, words)))));
