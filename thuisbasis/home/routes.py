"""All views of the room: importing this module puts them on the blueprint."""

from thuisbasis.home import start_routes
from thuisbasis.home.blueprint import blueprint
from thuisbasis.home.progress import routes as progress_routes

__all__ = ["blueprint", "progress_routes", "start_routes"]
