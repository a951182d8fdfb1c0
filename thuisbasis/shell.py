"""What every page has around it: the rail, the person's menu, addresses of static files."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext

from thuisbasis import guards, languages, paths
from thuisbasis.feature import Feature
from thuisbasis.permissions import Permission

# A room whose pages belong, for the reader, to another room's entry in the rail.
ROOM_OF = {"family_card": "families"}


@dataclass(frozen=True)
class ShownEntry:
    """A menu entry as a template shows it."""

    label: str
    url: str
    icon: str
    active: bool = False


def install(app: Flask) -> None:
    """Give every template the frame's values."""
    app.context_processor(_frame)
    app.add_template_global(static_url)


@cache
def _version_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def static_url(path: str) -> str:
    """The address of a static file, with its version, so that browsers may keep it for a year."""
    return url_for("static", filename=path, v=_version_of(paths.STATIC / path))


def _frame() -> dict[str, Any]:
    signed_in = g.get("actor") is not None
    return {
        "current_actor": g.get("actor"),
        "locale": languages.current(),
        "text_direction": "ltr",
        "menu": _menu() if signed_in else [],
        "demo": guards.current_settings().demo,
        "home_url": url_for("home.start"),
        "search_url": _url_if_allowed("families.family_list", Permission.SEE_FAMILIES),
        "sign_out_url": url_for("security.logout"),
        "language_url": url_for("accounts.choose_language"),
        "theme_url": url_for("accounts.choose_theme"),
        "account_links": _account_links() if signed_in else [],
        "Permission": Permission,
    }


def _menu() -> list[ShownEntry]:
    features: tuple[Feature, ...] = current_app.extensions["features"]
    entries = sorted((entry for feature in features for entry in feature.menu), key=lambda entry: entry.order)
    return [
        ShownEntry(str(entry.label), url_for(entry.endpoint), entry.icon, _is_here(entry.endpoint))
        for entry in entries
        if g.actor.may(entry.permission)
    ]


def _is_here(endpoint: str) -> bool:
    """Whether the entry leads to this page, or (a list's entry) to the room that this page is of."""
    if endpoint.startswith("home."):
        return request.endpoint == endpoint or (endpoint == "home.this_week" and request.endpoint == "home.agenda")
    return endpoint.split(".")[0] == ROOM_OF.get(request.blueprint or "", request.blueprint)


def _account_links() -> list[ShownEntry]:
    wanted = (
        (gettext("Uw account"), "accounts.account", "person-circle", Permission.OWN_ACCOUNT),
        (gettext("Tablet"), "tablet_shell.page", "tablet", Permission.SEE_VISITS),
        (gettext("Agenda-adressen"), "calendars.own_addresses", "calendar3", Permission.OWN_ACCOUNT),
        (gettext("Tablets"), "tablets.tablets", "tablet", Permission.SEE_TABLETS),
        (gettext("Scholen"), "organisations.schools", "building", Permission.SEE_SCHOOLS),
        (gettext("Teksten voor ouders"), "parent_texts.parent_texts", "translate", Permission.REVIEW_TEXTS),
        (gettext("Medewerkers"), "organisations.staff", "people", Permission.MANAGE_STAFF),
    )
    found = ((label, _url_if_allowed(endpoint, permission), icon) for label, endpoint, icon, permission in wanted)
    return [ShownEntry(label, url, icon) for label, url, icon in found if url is not None]


def _url_if_allowed(endpoint: str, permission: Permission) -> str | None:
    actor = g.get("actor")
    if actor is None or not actor.may(permission) or endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint)
