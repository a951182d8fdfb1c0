"""The same form sent by many hands at the same moment registers one family, and all get the same answer."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis.families.models import Family
from thuisbasis.permissions import Role

AT_ONCE = 6


def test_one_family_and_one_answer(app: Flask, db_session: Session) -> None:
    organisation = make.make_organisation(db_session)
    staff = make.make_staff(db_session, organisation, roles=[Role.ADMINISTRATOR])
    clients = [make.sign_in(db_session, app.test_client(), staff) for _ in range(AT_ONCE)]
    token = [re.search(r'name="csrf-token" content="([^"]+)"', one.get("/account").text) for one in clients]
    form = {"submission": str(uuid.uuid4()), "child_1-given_name": "Sami", "child_1-surname": "Bos"}

    def send(place: int) -> tuple[int, str]:
        found = token[place]
        assert found
        answer = clients[place].post("/families/new", data={**form, "csrf_token": found[1]})
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = set(hands.map(send, range(AT_ONCE)))
    assert answers == {(302, f"/families/{form['submission']}")}
    db_session.rollback()
    counted = select(func.count()).select_from(Family).where(Family.organisation_id == organisation.id)
    assert db_session.scalar(counted) == 1
