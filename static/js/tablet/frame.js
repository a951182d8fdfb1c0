// What stands around every view: what is not sent yet, the way to the other views, and the lock.
import { button, h, icon } from "./dom.js";
import { itemsOf, onChange } from "./items.js";
import { daysBetween } from "./moments.js";
import { showRescue } from "./rescue_dialog.js";
import { href } from "./router.js";
import { lockNow } from "./session.js";
import { summary } from "./states.js";
import { diskTrouble, onTrouble } from "./store.js";
import { doing, onDoing } from "./sync.js";
import * as vault from "./vault.js";
import { say } from "./words.js";

const ENTRIES = [["day", "", "sun"], ["outbox", "unsent", "cloud-upload"], ["settings", "settings", "gear"]];

// "3 verslagen nog niet verzonden, oudste 2 dagen"
export const unsentWords = ({ waiting, records, oldest }) => {
  if (!waiting) return say("frame.all_sent");
  const days = daysBetween(oldest);
  const counted = [[records, "frame.records"], [waiting - records, "frame.notes"]].filter(([count]) => count);
  const what = counted.map(([num, key]) => say(key, { num })).join(` ${say("frame.and")} `);
  const words = say("frame.unsent", { what });
  return days >= 1 ? `${words}, ${say("frame.oldest", { num: days })}` : words;
};

const networkWords = () => {
  if (doing.shutOut) return say("frame.shut_out");
  if (doing.signIn) return say("frame.sign_in_needed");
  if (doing.sending) return say("frame.sending");
  return doing.network === "no" ? say("frame.no_network") : "";
};

const bar = h("a", { class: "unsent-bar", role: "status" });

const drawBar = async () => {
  const person = vault.person();
  if (!person) return;
  const told = summary(await itemsOf(person.id));
  bar.href = href(doing.signIn ? "sign-in" : "unsent");
  bar.className = `unsent-bar${told.waiting ? " unsent-bar-waits" : ""}${told.conflicts || doing.signIn ? " unsent-bar-asks" : ""}`;
  const conflicts = told.conflicts ? say("frame.conflicts", { num: told.conflicts }) : "";
  const words = [unsentWords(told), conflicts, networkWords()].filter(Boolean).join(" · ");
  if (bar.textContent !== words) bar.replaceChildren(icon(told.waiting ? "cloud-slash" : "cloud-check"), h("span", {}, words));
};

const trouble = h("div", { class: "trouble-bar", role: "alert", hidden: true });

const drawTrouble = () => {
  trouble.hidden = !diskTrouble();
  if (!diskTrouble()) return trouble.replaceChildren();
  trouble.replaceChildren(icon("exclamation-triangle"), h("span", {}, say("frame.disk_trouble")),
    button("secondary", say("frame.last_resort"), showRescue));
};

const rail = (active) =>
  h("nav", { class: "rail", "aria-label": say("frame.menu") },
    h("ul", {}, ENTRIES.map(([name, path, iconName]) =>
      h("li", {}, h("a", { class: "rail-entry", href: href(path), "aria-current": active === (name === "outbox" ? "unsent" : name) && "page" },
        icon(iconName), h("span", {}, say(`frame.${name}`)))))));

const top = (person) =>
  h("header", { class: "tablet-top" },
    h("a", { class: "wordmark", href: href("") }, icon("house-heart"), h("span", {}, "Thuisbasis")),
    h("span", { class: "organisation" }, `${person.name} · ${person.organisation.name}`),
    button("secondary", say("frame.lock"), () => lockNow(), { iconName: "lock" }));

export const draw = ({ nodes, active, plain = false, rail: withRail = true }, moved) => {
  const app = document.getElementById("app");
  const person = vault.person();
  const main = h("main", { class: plain || !person ? "plain-page" : "page", id: "main", tabindex: "-1" }, nodes);
  const framed = h("div", { class: `frame${withRail ? " with-rail" : ""}` }, person && withRail && rail(active), h("div", { class: "frame-body" }, person && top(person), trouble, bar, main));
  app.replaceChildren(person && !plain ? framed : h("div", { class: "plain" }, main));
  document.title = `${main.querySelector("h1")?.textContent ?? "Thuisbasis"} · Thuisbasis`;
  if (moved) window.scrollTo({ top: 0, behavior: "instant" });
  drawBar();
  drawTrouble();
};

export const start = () => {
  onChange(drawBar);
  onDoing(drawBar);
  onTrouble(drawTrouble);
};
