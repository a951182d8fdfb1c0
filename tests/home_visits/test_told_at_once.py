"""What is told from the door by many taps at the same moment is done once, and every tap gets the same answer."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from home_visits.models import VisitSignal
from tests import factories
from tests.browsing import token
from tests.home_visits.families import visited_family
from thuisbasis import clock
from thuisbasis.contacts.models import ContactMove
from thuisbasis.families.models import ContactAttempt

AT_ONCE = 5


def test_nobody_home_once(app: Flask, db_session: Session) -> None:
    visited = visited_family(db_session)
    address = f"/visits/{visited.visit().id}"
    clients = [factories.sign_in(db_session, app.test_client(), visited.visitor) for _ in range(AT_ONCE)]
    day = (clock.today() + timedelta(days=7)).isoformat()
    form = {"home-event": str(uuid.uuid4()), "home-reason": "nobody_home", "home-pick": day, "home-attempt": "y"}
    tokens = [token(one.get("/account").text) for one in clients]

    def tap(place: int) -> tuple[int, str]:
        answer = clients[place].post(f"{address}/not-at-home", data=form | tokens[place])
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = set(hands.map(tap, range(AT_ONCE)))
    db_session.rollback()

    assert answers == {(302, address)}
    for model in (VisitSignal, ContactAttempt, ContactMove):
        counted = select(func.count()).select_from(model).where(model.organisation_id == visited.organisation.id)
        assert db_session.scalar(counted) == 1, model
