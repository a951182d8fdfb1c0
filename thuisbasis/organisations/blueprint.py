"""The blueprint that the views of this room hang on; `routes` has them all."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__)
