"""The command `thuisbasis` as if it were another moment: the clock runs on from TEST_NOW.

Run as a program. A journey that begins on a school day can so be walked on a Sunday in August too.
"""

import os
from datetime import UTC, datetime

from thuisbasis import clock

AHEAD = datetime.fromisoformat(os.environ["TEST_NOW"]) - datetime.now(UTC)


def _now() -> datetime:
    return clock.standing_at() or datetime.now(UTC) + AHEAD


clock.now = _now

if __name__ == "__main__":
    from thuisbasis.cli import main  # after the clock is set

    main()
