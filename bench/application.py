"""The product's own app with reference routes beside its own: hello, a template alone, a form validated alone."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app, g, redirect, render_template, template_rendered
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.courses import Person
from thuisbasis.accounts.security import TOKEN
from thuisbasis.app import create_app
from thuisbasis.database import db
from thuisbasis.families import queries
from thuisbasis.families.forms import AttemptForm
from thuisbasis.families.new_family_form import NewFamilyForm
from thuisbasis.guards import requires
from thuisbasis.organisations.models import School
from thuisbasis.permissions import Permission
from thuisbasis.settings import Settings

HELLO = "Hello"


@dataclass
class Kept:
    """What the reference routes need and must not load: who asks, each page's values, what forms offer."""

    signed_in: Any = None
    pages: dict[str, tuple[Any, dict[str, Any]]] = field(default_factory=dict)
    guardians: list[Any] = field(default_factory=list)
    schools: list[Any] = field(default_factory=list)


def bare_flask() -> Flask:
    """Flask and nothing else."""
    app = Flask("bare", static_folder=None)

    @app.get("/hello")
    def hello() -> str:
        return HELLO

    return app


def measured_app(database_url: str) -> Flask:
    """The product with the reference routes below /bench/."""
    app = create_app(
        Settings(
            database_url=database_url,
            secret_key="only for measurements, and long enough",  # noqa: S106  # opens nothing but invented rows
            password_salt="only for measurements",  # noqa: S106  # the same
            encryption_keys="only-for-measurements-and-long-enough",
            secure_cookies=False,
        )
    )
    kept = Kept()
    app.extensions["bench"] = kept
    app.add_url_rule("/bench/hello", view_func=_hello)
    app.add_url_rule("/bench/template/<key>", view_func=_template)
    app.add_url_rule("/bench/validate-attempt", view_func=_validate_attempt, methods=["POST"])
    app.add_url_rule("/bench/validate-family", view_func=_validate_family, methods=["POST"])
    return app


@requires(Permission.ANONYMOUS)
def _hello() -> str:
    return HELLO


@requires(Permission.ANONYMOUS)
def _template(key: str) -> ResponseReturnValue:
    """A page of the product, drawn again from the values that it was drawn from."""
    kept = _kept()
    g.signed_in, g.actor = kept.signed_in, kept.signed_in.actor
    template, values = kept.pages[key]
    return render_template(template, **values)


@requires(Permission.ANONYMOUS)
def _validate_attempt() -> ResponseReturnValue:
    """The form of a contact attempt, checked and not saved."""
    form = AttemptForm()
    form.offer(_kept().guardians)
    return redirect("/") if form.validate_on_submit() else Response(status=422)


@requires(Permission.ANONYMOUS)
def _validate_family() -> ResponseReturnValue:
    """The form of a new family, checked and not saved."""
    form = NewFamilyForm()
    form.offer(_kept().schools)
    return redirect("/") if form.validate_on_submit() else Response(status=422)


def _kept() -> Kept:
    kept: Kept = current_app.extensions["bench"]
    return kept


def cookie_of(app: Flask, person: Person) -> tuple[str, str]:
    """The Cookie header of somebody who is signed in, and the token that their forms carry."""
    with app.test_request_context() as context:
        session = context.session
        session.update({TOKEN: person.token, "_user_id": person.uniquifier, "_fresh": True})
        csrf_token = generate_csrf()
        signed = app.session_interface.get_signing_serializer(app).dumps(dict(session))
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}", csrf_token


def keep_page(app: Flask, key: str, url: str, cookie: str) -> int:
    """Keep the values that the page at `url` is drawn from, for /bench/template/<key>; returns the page's length."""
    found: list[tuple[Any, dict[str, Any]]] = []

    def keep(_sender: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        found.append(
            (template, {name: value for name, value in context.items() if name not in {"g", "request", "session"}})
        )
        app.extensions["bench"].signed_in = g.signed_in

    with template_rendered.connected_to(keep, app):
        answer = app.test_client(use_cookies=False).get(url, headers={"Cookie": cookie})
    if answer.status_code != 200 or not found:
        raise RuntimeError(f"{url} answers {answer.status_code}")
    app.extensions["bench"].pages[key] = found[0]
    return len(answer.data)


def keep_what_forms_offer(app: Flask, organisation_id: Any, family_id: Any) -> None:
    """Keep a family's guardians (id and name) and the organisation's schools, for the forms that are only checked."""
    kept: Kept = app.extensions["bench"]
    with app.app_context():
        session: Session = db.session()
        guardians = queries.guardians_of(session, organisation_id, [family_id])[family_id]
        kept.guardians = [(one.id, one.name) for one in guardians]
        kept.schools = list(session.scalars(select(School).where(School.organisation_id == organisation_id)))
