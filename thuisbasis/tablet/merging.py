"""Bringing together what two people wrote on one record, field by field. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Merge:
    """`fields`: what both agree on, mine where only I changed, theirs elsewhere. `conflicts`: fields both changed."""

    fields: dict[str, list[str]]
    conflicts: tuple[str, ...]


def three_way(base: Fields, mine: Fields, theirs: Fields) -> Merge:
    """Merge two descendants of `base`. A field that is not there is empty.

    Where both changed a field to the same value there is no conflict. In a conflict `fields` holds theirs.
    """
    merged: dict[str, list[str]] = {}
    conflicts = []
    for name in dict.fromkeys((*theirs, *mine, *base)):
        before, ours, other = (list(fields.get(name, ())) for fields in (base, mine, theirs))
        if ours != other and before not in (ours, other):
            conflicts.append(name)
        value = ours if other == before else other
        if value:
            merged[name] = value
    return Merge(fields=merged, conflicts=tuple(conflicts))
