"""What a printed page costs, as ratios (G8): against WeasyPrint used plainly, two processes against one, and memory.

Run as a program it prints the figures; `measure()` gives them to the bench that prints them all.
"""

import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.documents.environment import sample_html
from tests.documents.samples import all_samples
from thuisbasis.documents.rendering import Limits, RenderingPool
from thuisbasis.paths import STATIC

ROUNDS = 9
OPTIONS = {"language": "nl", "title": "Proef", "document_id": "A1", "created": "2026-11-23T18:00:00+00:00"}
# What WeasyPrint does with a table that nobody thought about.
PLAIN_TABLES = "table { table-layout: auto; border-collapse: collapse }"


@dataclass(frozen=True)
class Figures:
    """Ratios and megabytes; the goals of G8 are at most 0.6, at least 1.6, and at most 120."""

    against_plain: dict[str, float]
    two_processes: float
    resident_megabytes: float


def measure(rounds: int = ROUNDS) -> Figures:
    """All figures of G8, in about half a minute for nine rounds."""
    pages = {name: sample_html(template, sheet) for name, (template, sheet) in all_samples().items()}
    throughput, memory = _two_processes(list(pages.values()), rounds)
    return Figures(_against_plain(pages, rounds), throughput, memory)


def _against_plain(pages: dict[str, str], rounds: int) -> dict[str, float]:
    """Median processor time of ours against the plain use, round by round in one process, with the same fonts."""
    os.environ["FONTCONFIG_FILE"] = str(STATIC / "fonts" / "fonts.conf")
    from weasyprint import CSS, HTML

    from thuisbasis.documents.pages import PageRenderer

    stylesheet = (STATIC / "css" / "print" / "print.css").read_text(encoding="utf-8") + PLAIN_TABLES
    renderer = PageRenderer(STATIC)
    ratios = {}
    for name, page in pages.items():
        ours, plain = [], []
        for _ in range(rounds):
            started = time.process_time()
            renderer.render(page, **OPTIONS)
            between = time.process_time()
            HTML(string=page).write_pdf(stylesheets=[CSS(string=stylesheet)])
            ours.append(between - started)
            plain.append(time.process_time() - between)
        ratios[name] = statistics.median(ours) / statistics.median(plain)
    return ratios


def _two_processes(pages: list[str], rounds: int) -> tuple[float, float]:
    """How many times the pages a second of one process two reach, and the most memory that one took (megabytes)."""
    seconds, memory = zip(*(_seconds_and_memory(pages, processes, rounds) for processes in (1, 2)), strict=True)
    return seconds[0] / seconds[1], max(memory)


def _seconds_and_memory(pages: list[str], processes: int, rounds: int) -> tuple[float, float]:
    pool = RenderingPool(Limits(), processes)

    def render(page: str) -> bytes:
        return pool.render(page, OPTIONS)

    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(render, pages * processes))  # starts the processes and fills their caches
        started = time.perf_counter()
        list(threads.map(render, pages * rounds))
        seconds = time.perf_counter() - started
    memory = max(map(_peak_megabytes, pool.process_ids))
    pool.close()
    return seconds, memory


def _peak_megabytes(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Print the figures beside their goals."""
    figures = measure()
    for name, ratio in figures.against_plain.items():
        print(f"G8 {name:<12} {ratio:5.2f} x plain WeasyPrint (goal at most 0.6)")
    print(f"G8 two processes {figures.two_processes:5.2f} x one (goal at least 1.6)")
    print(f"G8 memory of one {figures.resident_megabytes:5.0f} MB (goal at most 120)")


if __name__ == "__main__":
    main()
