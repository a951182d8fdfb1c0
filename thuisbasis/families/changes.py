"""The one call upwards: whoever stands on families hears when one changes, within the same transaction."""

import uuid
from collections.abc import Callable, Collection

from flask import current_app
from sqlalchemy.orm import Session

AfterFamilyChange = Callable[[Session, uuid.UUID, Collection[uuid.UUID]], None]


def announce(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> None:
    """Flush, then tell the functions that app.py collected: whom the start page looks at, how programmes stand."""
    session.flush()
    functions: tuple[AfterFamilyChange, ...] = current_app.extensions.get("after_family_change", ())
    for function in functions:
        function(session, organisation_id, family_ids)
