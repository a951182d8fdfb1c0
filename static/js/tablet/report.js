// A fault of the app itself is shown, never swallowed: what was typed is still on the device.
import { h, icon } from "./dom.js";
import { say } from "./words.js";

export const report = (fault) => {
  console.error(fault);
  document.querySelector(".fault-bar")?.remove();
  const close = () => shown.remove();
  let words = ["", "×"];
  try {
    words = [say("frame.fault"), say("frame.close")];
  } catch {
    words = [String(fault?.message ?? fault), "×"]; // the words themselves did not load
  }
  const shown = h("div", { class: "fault-bar", role: "alert" }, icon("exclamation-triangle"),
    h("span", {}, `${words[0]} `, h("small", {}, String(fault?.message ?? fault))),
    h("button", { type: "button", class: "btn btn-link", onclick: close }, words[1]));
  document.body.append(shown);
};

window.addEventListener("unhandledrejection", (event) => report(event.reason));
