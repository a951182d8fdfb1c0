"""No link leads nowhere, and no page is left without one."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.architecture.source import modules, shown, templates, texts
from thuisbasis.app import PUBLIC_ENDPOINTS

# An endpoint written out, as url_for, a menu entry or a task's source take it.
WRITTEN = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")
URL_FOR = re.compile(r"""url_for\(\s*["']([a-z_]+(?:\.[a-z_]+)?)["']""")

# Views that nothing in the product leads to, with how one gets there.
ENTERED_OTHERWISE = {
    "api.add_attachment_part": "the tablet app asks it",
    "api.attachment_offset": "the same",
    "api.beats": "the same",
    "api.devices_sign_in": "the same",
    "api.get_item": "the same",
    "api.openapi": "asked by machines",
    "api.put_item": "the tablet app asks it",
    "api.tablet_spare": "the same",
    "api.tablet_visit": "the same",
    "api.tablet_visits": "the same",
    "calendars.feed": "its address is shown once, when it is made",
    "healthz": "asked by machines",
    "security.verify": "Flask-Security's own, when a sign-in is no longer fresh",
}

pytestmark = pytest.mark.sqlite_only


def urls_written_out() -> Iterator[tuple[str, str]]:
    """Endpoint and file of each url_for with a plain name."""
    for path in [*modules("thuisbasis", "home_visits", "sessions"), *templates()]:
        for endpoint in URL_FOR.findall(path.read_text()):
            yield endpoint, shown(path)


def test_every_link_names_a_view_that_exists(app: Flask) -> None:
    missing = {f"{where}: {endpoint}" for endpoint, where in urls_written_out() if endpoint not in app.view_functions}

    assert missing == set()


def test_every_view_is_named_by_something_that_leads_to_it(app: Flask) -> None:
    named = {endpoint for endpoint, _where in urls_written_out()}
    named |= {text for _path, text in texts("thuisbasis", "home_visits", "sessions")}
    named |= {name for path in templates() for name in WRITTEN.findall(path.read_text())}
    own = {endpoint for endpoint in app.view_functions if not endpoint.endswith("static")} - PUBLIC_ENDPOINTS

    assert own - named - set(ENTERED_OTHERWISE) == set()
