// What can be done when the device no longer saves: try again, read what only the screen has, take it along in a file.
import { button, h } from "./dom.js";
import { exportFile, offer } from "./rescue.js";
import { report } from "./report.js";
import { unsavedOnScreen } from "./session.js";
import { isUnsent } from "./states.js";
import { all, retry } from "./store.js";
import { say } from "./words.js";

const words = ({ family, sections }) => [
  h("h3", {}, family),
  sections.filter(({ lines }) => lines.length).map(({ title, lines }) => [h("h4", {}, title),
    h("dl", { class: "facts" }, lines.flatMap(([label, text]) => [h("dt", {}, label), h("dd", { class: "written" }, text)]))]),
];

export const showRescue = () => {
  const onScreen = unsavedOnScreen();
  const told = h("p", { role: "status" });
  const again = async () => {
    try {
      await retry();
      shown.close();
    } catch {
      told.replaceChildren(say("unsent.disk_still")); // the bar above the page goes on saying what is wrong
    }
  };
  const carry = async () => {
    const unsent = (await all("items")).filter((item) => isUnsent(item) || onScreen.some((each) => each.item === item.item));
    const file = await exportFile(unsent, onScreen);
    offer(file);
    told.replaceChildren(say("unsent.exported", { num: file.count }), file.leftOut ? ` ${say("unsent.left_out", { num: file.leftOut })}` : "");
  };
  const shown = h("dialog", { class: "prompt", "aria-labelledby": "rescue-title" },
    h("h2", { id: "rescue-title" }, say("frame.last_resort")), h("p", {}, say("unsent.disk_trouble")), told,
    h("div", { class: "row-of" }, button("primary", say("unsent.disk_again"), () => again().catch(report), { iconName: "arrow-repeat" }),
      button("secondary", say("unsent.export"), () => carry().catch(report), { iconName: "download" }),
      button("link", say("frame.close"), () => shown.close())),
    onScreen.length ? [h("h2", {}, say("unsent.not_saved")), onScreen.map(words)] : null);
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
};
