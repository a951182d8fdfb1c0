"""The views of this room: importing them puts them on the blueprint."""

from thuisbasis.families import family_routes, history_routes, list_routes, member_routes
from thuisbasis.families.blueprint import blueprint

__all__ = ["blueprint", "family_routes", "history_routes", "list_routes", "member_routes"]
