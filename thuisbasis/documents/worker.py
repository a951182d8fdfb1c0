"""The process that turns HTML into PDF: `python -m thuisbasis.documents.worker STATIC SECONDS MEGABYTES`.

It sees no database, no settings and no secret. Requests come on standard input, answers go to standard output.
"""

import gc
import resource
import sys
from pathlib import Path
from typing import IO

from thuisbasis.documents.messages import read_message, write_message

# A renderer that has grown or has worked long makes room for a fresh one.
LARGEST_RESIDENT_KB = 200 * 1024
MOST_DOCUMENTS = 1000
OBJECTS_BETWEEN_COLLECTIONS = 10_000


def limit_process(megabytes: int) -> None:
    """Bound memory, forbid core dumps (they would hold personal data) and writing to any file."""
    memory = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def allow_cpu_for_one_document(seconds: int) -> None:
    """Let the process use at most `seconds` more; past that the kernel ends it (SIGXCPU)."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + seconds, hard))


def is_worn(documents: int) -> bool:
    """Whether this process should make room after so many documents."""
    return documents >= MOST_DOCUMENTS or resident_kb() > LARGEST_RESIDENT_KB


def resident_kb() -> int:
    """The memory in use. Not `ru_maxrss`: that begins with what the process had that started this one.

    0 where the system does not tell; the number of documents bounds the process there.
    """
    told = Path("/proc/self/statm")
    if not told.exists():
        return 0
    return int(told.read_text().split()[1]) * resource.getpagesize() // 1024


def serve(requests: IO[bytes], answers: IO[bytes], static: Path, seconds: int) -> None:
    """Answer requests until the stream ends, the memory does, or the process is worn.

    An answer's head holds `outcome` ("done", "failed" or "too-heavy") and `leaving`: whether it is this process's last.
    """
    # Imported after the limits are set, so that they hold for all of it.
    from thuisbasis.documents.pages import PageRenderer

    renderer = PageRenderer(static)
    # What stands now stays; a page makes many objects that die together. Looking through them less often saves a tenth.
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    documents = 0
    leaving = False
    while not leaving and (message := read_message(requests)) is not None:
        head, html = message
        documents += 1
        allow_cpu_for_one_document(seconds)
        try:
            outcome, body = "done", renderer.render(html.decode(), **head["options"])
        except MemoryError:
            outcome, body, leaving = "too-heavy", b"", True
        except Exception as error:  # told as a kind and a place: its text could hold personal data
            outcome, body = "failed", _place(error).encode()
        leaving = leaving or is_worn(documents)
        write_message(answers, {"outcome": outcome, "leaving": leaving}, body)


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return type(error).__name__ + where


def main() -> None:
    """Serve on the standard streams."""
    static, seconds, megabytes = sys.argv[1:]
    limit_process(int(megabytes))
    serve(sys.stdin.buffer, sys.stdout.buffer, Path(static), int(seconds))


if __name__ == "__main__":
    main()
