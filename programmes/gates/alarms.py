"""What somebody should act on: months about to pass, long silences, absences, children growing too old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from programmes.ages import after_months, birthday
from programmes.cadence import OpenMonthly
from programmes.calendar_days import days_in_school_weeks, month_start, open_days_in_month
from programmes.conditions import AgeAtStart
from programmes.dose import AbsentInARow, GrowingTooOld, OpenMonthPassing, TooLongSince, resolved
from programmes.facts import AlarmFacts, ContactOutcome
from programmes.findings import Alarm
from programmes.protocol import Programme, StepKind, Track
from programmes.text import Text, day_in_words, month_in_words

Numbers = Mapping[str, int]


def alarms(programme: Programme, facts: AlarmFacts, own: Mapping[str, int] | None = None) -> tuple[Alarm, ...]:
    """The alarms of the programme that ring for one enrolment on the day `facts.today`.

    `own`: an organisation's local defaults. Raises UnknownKeyError for a track or step that does not exist.
    """
    track, numbers = programme.track(facts.track), programme.numbers(own)
    rung: list[Alarm] = []
    for rule in programme.alarms:
        if isinstance(rule, OpenMonthPassing):
            rung += _month_passing(rule, track, facts, numbers)
        elif isinstance(rule, TooLongSince):
            rung += _too_long(rule, track, facts, numbers)
        elif isinstance(rule, AbsentInARow):
            rung += _absent(rule, facts, numbers)
        else:
            rung += _too_old(rule, programme, facts, numbers)
    return tuple(rung)


def _held(track: Track, facts: AlarmFacts, kind: StepKind) -> list[ContactOutcome]:
    return [c for c in facts.contacts if c.took_part and track.step(c.step).kind == kind]


def _is_running(track: Track, facts: AlarmFacts, kind: StepKind, held: list[ContactOutcome]) -> bool:
    """Contacts are still being planned: active, begun, and the track not yet at its last contact."""
    begun = facts.started is not None and facts.started <= facts.today
    return facts.active and begun and len(held) < len(track.steps_of(kind))


def _month_passing(rule: OpenMonthPassing, track: Track, facts: AlarmFacts, numbers: Numbers) -> Iterator[Alarm]:
    held = _held(track, facts, rule.kind)
    cadence = track.cadence_of(rule.kind)
    if not _is_running(track, facts, rule.kind, held) or not isinstance(cadence, OpenMonthly):
        return
    today, least = facts.today, resolved(rule.days_left, numbers)
    open_days = open_days_in_month(today, facts.closed_days)
    begin = max(month_start(today), facts.started or today)
    in_month = f"{today:%Y-%m}"
    visited = any((c.month or (f"{c.on:%Y-%m}" if c.on else "")) == in_month for c in held)
    has_room = sum(day >= begin for day in open_days) > least
    left = [day for day in open_days if day >= today]
    if visited or not has_room or len(open_days) < resolved(cadence.school_days, numbers) or len(left) > least:
        return
    month = month_in_words(today.year, today.month)
    yield Alarm(
        rule="open_month_passing",
        message=Text(
            f"In {month.nl} is nog geen contact geweest; er {_still_open(len(left)).nl}.",
            f"There has been no contact in {month.en} yet; {_still_open(len(left)).en} left.",
        ),
        satisfied_by=Text("Kies deze maand nog een datum.", "Choose a date in this month."),
        on=open_days[-1],
    )


def _still_open(days: int) -> Text:
    if days == 1:
        return Text("is nog 1 open dag", "1 open day is")
    return Text(f"zijn nog {days} open dagen", f"{days} open days are")


def _too_long(rule: TooLongSince, track: Track, facts: AlarmFacts, numbers: Numbers) -> Iterator[Alarm]:
    held = _held(track, facts, rule.kind)
    days = [contact.on for contact in held if contact.on is not None]
    since = max(days, default=facts.started)
    if since is None or not _is_running(track, facts, rule.kind, held):
        return
    weeks = resolved(rule.school_weeks, numbers)
    if days_in_school_weeks(since, facts.today, facts.closed_days) <= 7 * weeks:
        return
    day = day_in_words(since)
    yield Alarm(
        rule="too_long_since",
        message=Text(
            f"Het laatste contact was op {day.nl}, meer dan {weeks} schoolweken geleden.",
            f"The last contact was on {day.en}, more than {weeks} school weeks ago.",
        )
        if days
        else Text(
            f"Sinds de start op {day.nl} was er nog geen contact, meer dan {weeks} schoolweken lang.",
            f"There has been no contact since the start on {day.en}, more than {weeks} school weeks ago.",
        ),
        satisfied_by=Text("Bel het gezin en kies een datum.", "Call the family and choose a date."),
        on=since,
    )


def _absent(rule: AbsentInARow, facts: AlarmFacts, numbers: Numbers) -> Iterator[Alarm]:
    in_a_row = 0
    for contact in reversed(facts.contacts):
        if contact.took_part:
            break
        in_a_row += 1
    if facts.active and in_a_row >= resolved(rule.times, numbers):
        yield Alarm(
            rule="absent_in_a_row",
            message=Text(
                f"Het gezin was {in_a_row} keer achter elkaar afwezig.",
                f"The family was absent {in_a_row} times in a row.",
            ),
            satisfied_by=Text("Bel het gezin, en plan het inhalen.", "Call the family, and plan a catch-up."),
            on=facts.contacts[-1].on,
        )


def grows_too_old_from(
    programme: Programme, birth_date: date | None, own: Mapping[str, int] | None = None
) -> date | None:
    """From which day on a child that waits for this programme rings as growing too old; None when it never does."""
    rule = next((rule for rule in programme.alarms if isinstance(rule, GrowingTooOld)), None)
    ages = [condition for condition in programme.conditions if isinstance(condition, AgeAtStart)]
    if rule is None or birth_date is None or not ages:
        return None
    turns, months = birthday(birth_date, ages[0].before_birthday), resolved(rule.months, programme.numbers(own))
    about = after_months(turns, -months) - timedelta(days=3)  # months differ in length: some days earlier, then counted
    return next(day for day in (about + timedelta(days=n) for n in range(8)) if turns <= after_months(day, months))


def _too_old(rule: GrowingTooOld, programme: Programme, facts: AlarmFacts, numbers: Numbers) -> Iterator[Alarm]:
    ages = [condition for condition in programme.conditions if isinstance(condition, AgeAtStart)]
    if not facts.waiting or facts.birth_date is None or not ages:
        return
    turns = birthday(facts.birth_date, ages[0].before_birthday)
    if turns > after_months(facts.today, resolved(rule.months, numbers)):
        return
    day, age = day_in_words(turns), ages[0].before_birthday
    yield Alarm(
        rule="growing_too_old",
        message=Text(
            f"Het kind wacht nog en wordt {age} jaar op {day.nl}; dan kan het niet meer starten.",
            f"The child is still waiting and turns {age} on {day.en}; then it cannot start.",
        )
        if turns > facts.today
        else Text(
            f"Het kind wachtte nog en werd {age} jaar op {day.nl}; nu kan het niet meer starten.",
            f"The child was still waiting and turned {age} on {day.en}; now it cannot start.",
        ),
        satisfied_by=Text("Zoek een groep die eerder begint.", "Find a group that starts earlier.")
        if turns > facts.today
        else Text("Bekijk samen wat wel past.", "See together what does fit."),
        on=turns,
    )
