"""One record for a group: what is asked of the group once, and what is asked of each child in it."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from programmes.facts import Answer
from tests import factories
from tests.browsing import said, sent, token
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import RuleBrokenError
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.permissions import Actor, Role
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.models import Record
from thuisbasis.recording.questions import Questions, questions_for

GOALS = Answer(
    delivered=True, evidence={"goals": ["rustig afscheid"], "school_does": "Even zwaaien", "parents_do": "Vast ritueel"}
)
OF_GROUP = {
    "joint_practice": Answer(delivered=True, evidence={"where": "at_home", "what_to_practise": "Tien minuten spelen"}),
    "home_activities": Answer(delivered=True, evidence={"activity": "Elke dag spelen"}),
    "positive_interaction": Answer(delivered=False, reason="no_time", follow_up="next_contact"),
}


@dataclass(frozen=True)
class Evening:
    """A group of two families on its first evenings."""

    session: Session
    organisation: Organisation
    trainer: Staff
    enrolments: list[Enrolment]
    contacts: list[Contact]

    @property
    def actor(self) -> Actor:
        """The trainer at work."""
        return factories.actor_of(self.organisation, self.trainer, Role.TRAINER)

    def record(self, contact: Contact) -> Record:
        """The group's record of an evening."""
        return services.open_record(self.session, self.actor, contact, None)

    def questions(self, contact: Contact) -> Questions:
        """What its form asks."""
        self.session.flush()
        self.session.expire_all()
        record = queries.record_or_404(self.session, self.actor, self.record(contact).id)
        return questions_for(self.session, record, record.contact)

    def save(self, contact: Contact, **changes: Any) -> Record:
        """Save with everybody there; answers by element, or by element and enrolment."""
        record = self.record(contact)
        given = {key if isinstance(key, tuple) else (key, None): value for key, value in changes.pop("answers").items()}
        questions = self.questions(contact)
        there = {
            (enrolment_id, guardian.id): Presence.PRESENT
            for enrolment_id, guardians in questions.guardians.items()
            for guardian in guardians
        }
        draft = replace(Draft(answers=given, attendance=there), **changes)
        revision = queries.version_of(self.session, record).revision
        services.save(self.session, self.actor, record, contact, draft, revision=revision)
        return record

    def complete(self, contact: Contact, **changes: Any) -> Record:
        """Save, and complete."""
        record = self.save(contact, **changes)
        services.complete(self.session, self.actor, record, contact, {"goals_by_session": 1})
        return record


@pytest.fixture
def evening(db_session: Session) -> Evening:
    organisation = factories.make_organisation(db_session)
    school = factories.make_school(db_session, organisation)
    trainer = factories.make_staff(db_session, organisation, name="Marieke Jansen", roles=[Role.TRAINER])
    enrolments = []
    for name in ("Bos", "Demir"):
        family = factories.make_family(db_session, organisation, name=name)
        parents = [factories.make_guardian(db_session, family, given_name=given) for given in ("Jan", "Sevda")]
        child = factories.make_child(db_session, family, school=school, given_name="Mees", guardians=parents)
        enrolments.append(
            factories.make_enrolment(
                db_session, child, programme="pittige-jaren", track="preventie-14", guardians=parents
            )
        )
    group = factories.make_group(
        db_session, school, leaders=[trainer], enrolments=enrolments, local_numbers={"goals_by_session": 1}
    )
    contacts = [
        factories.make_contact(
            db_session,
            group=group,
            staff=[trainer],
            kind="group_session",
            number=number,
            step=f"session-{number:02}",
            days=-14 + 7 * number,
            minutes=120,
        )
        for number in (1, 2)
    ]
    return Evening(db_session, organisation, trainer, enrolments, contacts)


def asked_of(evening: Evening, contact: Contact, element: str) -> list[str]:
    """The children of whom an element is asked."""
    return [
        asked.enrolment.child.name
        for asked in evening.questions(contact).elements
        if asked.element.key == element and asked.enrolment
    ]


def test_what_is_asked_of_each_child_has_a_row_for_each(evening: Evening) -> None:
    assert asked_of(evening, evening.contacts[0], "shared_goals") == ["Mees Bos", "Mees Demir"]


