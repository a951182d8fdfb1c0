"""`thuisbasis plan`: a dry run of a whole track, without a database."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, time, timedelta

import click

from programmes.calendar_days import days_between
from programmes.protocol import Programme, StepKind, Track, UnknownKeyError
from programmes.schedule import TIMEZONE, NoFreeDateError, Plan, PlannedContact
from programmes.schedule import plan as plan_track
from programmes.text import Text, day_in_words
from thuisbasis.organisations.school_holidays import REGIONS, HolidaysUnknownError, closed_days, known_until
from thuisbasis.planning.speaking import MAY_NOT, NOT_UNDERSTOOD, language_option, programme_named, refuse, warn

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHORT_DAYS = {"nl": ("ma", "di", "wo", "do", "vr", "za", "zo"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
LONGEST = timedelta(days=3 * 366)
"""How far ahead closed days are gathered: longer than any course takes."""

CLOSED = Text("gesloten", "closed")
NO_REGION = Text(
    "Let op: zonder --region tellen alleen de feestdagen, niet de schoolvakanties.",
    "Note: without --region only public holidays count, not the school holidays.",
)


class IsoDate(click.ParamType[object]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        return _iso_date(str(value)) or self.fail(f"“{value}” is not a date such as 2026-09-15.", param, ctx)


class WallTime(click.ParamType[object]):
    """A time on the clock written HH:MM."""

    name = "HH:MM"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> time:
        if isinstance(value, time):
            return value
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
            self.fail(f"“{value}” is not a time such as 19:00.", param, ctx)
        return time.fromisoformat(str(value))


class Period(click.ParamType[object]):
    """A closed period written FROM..TO, both days included; one day may stand alone."""

    name = "FROM..TO"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        first, dots, last = str(value).partition("..")
        begin, end = _iso_date(first), _iso_date(last if dots else first)
        if begin is None or end is None or end < begin:
            self.fail(f"“{value}” is not a period such as 2026-10-17..2026-10-25.", param, ctx)
        return begin, end


@click.command()
@click.argument("key")
@click.option("--track", "track_key", required=True, help="The dosage variant, such as preventie-14.")
@click.option("--start", type=IsoDate(), required=True, help="The first contact is on or after this day.")
@click.option("--weekday", type=click.Choice(WEEKDAYS), help="Default: that of --start, Monday for a weekend.")
@click.option("--time", "at", type=WallTime(), help="Default: the usual time of the track.")
@click.option("--region", type=click.Choice(REGIONS), help="School holidays of this region.")
@click.option("--closed", type=Period(), multiple=True, help="Closed days of the school; may be repeated.")
@click.option("--version", help="Protocol version; default the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--ics", "as_ics", is_flag=True, help="Print a calendar file (RFC 5545).")
@language_option
def plan(
    key: str,
    track_key: str,
    start: date,
    weekday: str | None,
    at: time | None,
    region: str | None,
    closed: tuple[tuple[date, date], ...],
    version: str | None,
    as_json: bool,
    as_ics: bool,
    lang: str,
) -> None:
    """Plan a whole track of programme KEY around holidays and closed days, and print it. Nothing is stored."""
    if as_json and as_ics:
        raise click.UsageError("choose one of --json and --ics")
    programme = programme_named(key, version, lang)
    track = _track(programme, track_key, lang)
    if region is None:
        warn(NO_REGION, lang)
    planned = _planned(programme, track, start, weekday, at, region, closed, lang)
    if planned.by_hand:
        warn(_by_hand(planned), lang)
    if as_ics:
        click.echo(calendar(programme, track, planned, lang), nl=False)
    elif as_json:
        click.echo(json.dumps(as_data(programme, track, planned, lang), ensure_ascii=False, indent=2))
    else:
        click.echo(in_words(programme, track, planned, lang))


def _track(programme: Programme, key: str, lang: str) -> Track:
    try:
        return programme.track(key)
    except UnknownKeyError:
        known = ", ".join(track.key for track in programme.tracks)
        refuse(
            Text(
                f"“{programme.key}” heeft geen variant “{key}”; er zijn {known}.",
                f"“{programme.key}” has no track “{key}”; there are {known}.",
            ),
            lang,
            NOT_UNDERSTOOD,
        )


def _planned(
    programme: Programme,
    track: Track,
    start: date,
    weekday: str | None,
    at: time | None,
    region: str | None,
    closed: tuple[tuple[date, date], ...],
    lang: str,
) -> Plan:
    """The plan, or a refusal (code 1) when it needs days past the known school holidays or finds no open day."""
    try:
        until = _gathered_until(start, region)
        days = {**closed_days(start, until, region), **_own_closed_days(closed)}
        planned = plan_track(
            programme,
            track,
            start=start,
            weekday=WEEKDAYS.index(weekday) if weekday else None,
            at=at,
            closed_days=days,
        )
        if region is not None and planned.contacts[-1].day > until:
            raise HolidaysUnknownError(until)
    except (HolidaysUnknownError, NoFreeDateError) as refusal:
        refuse(refusal.message, lang, MAY_NOT)
    return planned


def _gathered_until(start: date, region: str | None) -> date:
    """The last day for which closed days are gathered. Raises HolidaysUnknownError when even `start` is not known."""
    if region is None:
        return start + LONGEST
    known = known_until(start, region)
    if known is None:
        raise HolidaysUnknownError(None)
    return min(known, start + LONGEST)


def _own_closed_days(periods: tuple[tuple[date, date], ...]) -> Mapping[date, Text]:
    return {day: CLOSED for first, last in periods for day in days_between(first, last + timedelta(days=1))}


def as_data(programme: Programme, track: Track, planned: Plan, language: str) -> dict[str, object]:
    """The plan as plain data; times are ISO 8601 with their offset."""
    return {
        "programme": programme.key,
        "version": programme.version,
        "track": track.key,
        "timezone": TIMEZONE,
        "contacts": [
            {
                "number": contact.number,
                "step": contact.step,
                "kind": contact.kind.value,
                "starts": contact.starts.isoformat(),
                "ends": contact.ends.isoformat(),
                "month": contact.month,
            }
            for contact in planned.contacts
        ],
        "skipped": [
            {"date": skipped.date.isoformat(), "reason": skipped.reason.in_language(language)}
            for skipped in planned.skipped
        ],
    }


def in_words(programme: Programme, track: Track, planned: Plan, language: str) -> str:
    """The plan as lines to read: a contact on each, and the skipped days between them."""
    lines = [(contact.day, _contact_line(contact, language)) for contact in planned.contacts]
    for skipped in planned.skipped:
        reason = skipped.reason.in_language(language)
        lines.append((skipped.date, f"     – {_day(skipped.date, language)}  {reason}"))
    heading = f"{programme.name}, {track.name.in_language(language)}"
    return "\n".join([heading, *(line for _, line in sorted(lines, key=lambda each: each[0]))])


def _contact_line(contact: PlannedContact, language: str) -> str:
    return (
        f"{contact.number:>4}   {_day(contact.day, language)}  {contact.starts:%H:%M}–{contact.ends:%H:%M}  "
        f"{contact.title.in_language(language)}"
    )


def _day(day: date, language: str) -> str:
    return f"{SHORT_DAYS[language][day.weekday()]} {day_in_words(day).in_language(language):<18}"


def calendar(programme: Programme, track: Track, planned: Plan, language: str) -> bytes:
    """The plan as a calendar file; the same plan gives the same bytes."""
    from thuisbasis.calendars.event import CalendarEvent
    from thuisbasis.calendars.feed import plan_calendar

    name = f"{programme.name}, {track.name.in_language(language)}"
    stamp = planned.contacts[0].starts.replace(hour=0, minute=0)
    return plan_calendar(
        name,
        [
            CalendarEvent(
                uid=f"{track.key}-{contact.step}-{contact.starts:%Y%m%dT%H%M}@dry-run.thuisbasis",
                starts=contact.starts,
                ends=contact.ends,
                summary=f"{programme.name}: {contact.title.in_language(language)}",
                last_modified=stamp,
            )
            for contact in planned.contacts
        ],
    )


def _by_hand(planned: Plan) -> Text:
    count = len(planned.by_hand)
    activities = {step.kind for step in planned.by_hand} == {StepKind.GROUP_ACTIVITY}
    what = Text("groepsactiviteiten", "group activities") if activities else Text("contacten", "contacts")
    return Text(
        f"{count} {what.nl} krijgen hun datum met de hand en staan hier niet.",
        f"{count} {what.en} get their dates by hand and are not listed here.",
    )


def _iso_date(text: str) -> date | None:
    """The day, None for anything but YYYY-MM-DD, and for years in which nobody plans."""
    if not re.fullmatch(r"(19|20|21)\d\d-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
