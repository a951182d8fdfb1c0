"""From a sheet to a page on paper, and the answer that carries it."""

import re
from html import unescape
from urllib.parse import quote

from flask import Response, current_app
from flask_babel import force_locale
from jinja2 import Environment

from thuisbasis.documents.languages import date_in, day_in, direction, numeric_day, time_in
from thuisbasis.documents.rendering import render_pdf
from thuisbasis.documents.sheets import Sheet

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def page_html(environment: Environment, template_name: str, sheet: Sheet, language: str) -> str:
    """The HTML of a sheet, by the template `documents/<template_name>.print.html` in the language it is told."""
    template = environment.get_template(f"documents/{template_name}.print.html")
    return template.render(
        sheet=sheet,
        language=language,
        date_in=date_in,
        day_in=day_in,
        direction=direction,
        numeric_day=numeric_day,
        time_in=time_in,
    )


def page_title(html: str) -> str:
    """The title that a page gives itself. Raises ValueError when it gives none: a PDF/UA needs one."""
    match = _TITLE.search(html)
    title = unescape(match[1]).strip() if match else ""
    if not title:
        raise ValueError("the page has no title")
    return title


def print_page(template_name: str, sheet: Sheet, language: str) -> bytes:
    """The PDF of a sheet in `language` ("nl" or "en"), by the current app's templates and translations.

    Raises DocumentTooHeavyError when the page would take more time or memory than one page may.
    """
    with force_locale(language):
        html = page_html(current_app.jinja_env, template_name, sheet, language)
    return render_pdf(
        html,
        language=language,
        title=page_title(html),
        document_id=sheet.document_id,
        created=sheet.printed_at,
    )


def pdf_response(pdf: bytes, filename: str) -> Response:
    """An answer that shows the PDF in the browser and keeps it out of every cache.

    `filename` may hold any letters; it should name no person, for it ends up in download folders.
    """
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = _inline(filename)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _inline(filename: str) -> str:
    """RFC 6266: a plain name for old readers, the full name in UTF-8 for the rest."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", filename)
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
