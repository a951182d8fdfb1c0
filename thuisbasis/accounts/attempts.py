"""How often somebody may try a password: counted in the database, so that workers and restarts share the count."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from thuisbasis.accounts.models import AttemptCounter


def count(session: Session, key: str, *, at: datetime, limit: int, window: timedelta) -> bool:
    """Count one try for `key`; False once more than `limit` fell within `window`. Flushes; the caller commits."""
    counter = session.get(AttemptCounter, key, with_for_update=True)
    if counter is None:
        counter = AttemptCounter(key=key, since=at, count=0)
        session.add(counter)
    elif at - counter.since >= window:
        counter.since, counter.count = at, 0
    counter.count += 1
    session.flush()
    return counter.count <= limit


def forget(session: Session, key: str) -> None:
    """Start afresh after a success."""
    counter = session.get(AttemptCounter, key)
    if counter is not None:
        session.delete(counter)
