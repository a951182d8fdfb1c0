from io import BytesIO

import pytest
from flask import Flask
from flask_babel import Babel, get_locale
from pypdf import PdfReader

from tests.documents.environment import print_environment
from tests.documents.samples import certificate, visit_record
from thuisbasis.documents.printing import page_title, pdf_response, print_page
from thuisbasis.paths import TEMPLATES


@pytest.fixture
def app() -> Flask:
    app = Flask("app", template_folder=TEMPLATES)
    Babel(app, default_locale="nl")
    app.jinja_env.filters |= print_environment().filters
    app.jinja_env.globals["current_language"] = lambda: str(get_locale())
    return app


def test_a_sheet_is_printed_by_the_template_of_its_name(app: Flask) -> None:
    with app.test_request_context():
        reader = PdfReader(BytesIO(print_page("record", visit_record(), "nl")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Verslag huisbezoek 3"
    assert "Paweł Łukaszewicz (vader)" in reader.pages[0].extract_text()


def test_the_same_sheet_prints_the_same_bytes(app: Flask) -> None:
    with app.test_request_context():
        assert print_page("certificate", certificate(), "nl") == print_page("certificate", certificate(), "nl")


def test_the_language_asked_for_holds_for_the_page_and_not_beyond_it(app: Flask) -> None:
    with app.test_request_context():
        reader = PdfReader(BytesIO(print_page("certificate", certificate(), "en")))
        assert str(get_locale()) == "nl"
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_a_title_is_read_as_text() -> None:
    assert page_title("<title>Van &#39;t Hof &amp; zoon</title>") == "Van 't Hof & zoon"


def test_a_page_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        page_title("<title> </title>")


def test_the_answer_is_shown_in_the_browser_and_kept_nowhere() -> None:
    response = pdf_response(b"%PDF-1.7", 'verslag "3" één.pdf')
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "inline; filename=\"verslag _3_ __n.pdf\"; filename*=UTF-8''verslag%20%223%22%20%C3%A9%C3%A9n.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.data == b"%PDF-1.7"
