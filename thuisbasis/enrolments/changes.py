"""The one call upwards: whoever stands on enrolments hears when one changes state, within the same transaction."""

from collections.abc import Callable

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.permissions import Actor

AfterEnrolmentChange = Callable[[Session, Actor, Enrolment], None]


def announce(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Flush, then tell the functions that app.py collected: places in groups."""
    session.flush()
    functions: tuple[AfterEnrolmentChange, ...] = current_app.extensions.get("after_enrolment_change", ())
    for function in functions:
        function(session, actor, enrolment)
