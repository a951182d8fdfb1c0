// Prints the events of a calendar file as JSON, as ical.js understands them, with the zone that the file itself describes.
import { readFileSync } from "node:fs";
import ICAL from "../vendor/ical.mjs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const occurrences = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    starts: event.startDate.toUnixTime(),
    ends: event.endDate.toUnixTime(),
    uid: event.uid,
    summary: event.summary ?? "",
    description: event.description ?? "",
    location: event.location ?? "",
    status: component.getFirstPropertyValue("status"),
  };
});
console.log(JSON.stringify(occurrences));
