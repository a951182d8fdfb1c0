"""The blueprint that the pages of enrolments share."""

from flask import Blueprint

blueprint = Blueprint("enrolments", __name__)
