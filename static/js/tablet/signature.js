// The parent's signature: points and the hash of the exact text that was signed. "Refused" and "on paper" are answers too.
import SignaturePad from "../../vendor/signature_pad/signature_pad.min.js";
import { attachmentsOf } from "./store.js";
import { contentOf, dropAttachment, keepAttachment } from "./attachments.js";
import { sha256, text, utf8 } from "./bytes.js";
import { button, h, notice } from "./dom.js";
import { readable, signedText } from "./fields.js";
import { moment } from "./moments.js";
import { itemOf, touched } from "./items.js";
import { report } from "./report.js";
import { say } from "./words.js";

const kept = async (item) => (await attachmentsOf(item)).find((each) => each.what === "signature") ?? null;

// What was kept of a signature, and whether the text still is the one that was signed.
export const signatureOf = async (item, controls, labels) => {
  const found = await kept(item);
  if (!found) return null;
  const signed = JSON.parse(text(await contentOf(found)));
  const now = await sha256(utf8(signedText(readable(controls, labels))));
  return { ...signed, isOfThisText: signed.choice !== "drawn" || signed.text_sha256 === now };
};

const keep = async (item, controls, labels, choice, points = []) => {
  const words = signedText(readable(controls, labels));
  const { form_version: formVersion } = await itemOf(item);
  const value = {
    choice, points, text: words, text_sha256: await sha256(utf8(words)), form_version: formVersion, at: new Date().toISOString(),
  };
  const before = await kept(item);
  if (before) await dropAttachment(item, before.sha256);
  await keepAttachment(item, "signature", "handtekening.json", "application/json", utf8(JSON.stringify(value)));
  await touched(item);
};

const drawIn = (item, controls, labels, redraw) => {
  const canvas = h("canvas", { class: "signature-pad", "aria-label": say("attach.sign_here") });
  const shown = h("dialog", { class: "signing", "aria-labelledby": "signing-title" },
    h("h2", { id: "signing-title" }, say("attach.sign_here")),
    h("pre", { class: "signed-text" }, signedText(readable(controls, labels))), canvas);
  const pad = new SignaturePad(canvas, { penColor: "#10212b", backgroundColor: "#ffffff" });
  const done = async () => {
    if (pad.isEmpty()) return;
    await keep(item, controls, labels, "drawn", pad.toData());
    shown.close();
    await redraw();
  };
  shown.append(h("div", { class: "row-of" }, button("primary", say("attach.signed"), () => done().catch(report), { iconName: "check-lg" }),
    button("secondary", say("attach.again"), () => pad.clear(), { iconName: "arrow-counterclockwise" }),
    button("link", say("attach.not_now"), () => shown.close())));
  shown.addEventListener("close", () => {
    pad.off();
    shown.remove();
  });
  document.body.append(shown);
  shown.showModal();
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.clear();
};

const state = (signed) =>
  signed && notice(signed.isOfThisText ? "good" : "wait", signed.isOfThisText ? "check-circle" : "exclamation-triangle",
    h("p", {}, say(`attach.is_${signed.choice}`, { when: moment(signed.at) }), signed.isOfThisText ? "" : ` ${say("attach.text_changed")}`));

export const signatureParts = (item, controls, labels) => {
  const shown = h("div", { class: "stack" });
  const redraw = async () => {
    const signed = await signatureOf(item, controls(), labels);
    const choose = (choice) => () => keep(item, controls(), labels, choice).then(redraw).catch(report);
    shown.replaceChildren(...[state(signed),
      h("div", { class: "row-of" },
        button("secondary", say("attach.sign"), () => drawIn(item, controls(), labels, redraw), { iconName: "pen" }),
        button("secondary", say("attach.paper"), choose("paper"), { iconName: "file-earmark-text" }),
        button("secondary", say("attach.refused"), choose("refused"), { iconName: "x-circle" }))].filter(Boolean));
  };
  redraw().catch(report);
  return h("section", { class: "record-section", "aria-labelledby": "signature-title" },
    h("h2", { id: "signature-title" }, say("attach.signature")), h("p", { class: "section-lead" }, say("attach.signature_lead")), shown);
};
