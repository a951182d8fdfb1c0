"""A family with a home visit today, and the answers that a good record gives."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from programmes.facts import Answer
from tests import factories
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Guardian
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Actor, Role
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.models import Record

DELIVERED = {
    "support_information": Answer(
        delivered=True,
        evidence={"explained": "Letters op verpakkingen aanwijzen", "handed_over": ["told", "shown"], "language": "tr"},
    ),
    "selected_materials": Answer(
        delivered=True, evidence={"title": "Rupsje Nooitgenoeg", "sort": "book", "handed_over": "lent"}
    ),
    "activity_modelled": Answer(delivered=True, evidence={"activity": "De boodschappentas uitpakken en lezen"}),
    "joint_practice": Answer(delivered=True, evidence={"what_they_did": "Samen de E gezocht"}),
    "home_agreement": Answer(
        delivered=True, evidence={"agreement": "Elke dag een verpakking lezen", "looked_back": "Ging vier keer goed"}
    ),
    "strand_coverage": Answer(delivered=True, evidence={"cells": [["books", "interaction"]]}),
}
NOT_DONE = Answer(delivered=False, reason="no_time", follow_up="call_this_week")


@dataclass(frozen=True)
class Visit:
    """A visit with everybody in it."""

    session: Session
    organisation: Organisation
    school: School
    visitor: Staff
    mother: Guardian
    enrolment: Enrolment
    contact: Contact

    @property
    def actor(self) -> Actor:
        """The visitor at work."""
        return factories.actor_of(self.organisation, self.visitor, Role.HOME_VISITOR)

    def open(self) -> Record:
        """The record of the child."""
        return services.open_record(self.session, self.actor, self.contact, self.enrolment.id)

    def draft(self, **changes: Any) -> Draft:
        """A draft that may be completed; `answers` by element key replace those that deliver (None: left out)."""
        answers = {**DELIVERED, **changes.pop("answers", {})}
        usual = Draft(
            answers={(key, None): answer for key, answer in answers.items() if answer is not None},
            attendance={(self.enrolment.id, self.mother.id): Presence.PRESENT},
            held_from=self.contact.starts_at,
            held_until=self.contact.starts_at + timedelta(minutes=50),
            next_date=clock.today() + timedelta(days=28),
        )
        return replace(usual, **changes)

    def save(self, record: Record, draft: Draft) -> None:
        """Save on top of what stands there."""
        revision = queries.version_of(self.session, record).revision
        services.save(self.session, self.actor, record, self.contact, draft, revision=revision)

    def completed(self, **changes: Any) -> Record:
        """A completed record of the visit."""
        record = self.open()
        self.save(record, self.draft(**changes))
        services.complete(self.session, self.actor, record, self.contact, {})
        return record


def a_visit(session: Session, *, number: int = 1, days: int = 0, **more: Any) -> Visit:
    """A family whose visitor comes today."""
    organisation = factories.make_organisation(session)
    school = factories.make_school(session, organisation)
    visitor = factories.make_staff(session, organisation, name="Saskia Hof")
    family = factories.make_family(session, organisation)
    mother = factories.make_guardian(session, family)
    child = factories.make_child(session, family, school=school, guardians=[mother])
    enrolment = factories.make_enrolment(
        session, child, guardians=[mother], visitor=visitor, started_on=clock.today() - timedelta(days=60)
    )
    contact = factories.make_contact(
        session, enrolments=[enrolment], staff=[visitor], school=school, number=number, step=f"visit-{number:02}",
        days=days, **more,
    )  # fmt: skip
    return Visit(session, organisation, school, visitor, mother, enrolment, contact)
