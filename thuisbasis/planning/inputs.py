"""What `thuisbasis check` accepts: the shapes of its input for each gate and programme, and the facts made of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from programmes.evidence import EvidenceField, FieldKind, Value
from programmes.facts import (
    GROEPEN,
    Answer,
    CompletionFacts,
    ContactOutcome,
    EligibilityFacts,
    Late,
    Leader,
    PlanFacts,
    PlannedChild,
    PlannedStep,
    PlanScope,
    Presence,
    Qualified,
    RecordFacts,
)
from programmes.gates.record_advice import CHECKLIST_ANSWERS
from programmes.protocol import ChecklistKind, Element, Gate, Programme, Track
from thuisbasis.planning.shapes import (
    Day,
    Either,
    Key,
    ListOf,
    MapOf,
    Object,
    OrNull,
    Pair,
    Shape,
    String,
    Whole,
    YesNo,
)

Facts = dict[str, Any]
"""Input that has its shape, so that what is in it needs no second look."""

GROEP = Either((Whole(1, 8), Key(GROEPEN)))
STEP_NUMBERS = MapOf(ListOf(Whole(1)))


def shape(programme: Programme, gate: Gate, versions: tuple[str, ...]) -> Object:
    """The shape of the whole input for a gate of a programme. `versions`: the protocol versions that it may name."""
    own: dict[str, Shape] = _SHAPES[gate](programme)
    numbers = {default.key: Whole(default.least, default.most) for default in programme.local_defaults}
    common: dict[str, Shape] = {
        "gate": Key((gate.value,)),
        "programme": Key((programme.key,)),
        "version": Key(versions),
        "track": Key(tuple(track.key for track in programme.tracks)),
        "numbers": Object(numbers, about="own values for local defaults"),
    }
    needs_track = gate is not Gate.ELIGIBILITY and len(programme.tracks) > 1
    required = ["gate", "programme", *(["track"] if needs_track else []), *_REQUIRED[gate]]
    return Object({**common, **own}, tuple(required))


def _circumstances(programme: Programme) -> Shape:
    return ListOf(Key(tuple(choice.key for choice in programme.circumstances)))


def _indication(programme: Programme) -> Shape:
    return OrNull(Key(tuple(choice.key for choice in programme.indications)) if programme.indications else String())


def _steps(programme: Programme) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.key for track in programme.tracks for step in track.steps))


def _elements(programme: Programme) -> tuple[str, ...]:
    return tuple(element.key for element in programme.elements)


def _eligibility(programme: Programme) -> dict[str, Shape]:
    return {
        "start": OrNull(Day()),
        "birth_date": OrNull(Day()),
        "groep": OrNull(GROEP),
        "indication": _indication(programme),
        "tried_before": String(),
        "tried_before_applies": YesNo(),
        "circumstances": _circumstances(programme),
    }


def _plan(programme: Programme) -> dict[str, Shape]:
    qualification = Object(
        {
            "key": Key(tuple(each.key for each in programme.qualifications)),
            "since": OrNull(Day()),
            "expires": OrNull(Day()),
        },
        ("key",),
    )
    child = Object(
        {
            "name": String(),
            "birth_date": OrNull(Day()),
            "groep": OrNull(GROEP),
            "indication": _indication(programme),
            "circumstances": _circumstances(programme),
            "joins_at": OrNull(Whole(1)),
        }
    )
    covering = {"step": Key(_steps(programme)), "covers": ListOf(Key(_elements(programme)))}
    return {
        "scope": Key(tuple(scope.value for scope in PlanScope)),
        "start": OrNull(Day()),
        "step": Key(_steps(programme)),
        "leaders": ListOf(
            Object({"name": String(), "qualifications": ListOf(qualification), "children": OrNull(Whole())})
        ),
        "parents": OrNull(Whole()),
        "children": ListOf(child),
        "steps": ListOf(Object(covering, ("step", "covers"))),
        "prepared": ListOf(Key(_elements(programme))),
        "acquaintance": YesNo(),
    }


def _record(programme: Programme) -> dict[str, Shape]:
    answers = Object({element.key: OrNull(_answer(element)) for element in programme.elements})
    checklist = {
        item.key: OrNull(Key(CHECKLIST_ANSWERS) if item.kind is ChecklistKind.YES_NO_NA else Whole())
        for item in programme.checklist
    }
    return {
        "step": Key(_steps(programme)),
        "elements": answers,
        "rest": Object({"reason": String(), "follow_up": String()}, ("reason", "follow_up")),
        "children": MapOf(answers),
        "delivered_before": Object({key: ListOf(Whole(1)) for key in _elements(programme)}),
        "answered_before": Object({key: ListOf(Whole(1)) for key in _elements(programme)}),
        "checklist": Object(checklist),
        "groep": OrNull(GROEP),
        "acquaintance": YesNo(),
        "present": OrNull(Whole()),
        "date": OrNull(Day()),
        "next_date": OrNull(Day()),
        "minutes": OrNull(Whole()),
        "interpreter": Key(("adult", "child", "")),
    }


def _answer(element: Element) -> Shape:
    evidence = Object({field.key: OrNull(_evidence(field)) for field in element.evidence})
    late = Object({"on": Day(), "by": String(1), "evidence": evidence}, ("on", "by"))
    return Object(
        {
            "delivered": OrNull(YesNo()),
            "evidence": evidence,
            "reason": String(),
            "follow_up": String(),
            "late": OrNull(late),
        },
        about=element.meaning.en,
    )


def _evidence(field: EvidenceField) -> Shape:
    if field.kind in (FieldKind.COUNT, FieldKind.MINUTES):
        return Whole()
    if field.kind is FieldKind.YES_NO:
        return YesNo()
    if field.kind is FieldKind.GRID:
        return ListOf(Pair(Key(tuple(r.key for r in field.rows)), Key(tuple(c.key for c in field.columns))))
    if field.kind not in (FieldKind.CHOICE, FieldKind.CHOICES):
        return String()
    one: Shape = Key(tuple(choice.key for choice in field.choices))
    if field.own_words:
        one = Either((one, String(1)))
    return one if field.kind is FieldKind.CHOICE else ListOf(one)


def _completion(programme: Programme) -> dict[str, Shape]:
    contact = Object(
        {
            "step": Key(_steps(programme)),
            "presence": Key(tuple(each.value for each in Presence)),
            "delivered": ListOf(Key(_elements(programme))),
            "rows": Object({key: ListOf(String(1)) for key in _elements(programme)}),
            "counts_towards_dose": YesNo(),
            "on": OrNull(Day()),
        },
        ("step", "presence"),
    )
    return {"contacts": ListOf(contact)}


_SHAPES: dict[Gate, Callable[[Programme], dict[str, Shape]]] = {
    Gate.ELIGIBILITY: _eligibility,
    Gate.PLAN: _plan,
    Gate.RECORD: _record,
    Gate.COMPLETION: _completion,
}
_REQUIRED: dict[Gate, tuple[str, ...]] = {
    Gate.ELIGIBILITY: (),
    Gate.PLAN: (),
    Gate.RECORD: ("elements",),
    Gate.COMPLETION: ("contacts",),
}


def track_of(programme: Programme, given: Facts) -> Track:
    """The track that the input names, or the only one."""
    return programme.track(given["track"]) if "track" in given else programme.tracks[0]


def eligibility_facts(programme: Programme, given: Facts) -> EligibilityFacts:
    """Facts for the eligibility gate from input that has its shape."""
    only_track = programme.tracks[0].key if len(programme.tracks) == 1 else None
    return EligibilityFacts(
        start=_day(given.get("start")),
        track=given.get("track", only_track),
        birth_date=_day(given.get("birth_date")),
        groep=_groep(given.get("groep")),
        indication=given.get("indication"),
        tried_before=given.get("tried_before", ""),
        tried_before_applies=given.get("tried_before_applies", True),
        circumstances=frozenset(given.get("circumstances", ())),
    )


def plan_facts(programme: Programme, given: Facts) -> PlanFacts:
    """Facts for the plan gate. Without a scope, a step means one contact and no step the whole course."""
    usual = PlanScope.CONTACT if "step" in given else PlanScope.COURSE
    steps = given.get("steps")
    return PlanFacts(
        scope=PlanScope(given.get("scope", usual)),
        track=track_of(programme, given).key,
        start=_day(given.get("start")),
        step=given.get("step"),
        leaders=tuple(_leader(each) for each in given.get("leaders", ())),
        parents=given.get("parents"),
        children=tuple(_planned_child(each) for each in given.get("children", ())),
        steps=None
        if steps is None
        else tuple(PlannedStep(step=each["step"], covers=tuple(each["covers"])) for each in steps),
        prepared=frozenset(given.get("prepared", ())),
        acquaintance=given.get("acquaintance", False),
    )


def _leader(given: Facts) -> Leader:
    held = (
        Qualified(key=each["key"], since=_day(each.get("since")), expires=_day(each.get("expires")))
        for each in given.get("qualifications", ())
    )
    return Leader(name=given.get("name", ""), qualifications=tuple(held), children=given.get("children"))


def _planned_child(given: Facts) -> PlannedChild:
    return PlannedChild(
        name=given.get("name", ""),
        birth_date=_day(given.get("birth_date")),
        groep=_groep(given.get("groep")),
        indication=given.get("indication"),
        circumstances=frozenset(given.get("circumstances", ())),
        joins_at=given.get("joins_at"),
    )


def record_facts(programme: Programme, given: Facts) -> RecordFacts:
    """Facts for the record gate."""
    rest = given.get("rest")
    children = given.get("children", {})
    return RecordFacts(
        track=track_of(programme, given).key,
        step=given.get("step"),
        answers=_answers(given["elements"]),
        rest=None if rest is None else Answer(delivered=False, reason=rest["reason"], follow_up=rest["follow_up"]),
        children=tuple(children),
        child_answers={child: _answers(answers) for child, answers in children.items()},
        delivered_before={key: tuple(numbers) for key, numbers in given.get("delivered_before", {}).items()},
        answered_before={key: tuple(numbers) for key, numbers in given.get("answered_before", {}).items()},
        checklist=given.get("checklist", {}),
        groep=_groep(given.get("groep")),
        acquaintance=given.get("acquaintance", False),
        present=given.get("present"),
        contact_date=_day(given.get("date")),
        next_date=_day(given.get("next_date")),
        minutes=given.get("minutes"),
        interpreter=given.get("interpreter", ""),
    )


def _answers(given: dict[str, Facts | None]) -> dict[str, Answer]:
    return {key: _given_answer(answer) for key, answer in given.items() if answer is not None}


def _given_answer(given: Facts) -> Answer:
    late = given.get("late")
    evidence: dict[str, Value] = given.get("evidence", {})
    return Answer(
        delivered=given.get("delivered"),
        evidence=evidence,
        reason=given.get("reason", ""),
        follow_up=given.get("follow_up", ""),
        late=Late(on=date.fromisoformat(late["on"]), by=late["by"], evidence=late.get("evidence", {}))
        if late
        else None,
    )


def completion_facts(programme: Programme, given: Facts) -> CompletionFacts:
    """Facts for the completion gate."""
    return CompletionFacts(
        track=track_of(programme, given).key,
        contacts=tuple(
            ContactOutcome(
                step=each["step"],
                presence=Presence(each["presence"]),
                delivered=frozenset(each.get("delivered", ())),
                rows={key: frozenset(rows) for key, rows in each.get("rows", {}).items()},
                counts_towards_dose=each.get("counts_towards_dose", True),
                on=_day(each.get("on")),
            )
            for each in given["contacts"]
        ),
    )


def _groep(given: str | int | None) -> str | None:
    return None if given is None else str(given)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
