"""What a group's page says of the plan gate: each thing once, whom it is about, and the way out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from programmes.conditions import AgeAtStart, IndicationRecorded, InGroep, TrackByIndication
from programmes.findings import Finding
from thuisbasis import languages
from thuisbasis.groups.models import Group

MOST_NAMES = 3
ASKED_OF_CHILDREN = frozenset(each.rule for each in (AgeAtStart, InGroep, IndicationRecorded, TrackByIndication))


@dataclass(frozen=True, kw_only=True)
class ShownFinding:
    """One thing in words. `element` is its place in the list, by which the template finds its link."""

    element: str
    message: str
    satisfied_by: str
    blocks: bool
    link: str | None


def shown(group: Group, findings: Sequence[Finding], missing: Collection[str] = ()) -> list[ShownFinding]:
    """The findings, what blocks first; the same of several children as one.

    `missing`: the messages that only say that something is not known yet; these ask to fill it in.
    """
    ordered = sorted(_together(findings), key=lambda same: not same[0].blocks)
    return [_shown(group, str(place), same, missing) for place, same in enumerate(ordered)]


def blocking(findings: Sequence[Finding]) -> int:
    """How many things keep a group from starting, the same of several children counted once."""
    return sum(same[0].blocks for same in _together(findings))


def _together(findings: Sequence[Finding]) -> list[list[Finding]]:
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.rule, _without_name(finding)), []).append(finding)
    return list(together.values())


def _shown(group: Group, place: str, same: Sequence[Finding], missing: Collection[str]) -> ShownFinding:
    first = same[0]
    about = [finding.child for finding in same if finding.child]
    words = _without_name(first)
    return ShownFinding(
        element=place,
        message=f"{_names(about)}: {words}" if about else words,
        satisfied_by=gettext("Vul het in bij de gegevens van de kinderen.")
        if words in missing
        else languages.text(first.satisfied_by),
        blocks=first.blocks,
        link=_way_out(group, first),
    )


def _without_name(finding: Finding) -> str:
    words = languages.text(finding.message)
    return words.removeprefix(f"{finding.child}: ") if finding.child else words


def _names(children: Sequence[str]) -> str:
    more = len(children) - MOST_NAMES
    if more <= 0:
        return ", ".join(children)
    named = ", ".join(children[:MOST_NAMES])
    return ngettext("%(named)s en nog %(num)s kind", "%(named)s en nog %(num)s kinderen", more, named=named)


def _way_out(group: Group, finding: Finding) -> str | None:
    """The page on which it can be answered."""
    if finding.rule in ASKED_OF_CHILDREN:
        return url_for("groups.missing", group_id=group.id)
    if finding.rule.startswith("group_size"):
        return url_for("groups.families", group_id=group.id)
    if finding.rule == "qualified_leaders":
        return url_for("groups.group", group_id=group.id, _anchor="leaders")
    return None


def headline(findings: Sequence[ShownFinding]) -> str:
    """What stands above the list."""
    count = sum(finding.blocks for finding in findings)
    if not count:
        return gettext("Deze groep kan starten.")
    return ngettext(
        "Deze groep kan nog niet starten: er ontbreekt nog %(num)s ding.",
        "Deze groep kan nog niet starten: er ontbreken nog %(num)s dingen.",
        count,
    )
