"""The record gate on the device, from plain data: the same sentences as on the page."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Fields = dict[str, list[str]]


def finding(name: str, *, blocks: bool = True) -> dict[str, Any]:
    return {"message": name, "satisfied_by": "", "field": name, "blocks": blocks, "rule": name}


ELEMENT = {
    "id": "element-story",
    "required": True,
    "needed_for_dose": True,
    "delivered": "delivered",
    "not_delivered": "not_delivered",
    "unanswered": finding("unanswered"),
    "evidence": [
        {"fields": ["title", "title--own"], "missing": finding("title"), "unless": None},
        {"fields": ["when"], "missing": finding("when"), "unless": {"field": "how", "value": "gift"}},
    ],
    "reason": {"fields": ["reason", "reason-own"], "missing": finding("reason")},
    "follow_up": {"fields": ["later"], "missing": finding("later"), "not_for": ["not_due"]},
}
OF_CHILD = ELEMENT | {"only_if": {"fields": ["attendance"], "values": ["present"]}}
FIRST = {
    "field": "is_first",
    "needs": [
        {"fields": ["attendance"], "values": ["present"], "missing": finding("nobody")},
        {"fields": ["next_date"], "values": None, "missing": finding("no date")},
    ],
}
CHILD_INTERPRETS = [{"field": "interpreter", "value": "child", "finding": finding("child", blocks=False)}]
GATE = {
    "elements": [ELEMENT],
    "rest": {"reason": ["rest"], "follow_up": ["rest_later"]},
    "first_meeting": FIRST,
    "warnings": CHILD_INTERPRETS,
}

DONE: Fields = {"element-story": ["delivered"], "title": ["Rupsje"], "when": ["1-9-2026"]}
NOT_DONE: Fields = {"element-story": ["not_delivered"]}


def rules(page: Page, fields: Fields, gate: dict[str, Any] = GATE) -> list[str]:
    found: list[str] = page.evaluate(
        """async ([gate, fields]) => {
            const { findingsOf } = await import('/static/js/tablet/findings.js');
            return findingsOf(gate, fields).map((finding) => finding.rule);
        }""",
        [gate, fields],
    )
    return found


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["unanswered"]),
        (DONE, []),
        (DONE | {"title": []}, ["title"]),
        (DONE | {"title": ["   "]}, ["title"]),
        (DONE | {"title": [], "title--own": ["Een eigen boek"]}, []),
        (DONE | {"when": []}, ["when"]),
        (DONE | {"when": [], "how": ["gift"]}, []),
        (NOT_DONE, ["reason", "later"]),
        (NOT_DONE | {"reason": ["ill"]}, ["later"]),
        (NOT_DONE | {"reason": ["not_due"]}, []),
        (NOT_DONE | {"reason-own": ["Het regende"], "later": ["call"]}, []),
        ({"rest": ["crisis"]}, ["unanswered"]),
        ({"rest": ["crisis"], "rest_later": ["call"]}, []),
        (DONE | {"interpreter": ["child"]}, ["child"]),
        ({"is_first": ["y"]}, ["nobody", "no date"]),
        ({"is_first": ["y"], "attendance": ["absent"], "next_date": ["1-9-2026"]}, ["nobody"]),
        (
            {"is_first": ["y"], "attendance": ["present"], "next_date": ["1-9-2026"], "interpreter": ["child"]},
            ["child"],
        ),
    ],
)
def test_the_gate_asks_what_is_missing_and_no_more(modules: Page, fields: Fields, expected: list[str]) -> None:
    assert rules(modules, fields) == expected


def test_an_element_of_a_child_is_asked_only_when_somebody_of_it_was_there(modules: Page) -> None:
    gate = GATE | {"elements": [OF_CHILD]}

    assert rules(modules, {"attendance": ["absent"]}, gate) == []
    assert rules(modules, {"attendance": ["present"]}, gate) == ["unanswered"]


def test_an_element_that_is_not_required_is_not_settled_by_the_rest(modules: Page) -> None:
    advised = ELEMENT | {"required": False, "unanswered": finding("advised", blocks=False)}

    assert rules(modules, {"rest": ["x"], "rest_later": ["y"]}, GATE | {"elements": [advised]}) == ["advised"]
    assert rules(modules, {}, GATE | {"elements": [advised | {"unanswered": None}]}) == []
