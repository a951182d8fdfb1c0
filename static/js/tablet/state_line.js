// The line that always says when it was saved, and whether it was sent.
import { h, icon } from "./dom.js";
import { time } from "./moments.js";
import { say } from "./words.js";

export const stateLine = () => {
  const node = h("p", { class: "state-line state-line-wait", role: "status", id: "state-line" });
  let saved = null;
  let sent = "";

  const draw = (name, words, waits) => {
    node.classList.toggle("state-line-wait", waits);
    node.replaceChildren(icon(name), h("span", {}, words));
  };
  const show = () => draw(saved ? "check-circle" : "pencil", saved ? `${say("form.saved", { time: saved })} · ${sent}` : say("form.nothing_typed"), false);

  const sentWords = (item) => {
    if (item.state === "conflict") return say("form.conflict");
    if (item.dirty || !item.received_at) return say("form.not_sent");
    return say("form.draft_sent", { time: time(item.received_at) });
  };

  return {
    node,
    opened: (item) => {
      sent = sentWords(item);
      show();
    },
    saved: (at) => {
      saved = at;
      sent = say("form.not_sent");
      show();
    },
    sent: (item) => {
      sent = sentWords(item);
      show();
    },
    trouble: () => draw("exclamation-triangle", say("form.not_saved"), true),
  };
};
