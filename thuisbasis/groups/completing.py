"""What is still missing of a group's children, filled in for all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from thuisbasis import dutch
from thuisbasis.dutch import NotUnderstoodError
from thuisbasis.enrolments import details
from thuisbasis.families import members as family_members
from thuisbasis.families.people import ChildFacts
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group
from thuisbasis.groups.pasted import groep_of
from thuisbasis.groups.queries import Member
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class ChildLine:
    """One child: what stands in its fields, and what is wrong there."""

    member: Member
    given_name: str
    birth_date: str
    groep: str
    indication: str
    revision: int
    day: date | None = None
    problems: Mapping[str, str | LazyString] = field(default_factory=dict)


def lines_of(group: Group, members: Sequence[Member], typed: Mapping[str, str] | None) -> list[ChildLine]:
    """A line for each member, as it is stored or (with `typed`, by "field-<enrolment id>") as it was filled in."""
    return [_stored(member) if typed is None else _typed(group, member, typed) for member in members]


def _stored(member: Member) -> ChildLine:
    child, enrolment = member.child, member.enrolment
    return ChildLine(
        member=member,
        given_name=child.given_name,
        birth_date=dutch.shown_day(child.birth_date) if child.birth_date else "",
        groep=child.groep,
        indication=enrolment.indication_key or enrolment.indication_note,
        revision=child.revision,
        day=child.birth_date,
    )


def _typed(group: Group, member: Member, typed: Mapping[str, str]) -> ChildLine:
    key = member.enrolment.id
    fields = {
        name: typed.get(f"{name}-{key}", "").strip() for name in ("given_name", "birth_date", "groep", "indication")
    }
    problems: dict[str, str | LazyString] = {}
    day: date | None = None
    try:
        fields["given_name"] = dutch.line(fields["given_name"])[:200]
    except NotUnderstoodError as error:
        problems["given_name"] = str(error.message)
    try:
        day = dutch.day(fields["birth_date"]) if fields["birth_date"] else None
    except NotUnderstoodError as error:
        problems["birth_date"] = str(error.message)
    try:
        fields["groep"] = groep_of(fields["groep"]) if fields["groep"] else ""
    except NotUnderstoodError as error:
        problems["groep"] = str(error.message)
    try:
        fields["indication"] = dutch.line(fields["indication"])[:500]
    except NotUnderstoodError as error:
        problems["indication"] = str(error.message)
    choices = {choice.key for choice in plan.programme_of(group).indications}
    if choices and fields["indication"] and fields["indication"] not in choices:
        problems["indication"] = gettext("Kies een indicatie uit de lijst.")
    revision = typed.get(f"revision-{key}", "")
    return ChildLine(
        member=member, **fields, day=day, problems=problems, revision=int(revision) if revision.isdecimal() else 0
    )


def save(session: Session, actor: Actor, group: Group, lines: Sequence[ChildLine]) -> None:
    """Keep what was filled in. Raises EditConflictError when somebody changed a child meanwhile."""
    for line in lines:
        _save_child(session, actor, line)
        _save_indication(session, actor, group, line)


def _save_child(session: Session, actor: Actor, line: ChildLine) -> None:
    child = line.member.child
    if (line.given_name, line.day, line.groep) == (child.given_name, child.birth_date, child.groep):
        return
    facts = ChildFacts(
        given_name=line.given_name,
        infix=child.infix,
        surname=child.surname,
        birth_date=line.day,
        school_id=child.school_id,
        groep=line.groep,
        class_name=child.class_name,
    )
    family_members.change_child(
        session, actor, line.member.enrolment.family, child, facts=facts, revision=line.revision
    )


def _save_indication(session: Session, actor: Actor, group: Group, line: ChildLine) -> None:
    enrolment = line.member.enrolment
    has_list = bool(plan.programme_of(group).indications)
    details.change(
        session,
        actor,
        enrolment,
        indication_key=(line.indication or None) if has_list else enrolment.indication_key,
        indication_note=enrolment.indication_note if has_list else line.indication,
        circumstances=enrolment.circumstances,
        tried_before=enrolment.tried_before,
        tried_before_applies=enrolment.tried_before_applies,
        delivered_by=enrolment.delivered_by,
        expected_start=enrolment.expected_start,
    )
