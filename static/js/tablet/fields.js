// A form as the values that a browser would send, and back. Knows no field by name.

// {name: [values]}; a field in which nothing is chosen or typed is left out.
export const read = (form) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") (fields[name] ??= []).push(value);
  }
  return fields;
};

const fillOne = (control, values) => {
  if (control.type === "checkbox") control.checked = values.includes(control.value);
  else if (control.type === "radio") control.checked = (values[0] ?? "") === control.value;
  else if (control.value !== (values[0] ?? "")) control.value = values[0] ?? "";
};

// Fills every control but those of `except` (where somebody is typing).
export const fill = (form, fields, except = null) => {
  for (const control of form.elements) {
    if (control.name && control !== except && control.tagName !== "FIELDSET" && control.tagName !== "BUTTON") {
      fillOne(control, fields[control.name] ?? []);
    }
  }
};

// The server's controls in a form of ours. Scripts in it would not run: they are set as text, under a strict policy.
export const formFrom = (html, fields) => {
  const form = document.createElement("form");
  form.noValidate = true;
  form.autocomplete = "off";
  form.addEventListener("submit", (event) => event.preventDefault());
  form.innerHTML = html;
  fill(form, fields);
  return form;
};

const wordsOf = (control) => {
  if (control.tagName === "SELECT") return control.selectedOptions[0]?.textContent.trim() ?? "";
  if (control.type !== "checkbox" && control.type !== "radio") return control.value;
  const row = control.closest(".tap-row")?.querySelector("legend")?.textContent.trim();
  const own = control.closest("label")?.textContent.trim().replace(/\s+/g, " ") ?? control.value;
  return row ? `${row}: ${own}` : own;
};

const isAnswered = (control) =>
  control.name && control.value !== "" && (!["checkbox", "radio"].includes(control.type) || control.checked);

// What the form says, section by section: [{id, title, lines: [[label, words]]}], empty fields left out.
export const readable = (form, labels) =>
  [...form.querySelectorAll("section[id]")].map((part) => {
    const lines = new Map();
    for (const control of part.querySelectorAll("input, select, textarea")) {
      if (!isAnswered(control)) continue;
      const label = labels[control.name] ?? control.name;
      lines.set(control.name, { label, words: [...(lines.get(control.name)?.words ?? []), wordsOf(control)] });
    }
    return {
      id: part.id,
      title: part.querySelector("h2")?.textContent.trim() ?? "",
      lines: [...lines.values()].map(({ label, words }) => [label, words.join(", ")]),
    };
  });

// The exact text that is signed: one line for each answer.
export const signedText = (sections) =>
  sections.flatMap(({ title, lines }) => [title, ...lines.map(([label, words]) => `${label}: ${words}`)]).join("\n");
