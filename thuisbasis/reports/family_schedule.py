"""A family's coming dates on paper, whatever programmes they belong to."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD
from thuisbasis.documents.sheets import Appointment, FamilyScheduleSheet
from thuisbasis.dutch import shown_phone
from thuisbasis.enrolments import queries as enrolment_queries
from thuisbasis.families.models import Family
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import School
from thuisbasis.permissions import Actor
from thuisbasis.reports.record_sheet import short_id


def coming_contacts(session: Session, actor: Actor, family: Family) -> list[Contact]:
    """A family's contacts from today on that still stand, in order of time, each once though siblings share it."""
    enrolments = enrolment_queries.of_families(session, actor.organisation_id, [family.id])[family.id]
    found = contact_queries.of_enrolments(session, actor.organisation_id, [each.id for each in enrolments])
    since = clock.now() - timedelta(hours=12)  # what was this morning still helps to find one's place on the list
    coming = {
        contact.id: contact
        for contacts in found.values()
        for contact in contacts
        if contact.state in AHEAD and contact.starts_at >= since
    }
    return sorted(coming.values(), key=lambda contact: (contact.starts_at, contact.id))


def family_schedule(session: Session, actor: Actor, family: Family, contacts: Sequence[Contact]) -> FamilyScheduleSheet:
    """The sheet to hang on the wall. It names no address: a family knows where it lives."""
    school = _school(session, actor, contacts)
    staff = contact_queries.staff_of(session, actor.organisation_id, [contact.id for contact in contacts])
    first = next((one.name for contact in contacts for one in staff.get(contact.id, ())), actor.organisation_name)
    return FamilyScheduleSheet(
        document_id=short_id(family.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        family=gettext("gezin %(name)s", name=family.name),
        programme=", ".join(_programmes(contacts)),
        place=_place(contacts[0])
        if len({_place(contact) for contact in contacts}) == 1
        else gettext("zie bij de datum"),
        lines=tuple(_line(contact, contacts) for contact in contacts),
        contact_name=first,
        phone=shown_phone(school.phone) if school and school.phone else "",
    )


def _programmes(contacts: Iterable[Contact]) -> list[str]:
    return list(dict.fromkeys(rulebook.programme(each.programme_key, each.version).name for each in contacts))


def _line(contact: Contact, contacts: Sequence[Contact]) -> Appointment:
    starts, ends = clock.local(contact.starts_at), clock.local(contact.ends_at)
    differs = len({_place(each) for each in contacts}) > 1
    return Appointment(
        day=starts.date(), starts=starts.time(), ends=ends.time(), place=_place(contact) if differs else ""
    )


def _place(contact: Contact) -> str:
    """Where it is, in words: the group's place, or the programme's word for the kind of place ("thuis")."""
    if contact.place:
        return contact.place
    places = rulebook.programme(contact.programme_key, contact.version).places
    word = next((each.text for each in places if each.key == contact.place_kind), None)
    return languages.text(word) if word else ""


def _school(session: Session, actor: Actor, contacts: Iterable[Contact]) -> School | None:
    wanted = next((contact.school_id for contact in contacts if contact.school_id), None)
    return next((each for each in organisations.schools(session, actor) if each.id == wanted), None)
