"""The versions of the record form that tablets may still bring. A programme's own version is another thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from thuisbasis.tablet.bodies import Fields

CURRENT = 1
ACCEPTED_FOR = timedelta(days=183)

Renewing = Callable[[Fields], Fields]


@dataclass(frozen=True, kw_only=True)
class OldVersion:
    """A version that tablets no longer get: since when, and how its fields read in the version after it."""

    replaced_on: date
    renew: Renewing


# Add the version that is being replaced here, in the change that raises CURRENT.
OLD: Mapping[int, OldVersion] = {}


class TooOldError(ValueError):
    """A version that was replaced more than six months ago, or one that never was."""


def renewed(fields: Fields, version: int, today: date, old: Mapping[int, OldVersion] | None = None) -> Fields:
    """Fields of a version as fields of the current one. Raises TooOldError."""
    known = OLD if old is None else old
    while version != CURRENT:
        replaced = known.get(version)
        if replaced is None or today - replaced.replaced_on > ACCEPTED_FOR:
            raise TooOldError(version)
        fields, version = replaced.renew(fields), version + 1
    return fields
