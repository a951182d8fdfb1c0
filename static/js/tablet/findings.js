// The record gate on the device: which findings a form's fields still have. Pure. The data come from the server, made
// by the rule-book's own gate (docs/tablet-protocol.md, GATE); this file knows no programme and no words.

const given = (fields, name) => (fields[name] ?? []).filter((value) => value.trim() !== "");

const anyGiven = (fields, names) => names.some((name) => given(fields, name).length > 0);

const counts = (fields, { fields: names, values }) =>
  names.some((name) => given(fields, name).some((value) => !values || values.includes(value)));

const evidenceFindings = (element, fields) =>
  element.evidence
    .filter((asked) => !anyGiven(fields, asked.fields))
    .filter(({ unless }) => !(unless && given(fields, unless.field).includes(unless.value)))
    .map((asked) => asked.missing);

const reasonFindings = (element, fields) => {
  const { reason, follow_up: followUp } = element;
  const chosen = reason.fields.flatMap((name) => given(fields, name));
  if (chosen.some((value) => followUp.not_for.includes(value))) return [];
  return [
    anyGiven(fields, reason.fields) ? null : reason.missing,
    anyGiven(fields, followUp.fields) ? null : followUp.missing,
  ];
};

const elementFindings = (element, fields, restSettles) => {
  if (element.only_if && !counts(fields, element.only_if)) return [];
  const [answer] = given(fields, element.id);
  if (answer === element.delivered) return evidenceFindings(element, fields);
  if (answer === element.not_delivered) return reasonFindings(element, fields);
  return element.required && restSettles ? [] : [element.unanswered];
};

const warned = (gate, fields) =>
  gate.warnings.filter(({ field, value }) => given(fields, field).includes(value)).map(({ finding }) => finding);

// Findings in the order of the form. What `blocks` is true for has to be mended before finishing.
export const findingsOf = (gate, fields) => {
  const first = gate.first_meeting;
  if (first && given(fields, first.field).length) {
    const needed = first.needs.filter((need) => !counts(fields, need)).map((need) => need.missing);
    return [...needed, ...warned(gate, fields)];
  }
  const restSettles = anyGiven(fields, gate.rest.reason) && anyGiven(fields, gate.rest.follow_up);
  const found = gate.elements.flatMap((element) => elementFindings(element, fields, restSettles));
  return [...found.filter(Boolean), ...warned(gate, fields)];
};

export const blocking = (findings) => findings.filter((finding) => finding.blocks);
