"""What a week of practice still lacks by the programme's own rules: warnings, never more."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flask_babel import gettext

from programmes.protocol import Element, PracticeLog
from programmes.text import Choice
from thuisbasis import languages


def missing_kinds(log: PracticeLog, groep: str, kinds: Collection[str]) -> tuple[Choice, ...]:
    """The kinds of practice that a week of a child in this groep should hold and does not."""
    wanted = {kind for rule in log.weekly_kinds if groep in rule.groepen for kind in rule.kinds}
    return tuple(kind for kind in log.kinds if kind.key in wanted - set(kinds))


def too_many_at_a_time(
    elements: Collection[Element], groep: str, evidence: Mapping[str, Mapping[str, Any]]
) -> tuple[Element, ...]:
    """The elements of a plan that name several where this groep has one in focus at a time."""
    return tuple(
        element
        for element in elements
        for field in element.evidence
        if groep in field.one_at_a_time_for and len(evidence.get(element.key, {}).get(field.key) or ()) > 1
    )


def sentences(
    log: PracticeLog,
    elements: Collection[Element],
    *,
    groep: str,
    days: int,
    kinds: Collection[str],
    evidence: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    """The warnings of one child's week in words. A week without a day read lacks no kind: it lacks days."""
    missing = missing_kinds(log, groep, kinds) if days else ()
    if missing:
        names = ", ".join(languages.text(kind.text) for kind in missing)
        yield gettext("Deze week nog niet gedaan: %(kinds)s.", kinds=names)
    for element in too_many_at_a_time(elements, groep, evidence):
        name = languages.text(element.name)
        yield gettext("%(element)s: in groep %(groep)s staat er één tegelijk centraal.", element=name, groep=groep)
