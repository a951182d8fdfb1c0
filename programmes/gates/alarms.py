"""What somebody should act on: months about to pass, long silences, absences, children growing too old."""

from __future__ import annotations

from collections.abc import Mapping

from programmes.facts import AlarmFacts
from programmes.findings import Alarm
from programmes.protocol import Programme


def alarms(programme: Programme, facts: AlarmFacts, own: Mapping[str, int] | None = None) -> tuple[Alarm, ...]:
    """The alarms of the programme that ring for one enrolment on the day `facts.today`."""
    raise NotImplementedError
