"""Who may knock: our own pages only. What is refused is told as JSON, in the reader's language."""

from http import HTTPStatus
from typing import Any

import structlog
from flask import Blueprint, Response, current_app, g, jsonify, request
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from thuisbasis.database import db
from thuisbasis.errors import DomainError, ForbiddenError, NotFoundError
from thuisbasis.guards import SignInNeededError
from thuisbasis.recording.attachments import HashError, OffsetError, UnfitError
from thuisbasis.tablet.bodies import NotUnderstoodError
from thuisbasis.tablet.devices import ShutOutError
from thuisbasis.tablet.sealing import SealError

DEVICE_HEADER = "X-Thuisbasis-Tablet"
OUR_MARK = ("X-Thuisbasis", "1")

log = structlog.get_logger(__name__)


class NotOursError(DomainError):
    """The request does not come from our own pages."""


def refuse_strangers() -> None:
    """Raise NotOursError for a request that another site could have made a browser send.

    The sign-in cookie is SameSite=Lax; this is the second lock, in place of a form token (OWASP, CSRF prevention: fetch
    metadata, origin check, custom header).
    """
    if request.endpoint == "api.openapi":
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    ours = request.host_url.rstrip("/")
    if site not in (None, "same-origin") or (origin is not None and origin != ours):
        raise NotOursError("origin")
    if DEVICE_HEADER not in request.headers:
        raise NotOursError("header")


def error(status: int, code: str, message: str, **more: Any) -> Response:
    """An error as the protocol has it."""
    answer = jsonify({"error": {"code": code, "message": message, **more}})
    answer.status_code = status
    return answer


def install(blueprint: Blueprint) -> None:
    """Put lock, mark and error answers on the blueprint."""
    blueprint.before_request(refuse_strangers)
    blueprint.after_request(_mark)
    for kind, answer in _ANSWERS.items():
        blueprint.register_error_handler(kind, answer)


def _mark(response: Response) -> Response:
    """So that a tablet knows our answers from those of a captive portal."""
    response.headers.set(*OUR_MARK)
    return response


def _not_understood(fault: Exception) -> Response:
    db.session.rollback()
    return error(HTTPStatus.BAD_REQUEST, "not-understood", str(fault))


def _sign_in_needed(_fault: Exception) -> Response:
    if g.get("signed_in") is not None:
        return error(HTTPStatus.FORBIDDEN, "forbidden", gettext("U werkt op dit moment voor geen organisatie."))
    return error(
        HTTPStatus.UNAUTHORIZED, "sign-in-needed", gettext("Log opnieuw in. Alles wat u schreef, staat er nog.")
    )


def _not_ours(_fault: Exception) -> Response:
    db.session.rollback()
    return error(HTTPStatus.FORBIDDEN, "not-ours", gettext("Dit verzoek komt niet van onze eigen pagina's."))


def _forbidden(_fault: Exception) -> Response:
    db.session.rollback()
    return error(HTTPStatus.FORBIDDEN, "forbidden", gettext("U mag dit niet zien of doen."))


def _unknown(_fault: Exception) -> Response:
    db.session.rollback()
    return error(HTTPStatus.NOT_FOUND, "unknown", gettext("Dit is er niet, of het is niet van u."))


def _shut_out(_fault: Exception) -> Response:
    db.session.rollback()
    words = gettext("Deze tablet is afgesloten. Wat nog niet verzonden was, kan nog worden verstuurd.")
    return error(HTTPStatus.GONE, "shut-out", words)


def _offset(fault: Exception) -> Response:
    db.session.rollback()
    assert isinstance(fault, OffsetError)  # noqa: S101  # registered for this kind alone
    answer = error(HTTPStatus.CONFLICT, "offset", gettext("Dit deel sluit niet aan op wat er al is."))
    answer.headers["Upload-Offset"] = str(fault.received)
    return answer


def _hash(_fault: Exception) -> Response:
    db.session.commit()  # what did not fit its hash is gone
    return error(
        HTTPStatus.UNPROCESSABLE_ENTITY, "hash", gettext("De foto kwam beschadigd aan. Hij wordt opnieuw verstuurd.")
    )


def _unfit(_fault: Exception) -> Response:
    db.session.rollback()
    words = gettext("Dit bestand is te groot, of van een soort die we niet aannemen.")
    return error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "not-understood", words)


def _try_later(_fault: Exception) -> Response:
    db.session.rollback()
    return error(
        HTTPStatus.SERVICE_UNAVAILABLE, "try-later", gettext("Dit lukte nu niet. Het wordt vanzelf opnieuw geprobeerd.")
    )


def _http(fault: Exception) -> Response:
    db.session.rollback()
    status = fault.code if isinstance(fault, HTTPException) and fault.code else 500
    code = "unknown" if status == HTTPStatus.NOT_FOUND else "not-understood" if status < 500 else "try-later"
    return error(status, code, str(getattr(fault, "description", "")))


def _unexpected(fault: Exception) -> Response:
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise fault
    db.session.rollback()
    log.exception("unexpected error", endpoint=request.endpoint, kind=type(fault).__name__)
    return error(
        HTTPStatus.INTERNAL_SERVER_ERROR, "try-later", gettext("Er ging iets mis bij ons. Uw werk staat er nog.")
    )


_ANSWERS = {
    NotUnderstoodError: _not_understood,
    SealError: _not_understood,
    SignInNeededError: _sign_in_needed,
    NotOursError: _not_ours,
    ForbiddenError: _forbidden,
    NotFoundError: _unknown,
    ShutOutError: _shut_out,
    OffsetError: _offset,
    HashError: _hash,
    UnfitError: _unfit,
    OperationalError: _try_later,
    IntegrityError: _try_later,
    StaleDataError: _try_later,
    HTTPException: _http,
    Exception: _unexpected,
}
