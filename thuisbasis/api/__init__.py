"""The JSON interface under /api/v1: for our own app on a tablet, and whoever the protocol is told to."""

from thuisbasis.api import openapi_routes as openapi_routes
from thuisbasis.api import tablet_routes as tablet_routes
from thuisbasis.api.blueprint import blueprint as blueprint
