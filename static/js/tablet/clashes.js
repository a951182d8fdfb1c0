// Whether a proposed day or moment meets one's own contacts. Pure; `dayOf` gives the day of a moment as YYYY-MM-DD.

// Contacts on that day, those at the usual hour first. `usual`: {starts, ends} of this visit, whose hours are proposed.
export const clashesOn = (isoDate, busy, dayOf, usual = null) => {
  const sameDay = busy.filter((each) => dayOf(each.starts) === isoDate && each.contact !== usual?.contact);
  const marked = sameDay.map((each) => ({ ...each, overlaps: usual ? overlapsInHours(each, usual) : false }));
  return marked.sort((one, other) => other.overlaps - one.overlaps || new Date(one.starts) - new Date(other.starts));
};

// Contacts that run into a moment of some minutes.
export const clashesAt = (starts, minutes, busy, own = null) => {
  const begin = new Date(starts).getTime();
  const end = begin + minutes * 60_000;
  return busy.filter(
    (each) => each.contact !== own && new Date(each.starts) < end && new Date(each.ends) > begin,
  );
};

const minutesOf = (moment) => {
  const [hours, minutes] = /T(\d\d):(\d\d)/.exec(moment).slice(1).map(Number);
  return hours * 60 + minutes;
};

const overlapsInHours = (one, other) =>
  minutesOf(one.starts) < minutesOf(other.ends) && minutesOf(one.ends) > minutesOf(other.starts);
