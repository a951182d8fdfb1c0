"""Groups in the browser without JavaScript: from nothing to twelve families, and what keeps a group from starting."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.browsing import sent, ways_out
from tests.enrolments.people import People, people, posted
from tests.groups.test_places import a_group, a_trainer, enrolled, full_group
from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.groups import places, queries
from thuisbasis.groups.models import Group
from thuisbasis.permissions import Role


def as_coordinator(session: Session, client: FlaskClient) -> People:
    who = people(session)
    make.sign_in(session, client, who.coordinator)
    return who


def the_group(session: Session, who: People) -> Group:
    session.expire_all()
    return session.scalars(select(Group).where(Group.organisation_id == who.organisation.id)).one()


def lines(*rows: tuple[str, ...]) -> dict[str, str]:
    """The table of families as a browser sends it."""
    cells = ("parent", "phone", "child", "birth_date", "groep")
    sent = {
        f"{cell}-{number}": text
        for number, row in enumerate(rows)
        for cell, text in zip(cells, (*row, "", "", "", "", "")[:5], strict=True)
    }
    return {"step": "add", "indication_key": "threatened"} | sent


def test_a_new_group_and_twelve_pasted_names(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    anna, bram = a_trainer(db_session, who, "Anna Vos"), a_trainer(db_session, who, "Bram Prins")
    start = clock.today() + timedelta(days=21)

    answer = posted(
        client,
        "/groups/new",
        {
            "name": "Dinsdagavond",
            "track": "pittige-jaren preventie-14",
            "school_id": str(who.school.id),
            "place": "ouderkamer",
            "weekday": "1",
            "start_time": "19:00",
            "starts_on": f"{start:%d-%m-%Y}",
            "leaders": [str(anna.id), str(bram.id)],
        },
    )
    assert answer.status_code == 302
    group = the_group(db_session, who)
    assert (group.weekday, group.start_time.hour, group.version) == (1, 19, "1")

    born = date(start.year - 5, 3, 1)
    text = "\n".join(
        f"Ouder{chr(97 + n)} Bos; 06 1234 56{n:02}; Kind{chr(97 + n)}; {born:%d-%m-%Y}; 1" for n in range(12)
    )
    read = posted(client, f"/groups/{group.id}/families", {"step": "read", "text": text})
    assert read.status_code == 200
    assert "Zo zijn de 12 regels gelezen" in read.text
    assert 'value="06 12345611"' in read.text

    typed = [(f"Ouder{chr(97 + n)} Bos", f"06123456{n:02}", f"Kind{chr(97 + n)}", "1-3-2021", "1") for n in range(12)]
    typed = [(a, b, c, f"{born:%d-%m-%Y}", e) for a, b, c, _, e in typed]
    added = posted(client, f"/groups/{group.id}/families", lines(*typed))
    assert added.status_code == 302

    page = client.get(f"/groups/{group.id}").text
    assert "Deze groep kan starten." in page
    assert f'action="/groups/{group.id}/start"' in page


def test_the_page_says_the_one_missing_thing_and_leads_to_it(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = full_group(db_session, who)
    child = queries.members_of(db_session, who.actor, group)[0].child
    child.birth_date = None
    db_session.flush()

    page = client.get(f"/groups/{group.id}").text

    assert "er ontbreekt nog 1 ding" in page
    assert "De geboortedatum is nog niet bekend." in page
    assert f'href="/groups/{group.id}/missing"' in page
    assert f'action="/groups/{group.id}/start"' not in page


def test_the_same_of_several_children_is_said_once(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = full_group(db_session, who)
    for member in queries.members_of(db_session, who.actor, group):
        member.child.birth_date = None
    db_session.flush()
    page = client.get(f"/groups/{group.id}").text
    assert page.count("De geboortedatum is nog niet bekend.") == 1
    assert "en nog 3 kinderen" in page


def test_what_was_missing_is_filled_in_for_all_children_at_once(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = full_group(db_session, who)
    members = queries.members_of(db_session, who.actor, group)
    for member in members:
        member.child.birth_date = None
    db_session.commit()

    page = client.get(f"/groups/{group.id}/missing").text
    sent = dict(re.findall(r'name="(revision-[^"]+)" value="(\d+)"', page))
    born = date(clock.today().year - 5, 4, 3)
    for member in members:
        key = member.enrolment.id
        sent |= {
            f"given_name-{key}": "Yusuf",
            f"birth_date-{key}": f"{born:%d-%m-%Y}",
            f"groep-{key}": "2",
            f"indication-{key}": "threatened",
        }
    wrong = posted(client, f"/groups/{group.id}/missing", sent | {f"birth_date-{members[0].enrolment.id}": "31-2-2020"})
    assert wrong.status_code == 422
    assert "Deze datum bestaat niet." in wrong.text
    assert 'value="31-2-2020"' in wrong.text

    assert posted(client, f"/groups/{group.id}/missing", sent).status_code == 302
    db_session.expire_all()
    children = [member.child for member in queries.members_of(db_session, who.actor, group)]
    assert {(child.given_name, child.birth_date) for child in children} == {("Yusuf", born)}


def test_names_with_a_school_and_a_number_are_enough(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    other = make.make_school(db_session, who.organisation, name="De Waterlelie")
    group = a_group(db_session, who)
    text = "\n".join(f"Ouder{chr(97 + n)} Bos\tDe Waterlelie\t06 1234 56{n:02}" for n in range(12))
    read = posted(client, f"/groups/{group.id}/families", {"step": "read", "text": text})
    assert read.text.count(f'<option value="{other.id}" selected>') == 12

    posted(client, f"/groups/{group.id}/families", sent(read.text, None).to_dict() | {"step": "add"})
    members = queries.members_of(db_session, who.actor, group)
    assert {member.child.school_id for member in members} == {other.id}
    assert len(members) == 12

    unknown = posted(
        client, f"/groups/{group.id}/families", {"step": "read", "text": text.replace("Waterlelie", "Ark")}
    )
    assert "Niet gevonden bij uw scholen: De Ark." in unknown.text


def test_a_wrong_line_keeps_all_lines_and_says_what_would_be_right(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = a_group(db_session, who)

    answer = posted(
        client, f"/groups/{group.id}/families", lines(("Jan Bos", "0612345678", "Mees"), ("Piet Bos", "06-12"))
    )

    assert answer.status_code == 422
    assert "Op 1 regel is nog iets nodig" in answer.text
    assert 'href="#phone-1"' in answer.text
    for typed in ("Jan Bos", "Mees", "Piet Bos", "06-12"):
        assert f'value="{typed}"' in answer.text
    assert queries.members_of(db_session, who.actor, group) == []


def test_a_known_number_is_taken_in_when_it_is_another_family(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    who.guardian.phone = "+31612345678"
    group = a_group(db_session, who)
    sent = lines(("Jan Bos", "0612345678"))
    asked = posted(client, f"/groups/{group.id}/families", sent)
    assert "hoort al bij gezin" in asked.text
    assert 'name="other-0"' in asked.text
    assert posted(client, f"/groups/{group.id}/families", sent | {"other-0": "y"}).status_code == 302


def test_those_who_wait_get_a_place(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = a_group(db_session, who)
    enrolment = enrolled(db_session, who)
    page = client.get(f"/groups/{group.id}/families").text
    assert who.child.name in page

    assert posted(client, f"/groups/{group.id}/waiting-list", {"enrolment": str(enrolment.id)}).status_code == 302

    db_session.expire_all()
    assert [m.enrolment.id for m in queries.members_of(db_session, who.actor, group)] == [enrolment.id]
    posted(client, f"/groups/{group.id}/members/{enrolment.id}/remove")
    db_session.expire_all()
    assert queries.members_of(db_session, who.actor, group) == []


def test_who_waits_and_may_not_join_is_named_and_nobody_is_placed(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group, fits = a_group(db_session, who), enrolled(db_session, who)
    child = make.make_child(db_session, who.family, school=who.school, guardians=[who.guardian])
    too_old = make.make_enrolment(
        db_session, child, programme="pittige-jaren", track="preventie-14", state="waiting", guardians=[who.guardian]
    )
    child.birth_date = group.starts_on.replace(year=group.starts_on.year - 10)
    db_session.commit()

    ticked = {"enrolment": [str(fits.id), str(too_old.id)]}
    answer = posted(client, f"/groups/{group.id}/waiting-list", ticked)

    assert answer.status_code == 409
    assert ways_out(answer.text) == [f"/enrolments/{too_old.id}"]
    assert re.search(rf'value="{fits.id}"[^>]* checked', answer.text)
    db_session.expire_all()
    assert queries.members_of(db_session, who.actor, group) == []


def test_leaders_come_and_go(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group, anna = a_group(db_session, who), a_trainer(db_session, who, "Anna Vos")
    posted(client, f"/groups/{group.id}/leaders", {"staff_id": str(anna.id)})
    assert "Anna Vos" in client.get(f"/groups/{group.id}").text
    assert posted(client, f"/groups/{group.id}/leaders", {"staff_id": ""}).status_code == 422
    posted(client, f"/groups/{group.id}/leaders/{anna.id}/remove")
    assert queries.leaders_of(db_session, who.organisation.id, [group.id]) == {}


def test_a_group_is_changed_and_given_up(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = a_group(db_session, who)
    page = client.get(f"/groups/{group.id}/change").text
    assert 'value="Dinsdagavond"' in page
    sent = {"revision": "1", "name": "Woensdag", "weekday": "2", "start_time": "20.00", "starts_on": "1-9-2027"}
    assert posted(client, f"/groups/{group.id}/change", sent).status_code == 302
    changed = the_group(db_session, who)
    assert (changed.name, changed.weekday, changed.starts_on.weekday()) == ("Woensdag", 2, 2)

    assert "Groep laten vervallen" in client.get(f"/groups/{group.id}/cancel").text
    posted(client, f"/groups/{group.id}/cancel")
    assert the_group(db_session, who).state == "cancelled"


def test_the_list_shows_what_keeps_each_group_and_goes_along_as_a_file(
    db_session: Session, client: FlaskClient
) -> None:
    who = as_coordinator(db_session, client)
    full_group(db_session, who)
    a_group(db_session, who, name="Nog leeg")
    page = client.get("/groups").text
    assert "kan starten" in page
    assert "nog 2 dingen nodig" in page
    assert client.get("/groups/export/csv?state=forming").data.decode("utf-8-sig").count("\r\n") == 3
    assert client.get("/groups/export/xlsx").status_code == 200
    assert "Hier staan nu geen groepen." in client.get("/groups?state=finished").text


@pytest.mark.parametrize("path", ["", "/change", "/cancel", "/families", "/missing"])
def test_another_organisation_finds_nothing(db_session: Session, client: FlaskClient, path: str) -> None:
    theirs = a_group(db_session, people(db_session))
    as_coordinator(db_session, client)
    assert client.get(f"/groups/{theirs.id}{path}").status_code == 404


def test_a_leader_sees_the_group_but_does_not_form_it(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    anna = make.make_staff(db_session, who.organisation, name="Anna Vos", roles=[Role.TRAINER])
    group = a_group(db_session, who, [anna])
    make.sign_in(db_session, client, anna)
    page = client.get(f"/groups/{group.id}")
    assert page.status_code == 200
    assert "Gezinnen toevoegen" not in page.text
    assert client.get(f"/groups/{group.id}/families").status_code == 403
    assert posted(client, f"/groups/{group.id}/cancel").status_code == 403


def statements(client: FlaskClient, path: str) -> int:
    """How many statements the product sends for a page, once the browser has been here."""
    client.get("/account")
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)


@pytest.mark.parametrize("page", ["", "/families", "/missing"])
def test_more_families_ask_no_more_statements(db_session: Session, client: FlaskClient, page: str) -> None:
    who = as_coordinator(db_session, client)
    small, large = full_group(db_session, who, 2), full_group(db_session, who, 9)
    assert statements(client, f"/groups/{small.id}{page}") == statements(client, f"/groups/{large.id}{page}")


def test_more_groups_ask_no_more_statements(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    full_group(db_session, who, 2)
    one = statements(client, "/groups")
    full_group(db_session, who, 3)
    a_group(db_session, who)
    assert statements(client, "/groups") == one


def test_who_joins_a_started_group_takes_part_from_the_number_given(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = full_group(db_session, who)
    places.start_group(db_session, who.actor, group)
    enrolment = enrolled(db_session, who)
    assert 'name="from_number"' in client.get(f"/groups/{group.id}/families").text

    sent = {"enrolment": str(enrolment.id), "from_number": "4"}
    answer = posted(client, f"/groups/{group.id}/waiting-list", sent)

    assert answer.status_code == 302
    page = client.get(f"/groups/{group.id}").text
    assert "vanaf bijeenkomst 4" in page
    assert "Instromen tot en met bijeenkomst 3" in page


def test_a_joining_number_that_is_none_is_refused(db_session: Session, client: FlaskClient) -> None:
    who = as_coordinator(db_session, client)
    group = full_group(db_session, who)
    places.start_group(db_session, who.actor, group)
    enrolment = enrolled(db_session, who)
    for number in ("0", "abc", "99999999999"):
        posted(client, f"/groups/{group.id}/waiting-list", {"enrolment": str(enrolment.id), "from_number": number})
    assert enrolment.id not in [m.enrolment.id for m in queries.members_of(db_session, who.actor, group)]
