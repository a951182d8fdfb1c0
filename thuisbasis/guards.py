"""Every view states the permission it needs; one that states none is refused."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request

from thuisbasis.errors import ForbiddenError
from thuisbasis.permissions import OPEN, Actor, Permission
from thuisbasis.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

ATTRIBUTE = "required_permission"


class SignInNeededError(Exception):
    """Nobody is signed in and the view is not public."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it needs. The mark stands nearest to the function, below `route`."""

    def mark(view: View) -> View:
        setattr(view, ATTRIBUTE, permission)
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """The permission that a view states, or None."""
    return getattr(view, ATTRIBUTE, None)


def current_actor() -> Actor:
    """The signed-in staff member. Raises SignInNeededError when nobody is."""
    actor = cast("Actor | None", g.get("actor"))
    if actor is None:
        raise SignInNeededError
    return actor


def current_settings() -> Settings:
    """The settings of the running app."""
    return cast("Settings", current_app.extensions["settings"])


def install(app: Flask, *, public_endpoints: frozenset[str] = frozenset()) -> None:
    """Refuse, before each request, whatever the actor may not do.

    `public_endpoints` are views of libraries that cannot carry our mark (static files, sign-in).
    """

    @app.before_request
    def check() -> None:
        endpoint = request.endpoint
        if endpoint is None or endpoint in public_endpoints:
            return
        permission = permission_of(app.view_functions[endpoint])
        if permission in OPEN:
            return
        actor = current_actor()
        if permission is None or not actor.may(permission):
            raise ForbiddenError(endpoint)
