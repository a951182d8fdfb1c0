// How things on the lists are said: the state of a contact here and on the server, as a word and a shape.
import { h, icon } from "./dom.js";
import { isUnsent } from "./states.js";
import { say } from "./words.js";

const KINDS = {
  draft: ["plain", "pencil"], queued: ["wait", "hourglass-split"], conflict: ["danger", "exclamation-triangle"],
  refused: ["danger", "exclamation-triangle"], held: ["danger", "exclamation-triangle"],
  quarantine: ["wait", "hourglass-split"], sent: ["good", "check-lg"],
};

const HARDEST = ["conflict", "refused", "held", "quarantine", "queued", "draft", "sent"];

// What to say of a contact: of its records here the one that asks most; without any, what the server said.
export const stateOfContact = (items, line) => {
  const own = items.filter((item) => item.contact === line.contact && (item.kind === "record" || item.event === "not-at-home"));
  const state = HARDEST.find((each) => own.some((item) => item.state === each)) ?? null;
  const asks = ["conflict", "refused", "held"].includes(state);
  return {
    state,
    words: state ? say(`state.${state === "draft" && own.some(isUnsent) ? "draft_unsent" : state}`) : line.state_words,
    kind: state ? KINDS[state][0] : "plain",
    icon: state ? KINDS[state][1] : null,
    settled: ["queued", "quarantine", "sent"].includes(state),
    urgent: asks,
  };
};

export const stateBadge = ({ words, kind, icon: name }) =>
  words ? h("span", { class: `badge-state badge-${kind}` }, name && icon(name), words) : null;

export const itemBadge = (item) => {
  const words = say(`state.${item.state === "draft" && item.dirty ? "draft_unsent" : item.state}`);
  return stateBadge({ words, kind: KINDS[item.state][0], icon: KINDS[item.state][1] });
};
