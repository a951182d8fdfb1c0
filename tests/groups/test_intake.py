"""Many families at once: judged line by line, and only taken in when every line is right."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.enrolments.people import people
from tests.groups.test_places import a_group
from thuisbasis import clock
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.groups import intake, queries
from thuisbasis.groups.intake import Shared
from thuisbasis.groups.pasted import split_lines
from thuisbasis.permissions import Role

TWELVE = "\n".join(f"Ouder{chr(97 + n)} Achternaam{chr(97 + n)}; 06 1234 56{n:02}" for n in range(12))


def test_twelve_names_with_a_number_are_twelve_families_with_a_place(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who)

    judged = intake.judge(db_session, who.actor, group, split_lines(TWELVE), Shared(indication_key="threatened"))
    added = intake.take_in(db_session, who.actor, group, judged)

    members = queries.members_of(db_session, who.actor, group)
    assert len(added) == len(members) == 12
    assert {member.enrolment.state for member in members} == {"placed"}
    assert {member.child.school_id for member in members} == {who.school.id}
    assert members[0].guardians[0].phone == "+31612345600"


def test_an_age_that_the_programme_refuses_is_said_at_the_birth_date(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    too_young = clock.today() - timedelta(days=400)
    lines = split_lines(f"Jan Bos;0612345678;Mees;{too_young.day}-{too_young.month}-{too_young.year}")

    (line,) = intake.judge(db_session, who.actor, group, lines, Shared()).lines

    assert set(line.problems) == {"birth_date"}
    assert "te jong" in str(line.problems["birth_date"])


def test_a_number_that_belongs_to_a_family_we_know_is_asked_about(db_session: Session) -> None:
    who = people(db_session)
    who.guardian.phone = "+31612345678"
    db_session.flush()
    group = a_group(db_session, who)
    lines = split_lines("Ayşe Yıldırım;0612345678\nJan Bos;0687654321\nPiet Bos;0687654321")

    judged = intake.judge(db_session, who.actor, group, lines, Shared())
    assert [set(line.problems) for line in judged.lines] == [{"phone"}, set(), {"phone"}]
    assert who.family.name in str(judged.lines[0].problems["phone"])

    another = intake.judge(db_session, who.actor, group, lines, Shared(), other_families={0, 2})
    assert not another.has_problems


def test_a_family_that_the_reader_may_not_see_is_not_named(db_session: Session) -> None:
    who = people(db_session)
    hidden = make.make_family(db_session, who.organisation, name="Verborgen")
    make.make_guardian(db_session, hidden, phone="+31612345678")
    group = a_group(db_session, who)
    own = make.actor_of(who.organisation, who.coordinator, Role.COORDINATOR, schools=[who.school])
    judged = intake.judge(db_session, own, group, split_lines("Jan Bos;0612345678"), Shared())
    assert not judged.has_problems


def test_an_indication_that_does_not_fit_the_track_stands_above_all_lines(db_session: Session) -> None:
    who = people(db_session)
    judged = intake.judge(
        db_session, who.actor, a_group(db_session, who), split_lines("Jan Bos"), Shared(indication_key="diagnosed")
    )
    assert len(judged.shared_problems) == 1
    assert judged.lines[0].problems == {}


def test_nothing_is_taken_in_while_a_line_is_wrong(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    judged = intake.judge(db_session, who.actor, group, split_lines("Jan Bos;0612345678\nPiet;06"), Shared())
    with pytest.raises(ValueError, match="problems"):
        intake.take_in(db_session, who.actor, group, judged)
    for table in (Family, Guardian, Child):
        counted = select(func.count()).select_from(table).where(table.organisation_id == who.organisation.id)
        assert db_session.scalar(counted) == 1


def test_a_child_without_a_name_of_its_own_goes_by_the_family_name(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    judged = intake.judge(db_session, who.actor, group, split_lines("Jan de Vries"), Shared())
    (enrolment,) = intake.take_in(db_session, who.actor, group, judged)
    (member,) = queries.members_of(db_session, who.actor, group)
    assert (member.child.name, member.child.birth_date) == ("de Vries", None)
    assert enrolment.indication_key is None
