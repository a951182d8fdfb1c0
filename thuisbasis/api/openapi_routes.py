"""The description of the interface, for machines."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from thuisbasis.api.blueprint import blueprint
from thuisbasis.api.openapi import description
from thuisbasis.guards import requires
from thuisbasis.permissions import Permission


@blueprint.get("/openapi.json")
@requires(Permission.PUBLIC)
def openapi() -> ResponseReturnValue:
    """The interface as OpenAPI 3.1."""
    return jsonify(description())
