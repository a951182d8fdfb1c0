"""The rules of a programme in words, for pages, documents and prints.

Numbers that are local defaults come in as `numbers`, and are followed by "(lokale afspraak)".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from programmes.cadence import ByHand, Cadence, OpenMonthly, TeachingWeekly
from programmes.dose import (
    AbsentInARow,
    AlarmRule,
    AskedAt,
    AtLeast,
    AttendOnce,
    ByStep,
    Caseload,
    CompletionRule,
    CourseCovers,
    CoveringSteps,
    EachBlock,
    EachContact,
    ElementsCovered,
    ElementsPrepared,
    EveryContact,
    Frequency,
    FromTheme,
    GroupSize,
    JoiningUntil,
    Number,
    OpenMonthPassing,
    PlanRule,
    QualifiedLeaders,
    ShareWithElements,
    TooLongSince,
    resolved,
)
from programmes.protocol import Programme, StepKind
from programmes.text import Text, listed

Numbers = Mapping[str, int]

LOCAL = Text("lokale afspraak", "local default")
SOURCES = {
    "S": Text("brondocument", "source document"),
    "P": Text("gepubliceerd", "published"),
    "L": LOCAL,
}
KINDS = {
    StepKind.GROUP_SESSION: Text("bijeenkomst", "group session"),
    StepKind.TRAINING: Text("oudertraining", "parent training"),
    StepKind.WEEKLY_CHECK: Text("weekcheck", "weekly check"),
    StepKind.HOME_VISIT: Text("huisbezoek", "home visit"),
    StepKind.GROUP_ACTIVITY: Text("groepsactiviteit", "group activity"),
}


def source_in_words(source: str) -> Text:
    """Where a fact comes from: "S" or several letters, as in protocol.py."""
    return listed(SOURCES[letter] for letter in source)


def _count(number: Number, numbers: Numbers) -> Text:
    value = resolved(number, numbers)
    if isinstance(number, str):
        return Text(f"{value} ({LOCAL.nl})", f"{value} ({LOCAL.en})")
    return Text(str(value), str(value))


def frequency(how_often: Frequency, numbers: Numbers) -> Text:
    """How often an element is required."""
    if isinstance(how_often, EachContact):
        return Text("elk contact waar het gevraagd wordt", "each contact at which it is asked")
    if isinstance(how_often, AtLeast):
        times = _count(how_often.times, numbers)
        return Text(
            f"in minstens {times.nl} contacten van het traject", f"at {times.en} contacts of the course or more"
        )
    if isinstance(how_often, ByStep):
        last = _count(how_often.step, numbers)
        return Text(f"één keer, uiterlijk bij contact {last.nl}", f"once, at contact {last.en} at the latest")
    if isinstance(how_often, EachBlock):
        return Text("minstens één keer in elk blok", "at least once in each block")
    return Text(
        "over het traject elke rij van het schema minstens één keer", "over the course each row of the grid once"
    )


def asked_at(where: AskedAt, programme: Programme) -> Text:
    """Where an element is asked."""
    if isinstance(where, EveryContact):
        kinds = listed(KINDS[kind] for kind in where.kinds)
        return Text(f"elk(e) {kinds.nl}", f"each {kinds.en}")
    if isinstance(where, CoveringSteps):
        return Text("contacten die het kunnen behandelen", "contacts that can cover it")
    if isinstance(where, FromTheme):
        steps = (step for track in programme.tracks for step in track.steps if step.theme == where.theme)
        title = next(steps).title
        return Text(f"vanaf “{title.nl}” elk contact", f"from “{title.en}” on, each contact")
    assert_never(where)


def cadence(rhythm: Cadence, numbers: Numbers) -> Text:
    """The rhythm in which contacts are planned."""
    if isinstance(rhythm, ByHand):
        return Text("datum met de hand", "dates by hand")
    if isinstance(rhythm, TeachingWeekly):
        return Text(
            "elke lesweek; een gesloten dag schuift binnen de week",
            "each teaching week; a closed day moves it within the week",
        )
    if isinstance(rhythm, OpenMonthly):
        days = _count(rhythm.school_days, numbers)
        return Text(
            f"elke open maand (minstens {days.nl} schooldagen); een gesloten dag schuift binnen de maand",
            f"each open month (at least {days.en} school days); a closed day moves it within the month",
        )
    return Text("wekelijks; een gesloten dag slaat de week over", "weekly; a closed day skips the week")


def plan_rule(rule: PlanRule, programme: Programme, numbers: Numbers) -> Text:
    """What a plan needs."""
    if isinstance(rule, QualifiedLeaders):
        named = next(each for each in programme.qualifications if each.key == rule.qualification)
        return Text(
            f"{rule.count} × {programme.leader_name.nl} met {named.training.nl}",
            f"{rule.count} × {programme.leader_name.en} with {named.training.en}",
        )
    if isinstance(rule, GroupSize):
        return Text(
            f"{rule.least} tot {rule.most} ouders bij de start; advies: {rule.advised_least} tot {rule.advised_most}",
            f"{rule.least} to {rule.most} parents at the start; advised: {rule.advised_least} to {rule.advised_most}",
        )
    if isinstance(rule, Caseload):
        return Text(f"ongeveer {rule.most} kinderen per persoon", f"about {rule.most} children each")
    if isinstance(rule, JoiningUntil):
        last = _count(rule.step, numbers)
        return Text(
            f"instromen tot en met contact {last.nl}, met inhalen", f"joining until contact {last.en}, with catching up"
        )
    if isinstance(rule, ElementsPrepared):
        names = _element_names(programme, rule.elements)
        kinds = listed(KINDS[kind] for kind in rule.kinds)
        return Text(f"voorbereid vóór {kinds.nl}: {names.nl}", f"prepared before each {kinds.en}: {names.en}")
    assert isinstance(rule, CourseCovers)  # noqa: S101 - narrows the type, the union is complete
    return Text(
        "de geplande contacten kunnen elk verplicht onderdeel vaak genoeg behandelen",
        "the planned contacts can cover each required element often enough",
    )


def completion_rule(rule: CompletionRule, programme: Programme, numbers: Numbers) -> Text:
    """What a family needs to complete."""
    if isinstance(rule, AttendOnce):
        kind = KINDS[rule.kind]
        return Text(f"{kind.nl} bijgewoond of apart ingehaald", f"{kind.en} attended or caught up separately")
    if isinstance(rule, ElementsCovered):
        names = _element_names(programme, rule.elements)
        return Text(f"vaak genoeg aan bod gekomen: {names.nl}", f"covered often enough: {names.en}")
    percent, kind = _count(rule.percent, numbers), KINDS[rule.kind]
    if isinstance(rule, ShareWithElements):
        return Text(
            f"{kind.nl}: {percent.nl} procent gehouden met alle verplichte onderdelen",
            f"{kind.en}: {percent.en} per cent held with all required elements",
        )
    attended = Text(f"{kind.nl}: {percent.nl} procent bijgewoond", f"{kind.en}: {percent.en} per cent attended")
    if rule.catch_ups is None:
        return attended
    most = _count(rule.catch_ups, numbers)
    return Text(
        f"{attended.nl}; inhalen telt hoogstens {most.nl} keer",
        f"{attended.en}; catch-ups count {most.en} times at most",
    )


def alarm_rule(rule: AlarmRule, numbers: Numbers) -> Text:
    """What rings a bell."""
    if isinstance(rule, OpenMonthPassing):
        left, kind = _count(rule.days_left, numbers), KINDS[rule.kind]
        return Text(
            f"open maand zonder {kind.nl} met hoogstens {left.nl} open dagen te gaan",
            f"open month without {kind.en} and at most {left.en} open days to go",
        )
    if isinstance(rule, TooLongSince):
        weeks, kind = _count(rule.school_weeks, numbers), KINDS[rule.kind]
        return Text(
            f"meer dan {weeks.nl} schoolweken sinds het laatste {kind.nl}",
            f"more than {weeks.en} school weeks since the last {kind.en}",
        )
    if isinstance(rule, AbsentInARow):
        times = _count(rule.times, numbers)
        return Text(f"{times.nl} keer achter elkaar afwezig", f"absent {times.en} times in a row")
    months = _count(rule.months, numbers)
    return Text(
        f"een wachtend kind wordt binnen {months.nl} maanden te oud",
        f"a waiting child grows too old within {months.en} months",
    )


def _element_names(programme: Programme, keys: tuple[str, ...]) -> Text:
    return listed(programme.element(key).name for key in keys)
