"""The record form of a contact as a tablet takes it along: its fields, its HTML, and the record gate as data."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from thuisbasis import rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.recording import judging, queries
from thuisbasis.recording.drafts import Draft
from thuisbasis.recording.finding_links import element_inputs
from thuisbasis.recording.forms import attendance_name, form_for
from thuisbasis.recording.gate_data import gate_data
from thuisbasis.recording.models import Record
from thuisbasis.recording.questions import questions_for
from thuisbasis.recording.sent_values import fields_of_form, labels_of_form
from thuisbasis.tablet import form_versions


@dataclass(frozen=True, kw_only=True)
class PackedForm:
    """The form of one record, ready to be taken along: see docs/tablet-protocol.md, FORM."""

    enrolment: uuid.UUID | None
    child: str
    record: uuid.UUID | None
    revision: int
    record_state: str | None
    fields: dict[str, list[str]]
    labels: dict[str, str]
    html: str
    gate: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        """The same as JSON knows it."""
        return {
            "enrolment": str(self.enrolment) if self.enrolment else None,
            "child": self.child,
            "form_version": form_versions.CURRENT,
            "record": str(self.record) if self.record else None,
            "revision": self.revision,
            "record_state": self.record_state,
            "fields": self.fields,
            "labels": self.labels,
            "html": self.html,
            "gate": self.gate,
        }


def forms_of(session: Session, contact: Contact, served: Sequence[Enrolment]) -> list[PackedForm]:
    """The form of each record of a contact: one for each child that it serves, or one for the group.

    `contact` may be one that no row says of yet: then `served` says whom it is about. Nothing is begun or written.
    """
    programme = rulebook.programme(contact.programme_key, contact.version)
    if not judging.is_recorded_per_child(programme, contact):
        return [_packed(session, contact, None, served)]
    return [_packed(session, contact, each, served) for each in served]


def _packed(session: Session, contact: Contact, enrolment: Enrolment | None, served: Sequence[Enrolment]) -> PackedForm:
    stored = queries.record_for(session, contact, enrolment.id if enrolment else None)
    record = stored or _unwritten(contact, enrolment)
    _connect(record, contact, enrolment)
    version = queries.version_of(session, stored) if stored else None
    draft = queries.draft_of(session, stored, version) if stored and version else _new_draft(contact)
    questions = questions_for(session, record, contact, served=served)
    form = form_for(questions, draft, revision=version.revision if version else 0)
    return PackedForm(
        enrolment=enrolment.id if enrolment else None,
        child=enrolment.child.name if enrolment else "",
        record=stored.id if stored else None,
        revision=version.revision if version else 0,
        record_state=stored.state if stored else None,
        fields=fields_of_form(form),
        labels=labels_of_form(form),
        html=render_template(
            "recording/_form_sections.html",
            form=form,
            questions=questions,
            elements=element_inputs(form, questions),
            attendance_name=attendance_name,
            record=record,
            contact=contact,
        ),
        gate=gate_data(session, questions),
    )


def _unwritten(contact: Contact, enrolment: Enrolment | None) -> Record:
    """A record that nobody began yet; it never reaches the database."""
    return Record(
        organisation_id=contact.organisation_id,
        id=new_id(),
        contact_id=contact.id,
        enrolment_id=enrolment.id if enrolment else None,
        state="draft",
        version=1,
    )


def _connect(record: Record, contact: Contact, enrolment: Enrolment | None) -> None:
    set_committed_value(record, "contact", contact)
    set_committed_value(record, "enrolment", enrolment)


def _new_draft(contact: Contact) -> Draft:
    """What a record says when it is begun (`recording.services.open_record`)."""
    return Draft(held_from=contact.starts_at, held_until=contact.ends_at)
