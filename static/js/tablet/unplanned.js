// A visit that nobody planned: its contact is made here when something of it is first written, once for the day.
import { isoDay } from "./moments.js";
import { visitOf } from "./taking.js";

// From now, for an hour.
const hoursFromNow = () => {
  const starts = new Date(Math.floor(Date.now() / 300_000) * 300_000);
  return { starts: starts.toISOString(), ends: new Date(starts.getTime() + 3_600_000).toISOString() };
};

const enrolmentsOf = (visit) => visit.forms.map((form) => form.enrolment).filter(Boolean);

export const spareKey = (visit) => (visit.contact ? null : enrolmentsOf(visit).join(" "));

// The contact that a visit is written under, and what has to be told of it when it was not planned.
export const contactOf = (visit, items) => {
  if (visit.contact) return { contact: visit.contact, unplanned: null };
  const begun = items.find((item) => item.spare === spareKey(visit) && isoDay(item.opened_at) === isoDay());
  return { contact: begun?.contact ?? crypto.randomUUID(), unplanned: { enrolments: enrolmentsOf(visit), ...(begun?.hours ?? hoursFromNow()) } };
};

// What stands in an address behind a contact: of which family an unplanned visit is.
export const behind = (visit) => (visit.contact ? "" : `?spare=${visit.forms[0].enrolment}`);

// The visit of an address, planned or not, with its contact and hours.
export const visitAt = async ({ contact, query }) => {
  const spare = query.get("spare");
  const found = await visitOf(spare ? `spare:${spare}` : `visit:${contact}`);
  return found && { visit: found, path: spare ? `spare/${spare}` : `visit/${contact}` };
};
