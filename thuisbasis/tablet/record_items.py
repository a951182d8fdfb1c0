"""Taking in a record that a tablet brought: merged with what stands here, saved, finished through the record gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from programmes.findings import RecordJudgement
from thuisbasis import clock, languages
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.permissions import Actor
from thuisbasis.recording import attachments, queries, services
from thuisbasis.recording.field_words import field_words
from thuisbasis.recording.forms import RecordForm, draft_from, form_for
from thuisbasis.recording.gate_data import finding_data
from thuisbasis.recording.models import Record, RecordVersion
from thuisbasis.recording.questions import Questions, questions_for
from thuisbasis.recording.sent_values import fields_of_form, form_of_fields, labels_of_form, normal
from thuisbasis.tablet import form_versions, merging
from thuisbasis.tablet.bodies import Fields, RecordItem
from thuisbasis.tablet.merging import Merge
from thuisbasis.tablet.outcomes import Outcome
from thuisbasis.tablet.states import State


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A record with all that taking in asks of it; `theirs` is what its form says now."""

    record: Record
    version: RecordVersion
    contact: Contact
    questions: Questions
    theirs: dict[str, list[str]]
    is_new: bool


def take_in(session: Session, actor: Actor, contact: Contact, item: RecordItem) -> Outcome:
    """Take in what `actor` wrote about a contact. Flushes.

    Raises TooOldError for a form of long ago, and whatever DomainError the record's own services have to say.
    """
    fields = form_versions.renewed(item.fields, item.form_version, clock.today())
    base = form_versions.renewed(item.base, item.form_version, clock.today())
    opened = _open(session, actor, contact, item)
    attachments.belong_to(session, opened.record, item.attachments)
    mine = normal(opened.questions, fields)
    if opened.record.state == services.COMPLETED:
        if mine == opened.theirs:
            return _completed(opened, opened.record.deviations)
        if not item.correction_reason:
            return _conflict(session, opened, _all_that_differs(mine, opened.theirs), mine, base, completed=True)
        services.begin_correction(session, actor, opened.record, contact, reason=item.correction_reason)
        opened = _open(session, actor, contact, item)
    merge = merging.three_way(normal(opened.questions, base), mine, opened.theirs)
    if merge.conflicts and not opened.is_new:
        return _conflict(session, opened, merge, mine, base)
    merged = merge.fields | {name: mine.get(name, []) for name in merge.conflicts}
    return _save(session, actor, opened, merged, finish=item.finish)


def _open(session: Session, actor: Actor, contact: Contact, item: RecordItem) -> _Opened:
    known = queries.record_for(session, contact, item.enrolment)
    opened = known or services.open_record(session, actor, contact, item.enrolment)
    record = queries.record_or_404(session, actor, opened.id)
    version = queries.version_of(session, record)
    questions = questions_for(session, record, contact)
    form = form_for(questions, queries.draft_of(session, record, version), revision=version.revision)
    is_new = version.revision == 1 and record.state == services.DRAFT  # begun, and nobody wrote in it
    return _Opened(
        record=record,
        version=version,
        contact=contact,
        questions=questions,
        theirs=fields_of_form(form),
        is_new=is_new,
    )


def _save(session: Session, actor: Actor, opened: _Opened, merged: Fields, *, finish: bool) -> Outcome:
    form, wrong = _readable(opened, merged)
    before = queries.draft_of(session, opened.record, opened.version)
    draft = draft_from(form, opened.questions, before)
    services.save(session, actor, opened.record, opened.contact, draft, revision=opened.version.revision)
    if "place_kind" in form and form["place_kind"].data:
        contact_services.change_place(
            session, actor, opened.contact, place_kind=form["place_kind"].data, place=opened.contact.place
        )
    judgement = services.judge(session, opened.record, opened.contact, opened.questions.own)
    if not finish:
        return _outcome(State.DRAFT, opened, fields_of_form(form), wrong=wrong)
    if wrong or not judgement.may:
        return _refused(opened, judgement, fields_of_form(form), wrong)
    services.complete(session, actor, opened.record, opened.contact, opened.questions.own)
    return _completed(opened, len(judgement.deviations))


