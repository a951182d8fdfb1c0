"""Walking through the product in a browser: every link, and every page that no link leads to."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from tests.journeys.addresses import fillings
from tests.journeys.serving import NOW
from tests.journeys.soundness import Watch

# Files to take along, and what they are. They are fetched, once each, and not shown.
DOWNLOADS = {
    ".ics": "text/calendar",
    ".pdf": "application/pdf",
    "/csv": "text/csv",
    "/xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LINKS = """() => [...document.querySelectorAll("a[href], form[method=get]")]
    .map(each => each.href || each.action)
    .filter(address => address.startsWith(location.origin + "/"))
    .map(address => address.slice(location.origin.length).split("#")[0])"""

# What an address asks besides its path.
TODAY = {"first": NOW.date(), "last": NOW.date()}
QUERIES = {"planning.call_list_pdf": TODAY, "planning.export_call_list": TODAY}


def download_kind(address: str) -> str | None:
    """The MIME type of what stands at an address, None for a page."""
    path = urlsplit(address).path
    return next((kind for ending, kind in DOWNLOADS.items() if path.endswith(ending)), None)


@dataclass
class Walk:
    """One person's walk: where it came, and what was wrong there. `fetches`: files to take along are fetched too."""

    app: Flask
    page: Page
    of_each: int = 2
    fetches: bool = False
    faults: dict[str, list[str]] = field(default_factory=dict)
    reached: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._watch = Watch(self.page)
        self._urls = self.app.url_map.bind("localhost")

    def through(self) -> None:
        """Follow links from the start page, of each endpoint the first few."""
        waiting, known = deque(["/"]), {"/"}
        while waiting:
            address = waiting.popleft()
            endpoint = self._endpoint(address)
            if endpoint is None or self.reached[endpoint] >= (1 if download_kind(address) else self.of_each):
                continue
            for link in self._open(address, endpoint):
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def to_the_rest(self, endpoints: Collection[str]) -> set[str]:
        """Open each of `endpoints` that no link led to, with ids of the demo; those for which none did."""
        return {endpoint for endpoint in sorted(endpoints) if not self.reached[endpoint] and not self._reach(endpoint)}

    def told(self) -> str:
        """What was wrong, page by page."""
        return "\n".join(f"{address}\n    " + "\n    ".join(found) for address, found in self.faults.items())

    def _reach(self, endpoint: str) -> bool:
        """Open the first address of this endpoint that answers 200."""
        for address in self._addresses(endpoint):
            if self.page.request.get(address, max_redirects=0).status == 200:
                self._open(address, endpoint)
                return True
        return False

    def _addresses(self, endpoint: str) -> Iterator[str]:
        for rule in self.app.url_map.iter_rules(endpoint):
            if "GET" in (rule.methods or ()):
                for values in fillings(self.app, rule):
                    yield self._urls.build(endpoint, values | QUERIES.get(endpoint, {}), method="GET")

    def _endpoint(self, address: str) -> str | None:
        try:
            endpoint, _ = self._urls.match(urlsplit(address).path, method="GET")
        except HTTPException:
            self.faults[address] = ["a link to nowhere"]
            return None
        return str(endpoint)

    def _open(self, address: str, endpoint: str) -> list[str]:
        """Judge what stands at an address: the links on it."""
        self.reached[endpoint] += 1
        if kind := download_kind(address):
            if self.fetches:
                self._fetch(address, kind)
            return []
        answer = self.page.goto(address)
        if answer is None or not answer.headers["content-type"].startswith("text/html"):
            self.faults[address] = ["neither a page nor a file that is known by its ending"]
            return []
        if faults := self._watch.faults():
            self.faults[address] = faults
        links: list[str] = self.page.evaluate(_LINKS)
        return list(dict.fromkeys(links))

    def _fetch(self, address: str, kind: str) -> None:
        answer = self.page.request.get(address)
        if answer.status != 200 or not answer.headers["content-type"].startswith(kind):
            self.faults[address] = [f"answers {answer.status}, {answer.headers['content-type']}"]
