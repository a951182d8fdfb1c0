"""What people see when something is refused or fails: a calm page in their language that keeps what they typed."""

from http import HTTPStatus

import structlog
from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from thuisbasis.database import db
from thuisbasis.errors import EditConflictError, ForbiddenError, InvalidStateError, NotFoundError, RuleBrokenError
from thuisbasis.guards import SignInNeededError

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})
NEVER_KEPT = ("csrf_token", "password")

log = structlog.get_logger(__name__)


def kept_values() -> list[tuple[str, str]]:
    """What the reader sent with a form, secrets left out, so that the error page can hand it back."""
    try:
        pairs = list(request.form.items(multi=True)) if request.method == "POST" else []
    except HTTPException:  # a body that cannot be read has nothing to hand back
        return []
    return [(name, text) for name, text in pairs if text and not any(secret in name for secret in NEVER_KEPT)]


def page(status: int, **context: object) -> ResponseReturnValue:
    """The error page of a status."""
    shown = status if status in PAGES else (400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500)
    context.setdefault("kept", kept_values())
    return render_template(f"errors/{shown}.html", status=status, **context), status


def install(app: Flask) -> None:
    """Register the handlers. Each rolls the database back first: nothing half-written stays."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue | HTTPException:
        code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        if code < HTTPStatus.BAD_REQUEST:
            return error
        db.session.rollback()
        return page(code)

    @app.errorhandler(SignInNeededError)
    def sign_in_needed(_error: SignInNeededError) -> ResponseReturnValue:
        if g.get("signed_in") is not None:
            return redirect(url_for("accounts.no_organisation"))
        if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
            return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
        return page(403, signed_out=True)

    @app.errorhandler(CSRFError)
    def form_expired(_error: CSRFError) -> ResponseReturnValue:
        db.session.rollback()
        return page(400, expired=True)

    @app.errorhandler(NotFoundError)
    def not_found(_error: NotFoundError) -> ResponseReturnValue:
        db.session.rollback()
        return page(404)

    @app.errorhandler(ForbiddenError)
    def forbidden(_error: ForbiddenError) -> ResponseReturnValue:
        db.session.rollback()
        return page(403)

    @app.errorhandler(InvalidStateError)
    def invalid_state(error: InvalidStateError) -> ResponseReturnValue:
        db.session.rollback()
        return page(409, message=error.message)

    @app.errorhandler(RuleBrokenError)
    def rule_broken(error: RuleBrokenError) -> ResponseReturnValue:
        db.session.rollback()
        return page(409, findings=error.findings)

    @app.errorhandler(EditConflictError)
    def edit_conflict(error: EditConflictError) -> ResponseReturnValue:
        db.session.rollback()
        return page(409, mine=error.mine, theirs=error.theirs)

    @app.errorhandler(StaleDataError)
    def stale(_error: StaleDataError) -> ResponseReturnValue:
        db.session.rollback()
        return page(409)

    @app.errorhandler(IntegrityError)
    def met_another(_error: IntegrityError) -> ResponseReturnValue:
        """Two people wrote the same thing at the same instant, and the other one was first."""
        db.session.rollback()
        return page(409)

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError) -> ResponseReturnValue:
        db.session.rollback()
        log.error("database unavailable", kind=type(error.orig).__name__)
        return page(503)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        if app.testing and app.config.get("PROPAGATE_EXCEPTIONS"):
            raise error
        db.session.rollback()
        log.exception("unexpected error", endpoint=request.endpoint, kind=type(error).__name__)
        return page(500)
