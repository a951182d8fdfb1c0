"""Taking in families that were typed or pasted: each line judged at its place, then all of them in one go."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from programmes.conditions import AgeAtStart, InGroep
from programmes.facts import EligibilityFacts
from thuisbasis import dutch, languages
from thuisbasis.enrolments import eligibility
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families import queries as families
from thuisbasis.families import services as family_services
from thuisbasis.families.models import Family, Guardian
from thuisbasis.families.people import ChildFacts, GuardianFacts, NewChild, NewGuardian
from thuisbasis.groups import places, plan
from thuisbasis.groups.models import Group
from thuisbasis.groups.pasted import Cells, FamilyLine, understand
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import School
from thuisbasis.permissions import Actor

CELL_OF_RULE = {AgeAtStart.rule: "birth_date", InGroep.rule: "groep"}


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What holds for all lines: indication and circumstances, as far as known, and the first contact they are at."""

    indication_key: str | None = None
    indication_note: str = ""
    circumstances: tuple[str, ...] = ()
    from_number: int = 1


@dataclass(frozen=True, kw_only=True)
class JudgedLine:
    """A line with all that stands in its way, by cell ("parent", "phone", "child", "birth_date", "groep").

    `known`: the family that has this telephone number already, unless the writer said that this is another one.
    """

    line: FamilyLine
    problems: Mapping[str, str | LazyString]
    known: Family | None = None
    is_other_family: bool = False


@dataclass(frozen=True, kw_only=True)
class Intake:
    """All lines, and what stands in the way of all of them alike (the indication)."""

    lines: tuple[JudgedLine, ...]
    shared: Shared = field(default_factory=Shared)
    shared_problems: tuple[str, ...] = ()

    @property
    def has_problems(self) -> bool:
        return bool(self.shared_problems) or any(line.problems for line in self.lines)


def judge(
    session: Session,
    actor: Actor,
    group: Group,
    cells: Sequence[Cells],
    shared: Shared,
    *,
    other_families: Collection[int] = (),
) -> Intake:
    """Judge lines for a group: can they be read, may these children take part, are the families new?

    `other_families`: the places of lines that are another family in spite of a known telephone number. One statement.
    """
    lines = [understand(each) for each in cells]
    known = _families_with(session, actor, {line.phone for line in lines if line.phone})
    seen: set[str] = set()
    judged = []
    for place, line in enumerate(lines):
        problems = dict(line.problems) | _refusals(group, line)
        is_other = place in other_families
        family = known.get(line.phone or "") if not is_other else None
        if family is not None:
            problems["phone"] = gettext("Dit nummer hoort al bij gezin %(family)s.", family=family.name)
        elif line.phone in seen and not is_other:
            problems["phone"] = gettext("Dit nummer staat ook op een regel hierboven.")
        if line.phone:
            seen.add(line.phone)
        judged.append(JudgedLine(line=line, problems=problems, known=family, is_other_family=is_other))
    return Intake(lines=tuple(judged), shared=shared, shared_problems=_shared_problems(group, shared))


def _refusals(group: Group, line: FamilyLine) -> dict[str, str]:
    """What the rule-book refuses of what is known of this child; nothing that holds for all lines alike."""
    judgement = eligibility.judge(
        plan.programme_of(group),
        EligibilityFacts(
            start=group.starts_on, track=group.track_key, birth_date=line.birth_date, groep=line.groep or None
        ),
    )
    why = {outcome.rule: languages.text(outcome.why) for outcome in judgement.outcomes}
    return {
        CELL_OF_RULE.get(finding.rule, "child"): f"{why[finding.rule]} {languages.text(finding.satisfied_by)}"
        for finding in judgement.refusals
    }


def _shared_problems(group: Group, shared: Shared) -> tuple[str, ...]:
    facts = EligibilityFacts(
        start=group.starts_on,
        track=group.track_key,
        indication=eligibility.indication_of(shared.indication_key, shared.indication_note),
        circumstances=frozenset(shared.circumstances),
    )
    refused = eligibility.judge(plan.programme_of(group), facts).refusals
    return tuple(languages.text(finding.message) for finding in refused)


def _families_with(session: Session, actor: Actor, phones: Collection[str]) -> dict[str, Family]:
    if not phones:
        return {}
    rows = session.execute(
        select(Guardian.phone, Family)
        .join(Family, and_(Family.organisation_id == Guardian.organisation_id, Family.id == Guardian.family_id))
        .where(
            Guardian.organisation_id == actor.organisation_id,
            Guardian.phone.in_(phones),
            Guardian.archived_at.is_(None),
            Family.archived_at.is_(None),
            families.visible(actor),
        )
    )
    return {str(row[0]): row[1] for row in rows}


def take_in(session: Session, actor: Actor, group: Group, intake: Intake) -> list[Enrolment]:
    """Register every family, enrol its child and give it a place. Raises ValueError while a line has a problem."""
    if intake.has_problems:
        raise ValueError("lines with problems cannot be taken in")
    schools = schools_for(session, actor, group)
    return [_take_in(session, actor, group, judged.line, intake.shared, schools) for judged in intake.lines]


def schools_for(session: Session, actor: Actor, group: Group) -> dict[str, School]:
    """The schools that children of this group may go to, by id as text: those that the actor looks after."""
    own = {str(school.id): school for school in organisations.own_schools(session, actor)}
    return own | {str(group.school_id): group.school}


def _take_in(
    session: Session, actor: Actor, group: Group, line: FamilyLine, shared: Shared, schools: Mapping[str, School]
) -> Enrolment:
    school = schools.get(line.cells.school, group.school)
    family = family_services.add_family(
        session,
        actor,
        guardians=[
            NewGuardian(
                facts=GuardianFacts(
                    given_name=line.parent.given_name,
                    infix=line.parent.infix,
                    surname=line.parent.surname,
                    phone=line.phone,
                )
            )
        ],
        children=[
            NewChild(
                facts=ChildFacts(
                    given_name=line.child.given_name,
                    infix=line.child.infix,
                    surname=line.child.surname,
                    birth_date=line.birth_date,
                    groep=line.groep,
                    school_id=school.id,
                )
            )
        ],
    )
    (child,) = families.children_of(session, actor.organisation_id, [family.id])[family.id]
    guardians = families.guardians_of(session, actor.organisation_id, [family.id])[family.id]
    enrolment = enrolments.enrol(
        session,
        actor,
        child=child,
        guardians=guardians,
        programme_key=group.programme_key,
        track_key=group.track_key,
        indication_key=shared.indication_key,
        indication_note=shared.indication_note,
        circumstances=shared.circumstances,
        start=group.starts_on,
        missing_may_follow=True,
    )
    places.add_member(session, actor, group, enrolment, child, from_number=shared.from_number)
    return enrolment


def phone_as_typed(line: FamilyLine) -> str:
    """The number as people read it once it is understood, else as it was typed."""
    return dutch.shown_phone(line.phone) if line.phone else line.cells.phone
