"""The page on which a child is enrolled: what each programme says of it, and what can happen next."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from programmes.facts import EligibilityFacts
from programmes.protocol import Programme, StepKind
from thuisbasis import languages, rulebook
from thuisbasis.enrolments import consenting, eligibility, placements, queries, services
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.eligibility import Judgement
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import OPEN
from thuisbasis.enrolments.workers import assign_visitor
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import Child, Guardian
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role

WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class ProgrammeChoice:
    """A programme beside the others, with what the child's own data decide."""

    programme: Programme
    judgement: Judgement
    is_chosen: bool
    present: Enrolment | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that can happen next: the button says it. `value` is what the button sends."""

    value: str
    button: str
    words: str
    track_key: str | None = None
    track_name: str = ""
    starts_on: date | None = None


def programme_choices(
    enrolments: Sequence[Enrolment], child: Child, start: date, chosen: str | None
) -> list[ProgrammeChoice]:
    """Every programme of the catalogue for one child."""
    mine = [each for each in enrolments if each.child_id == child.id]
    present = {each.programme_key: each for each in mine if each.state in OPEN}
    return [
        ProgrammeChoice(
            programme=programme,
            judgement=eligibility.preview(programme, child, start),
            is_chosen=programme.key == chosen,
            present=present.get(programme.key),
        )
        for programme in rulebook.catalogue().programmes()
    ]


def judge_form(programme: Programme, child: Child, start: date, values: dict[str, Any]) -> Judgement:
    """All conditions, with what was filled in."""
    return eligibility.judge(
        programme,
        EligibilityFacts(
            start=start,
            track=values["track_key"],
            birth_date=child.birth_date,
            groep=child.groep or None,
            indication=eligibility.indication_of(values["indication_key"], values["indication_note"]),
            tried_before=values["tried_before"],
            tried_before_applies=values["tried_before_applies"],
            circumstances=frozenset(values["circumstances"]),
        ),
    )


def next_steps(session: Session, actor: Actor, programme: Programme) -> list[Step]:
    """What can happen next: a place in a group, a visitor, or the waiting list, which always can."""
    steps: list[Step] = []
    for track in programme.tracks:
        if track.main_kind is StepKind.HOME_VISIT:
            continue
        for offer in placements.current().offers(session, actor, programme.key, programme.version, track.key):
            button = gettext("Plaatsen in groep %(group)s", group=offer.name)
            step = Step(
                value=f"group:{offer.id}",
                button=button,
                words=offer.words,
                track_key=track.key,
                track_name=languages.text(track.name) if len(programme.tracks) > 1 else "",
                starts_on=offer.starts_on,
            )
            steps.append(step)
    if any(track.main_kind is StepKind.HOME_VISIT for track in programme.tracks):
        steps += _visitor_steps(session, actor, programme)
    return [
        *steps,
        Step(value=WAIT, button=gettext("Op de wachtlijst zetten"), words=gettext("Een plaats komt later.")),
    ]


def _visitor_steps(session: Session, actor: Actor, programme: Programme) -> list[Step]:
    visitors = visitors_for(session, actor, programme)
    counted = queries.caseloads(session, actor.organisation_id, [each.id for each in visitors])
    ordered = sorted(visitors, key=lambda each: (counted[each.id], each.sort_key))
    return [
        Step(
            value=f"visitor:{each.id}",
            button=gettext("Plaatsen bij %(visitor)s", visitor=each.name),
            words=ngettext("bezoekt nu %(num)s kind", "bezoekt nu %(num)s kinderen", counted[each.id]),
        )
        for each in ordered
    ]


def visitors_for(session: Session, actor: Actor, programme: Programme) -> list[Staff]:
    """Staff with a role that delivers the programme, by surname."""
    found = {
        staff.id: staff
        for role in programme.leaders
        for staff in organisations.staff_with_role(session, actor, Role(role))
    }
    return sorted(found.values(), key=lambda staff: (staff.sort_key, staff.id))


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """A guardian's consent as it was filled in."""

    guardian: Guardian
    purposes: Sequence[Purpose]
    how: How
    on: date


def enrol(
    session: Session,
    actor: Actor,
    *,
    child: Child,
    guardians: Sequence[Guardian],
    programme: Programme,
    values: dict[str, Any],
    start: date,
    step: Step,
    consent: ConsentGiven | None,
    informed_how: str,
    today: date,
) -> Enrolment:
    """Enrol a child, keep the consent, and do what the button said. Raises as `services.enrol` and the places do."""
    enrolment = services.enrol(
        session,
        actor,
        child=child,
        guardians=guardians,
        programme_key=programme.key,
        start=step.starts_on or start,
        **values,
    )
    if consent is not None:
        for purpose in consent.purposes:
            consenting.give(
                session,
                actor,
                enrolment,
                guardian=consent.guardian,
                purpose=purpose,
                how=consent.how,
                on=consent.on,
            )
    if informed_how:
        services.inform(session, actor, enrolment, on=today, how=informed_how)
    take_step(session, actor, enrolment, child, step)
    return enrolment


def take_step(session: Session, actor: Actor, enrolment: Enrolment, child: Child, step: Step) -> None:
    """Do what a button said: wait, go to a visitor, or get a place in a group."""
    kind, _, target = step.value.partition(":")
    if kind == WAIT:
        services.wait(session, actor, enrolment)
    elif kind == "visitor":
        assign_visitor(session, actor, enrolment, uuid.UUID(target))
        services.place(session, actor, enrolment)
    elif kind == "group":
        placements.current().place(session, actor, uuid.UUID(target), enrolment, child)
    else:
        raise NotFoundError("step")
