"""Pages and forms in one process with their references: G2, G4 and G5."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from bench.application import cookie_of, keep_page, keep_what_forms_offer
from bench.figures import Goal, Report
from bench.measuring import Act, seconds_of
from bench.requests import get, post
from bench.seeding import Seeded
from thuisbasis.database import db

LIST = "/families"
LIST_GOALS = {"sqlite": 1.7, "postgresql": 3.0}
FORM_GOALS = {"sqlite": 2.2, "postgresql": 6.0}
STATEMENTS_OF_A_LIST = 4
START_GOAL = 1.1
NEW_FAMILY = {
    "guardian_1-given_name": "Ayşe",
    "guardian_1-surname": "Yıldırım",
    "guardian_1-phone": "06 12345678",
    "guardian_1-languages_spoken": "tr",
    "guardian_1-authority": "yes",
    "address_1-street": "Lange Nieuwstraat",
    "address_1-house_number": "12",
    "address_1-postcode": "3512 PH",
    "address_1-place": "Utrecht",
    "second_lives": "first",
    "children_live": "first",
    "child_1-given_name": "Elif",
    "child_1-groep": "2",
}
FLAT_GOAL = 1.1


def measure_list(app: Flask, kind: str, large: Seeded, small: Seeded, rounds: int, report: Report) -> None:
    """G2: a list page of 50 families against its template alone, and its statements in both organisations."""
    cookie, _ = cookie_of(app, large.coordinator)
    keep_page(app, "list", LIST, cookie)
    acts = {"list": get(app, LIST, cookie), "template": get(app, "/bench/template/list", cookie)}
    seconds = seconds_of(kind, acts, rounds)
    ratio = seconds["list"] / seconds["template"]
    report.add(kind, "G2", "list page of 50 against its template alone", ratio, Goal(limit=LIST_GOALS[kind]))
    others = cookie_of(app, small.coordinator)[0]
    most = max(_statements(app, acts["list"]), _statements(app, get(app, LIST, others)))
    report.add(kind, "G2", "statements of a list page, at any number of rows", most, Goal(limit=STATEMENTS_OF_A_LIST))


def measure_forms(app: Flask, kind: str, large: Seeded, rounds: int, report: Report) -> None:
    """G4: registering a family, and noting a contact attempt, against validating the same form alone."""
    cookie, csrf_token = cookie_of(app, large.coordinator)
    keep_what_forms_offer(app, large.organisation_id, large.family_id)
    family = NEW_FAMILY | {"csrf_token": csrf_token}
    attempt = {"csrf_token": csrf_token, "kind": "phone.no-answer", "note": "Belt morgen terug."}
    acts = {
        "family": post(app, "/families/new", cookie, family),
        "family alone": post(app, "/bench/validate-family", cookie, family),
        "attempt": post(app, f"/families/{large.family_id}/attempts/new", cookie, attempt),
        "attempt alone": post(app, "/bench/validate-attempt", cookie, attempt),
    }
    seconds = seconds_of(kind, acts, rounds)
    goal = Goal(limit=FORM_GOALS[kind])
    for name, what in (("family", "a usual form (new family)"), ("attempt", "the smallest form (contact attempt)")):
        ratio = seconds[name] / seconds[f"{name} alone"]
        report.add(kind, "G4", f"{what} saved against validated alone", ratio, goal)


def measure_start(app: Flask, kind: str, large: Seeded, small: Seeded, rounds: int, report: Report) -> None:
    """G5: the start pages against the list page, and those of a large organisation against a small one's."""
    coordinator, other = cookie_of(app, large.coordinator)[0], cookie_of(app, small.coordinator)[0]
    acts = {
        "list": get(app, LIST, coordinator),
        "coordinator": get(app, "/", coordinator),
        "coordinator of a small one": get(app, "/", other),
        "visitor": get(app, "/", cookie_of(app, large.visitor)[0]),
        "trainer": get(app, "/", cookie_of(app, large.trainer)[0]),
    }
    seconds = seconds_of(kind, acts, rounds)
    for who in ("coordinator", "visitor", "trainer"):
        ratio = seconds[who] / seconds["list"]
        report.add(kind, "G5", f"start page of a {who} against the list page", ratio, Goal(limit=START_GOAL))
    flat = seconds["coordinator"] / seconds["coordinator of a small one"]
    report.add(kind, "G5", "start page in ten times as many families", flat, Goal(limit=FLAT_GOAL))


def _statements(app: Flask, act: Act) -> int:
    with _counted(app) as seen:
        act()
    return len(seen)


@contextmanager
def _counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent within it, those that only begin a transaction left out."""
    seen: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", see)
