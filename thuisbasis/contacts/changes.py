"""The one call upwards: whoever stands on contacts hears of a change, within the same transaction."""

from collections.abc import Callable, Sequence

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.contacts.models import Contact

AfterChange = Callable[[Session, Sequence[Contact]], None]


def announce(session: Session, contacts: Sequence[Contact]) -> None:
    """Flush, then tell the functions that app.py collected: stored events, summaries."""
    session.flush()
    functions: tuple[AfterChange, ...] = current_app.extensions.get("after_change", ())
    for function in functions:
        function(session, contacts)
