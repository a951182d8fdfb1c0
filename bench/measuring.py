"""Times of several acts, taken in turns, so that what disturbs the machine disturbs all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Final

Act = Callable[[], object]

BATCH_SECONDS: Final = 0.06
MOST_IN_A_BATCH: Final = 2_000


def processor_seconds(acts: Mapping[str, Act], rounds: int) -> dict[str, float]:
    """The processor time of each act in seconds: the median over the rounds of a batch's mean."""
    sizes = {name: _batch_size(act) for name, act in acts.items()}
    found: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            began = time.process_time()
            for _ in range(sizes[name]):
                act()
            found[name].append((time.process_time() - began) / sizes[name])
    return {name: statistics.median(times) for name, times in found.items()}


def wall_seconds(acts: Mapping[str, Act], rounds: int) -> dict[str, float]:
    """The time of each act in seconds as a clock on the wall says it: the tenth percentile of all."""
    sizes = {name: max(3, _batch_size(act)) for name, act in acts.items()}
    found: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            for _ in range(sizes[name]):
                began = time.perf_counter()
                act()
                found[name].append(time.perf_counter() - began)
    return {name: tenth_percentile(times) for name, times in found.items()}


def tenth_percentile(times: list[float]) -> float:
    """What one in ten stays below: hardly disturbed, yet no stroke of luck."""
    return sorted(times)[len(times) // 10]


def seconds_of(kind: str, acts: Mapping[str, Act], rounds: int) -> dict[str, float]:
    """Processor time for SQLite, which works in our process; wall time for PostgreSQL, which works in its own."""
    return processor_seconds(acts, rounds) if kind == "sqlite" else wall_seconds(acts, rounds)


def _batch_size(act: Act) -> int:
    """How often an act fits into a batch; the first time warms up what is kept."""
    act()
    began = time.perf_counter()
    act()
    return max(1, min(MOST_IN_A_BATCH, int(BATCH_SECONDS / (time.perf_counter() - began))))
