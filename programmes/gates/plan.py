"""The plan gate: may this group start, may this contact be confirmed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from programmes.dose import (
    Caseload,
    CourseCovers,
    ElementsPrepared,
    GroupSize,
    JoiningUntil,
    QualifiedLeaders,
    resolved,
)
from programmes.facts import EligibilityFacts, Leader, PlanFacts, PlannedChild, PlanScope
from programmes.findings import Finding
from programmes.gates.course import course_findings
from programmes.gates.eligibility import eligibility_findings
from programmes.protocol import Programme
from programmes.text import Text


def plan_findings(programme: Programme, facts: PlanFacts, own: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
    """What the plan misses that the programme requires. `own`: an organisation's local defaults.

    Raises UnknownKeyError for a track or step that does not exist.
    """
    track, numbers = programme.track(facts.track), programme.numbers(own)
    if facts.step is not None:
        track.step(facts.step)
    found: list[Finding] = []
    for rule in programme.plan_rules:
        found += _JUDGES[type(rule)](programme, facts, rule, numbers)
    if facts.scope is PlanScope.COURSE:
        for child in facts.children:
            found += _child(programme, facts, child)
    return tuple(found)


def _qualified(
    programme: Programme, facts: PlanFacts, rule: QualifiedLeaders, numbers: Mapping[str, int]
) -> Iterator[Finding]:
    """Too few qualified leaders. A confirmed contact may go on with one of two, as a deviation: a leader may be ill."""
    qualified = [leader for leader in facts.leaders if _holds(leader, rule.qualification, facts)]
    if len(qualified) >= rule.count:
        return
    name = next(q for q in programme.qualifications if q.key == rule.qualification)
    enough_to_go_on = facts.scope is PlanScope.CONTACT and qualified
    yield Finding(
        element=None,
        rule="qualified_leaders",
        message=Text(
            f"Nu {'heeft' if len(qualified) == 1 else 'hebben'} {len(qualified)} van {rule.count} "
            f"een geldige kwalificatie “{name.name.nl}” ({name.training.nl}).",
            f"Now {len(qualified)} of {rule.count} {'holds' if len(qualified) == 1 else 'hold'} a valid qualification "
            f"“{name.name.en}” ({name.training.en}).",
        ),
        satisfied_by=Text(
            f"Kies {_people(rule.count, 'iemand', 'mensen')} van wie de kwalificatie op de startdag geldig is.",
            f"Choose {_people(rule.count, 'somebody', 'people')} whose qualification is valid on the day of the start.",
        ),
        blocks=rule.hard and not enough_to_go_on,
    )


def _people(count: int, one: str, several: str) -> str:
    return one if count == 1 else f"{count} {several}"


def _holds(leader: Leader, qualification: str, facts: PlanFacts) -> bool:
    return any(
        held.key == qualification and (facts.start is None or held.holds_on(facts.start))
        for held in leader.qualifications
    )


def _size(programme: Programme, facts: PlanFacts, rule: GroupSize, numbers: Mapping[str, int]) -> Iterator[Finding]:
    if facts.scope is not PlanScope.COURSE:
        return
    parents = facts.parents
    if parents is None:
        message = Text("Het aantal ouders is nog niet bekend.", "The number of parents is not known yet.")
    else:
        message = Text(
            f"De groep telt {parents} {'ouder' if parents == 1 else 'ouders'} bij de start.",
            f"The group has {parents} {'parent' if parents == 1 else 'parents'} at the start.",
        )
    if parents is None or not rule.least <= parents <= rule.most:
        yield Finding(
            element=None,
            rule="group_size",
            message=message,
            satisfied_by=Text(f"{rule.least} tot {rule.most} ouders.", f"{rule.least} to {rule.most} parents."),
            blocks=rule.hard,
        )
    elif not rule.advised_least <= parents <= rule.advised_most:
        yield Finding(
            element=None,
            rule="group_size_advised",
            message=message,
            satisfied_by=Text(
                f"Geadviseerd: {rule.advised_least} tot {rule.advised_most} ouders.",
                f"Advised: {rule.advised_least} to {rule.advised_most} parents.",
            ),
            blocks=False,
        )


def _caseload(programme: Programme, facts: PlanFacts, rule: Caseload, numbers: Mapping[str, int]) -> Iterator[Finding]:
    for leader in facts.leaders:
        if leader.children is not None and leader.children > rule.most:
            yield Finding(
                element=None,
                rule="caseload",
                message=Text(
                    f"{leader.name or programme.leader_name.nl} heeft {leader.children} kinderen.",
                    f"{leader.name or programme.leader_name.en} has {leader.children} children.",
                ),
                satisfied_by=Text(f"Ongeveer {rule.most} kinderen per persoon.", f"About {rule.most} children each."),
                blocks=False,
            )


def _joining(
    programme: Programme, facts: PlanFacts, rule: JoiningUntil, numbers: Mapping[str, int]
) -> Iterator[Finding]:
    last = resolved(rule.step, numbers)
    for child in facts.children:
        if child.joins_at is not None and child.joins_at > last:
            yield Finding(
                element=None,
                rule="joining",
                message=Text(
                    f"{child.name or 'Dit kind'} stroomt in bij bijeenkomst {child.joins_at}.",
                    f"{child.name or 'This child'} joins at session {child.joins_at}.",
                ),
                satisfied_by=Text(
                    f"Instromen tot en met bijeenkomst {last}, met inhalen van wat gemist is (lokale afspraak).",
                    f"Joining until session {last}, with what was missed caught up (local default).",
                ),
                blocks=False,
                child=child.name or None,
            )


def _prepared(
    programme: Programme, facts: PlanFacts, rule: ElementsPrepared, numbers: Mapping[str, int]
) -> Iterator[Finding]:
    if facts.scope is not PlanScope.CONTACT or facts.acquaintance:
        return
    track = programme.track(facts.track)
    kind = track.step(facts.step).kind if facts.step else track.main_kind
    for key in rule.elements if kind in rule.kinds else ():
        if key not in facts.prepared:
            element = programme.element(key)
            yield Finding(
                element=key,
                rule="not_prepared",
                message=Text(
                    f"“{element.name.nl}” is nog niet voorbereid.", f"“{element.name.en}” is not prepared yet."
                ),
                satisfied_by=Text(f"Kies eerst: {element.meaning.nl}", f"Choose first: {element.meaning.en}"),
                blocks=True,
            )


def _course(
    programme: Programme, facts: PlanFacts, rule: CourseCovers, numbers: Mapping[str, int]
) -> tuple[Finding, ...]:
    if facts.scope is not PlanScope.COURSE:
        return ()
    return course_findings(programme, programme.track(facts.track), facts.steps, numbers)


def _child(programme: Programme, facts: PlanFacts, child: PlannedChild) -> Iterator[Finding]:
    """The hard conditions for each child that starts in the plan, judged on the day of the first contact."""
    judged = eligibility_findings(
        programme,
        EligibilityFacts(
            start=facts.start,
            track=facts.track,
            birth_date=child.birth_date,
            groep=child.groep,
            indication=child.indication,
            circumstances=child.circumstances,
        ),
    )
    name = child.name or None
    for finding in judged:
        if finding.blocks:
            front = f"{name}: " if name else ""
            yield Finding(
                element=None,
                rule=finding.rule,
                message=Text(front + finding.message.nl, front + finding.message.en),
                satisfied_by=finding.satisfied_by,
                blocks=True,
                child=name,
            )


_JUDGES: Mapping[type, Callable[[Programme, PlanFacts, Any, Mapping[str, int]], Any]] = {
    QualifiedLeaders: _qualified,
    GroupSize: _size,
    Caseload: _caseload,
    JoiningUntil: _joining,
    ElementsPrepared: _prepared,
    CourseCovers: _course,
}
