"""What may be wrong with a page in a real browser, whatever it is about."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
WIDTHS = (390, 820)

_JUDGED = """() => axe.run(document, {resultTypes: ["violations"]}).then(result => result.violations
    .flatMap(found => found.nodes.slice(0, 3).map(node => found.id + ": " + node.html.slice(0, 240))))"""
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_WIDEST = """() => [...document.querySelectorAll("main *")]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map(each => each.outerHTML.slice(0, 160))"""


def faults_of(page: Page) -> list[str]:
    """What is wrong with a page as it stands, at tablet and phone size; nothing when it is sound."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_JUDGED)
    was = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": was["height"] if was else 1180})
        if page.evaluate(_TOO_WIDE) > 0:
            found.append(f"wider than {width} pixels: {page.evaluate(_WIDEST)}")
    return found


class Watch:
    """Collects what goes wrong in a page while somebody walks through it."""

    def __init__(self, page: Page) -> None:
        self._page, self._heard = page, list[str]()
        page.add_init_script(AXE)
        page.on("console", lambda message: self._heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self._heard.append(f"script: {error}"))
        page.on("response", lambda answer: self._note(answer.status, answer.url))

    def _note(self, status: int, url: str) -> None:
        if status >= 400:
            self._heard.append(f"answers {status}: {url}")

    def faults(self) -> list[str]:
        """What was wrong since the last call, and is wrong with the page as it stands; nothing when it is sound."""
        found, self._heard = [*self._heard, *faults_of(self._page)], []
        return found
