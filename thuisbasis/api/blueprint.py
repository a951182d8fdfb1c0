"""The blueprint of /api/v1, with its lock."""

from flask import Blueprint

from thuisbasis.api import doors

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
doors.install(blueprint)
