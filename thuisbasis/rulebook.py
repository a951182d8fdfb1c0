"""The rule-book that this app runs with: the shipped catalogue, unless the app was made with another."""

from flask import current_app

from programmes.catalogue import Catalogue
from programmes.protocol import Programme, Track


def catalogue() -> Catalogue:
    """The catalogue of the running app."""
    found: Catalogue = current_app.extensions["catalogue"]
    return found


def programme(key: str, version: str | None = None) -> Programme:
    """A programme at a version (default: the latest). Raises the catalogue's UnknownKey."""
    return catalogue().get(key, version)


def track(programme_key: str, version: str, track_key: str) -> Track:
    """A track of a programme at a version. Raises the catalogue's UnknownKey."""
    return programme(programme_key, version).track(track_key)
