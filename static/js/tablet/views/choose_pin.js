// Choosing the PIN: six digits, twice.
import { h, icon } from "../dom.js";
import { choose } from "../device.js";
import { go } from "../router.js";
import { note, tryAgain } from "../sync.js";
import { report } from "../report.js";
import * as vault from "../vault.js";
import { say, speak } from "../words.js";

const EASY = /^(\d)\1{5}$/;

const isEasy = (pin) => EASY.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);

export const pinField = (id, label, attributes = {}) =>
  h("div", { class: "field" }, h("label", { for: id }, label),
    h("input", {
      id, name: id, type: "password", inputmode: "numeric", pattern: "\\d*", maxlength: "6", autocomplete: "off",
      class: "form-control pin-field", required: true, ...attributes,
    }));

export const complaint = (first, second) => {
  if (!vault.PIN.test(first)) return say("pin.six_digits");
  if (isEasy(first)) return say("pin.too_easy");
  return first === second ? null : say("pin.not_the_same");
};

export const choosePin = (told) => {
  const first = pinField("pin", say("pin.first"));
  const second = pinField("pin-again", say("pin.second"));
  const fault = h("p", { class: "field-error", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", class: "btn btn-primary" }, say("pin.keep"));

  const keep = async (event) => {
    event.preventDefault();
    const [pin, again] = [first, second].map((field) => field.querySelector("input").value);
    const wrong = complaint(pin, again);
    fault.hidden = !wrong;
    fault.replaceChildren(icon("exclamation-circle"), wrong ?? "");
    if (wrong) return;
    submit.disabled = true;
    await vault.choosePin(told, pin);
    await choose("language", told.language);
    speak(told.language);
    note({ signIn: false, shutOut: false });
    await go("", { replace: true });
    tryAgain().catch(report);
  };

  return {
    plain: true,
    nodes: [
      h("h1", {}, say("pin.title", { name: told.person.name })),
      h("p", { class: "lead" }, say("pin.lead", { num: told.wrong_pins })),
      h("form", { class: "stack", autocomplete: "off", novalidate: true, onsubmit: keep }, fault, first, second, h("div", {}, submit)),
    ],
  };
};
