"""Prints the events of a calendar file as JSON, as libical 3 understands them; run as a program of its own."""

import ctypes
import json
import sys
from ctypes import Structure, c_char_p, c_int, c_long, c_void_p
from pathlib import Path
from typing import Any

VEVENT = 4  # ICAL_VEVENT_COMPONENT in libical/icalenums.h


class IcalTime(Structure):
    """struct icaltimetype of libical/icaltime.h."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    )


def library() -> ctypes.CDLL:
    """libical with the functions used here."""
    ical = ctypes.CDLL("libical.so.3")
    for name, result, arguments in (
        ("icalparser_parse_string", c_void_p, [c_char_p]),
        ("icalcomponent_count_errors", c_int, [c_void_p]),
        ("icalrestriction_check", c_int, [c_void_p]),
        ("icalcomponent_get_first_component", c_void_p, [c_void_p, c_int]),
        ("icalcomponent_get_next_component", c_void_p, [c_void_p, c_int]),
        ("icalcomponent_get_dtstart", IcalTime, [c_void_p]),
        ("icalcomponent_get_dtend", IcalTime, [c_void_p]),
        ("icaltime_as_timet_with_zone", c_long, [IcalTime, c_void_p]),
        ("icaltimezone_get_tzid", c_char_p, [c_void_p]),
        ("icalcomponent_get_uid", c_char_p, [c_void_p]),
        ("icalcomponent_get_summary", c_char_p, [c_void_p]),
        ("icalcomponent_get_description", c_char_p, [c_void_p]),
        ("icalcomponent_get_location", c_char_p, [c_void_p]),
        ("icalcomponent_get_status", c_int, [c_void_p]),
        ("icalproperty_status_to_string", c_char_p, [c_int]),
    ):
        function = getattr(ical, name)
        function.restype, function.argtypes = result, arguments
    return ical


def seconds(ical: ctypes.CDLL, moment: IcalTime) -> int:
    """Seconds since 1970, by the zone that the file itself describes."""
    return int(ical.icaltime_as_timet_with_zone(moment, moment.zone))


def events(ical: ctypes.CDLL, calendar: int) -> list[dict[str, Any]]:
    """Each VEVENT of a parsed calendar."""
    found = []
    component = ical.icalcomponent_get_first_component(calendar, VEVENT)
    while component:
        texts = {
            name: (getattr(ical, f"icalcomponent_get_{name}")(component) or b"").decode()
            for name in ("uid", "summary", "description", "location")
        }
        found.append(
            texts
            | {
                "starts": seconds(ical, ical.icalcomponent_get_dtstart(component)),
                "ends": seconds(ical, ical.icalcomponent_get_dtend(component)),
                "status": ical.icalproperty_status_to_string(ical.icalcomponent_get_status(component)).decode(),
            }
        )
        component = ical.icalcomponent_get_next_component(calendar, VEVENT)
    return found


def main() -> None:
    """Read the file that the command line names; refuse one in which libical finds an error."""
    ical = library()
    calendar = ical.icalparser_parse_string(Path(sys.argv[1]).read_bytes())
    if not calendar:
        sys.exit("libical cannot read the file")
    if errors := ical.icalcomponent_count_errors(calendar):
        sys.exit(f"libical finds {errors} errors")
    print(json.dumps(events(ical, calendar)))


if __name__ == "__main__":
    main()
