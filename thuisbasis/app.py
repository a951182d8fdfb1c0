"""The roof: the only module that knows every part."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect
from sqlalchemy import text

import home_visits.feature
import sessions.feature
from programmes.catalogue import Catalogue, default
from thuisbasis import api, error_pages, guards, headers, labels, languages, logs, paths, settings, shell
from thuisbasis.accounts import routes as account_routes
from thuisbasis.accounts import security
from thuisbasis.api.taking_in import take_in
from thuisbasis.calendars import routes as calendar_routes
from thuisbasis.calendars.storing import EventStore
from thuisbasis.calendars.wording import Wording
from thuisbasis.contacts.models import Contact
from thuisbasis.database import READING_METHODS, db, engine_options, mark_reading, prepare_engine
from thuisbasis.documents import rendering
from thuisbasis.documents.rendering import Limits
from thuisbasis.encryption import Keyring
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.routes import blueprint as enrolments
from thuisbasis.families import routes as family_routes
from thuisbasis.families.models import Family
from thuisbasis.family_card import routes as family_card_routes
from thuisbasis.feature import Feature, MenuEntry
from thuisbasis.groups import offers, places
from thuisbasis.groups.routes import blueprint as groups
from thuisbasis.guards import requires
from thuisbasis.home import routes as home_routes
from thuisbasis.home import tablet_tasks, unreached, waiting_list, worry_tasks
from thuisbasis.home.progress import following as progress
from thuisbasis.home.summary.renewing import Summary
from thuisbasis.lean import LeanFlask
from thuisbasis.organisations import routes as organisation_routes
from thuisbasis.parent_texts import routes as parent_text_routes
from thuisbasis.permissions import Permission
from thuisbasis.planning import contact_routes
from thuisbasis.planning import routes as planning_routes
from thuisbasis.practice import routes as practice_routes
from thuisbasis.recording import routes as record_routes
from thuisbasis.reports import prompt_routes
from thuisbasis.reports import routes as report_routes
from thuisbasis.safeguarding import routes as safeguarding_routes
from thuisbasis.settings import Settings
from thuisbasis.tablet import queue_routes
from thuisbasis.tablet import shell_routes as tablet_shell_routes
from thuisbasis.tablet.sealing import ServerKey, new_key
from thuisbasis.url_keys import HashConverter, KeyConverter

CORE = Feature(
    name="core",
    blueprints=(
        account_routes.blueprint,
        organisation_routes.blueprint,
        parent_text_routes.blueprint,
        family_routes.blueprint,
        family_card_routes.blueprint,
        calendar_routes.blueprint,
        home_routes.blueprint,
        planning_routes.blueprint,
        contact_routes.blueprint,
        record_routes.blueprint,
        report_routes.blueprint,
        prompt_routes.blueprint,
        practice_routes.blueprint,
        queue_routes.blueprint,
        safeguarding_routes.blueprint,
        enrolments,
        groups,
        tablet_shell_routes.blueprint,
    ),
    enrolments=(report_routes.enrolment_links, prompt_routes.enrolment_links),
    tasks=(
        tablet_tasks.brought_and_waiting,
        worry_tasks.to_read,
        worry_tasks.not_read_yet,
        worry_tasks.to_review,
        worry_tasks.shared,
        worry_tasks.to_go_on_with,
    ),
    after_family_change=(unreached.follow_families, waiting_list.follow_families, progress.follow_families),
    after_enrolment_change=(unreached.follow_enrolment, waiting_list.follow_enrolment, progress.follow_enrolment),
    after_change=(unreached.follow_contacts, progress.follow_contacts),
    leads=(unreached.LEADS, waiting_list.LEADS),
    summaries=(
        Summary(of=Family, renew=unreached.watch),
        Summary(of=Enrolment, renew=waiting_list.watch),
        Summary(of=Enrolment, renew=progress.count_enrolments),
        Summary(of=Contact, renew=progress.count_contacts),
    ),
    menu=(
        MenuEntry(endpoint="home.start", label=_l("Vandaag"), icon="sun", permission=Permission.SEE_START, order=10),
        MenuEntry(
            endpoint="families.family_list",
            label=_l("Gezinnen"),
            icon="heart",
            permission=Permission.SEE_FAMILIES,
            order=20,
        ),
        MenuEntry(
            endpoint="home.this_week",
            label=_l("Agenda"),
            icon="calendar-week",
            permission=Permission.SEE_START,
            order=60,
        ),
        MenuEntry(
            endpoint="practice.reading", label=_l("Lezen"), icon="book", permission=Permission.SEE_GROUPS, order=30
        ),
        MenuEntry(
            endpoint="groups.groups", label=_l("Groepen"), icon="people", permission=Permission.SEE_GROUPS, order=40
        ),
        MenuEntry(
            endpoint="safeguarding.worries",
            label=_l("Zorgen"),
            icon="shield-check",
            permission=Permission.HANDLE_WORRIES,
            order=15,
        ),
    ),
)

FEATURES = (CORE, home_visits.feature.FEATURE, sessions.feature.FEATURE)

# Views of Flask and Flask-Security, which cannot carry our mark.
PUBLIC_ENDPOINTS = frozenset({"static", "security.static", "security.login", "security.logout"})


class Thuisbasis(LeanFlask):
    """Flask without what no page needs, but for how long browsers may keep a static file."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """A year where the address names the version; otherwise it is asked for each time (modules import by name)."""
        return super().get_send_file_max_age(filename) if "v" in request.args else 0


def create_app(given: Settings | None = None, *, catalogue: Catalogue | None = None) -> Flask:
    """The application, for settings (default: the environment's) and a catalogue (default: the shipped one)."""
    chosen = given or settings.from_environment()
    chosen = _with_secrets(chosen)
    app = Thuisbasis(
        "thuisbasis",
        static_folder=str(paths.STATIC),
        template_folder=str(paths.TEMPLATES),
        instance_path=str(Path.cwd()),  # where Flask-SQLAlchemy begins a relative path, as migrations do
    )
    app.config.update(_flask_configuration(chosen))
    app.extensions["settings"] = chosen
    app.extensions["keyring"] = Keyring.from_text(chosen.encryption_keys)
    app.extensions["catalogue"] = catalogue or default()
    app.extensions["server_key"] = ServerKey(
        lambda: chosen.tablet_key or settings.kept_secret(Path("var"), "tablet_key", new_key)
    )
    _collect(app, chosen.host_name)
    rendering.configure(Limits(chosen.document_seconds, chosen.document_megabytes))
    logs.configure()
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    mark_reading(app)
    _protect_forms(app)
    languages.install(app)
    security.install(app, chosen)
    app.url_map.converters.update(key=KeyConverter, hash=HashConverter)
    guards.install(app, public_endpoints=PUBLIC_ENDPOINTS)
    headers.install(app)
    error_pages.install(app)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
    app.register_blueprint(api.blueprint)
    _add_health(app)
    shell.install(app)
    return app


def _protect_forms(app: Flask) -> None:
    """Let nothing be written without a form's token; pages that only read are not asked, which spares them a fifth."""
    protection = CSRFProtect(app)
    protection.exempt(api.blueprint)  # it has a lock of its own, see api/doors.py

    @app.before_request
    def check_token() -> None:
        if request.method not in READING_METHODS and app.config["WTF_CSRF_ENABLED"]:
            protection.protect(apply_exemptions=True)


def _with_secrets(chosen: Settings) -> Settings:
    """A single machine makes and keeps its own secrets; several must be given the same ones."""
    folder = Path("var")
    return replace(
        chosen,
        secret_key=chosen.secret_key or settings.kept_secret(folder, "secret_key"),
        password_salt=chosen.password_salt or settings.kept_secret(folder, "password_salt"),
        encryption_keys=chosen.encryption_keys or settings.kept_secret(folder, "encryption_keys"),
    )


def _flask_configuration(chosen: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": chosen.secret_key,
        "SQLALCHEMY_DATABASE_URI": chosen.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(chosen.database_url),
        "SESSION_COOKIE_SECURE": chosen.secure_cookies,
        "SESSION_COOKIE_NAME": "__Host-thuisbasis" if chosen.secure_cookies else "thuisbasis",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": chosen.secure_cookies,
        "WTF_CSRF_CHECK_DEFAULT": False,  # `_protect_forms` asks
        "WTF_CSRF_TIME_LIMIT": None,  # bound to the session: a form left open overnight must still be savable
        "MAX_CONTENT_LENGTH": chosen.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SEND_FILE_MAX_AGE_DEFAULT": 31536000,
    }


def _collect(app: Flask, host_name: str) -> None:
    """Gather what the features declare: pages and words of contacts, tasks, and who hears of changes."""
    sources = {kind: source for feature in FEATURES for source in feature.contacts for kind in source.kinds}
    app.extensions["features"] = FEATURES
    app.extensions["contact_sources"] = sources
    app.extensions["group_sources"] = tuple(group for feature in FEATURES for group in feature.groups)
    app.extensions["placements"] = offers.PLACEMENTS
    app.extensions["audit_words"] = labels.WORDS
    app.extensions["enrolment_sources"] = tuple(source for feature in FEATURES for source in feature.enrolments)
    follow = (one for feature in FEATURES for one in feature.after_enrolment_change)
    app.extensions["after_enrolment_change"] = (places.follow_enrolment, *follow)
    app.extensions["tablet_taking_in"] = take_in
    app.extensions["tablet_sources"] = tuple(source for feature in FEATURES for source in feature.tablet)
    app.extensions["summaries"] = tuple(summary for feature in FEATURES for summary in feature.summaries)
    hear_of_families = (one for feature in FEATURES for one in feature.after_family_change)
    app.extensions["after_family_change"] = tuple(hear_of_families)
    app.extensions["task_sources"] = tuple(task for feature in FEATURES for task in feature.tasks)
    app.extensions["lead_sources"] = tuple(source for feature in FEATURES for source in feature.leads)
    hear = (one for feature in FEATURES for one in feature.after_change)
    app.extensions["after_change"] = (EventStore(Wording(words=sources, host_name=host_name)).after_change, *hear)


def _add_health(app: Flask) -> None:
    @app.get("/healthz")
    @requires(Permission.ANONYMOUS)
    def healthz() -> Response:
        """200 when the database answers."""
        db.session.execute(text("SELECT 1"))
        return Response("ok\n", mimetype="text/plain")
