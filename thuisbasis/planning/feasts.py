"""Feasts that are no school holidays, and the evenings of Ramadan: a plan warns of them, families decide.

Dates come from the `holidays` library: Eid al-Fitr and Eid al-Adha as Turkey announces them (the dates most mosques in
the Netherlands keep), Orthodox feasts as in Eritrea, Nowruz as in Iran. Ramadan is taken as the thirty days before Eid
al-Fitr. Feasts that follow the moon can fall a day earlier or later.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from programmes.text import Text
from thuisbasis import clock

EVENING_HOUR = 17
RAMADAN_DAYS = 30

_FITR = Text("het Suikerfeest", "Eid al-Fitr")
_ADHA = Text("het Offerfeest", "Eid al-Adha")
_CHRISTMAS = Text("orthodox Kerstmis", "Orthodox Christmas")
_EASTER = Text("orthodox Pasen", "Orthodox Easter")
_NOWRUZ = Text("Noroez", "Nowruz")

# Country of the calendar, words in the library's English name, and what we call it.
_SOURCES: tuple[tuple[str, str, Text], ...] = (
    ("TR", "Eid al-Fitr", _FITR),
    ("TR", "Eid al-Adha", _ADHA),
    ("ER", "Orthodox Christmas", _CHRISTMAS),
    ("ER", "Orthodox Easter", _EASTER),
    ("IR", "Nowruz", _NOWRUZ),
)


@dataclass(frozen=True)
class FeastWarning:
    """What falls on a planned time, in a whole sentence."""

    on: date
    message: Text


@cache
def _feasts(year: int) -> dict[date, Text]:
    found: dict[date, Text] = {}
    for country, words, name in _SOURCES:
        calendar = holidays.country_holidays(country, years=year, language="en_US")
        found |= {day: name for day, names in calendar.items() if words in names and "Holiday" not in names}
    return found


@cache
def _ramadans(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of each Ramadan that ends in `year`. Two Eids can fall in one calendar year (2030)."""
    days = sorted(day for day, name in _feasts(year).items() if name is _FITR)
    firsts = [day for day in days if day - timedelta(days=1) not in days]
    return tuple((first - timedelta(days=RAMADAN_DAYS), first - timedelta(days=1)) for first in firsts)


def in_ramadan(day: date) -> bool:
    """Whether the day falls in Ramadan, by the reckoning above."""
    return any(first <= day <= last for year in (day.year, day.year + 1) for first, last in _ramadans(year))


def warnings(starts_at: datetime, ends_at: datetime) -> tuple[FeastWarning, ...]:
    """What to think of when planning at this time (aware moments)."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    day = starts.date()
    feast = _feasts(day.year).get(day)
    if feast is not None:
        return (
            FeastWarning(
                day,
                Text(
                    f"Veel gezinnen vieren deze dag {feast.nl}. Vraag of de dag schikt.",
                    f"Many families celebrate {feast.en} on this day. Ask whether it suits them.",
                ),
            ),
        )
    if in_ramadan(day) and ends.hour >= EVENING_HOUR:
        return (
            FeastWarning(
                day,
                Text(
                    "Deze avond valt in de ramadan: wie vast, eet na zonsondergang. Vraag of een ander uur beter past.",
                    "This evening is in Ramadan: those who fast eat after sunset. Ask whether another hour is better.",
                ),
            ),
        )
    return ()
