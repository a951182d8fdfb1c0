// The lock screen: who, and their PIN. Nothing private stands here.
import { h, icon, link, notice } from "../dom.js";
import { unsentWords } from "../frame.js";
import { itemsOf } from "../items.js";
import { refresh } from "../router.js";
import { onLocked } from "../shell.js";
import { report } from "../report.js";
import { touch } from "../session.js";
import { summary } from "../states.js";
import { all } from "../store.js";
import { sendAll } from "../sync.js";
import { wipeOldSecrets } from "../taking.js";
import * as vault from "../vault.js";
import { say, speak } from "../words.js";
import { pinField } from "./choose_pin.js";
import { signIn } from "./sign_in.js";

let chosen = null;

const signInLink = () => link("secondary", say("unlock.somebody_else"), "#/sign-in", { iconName: "person-plus" });

const pinForm = (person) => {
  const field = pinField("pin", say("unlock.pin"), { autofocus: true });
  const input = field.querySelector("input");
  const fault = h("p", { class: "field-error", role: "alert", hidden: true });

  const opened = async () => {
    touch();
    speak(person.language);
    await wipeOldSecrets();
    await refresh();
    sendAll().catch(report);
  };

  const attempt = async (event) => {
    event?.preventDefault();
    if (input.disabled || !vault.PIN.test(input.value)) return;
    input.disabled = true;
    try {
      await vault.unlock(person.id, input.value);
      await opened();
    } catch (wrong) {
      if (!(wrong instanceof vault.WrongPin)) throw wrong;
      if (!wrong.left) return void (await refresh());
      input.disabled = false;
      input.value = "";
      input.focus();
      fault.hidden = false;
      fault.replaceChildren(icon("exclamation-circle"), say("unlock.wrong", { num: wrong.left }));
    }
  };
  input.addEventListener("input", () => input.value.length === 6 && attempt().catch(report));
  return h("form", { class: "stack", autocomplete: "off", novalidate: true, onsubmit: attempt }, fault, field,
    h("div", {}, h("button", { type: "submit", class: "btn btn-primary" }, icon("unlock"), h("span", {}, say("unlock.open")))));
};

const forgotten = (person) =>
  h("div", { class: "stack" },
    notice("wait", "lock", h("p", {}, person.shut_out ? say("unlock.shut_out") : say("unlock.forgotten"))),
    link("primary", say("unlock.new_pin"), "#/sign-in", { iconName: "key" }));

const whoButtons = (people) =>
  h("div", { class: "who", role: "group", "aria-label": say("unlock.who") }, people.map((person) =>
    h("button", { type: "button", class: "btn btn-secondary", "aria-pressed": String(person.id === chosen), onclick: () => {
      chosen = person.id;
      refresh();
    } }, h("span", { class: "initials", "aria-hidden": "true" }, person.initials), person.name)));

export const unlock = async () => {
  onLocked();
  const people = (await all("people")).filter((person) => person.pin || person.server || person.shut_out);
  if (!people.length) return signIn();
  const person = people.find(({ id }) => id === chosen) ?? people[0];
  chosen = person.id;
  speak(person.language);
  const told = summary(await itemsOf(person.id));
  return {
    plain: true,
    nodes: [
      h("p", { class: "wordmark" }, icon("house-heart"), "Thuisbasis"),
      h("h1", {}, say("unlock.title")),
      people.length > 1 ? whoButtons(people) : h("p", { class: "lead" }, `${person.name} · ${person.organisation.name}`),
      person.pin ? pinForm(person) : forgotten(person),
      h("hr"),
      h("p", { class: told.waiting ? "unlock-waits" : "soft" }, unsentWords(told)),
      h("div", { class: "row-of" }, signInLink(), link("link", say("unlock.unsent"), "#/unsent")),
      person.pin && h("p", { class: "soft small" }, say("unlock.forgot_hint", { num: person.wrong_pins })),
    ].filter(Boolean),
  };
};
