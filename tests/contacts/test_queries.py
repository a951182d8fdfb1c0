"""Whom a contact serves."""

from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.contacts import queries
from thuisbasis.groups.models import Membership


def test_a_family_that_joined_later_stands_in_no_earlier_session(db_session: Session) -> None:
    organisation = factories.make_organisation(db_session)
    school = factories.make_school(db_session, organisation)
    child = factories.make_child(db_session, factories.make_family(db_session, organisation), school=school)
    enrolment = factories.make_enrolment(db_session, child, programme="pittige-jaren", track="preventie-14")
    group = factories.make_group(db_session, school, enrolments=[enrolment])
    membership = db_session.query(Membership).filter_by(organisation_id=organisation.id).one()
    membership.from_number = 3
    meetings = {
        number: factories.make_contact(
            db_session, group=group, kind="group_session", step=f"session-{number:02d}", number=number
        )
        for number in (2, 3)
    }
    db_session.flush()

    assert list(queries.enrolments_of(db_session, meetings[2])) == []
    assert [one.id for one in queries.enrolments_of(db_session, meetings[3])] == [enrolment.id]
