"""Writing week plans and days of practice. They flush and audit, never commit."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thuisbasis.audit import trail
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.permissions import Actor
from thuisbasis.practice.models import PracticeEntry, WeekPlan

Evidence = Mapping[str, Mapping[str, Any]]
"""Element key to the evidence that a plan gives for it."""


def keep_plan(
    session: Session, actor: Actor, contact: Contact, enrolment: Enrolment, plan: WeekPlan | None, evidence: Evidence
) -> None:
    """Keep what a child practises in the week that `contact` closes; nothing is written where nothing changed."""
    new = {element: dict(values) for element, values in evidence.items() if values}
    if new == (plan.evidence if plan else {}):
        return
    if plan is None:
        plan = WeekPlan(organisation_id=actor.organisation_id, enrolment_id=enrolment.id, contact_id=contact.id)
        plan.evidence = {}
        session.add(plan)
    before, plan.evidence = plan.evidence, new
    session.flush()
    trail.record(
        session,
        actor,
        "week_plan.changed",
        plan,
        family_id=enrolment.family_id,
        before={"evidence": before},
        after={"evidence": new},
    )


def prepare(session: Session, actor: Actor, contact: Contact, plans: Mapping[uuid.UUID, Evidence]) -> None:
    """Tell the contact what was planned for each enrolment: its record begins with that, and the plan gate sees it."""
    prepared = dict(contact.prepared)
    for enrolment_id, evidence in plans.items():
        for element, values in evidence.items():
            prepared[element] = {**prepared.get(element, {}), str(enrolment_id): dict(values)}
    contacts.prepare(session, actor, contact, prepared)


def keep_days(
    session: Session,
    actor: Actor,
    enrolment: Enrolment,
    entries: Mapping[date, PracticeEntry],
    days: Collection[date],
    *,
    minutes: int | None,
    kinds: Sequence[str],
) -> None:
    """Keep on which days of a week was practised: `entries` are those known so far, `days` what is true now.

    At most one practice counts a day. `minutes` each time and `kinds` hold for the week; where they stay what the
    entries have in common, each entry keeps its own.
    """
    own = list(entries.values())
    same = (minutes, sorted(kinds)) == (common_minutes(own), sorted(common_kinds(own)))
    if set(days) == set(entries) and (same or not entries):
        return
    for day, entry in entries.items():
        if day not in days:
            session.delete(entry)
        elif not same:
            entry.minutes, entry.kinds = minutes, list(kinds)
    session.add_all(
        PracticeEntry(
            organisation_id=actor.organisation_id, enrolment_id=enrolment.id, on=day, minutes=minutes, kinds=list(kinds)
        )
        for day in sorted(set(days) - set(entries))
    )
    session.flush()
    before = {"days": [str(day) for day in sorted(entries)]}
    after = {"days": [str(day) for day in sorted(days)], "minutes": minutes, "kinds": list(kinds)}
    trail.record(
        session, actor, "practice.changed", enrolment, family_id=enrolment.family_id, before=before, after=after
    )


def common_minutes(entries: Collection[PracticeEntry]) -> int | None:
    """How long each practice took, about: the mean of those that say so; None when none does."""
    known = [entry.minutes for entry in entries if entry.minutes is not None]
    return round(sum(known) / len(known)) if known else None


def common_kinds(entries: Collection[PracticeEntry]) -> list[str]:
    """Every kind of practice of the week, in the order in which they came."""
    return list(dict.fromkeys(kind for entry in entries for kind in entry.kinds))
