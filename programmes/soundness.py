"""Refuses a badly written programme, in one clear sentence that names the file, the field and the mend."""

from __future__ import annotations

from collections.abc import Iterable

from programmes.protocol import Programme


class UnsoundProgrammeError(ValueError):
    """A programme is badly written. The message is one sentence with the file, the field and the mend."""


def check(programme: Programme, file: str) -> None:
    """Checks one programme. Raises UnsoundProgrammeError for the first thing that is wrong."""


def check_together(programmes: Iterable[Programme]) -> None:
    """Checks that no two programmes share key and version. Raises UnsoundProgrammeError."""
