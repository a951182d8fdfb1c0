"""Records are saved at any time, completed through the gate, and corrected without losing what they said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Answer, Late
from tests import factories
from tests.recording.visits import DELIVERED, NOT_DONE, Visit, a_visit
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.states import State
from thuisbasis.errors import EditConflictError, InvalidStateError, NotFoundError, RuleBrokenError
from thuisbasis.materials.models import Loan
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.models import ElementAnswer, Record


@pytest.fixture
def visit(db_session: Session) -> Visit:
    return a_visit(db_session)


def said(visit: Visit, record: Record, number: int | None = None) -> Draft:
    """What a version of the record says."""
    return queries.draft_of(visit.session, record, queries.version_of(visit.session, record, number))


def test_an_empty_record_can_be_saved(visit: Visit) -> None:
    record = visit.open()
    visit.save(record, Draft())

    assert record.state == "draft"
    assert visit.contact.state == State.RECORDED


def test_what_was_saved_is_read_back_as_it_was(visit: Visit) -> None:
    record = visit.open()
    draft = visit.draft(
        checklist={"agenda": "yes", "role_plays": 0},
        notes="Lang gesprek in de keuken.",
        language="tr",
        interpreter="adult",
    )
    visit.save(record, draft)
    visit.session.expire_all()

    evidence = DELIVERED["home_agreement"].evidence
    also = {"home_agreement": evidence["agreement"], "last_agreement": evidence["looked_back"]}
    assert said(visit, record) == replace(draft, **also)


def test_words_below_an_answer_that_is_not_chosen_are_kept_while_it_is_a_draft(visit: Visit) -> None:
    record = visit.open()
    typed = Answer(evidence={"activity": "Begin van een zin"})
    visit.save(record, visit.draft(answers={"activity_modelled": typed}))

    assert said(visit, record).answers["activity_modelled", None] == typed


def test_a_record_with_an_element_left_open_stays_open(visit: Visit) -> None:
    record = visit.open()
    visit.save(record, visit.draft(answers={"support_information": None}))

    with pytest.raises(RuleBrokenError) as refused:
        services.complete(visit.session, visit.actor, record, visit.contact, {})

    assert [finding.element for finding in refused.value.findings if finding.blocks] == ["support_information"]
    assert record.state == "draft"


def test_an_honest_not_done_completes_as_a_deviation_that_does_not_count(visit: Visit) -> None:
    record = visit.completed(answers={"support_information": NOT_DONE})

    assert (record.state, record.deviations, record.counts_towards_dose) == ("completed", 1, False)
    assert visit.contact.state == State.COMPLETED


def test_a_full_record_completes_and_counts(visit: Visit) -> None:
    record = visit.completed()

    assert (record.deviations, record.counts_towards_dose) == (0, True)
    assert record.first_completed_at is not None


def test_one_reason_for_all_that_is_left_is_written_out_at_each_element(visit: Visit) -> None:
    record = visit.completed(answers=dict.fromkeys(DELIVERED), rest=NOT_DONE)

    answers = said(visit, record).answers
    assert {key for key, _ in answers} == set(DELIVERED) - {"strand_coverage"}
    assert {(answer.reason, answer.follow_up) for answer in answers.values()} == {("no_time", "call_this_week")}
    assert record.deviations == 5


def test_a_completed_record_holds_no_answer_that_was_never_chosen(visit: Visit) -> None:
    record = visit.completed(answers={"strand_coverage": Answer(evidence={"cells": [["books", "modelling"]]})})

    rows = visit.session.scalars(select(ElementAnswer)).all()
    assert all(row.delivered is not None for row in rows)
    assert record.state == "completed"


def test_a_completed_record_is_not_saved_over(visit: Visit) -> None:
    record = visit.completed()

    with pytest.raises(InvalidStateError):
        visit.save(record, Draft())
    with pytest.raises(InvalidStateError):
        services.complete(visit.session, visit.actor, record, visit.contact, {})


def test_a_correction_is_a_new_version_and_the_old_one_stays_as_it_was(visit: Visit) -> None:
    record = visit.completed(notes="Eerst dit.")
    before = said(visit, record, 1)
    services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Verkeerde dag")
    visit.save(
        record,
        visit.draft(notes="Toen dat.", attendance={(visit.enrolment.id, visit.mother.id): Presence.ONLINE}),
    )
    services.complete(visit.session, visit.actor, record, visit.contact, {})

    assert said(visit, record, 1) == before
    assert said(visit, record, 1).attendance == {(visit.enrolment.id, visit.mother.id): Presence.PRESENT}
    assert said(visit, record, 2).attendance == {(visit.enrolment.id, visit.mother.id): Presence.ONLINE}
    assert said(visit, record, 2).notes == "Toen dat."
    assert [version.number for version in queries.versions_of(visit.session, record)] == [2, 1]


def test_a_completed_version_keeps_its_register_while_the_present_one_is_changed(visit: Visit) -> None:
    record = visit.completed()
    services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Vader was er ook")
    visit.save(record, visit.draft(attendance={}))

    assert said(visit, record).attendance == {}
    assert said(visit, record, 1).attendance == {(visit.enrolment.id, visit.mother.id): Presence.PRESENT}


def test_a_correction_needs_a_completed_record(visit: Visit) -> None:
    record = visit.open()

    with pytest.raises(InvalidStateError):
        services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Zomaar")


def test_who_saves_second_sees_both_texts(visit: Visit) -> None:
    record = visit.open()
    visit.save(record, visit.draft(notes="Die van Saskia"))
    started_from = queries.version_of(visit.session, record).revision - 1

    with pytest.raises(EditConflictError) as conflict:
        services.save(
            visit.session, visit.actor, record, visit.contact, visit.draft(notes="Die van mij"), revision=started_from
        )

    assert conflict.value.mine["Notities"] == "Die van mij"
    assert conflict.value.theirs["Notities"] == "Die van Saskia"
    assert said(visit, record).notes == "Die van Saskia"


def test_who_completes_what_was_changed_since_is_asked_to_read_again(visit: Visit) -> None:
    record = visit.open()
    visit.save(record, visit.draft())
    read = queries.version_of(visit.session, record).revision
    visit.save(record, visit.draft(notes="Nog iets"))

    with pytest.raises(InvalidStateError):
        services.complete(visit.session, visit.actor, record, visit.contact, {}, revision=read)


def test_a_record_is_begun_once(visit: Visit) -> None:
    assert visit.open().id == visit.open().id


def test_no_record_before_the_day_itself(db_session: Session) -> None:
    visit = a_visit(db_session, days=1)

    with pytest.raises(InvalidStateError, match="pas op"):
        visit.open()


def test_no_record_of_what_did_not_take_place(visit: Visit) -> None:
    contacts.cancel(visit.session, visit.actor, visit.contact, by_family=True, reason="family_asked")

    with pytest.raises(InvalidStateError):
        visit.open()


def test_no_record_for_a_child_that_the_visit_does_not_serve(visit: Visit) -> None:
    other = a_visit(visit.session)

    with pytest.raises(NotFoundError):
        services.open_record(visit.session, visit.actor, visit.contact, other.enrolment.id)
    with pytest.raises(NotFoundError):
        services.open_record(visit.session, visit.actor, visit.contact, None)


def test_a_visit_to_siblings_is_completed_when_each_has_its_record(visit: Visit) -> None:
    family = factories.make_family(visit.session, visit.organisation, name="Bos")
    mother = factories.make_guardian(visit.session, family)
    two = [
        factories.make_enrolment(
            visit.session, factories.make_child(visit.session, family, given_name=name), guardians=[mother]
        )
        for name in ("Mees", "Noor")
    ]
    contact = factories.make_contact(visit.session, enrolments=two, staff=[visit.visitor])
    states = []
    for enrolment in two:
        of_one = replace(visit, enrolment=enrolment, contact=contact, mother=mother)
        of_one.completed()
        states.append(str(contact.state))

    assert states == ["recorded", "completed"]


def test_what_is_given_by_phone_before_the_next_visit_pays_the_dose_back(visit: Visit) -> None:
    record = visit.completed(answers={"support_information": NOT_DONE})
    late = Late(on=clock.today(), by="phone", evidence=DELIVERED["support_information"].evidence)
    services.deliver_late(
        visit.session,
        visit.actor,
        record,
        visit.contact,
        {},
        key=("support_information", None),
        late=late,
        reason="Gebeld",
    )

    assert (record.counts_towards_dose, record.deviations, record.version) == (True, 1, 2)
    assert said(visit, record).answers["support_information", None].late == late
    assert said(visit, record, 1).answers["support_information", None].late is None


def test_what_is_given_after_the_next_visit_does_not(visit: Visit) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    record = visit.completed(answers={"support_information": NOT_DONE}, next_date=tomorrow)
    late = Late(on=tomorrow, by="phone", evidence=DELIVERED["support_information"].evidence)
    services.deliver_late(
        visit.session,
        visit.actor,
        record,
        visit.contact,
        {},
        key=("support_information", None),
        late=late,
        reason="Gebeld",
    )

    assert record.counts_towards_dose is False


def test_nothing_is_made_up_that_was_done(visit: Visit) -> None:
    record = visit.completed()

    with pytest.raises(InvalidStateError):
        services.deliver_late(
            visit.session, visit.actor, record, visit.contact, {},
            key=("support_information", None), late=Late(on=clock.today(), by="phone"), reason="Gebeld",
        )  # fmt: skip


def test_material_that_was_lent_stands_with_the_family_once(visit: Visit) -> None:
    record = visit.completed()
    services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Tikfout")
    services.complete(visit.session, visit.actor, record, visit.contact, {})

    (loan,) = visit.session.scalars(select(Loan)).all()
    assert (loan.title, loan.how, loan.state, loan.enrolment_id) == (
        "Rupsje Nooitgenoeg",
        "lent",
        "out",
        visit.enrolment.id,
    )


def test_a_first_meeting_needs_only_who_was_there_and_the_next_date(visit: Visit) -> None:
    record = visit.completed(answers=dict.fromkeys(DELIVERED), is_acquaintance=True)

    assert (record.counts_towards_dose, record.deviations) == (False, 0)


def test_every_step_leaves_its_trace(visit: Visit) -> None:
    record = visit.completed()
    services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Tikfout")

    actions = visit.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_id == record.id).order_by(AuditEntry.at, AuditEntry.id)
    ).all()
    assert actions == ["record.saved", "record.completed", "record.corrected"]
