"""A figure beside its goal, and the table of all of them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = ("sqlite", "postgresql")
ONCE = "once"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a figure should be: at least or at most so much."""

    limit: float
    at_least: bool = False

    def met_by(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured thing. `values` and `goals` go by database, or by `ONCE` where none plays a part."""

    key: str
    what: str
    values: dict[str, float]
    goals: dict[str, Goal]
    detail: str = ""

    @property
    def as_data(self) -> dict[str, Any]:
        """Plain values, for --json."""
        met = {kind: goal.met_by(self.values[kind]) for kind, goal in self.goals.items() if kind in self.values}
        return asdict(self) | {"goals": {kind: str(goal) for kind, goal in self.goals.items()}, "met": met}


@dataclass
class Report:
    """All figures of a run, in the order in which they are known by."""

    families: int
    rounds: int
    figures: list[Figure] = field(default_factory=list)

    def add(self, kind: str, key: str, what: str, value: float, goal: Goal, detail: str = "") -> None:
        """A figure for one database (or `ONCE`); the same thing on another one stands on the same line."""
        for figure in self.figures:
            if (figure.key, figure.what) == (key, what):
                figure.values[kind], figure.goals[kind] = value, goal
                return
        figure = Figure(key=key, what=what, values={kind: value}, goals={kind: goal}, detail=detail)
        self.figures.append(figure)

    @property
    def as_data(self) -> dict[str, Any]:
        """Plain values, for --json."""
        figures = [figure.as_data for figure in self._in_order()]
        return {"families": self.families, "rounds": self.rounds, "figures": figures}

    def _in_order(self) -> list[Figure]:
        return sorted(self.figures, key=lambda figure: figure.key)

    def lines(self) -> Iterable[str]:
        """The table to read: goal and figure for each database; ! stands beside what misses its goal."""
        yield f"{self.families} families, {self.rounds} rounds. Ratios, unless it says otherwise; ! misses its goal."
        yield ""
        yield f"{'':4}{'':66}{'SQLite':>22}{'PostgreSQL':>22}"
        for figure in self._in_order():
            cells = [_cell(figure, kind) for kind in KINDS]
            if ONCE in figure.values:
                cells = [_cell(figure, ONCE), ""]
            yield f"{figure.key:4}{figure.what:66}{cells[0]:>22}{cells[1]:>22}"


def _cell(figure: Figure, kind: str) -> str:
    if kind not in figure.values:
        return "–"
    value, goal = figure.values[kind], figure.goals[kind]
    sign = " " if goal.met_by(value) else "!"
    shown = f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
    return f"{shown}{sign}  ({goal})"
