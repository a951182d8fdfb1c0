"""What an organisation said about the texts for parents: who found which one right, and its own wordings.

The texts themselves stand in the rule-book. A text is named by its kind ("prompt"), its key and its language.
"""

import uuid
from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import OrganisationRow, key_to, reference
from thuisbasis.organisations.models import Staff


class ParentTextReview(OrganisationRow):
    """Somebody found a text right. It holds for those very words beside that very Dutch, which `text_hash` names."""

    __tablename__ = "parent_text_review"

    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12))
    text_hash: Mapped[str] = mapped_column(String(64))
    reviewed_by_id: Mapped[uuid.UUID]
    reviewed_at: Mapped[datetime]
    withdrawn_by_id: Mapped[uuid.UUID | None]
    withdrawn_at: Mapped[datetime | None]

    reviewed_by: Mapped[Staff] = reference("ParentTextReview", "reviewed_by_id", "Staff")

    __table_args__ = (
        key_to("staff", "reviewed_by_id"),
        key_to("staff", "withdrawn_by_id"),
        Index(None, "organisation_id", "kind", "key", "language"),
    )


class ParentTextWording(OrganisationRow):
    """A wording of the organisation's own, in versions that count from 1; an empty one means ours again."""

    __tablename__ = "parent_text_wording"

    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    written_by_id: Mapped[uuid.UUID]
    written_at: Mapped[datetime]

    written_by: Mapped[Staff] = reference("ParentTextWording", "written_by_id", "Staff")

    __table_args__ = (
        key_to("staff", "written_by_id"),
        UniqueConstraint("organisation_id", "kind", "key", "language", "number"),
    )
