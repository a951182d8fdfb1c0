// Below the form: photos of what the child made, and the parent's signature.
import { attachmentsOf } from "./store.js";
import { contentOf, dropAttachment, keepAttachment } from "./attachments.js";
import { base64 } from "./bytes.js";
import { button, h, icon } from "./dom.js";
import { touched } from "./items.js";
import { scaled } from "./photos.js";
import { report } from "./report.js";
import { signatureParts } from "./signature.js";
import { say } from "./words.js";

const picture = async (kept, redraw) => {
  const remove = () => dropAttachment(kept.item, kept.sha256).then(() => touched(kept.item)).then(redraw).catch(report);
  return h("figure", { class: "photo" },
    h("img", { src: `data:${kept.type};base64,${base64(await contentOf(kept))}`, alt: say("attach.photo_of", { name: kept.name }) }),
    h("figcaption", {}, button("link", say("attach.remove"), remove, { iconName: "trash", about: kept.name })));
};

const photoPart = (item) => {
  const shown = h("div", { class: "photos" });
  const redraw = async () => {
    const photos = (await attachmentsOf(item)).filter((kept) => kept.what === "photo");
    shown.replaceChildren(...(await Promise.all(photos.map((kept) => picture(kept, redraw)))));
  };
  const add = async (event) => {
    for (const file of event.target.files) {
      const number = (await attachmentsOf(item)).filter((kept) => kept.what === "photo").length + 1;
      await keepAttachment(item, "photo", `foto-${number}.jpg`, "image/jpeg", await scaled(file));
    }
    await touched(item);
    event.target.value = "";
    await redraw();
  };
  redraw().catch(report);
  return h("section", { class: "record-section", "aria-labelledby": "photos-title" },
    h("h2", { id: "photos-title" }, say("attach.photos")), h("p", { class: "section-lead" }, say("attach.photos_lead")), shown,
    h("label", { class: "btn btn-secondary photo-button" }, icon("camera"), h("span", {}, say("attach.take_photo")),
      h("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden", onchange: (event) => add(event).catch(report) })));
};

export const attachmentParts = (item, controls, labels) => h("div", {}, photoPart(item), signatureParts(item, controls, labels));
