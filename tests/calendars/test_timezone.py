"""The time zone is described by the block that every calendar program was tried with, to the byte."""

from thuisbasis.calendars.timezone import VTIMEZONE

TRIED = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
LAST-MODIFIED:20240205T192834Z
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def test_the_block_is_the_one_that_was_tried() -> None:
    assert VTIMEZONE.decode() == TRIED.replace("\n", "\r\n")
