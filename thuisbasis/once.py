"""The same form sent many times at once adds one row, and each sender gets the same answer."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from thuisbasis.database import db

Row = TypeVar("Row")


def once(add: Callable[[], Row]) -> Row:
    """Run `add`, which gives the row that a form's id names, made now or before; and commit.

    Two that come at the same moment both find nothing and both insert. The key lets one through; the other looks
    again, and finds it.
    """
    try:
        row = add()
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        row = add()
        db.session.commit()
    return row
