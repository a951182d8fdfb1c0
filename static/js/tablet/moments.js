// Days and times as the reader's language writes them, on the Dutch clock.
import { currentLanguage } from "./words.js";

const ZONE = "Europe/Amsterdam";
const made = new Map();

const format = (name, options, language = currentLanguage()) => {
  const key = `${name} ${language}`;
  if (!made.has(key)) {
    made.set(key, new Intl.DateTimeFormat(language === "en" ? "en-GB" : "nl-NL", { timeZone: ZONE, ...options }));
  }
  return made.get(key);
};

// "2026-11-24", the day of a moment in the Netherlands.
export const isoDay = (moment = new Date()) => {
  const parts = format("key", { year: "numeric", month: "2-digit", day: "2-digit" }, "en").formatToParts(new Date(moment));
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
};

export const time = (moment) => format("time", { hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date(moment));

export const exactTime = (moment) =>
  format("exact", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }).format(new Date(moment));

export const day = (moment) => format("day", { weekday: "long", day: "numeric", month: "long" }).format(new Date(moment));

export const shortDay = (moment) =>
  format("short", { weekday: "short", day: "numeric", month: "short" }).format(new Date(moment)).replaceAll(".", "");

export const daysBetween = (from, until = new Date()) => Math.floor((new Date(until) - new Date(from)) / 86_400_000);

// "15-9-2026", "15-09-2026" or "2026-09-15" as "2026-09-15"; anything else is null.
export const readDay = (typed) => {
  const found = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(typed.trim()) ?? null;
  const iso = found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : typed.trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : null;
};

// The moment of a day and time on the Dutch clock, as ISO 8601 with its offset.
export const momentOf = (isoDate, clock) => {
  const guess = new Date(`${isoDate}T${clock}:00Z`);
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, timeZoneName: "longOffset" }).formatToParts(guess);
  const offset = parts.find((part) => part.type === "timeZoneName").value.replace("GMT", "") || "+00:00";
  return `${isoDate}T${clock}:00${offset}`;
};

export const moment = (value) => `${shortDay(value)}, ${time(value)}`;
