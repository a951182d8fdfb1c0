"""The page of a family."""

import uuid
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from thuisbasis import clock, spoken
from thuisbasis.contacts import pages
from thuisbasis.contacts.models import Contact
from thuisbasis.database import db, new_id
from thuisbasis.families import access
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.families.relations import RELATIONS
from thuisbasis.family_card import queries, strips, timeline
from thuisbasis.family_card.queries import Course, People
from thuisbasis.guards import current_actor, requires
from thuisbasis.organisations import queries as organisations
from thuisbasis.permissions import Actor, Permission
from thuisbasis.recording.outcomes import outcomes

blueprint = Blueprint("family_card", __name__)

QUICK_ATTEMPTS = ("phone.no-answer", "phone.spoke", "message.sent", "school-gate.spoke")


@blueprint.get("/families/<uuid:family_id>")
@requires(Permission.SEE_FAMILIES)
@access.noted
def family_card(family_id: uuid.UUID) -> ResponseReturnValue:
    """Who they are, how to reach them, where they stand, what was agreed, what happened."""
    actor = current_actor()
    people = queries.people(db.session(), actor, family_id)
    course = queries.course(db.session(), actor, family_id)
    enrolment_ids = [enrolment.id for enrolment in course.enrolments]
    contact_ids = [contact.id for contact in course.all_contacts]
    return render_template(
        "family_card/family_card.html",
        **_people_words(actor, people),
        strips=_strips(actor, course),
        agreements=queries.agreements(db.session(), actor, enrolment_ids, contact_ids),
        contact_title=strips.title,
        happenings=_happenings(actor, people, course),
        quick_attempts=[BY_KEY[key] for key in QUICK_ATTEMPTS],
        submission=new_id(),
        enrol_url=_enrol_url(actor, family_id),
    )


def _people_words(actor: Actor, people: People) -> dict[str, Any]:
    ties = {(tie.guardian_id, tie.child_id): tie for tie in people.guardianships}
    homes: dict[uuid.UUID, list[uuid.UUID]] = {}
    for residence in people.residences:
        homes.setdefault(residence.child_id, []).append(residence.household_id)
    return {
        "people": people,
        "family": people.family,
        "school_names": {school.id: school.name for school in organisations.schools(db.session(), actor)},
        "language_names": spoken.names,
        "ties": ties,
        "relations": RELATIONS,
        "homes": homes,
        "prefers_calls": [guardian for guardian in people.guardians if guardian.prefers_calls],
    }


def _address_of(course: Course) -> strips.Address:
    def address(contact: Contact) -> str | None:
        known = contact.kind in current_app.extensions["contact_sources"]
        return pages.page_of(contact) if known and contact.id in course.reachable else None

    return address


def _strips(actor: Actor, course: Course) -> list[strips.Strip]:
    now, address = clock.now(), _address_of(course)
    was = outcomes(db.session(), actor.organisation_id, [enrolment.id for enrolment in course.enrolments])
    found = [
        strips.strip(
            enrolment,
            course.contacts.get(enrolment.id, []),
            was[enrolment.id],
            course.group_names.get(enrolment.id),
            now,
            address,
        )
        for enrolment in course.enrolments
    ]
    return sorted(found, key=lambda strip: strip.badge == "ended")


def _happenings(actor: Actor, people: People, course: Course) -> list[timeline.Happening]:
    authors = {attempt.staff_id for attempt in people.attempts} | {event.staff_id for event in course.events}
    staff = organisations.staff_by_id(db.session(), actor, authors)
    guardians = {guardian.id: guardian for guardian in people.guardians}
    enrolments = {enrolment.id: enrolment for enrolment in course.enrolments}
    return list(
        timeline.latest(
            timeline.of_contacts(course.all_contacts, clock.now(), _address_of(course)),
            timeline.of_attempts(people.attempts, staff, guardians),
            timeline.of_enrolments(course.events, enrolments, staff),
        )
    )


def _enrol_url(actor: Actor, family_id: uuid.UUID) -> str | None:
    return url_for("enrolments.enrol", family_id=family_id) if actor.may(Permission.ENROL) else None
