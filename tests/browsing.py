"""A page's form as a browser sends it: what stands filled in, with some fields changed."""

import re
from html import unescape
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class _Forms(HTMLParser):
    """The controls of the form with a given id (or the first form that posts), as name and value pairs."""

    def __init__(self, form_id: str | None) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._wanted, self._inside, self._select, self._area = form_id, False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == self._wanted if self._wanted else given.get("method") == "post"
        elif self._inside:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and given.get("type") in ("radio", "checkbox"):
            if "checked" in given:
                self.pairs.append((name, given.get("value", "on")))
        elif tag == "input" and name:
            self.pairs.append((name, given.get("value", "")))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.pairs.append((self._select, given.get("value", "")))
        elif tag == "textarea":
            self._area = name
            self.pairs.append((name, ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._inside:
            name, before = self.pairs[-1]
            self.pairs[-1] = (name, before + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""


def sent(page: str, form_id: str | None = None, **changes: str | list[str] | None) -> MultiDict[str, str]:
    """What the browser sends after changing some fields; None leaves a field out. `__` in a name stands for `-`."""
    reader = _Forms(form_id)
    reader.feed(page)
    pairs = [(name, text.removeprefix("\r\n").removeprefix("\n")) for name, text in reader.pairs]
    for name, value in changes.items():
        field = name.replace("__", "-")
        pairs = [pair for pair in pairs if pair[0] != field]
        values = value if isinstance(value, list) else [value]
        pairs += [(field, each) for each in values if each is not None]
    return MultiDict(pairs)


def token(page: str) -> dict[str, str]:
    """What every form of a page sends along, for a button that a test presses without reading its form."""
    found = re.search(r'<meta name="csrf-token" content="([^"]+)">', page)
    assert found, "the page has no token"
    return {"csrf_token": found[1]}


def said(page: str) -> str:
    """The words of a page without its tags, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def ways_out(page: str) -> list[str]:
    """Where the error summary leads, in its order; it stands in the page itself and takes focus."""
    (summary,) = re.findall(r'<div class="error-summary"[^>]*autofocus.*?</div>', page, re.DOTALL)
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', summary)]
