"""Pages of the texts for parents: look, compare with the Dutch, mark as reviewed, write one's own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from thuisbasis import spoken
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.once import once
from thuisbasis.parent_texts import overview, queries, services
from thuisbasis.parent_texts.forms import wording_form
from thuisbasis.parent_texts.standing import Standing
from thuisbasis.parent_texts.texts import every_text, language_or_404, text_or_404
from thuisbasis.permissions import Permission

blueprint = Blueprint("parent_texts", __name__)
SPOKEN = {"name_of": spoken.name, "own_name_of": spoken.own_name, "direction_of": spoken.direction}


@blueprint.get("/parent-texts")
@requires(Permission.REVIEW_TEXTS)
def parent_texts() -> ResponseReturnValue:
    """All texts in all languages, and how they stand."""
    found = queries.standings(db.session(), current_actor(), every_text())
    lines, texts = overview.by_language(found), overview.by_text(found)
    return render_template("parent_texts/parent_texts.html", tongues=lines, texts=texts, **SPOKEN)


@blueprint.get("/parent-texts/<key:language>")
@requires(Permission.REVIEW_TEXTS)
def in_language(language: str) -> ResponseReturnValue:
    """All texts in one language, each beside its Dutch."""
    found = queries.standings(db.session(), current_actor(), every_text(), [language_or_404(language)])
    return render_template("parent_texts/in_language.html", code=language, texts=overview.by_text(found), **SPOKEN)


@blueprint.get("/parent-texts/<key:language>/<key:text_kind>/<key:text_key>")
@requires(Permission.REVIEW_TEXTS)
def parent_text(language: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """One text beside its Dutch, with the wordings before it."""
    return _text_page(_standing(language, text_kind, text_key))


@blueprint.post("/parent-texts/<key:language>/<key:text_kind>/<key:text_key>/review")
@requires(Permission.REVIEW_TEXTS)
def review(language: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Mark the words that were read as reviewed."""
    standing = _standing(language, text_kind, text_key)
    services.mark_reviewed(db.session(), current_actor(), standing, text_hash=request.form.get("text_hash", ""))
    db.session.commit()
    return _back(standing)


@blueprint.post("/parent-texts/<key:language>/<key:text_kind>/<key:text_key>/withdraw")
@requires(Permission.REVIEW_TEXTS)
def withdraw(language: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Make the words a concept again."""
    standing = _standing(language, text_kind, text_key)
    services.withdraw_review(db.session(), current_actor(), standing)
    db.session.commit()
    return _back(standing)


@blueprint.post("/parent-texts/<key:language>/<key:text_kind>/<key:text_key>/own-wording")
@requires(Permission.REVIEW_TEXTS)
def own_wording(language: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Say it in the organisation's own words."""
    standing = _standing(language, text_kind, text_key)
    form = wording_form(standing)
    if not form.validate_on_submit():
        return _text_page(standing, form), 422
    return _written(standing, form.words.data, form.number.data)


@blueprint.post("/parent-texts/<key:language>/<key:text_kind>/<key:text_key>/ours")
@requires(Permission.REVIEW_TEXTS)
def ours(language: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Put our wording back."""
    standing = _standing(language, text_kind, text_key)
    return _written(standing, "", standing.number)


def _standing(language: str, text_kind: str, text_key: str) -> Standing:
    text = text_or_404(text_kind, text_key)
    return queries.standing(db.session(), current_actor(), text, language_or_404(language))


def _text_page(standing: Standing, form: object = None) -> str:
    return render_template(
        "parent_texts/parent_text.html",
        standing=standing,
        form=form or wording_form(standing),
        wordings=queries.wordings_of(db.session(), current_actor(), standing.text, standing.language),
        **SPOKEN,
    )


def _written(before: Standing, words: str, number: int) -> Response:
    def write() -> Standing:
        now = _standing(before.language, before.text.kind, before.text.key)
        services.write_own(db.session(), current_actor(), now, words=words, number=number)
        return now

    once(write)
    flash(gettext("De tekst is bewaard."))
    return redirect(_address(before))


def _back(standing: Standing) -> Response:
    """To where the button was pressed: the page of the text, or the list of the language."""
    if request.form.get("then") == "text":
        return redirect(_address(standing))
    place = f"{standing.text.kind}-{standing.text.key}"
    return redirect(url_for("parent_texts.in_language", language=standing.language, _anchor=place))


def _address(standing: Standing) -> str:
    return url_for(
        "parent_texts.parent_text",
        language=standing.language,
        text_kind=standing.text.kind,
        text_key=standing.text.key,
    )
