"""The plan gate of one contact of a group: is what the programme wants prepared?"""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy.orm import Session

from programmes.facts import PlanFacts, PlanScope
from programmes.findings import Finding
from programmes.rules import plan_findings
from sessions import words
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group
from thuisbasis.permissions import Actor


def contact_findings(session: Session, actor: Actor, contact: Contact, group: Group) -> tuple[Finding, ...]:
    """What the plan gate says of confirming a contact: what blocks, and what it warns of."""
    of_course = plan.plan_facts(session, actor, group)
    facts = PlanFacts(
        scope=PlanScope.CONTACT,
        track=contact.track_key,
        start=clock.local(contact.starts_at).date(),
        step=contact.step_key,
        leaders=of_course.leaders,
        children=of_course.children,
        prepared=frozenset(contact.prepared),
    )
    programme = rulebook.programme(contact.programme_key, contact.version)
    return plan_findings(programme, facts, group.local_numbers)


def ways_out(contact: Contact, group: Group, findings: Sequence[Finding]) -> dict[str, str]:
    """By a finding's element or rule, the page on which it is mended: the week's plan, or who leads the group."""
    leaders = url_for("groups.group", group_id=group.id, _anchor="leaders")
    week = words.week_url(contact)
    return {finding.element: week for finding in findings if finding.element and week} | {"qualified_leaders": leaders}
