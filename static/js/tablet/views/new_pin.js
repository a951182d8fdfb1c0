// Another PIN, with the one of now. Works without network.
import { back, h, icon, page } from "../dom.js";
import { go, href, refresh } from "../router.js";
import { report } from "../report.js";
import * as vault from "../vault.js";
import { say } from "../words.js";
import { complaint, pinField } from "./choose_pin.js";

export const newPin = async () => {
  const fields = [["old-pin", "pin.now"], ["pin", "pin.first"], ["pin-again", "pin.second"]].map(([id, key]) => pinField(id, say(key)));
  const fault = h("p", { class: "field-error", role: "alert", hidden: true });
  const complain = (words) => {
    fault.hidden = false;
    fault.replaceChildren(icon("exclamation-circle"), words);
  };
  const keep = async (event) => {
    event.preventDefault();
    const [old, pin, again] = fields.map((field) => field.querySelector("input").value);
    const wrong = complaint(pin, again);
    if (wrong) return complain(wrong);
    try {
      await vault.changePin(vault.person().id, old, pin);
      return go("settings");
    } catch (tried) {
      if (!(tried instanceof vault.WrongPin)) return report(tried);
      if (tried.left) return complain(say("unlock.wrong", { num: tried.left }));
      vault.lock();
      return refresh();
    }
  };
  return {
    active: "settings",
    nodes: page({
      before: back(say("settings.title"), href("settings")),
      heading: say("settings.pin_change"),
      main: [h("form", { class: "stack", autocomplete: "off", novalidate: true, onsubmit: keep }, fault, fields,
        h("div", {}, h("button", { type: "submit", class: "btn btn-primary" }, say("pin.keep"))))],
    }),
  };
};