def _readable(opened: _Opened, merged: Fields) -> tuple[RecordForm, dict[str, list[str]]]:
    """The form of merged fields, and what is wrong by field. What cannot be read stays as it stood here."""
    form = form_of_fields(opened.questions, merged)
    if form.validate():
        return form, {}
    wrong = {name: [str(each) for each in errors] for name, errors in form.errors.items() if name}
    kept = {name: values for name, values in merged.items() if name not in wrong}
    kept |= {name: opened.theirs[name] for name in wrong if name in opened.theirs}
    readable = form_of_fields(opened.questions, kept)
    if not readable.validate():  # what stood here does not go with what came
        readable = form_of_fields(opened.questions, {name: kept[name] for name in kept if name not in readable.errors})
        readable.validate()
    return readable, wrong


def _refused(
    opened: _Opened, judgement: RecordJudgement, fields: Fields, wrong: Mapping[str, Sequence[str]]
) -> Outcome:
    findings = [_shape_finding(opened, name, messages) for name, messages in wrong.items()]
    findings += finding_data(opened.questions, [each for each in judgement.findings if each.blocks])
    reason = " ".join(each["message"] for each in findings)
    return _outcome(State.REFUSED, opened, fields, reason=reason, findings=findings)


def _shape_finding(opened: _Opened, name: str, messages: Sequence[str]) -> dict[str, Any]:
    label = labels_of_form(form_of_fields(opened.questions, {})).get(name, name)
    return {
        "message": f"{label}: {' '.join(messages)}",
        "satisfied_by": "",
        "field": name,
        "blocks": True,
        "rule": "shape",
    }


def _completed(opened: _Opened, deviations: int) -> Outcome:
    url = url_for("recording.record", record_id=opened.record.id)
    return _outcome(State.COMPLETED, opened, opened.theirs, url=url, deviations=deviations)


def _conflict(
    session: Session, opened: _Opened, merge: Merge, mine: Fields, base: Fields, *, completed: bool = False
) -> Outcome:
    """Two texts: neither is written, and a person chooses."""
    labels = labels_of_form(form_of_fields(opened.questions, {}))
    before = normal(opened.questions, base)
    conflicts = [
        {
            "name": name,
            "label": labels.get(name, name),
            "base": _said(opened, name, before),
            "mine": _said(opened, name, mine),
            "theirs": _said(opened, name, opened.theirs),
        }
        for name in merge.conflicts
    ]
    names = ", ".join(each["label"] for each in conflicts)
    reason = (
        gettext("Dit verslag is al afgerond, en zegt iets anders bij: %(names)s.", names=names)
        if completed
        else gettext("Twee mensen schreven iets anders bij: %(names)s.", names=names)
    )
    return _outcome(
        State.CONFLICT,
        opened,
        opened.theirs,
        reason=reason,
        completed=completed,
        conflicts=conflicts,
        merged=merge.fields,
        theirs_by=opened.version.author.name,
        theirs_at=opened.version.saved_at.isoformat(),
        theirs_words=languages.moment(opened.version.saved_at),
    )


def _all_that_differs(mine: Fields, theirs: Fields) -> Merge:
    names = dict.fromkeys((*theirs, *mine))
    return Merge(
        fields={name: list(values) for name, values in theirs.items()},
        conflicts=tuple(name for name in names if list(mine.get(name, ())) != list(theirs.get(name, ()))),
    )


def _said(opened: _Opened, name: str, fields: Fields) -> str:
    return field_words(form_of_fields(opened.questions, fields), name, list(fields.get(name, ())))


def _outcome(state: State, opened: _Opened, fields: Fields, *, reason: str = "", **told: Any) -> Outcome:
    return Outcome(
        state=state,
        reason=reason,
        record_id=opened.record.id,
        school_id=opened.contact.school_id,
        told={
            "record": str(opened.record.id),
            "revision": opened.version.revision,
            "fields": {name: list(values) for name, values in fields.items()},
            **told,
        },
    )
