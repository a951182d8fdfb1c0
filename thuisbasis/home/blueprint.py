"""The blueprint of the start page, the agenda and the lists behind the figures."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)