def test_the_gate_calls_a_child_by_its_name(evening: Evening) -> None:
    bos, _ = evening.enrolments
    record = evening.save(evening.contacts[0], answers={**OF_GROUP, ("shared_goals", bos.id): GOALS})

    with pytest.raises(RuleBrokenError) as refused:
        services.complete(evening.session, evening.actor, record, evening.contacts[0], {"goals_by_session": 1})

    (finding,) = [finding for finding in refused.value.findings if finding.element == "shared_goals"]
    assert "(Mees Demir)" in finding.message.nl
    assert finding.child == str(evening.enrolments[1].id)


def test_a_child_that_has_its_goals_is_not_asked_again_and_the_others_are(evening: Evening) -> None:
    bos, demir = evening.enrolments
    not_yet = Answer(delivered=False, reason="school_unreachable", follow_up="next_contact")
    first = {**OF_GROUP, ("shared_goals", bos.id): GOALS, ("shared_goals", demir.id): not_yet}
    evening.complete(evening.contacts[0], answers=first)

    assert asked_of(evening, evening.contacts[1], "shared_goals") == ["Mees Demir"]
    practised = replace(
        OF_GROUP["joint_practice"], evidence={**OF_GROUP["joint_practice"].evidence, "reviewed_first": True}
    )
    home = Answer(delivered=True, evidence={"activity": "Prijzen", "reviewed_first": True, "everyone_had_a_turn": True})
    second = {**OF_GROUP, "joint_practice": practised, "home_activities": home, ("shared_goals", demir.id): GOALS}
    assert evening.complete(evening.contacts[1], answers=second).state == "completed"


def test_once_all_have_their_goals_nobody_is_asked(evening: Evening) -> None:
    both = {("shared_goals", enrolment.id): GOALS for enrolment in evening.enrolments}
    evening.complete(evening.contacts[0], answers={**OF_GROUP, **both})

    assert asked_of(evening, evening.contacts[1], "shared_goals") == []


def test_one_absent_family_keeps_no_record_open(evening: Evening) -> None:
    bos, demir = evening.enrolments
    record = evening.save(evening.contacts[0], answers={**OF_GROUP, ("shared_goals", bos.id): GOALS})
    rows = queries.attendance_of(evening.session, evening.organisation.id, [evening.contacts[0].id])
    for row in rows[evening.contacts[0].id]:
        row.status = Presence.ABSENT if row.enrolment_id == demir.id else row.status
    evening.session.flush()

    services.complete(evening.session, evening.actor, record, evening.contacts[0], {"goals_by_session": 1})
    assert record.state == "completed"


def test_the_whole_group_stands_on_one_form(evening: Evening, client: FlaskClient) -> None:
    evening.session.commit()
    browser = factories.sign_in(evening.session, client, evening.trainer)
    pressed = token(browser.get("/account").text)
    address = browser.post(f"/contacts/{evening.contacts[0].id}/records", data=pressed).location
    page = browser.get(address).text
    words = said(page)
    assert words.index("Rollenspelen of oefeningen") < words.index("Agenda getoond")
    assert "bedoeld is 6 tot 8" in words

    bos = evening.enrolments[0]
    guardian = evening.questions(evening.contacts[0]).guardians[bos.id][0]
    evening.session.commit()
    changed = {
        f"attendance-{bos.id.hex}-{guardian.id.hex}": "late",
        f"element-shared_goals-{bos.id.hex}": "delivered",
        f"element-shared_goals-{bos.id.hex}-goals--own": "rustig afscheid",
        "checklist-vignettes": "4",
        "checklist-agenda_shown": "no",
        "then": "review",
    }
    answer = browser.post(address, data=sent(page, "record-form", **changed))
    review = said(browser.get(answer.location).text)
    assert "later gekomen" in review
    assert "bedoeld is 6 tot 8" in review or "6 tot 8" in review
    evening.session.rollback()
    evening.session.expire_all()
    record = evening.record(evening.contacts[0])
    saved = queries.draft_of(evening.session, record, queries.version_of(evening.session, record))
    assert saved.answers["shared_goals", bos.id].evidence == {"goals": ["rustig afscheid"]}
    assert saved.checklist == {"vignettes": 4, "agenda_shown": "no"}
