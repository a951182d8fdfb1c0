"""Subjects that a source of tasks has something to say about, from a day on."""

import uuid
from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import OrganisationRow


class Watched(OrganisationRow):
    """A stretch of days on which an enrolment or a group asks for somebody's attention, unless something changes.

    There is one row for each stretch and each of those whom it may ask, `for_id`: the organisation (whoever sees all of
    it), a school (who coordinates it) or a staff member. `source` names whose subject it is. The row only says where to
    look; what the reader may see and what there is to say is asked of the subject itself.
    """

    __tablename__ = "watched"

    source: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[uuid.UUID]
    for_id: Mapped[uuid.UUID]
    asks_on: Mapped[date]
    asks_until: Mapped[date]

    __table_args__ = (
        UniqueConstraint("organisation_id", "subject_id", "source", "for_id", "asks_on"),
        Index(None, "organisation_id", "source", "for_id", "asks_on", "asks_until", "subject_id"),
    )
