"""The gallery and rendered snippets for the tests of the look."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask, render_template_string
from werkzeug.serving import make_server

from tests.look.gallery import make_app


@pytest.fixture(scope="session")
def gallery() -> Flask:
    return make_app()


@pytest.fixture
def render(gallery: Flask) -> Iterator[Callable[..., str]]:
    """Renders template source with the gallery's filters and globals."""
    with gallery.test_request_context("/"):
        yield render_template_string


@pytest.fixture(scope="session")
def gallery_url(gallery: Flask) -> Iterator[str]:
    """The address at which the gallery is served."""
    server = make_server("127.0.0.1", 0, gallery, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
