"""The views of this room: importing them puts them on the blueprint."""

from thuisbasis.organisations import local_default_routes, school_routes, staff_routes
from thuisbasis.organisations.blueprint import blueprint

__all__ = ["blueprint", "local_default_routes", "school_routes", "staff_routes"]
