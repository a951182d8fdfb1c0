"""Walking through the product by its links, as a person would who tries every one of them."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

LINK = re.compile(r'\s(?:href|hx-get)="(/[^"#]*)')
NOT_FOLLOWED = ("/static/", "/sign-out")


@dataclass(frozen=True)
class Visit:
    """One page as it was found: its address, the endpoint that answered, and on which page its link stood."""

    address: str
    endpoint: str
    found_on: str
    answer: TestResponse | None
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.address} (linked on {self.found_on})"


def walk(app: Flask, browser: FlaskClient, *, of_each: int) -> Iterator[Visit]:
    """Every page that links lead to from the start page, but of each endpoint the first few alone."""
    waiting, known, seen = deque([("/", "nowhere")]), {"/"}, Counter[str]()
    while waiting:
        address, found_on = waiting.popleft()
        endpoint = _endpoint(app, address)
        if seen[endpoint] >= of_each:
            continue
        seen[endpoint] += 1
        visit = _open(browser, address, endpoint, found_on)
        yield visit
        for link in _links(visit):
            if link not in known:
                known.add(link)
                waiting.append((link, address))


def _open(browser: FlaskClient, address: str, endpoint: str, found_on: str) -> Visit:
    try:
        answer = browser.get(address)
    except Exception as fault:  # told with its page, so that the walk goes on
        return Visit(address, endpoint, found_on, None, f"{type(fault).__name__}: {fault}")
    return Visit(address, endpoint, found_on, answer)


def _links(visit: Visit) -> list[str]:
    if visit.answer is None:
        return []
    if visit.answer.status_code in {302, 303}:
        return [visit.answer.location]
    if visit.answer.mimetype != "text/html":
        return []
    found = (html.unescape(link) for link in LINK.findall(visit.answer.text))
    return [link for link in dict.fromkeys(found) if not link.startswith(NOT_FOLLOWED)]


def _endpoint(app: Flask, address: str) -> str:
    try:
        return str(app.url_map.bind("localhost").match(address.split("?")[0])[0])
    except HTTPException:
        return "nowhere"
