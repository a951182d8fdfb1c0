"""Accounts and sign-in: global tables, because a person may work for several organisations."""

import uuid
from datetime import datetime
from typing import Any

from flask_security.core import UserMixin
from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import Base, new_id


class Account(Base, UserMixin):
    """Somebody who can sign in. The e-mail address is kept in lower case."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)  # type: ignore[assignment]  # UserMixin: int
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(5), default="nl")
    created_at: Mapped[datetime]

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]  # never set: ours belong to an organisation's staff
        """Flask-Security's roles stay empty."""
        return []


class SignInSession(Base):
    """One sign-in. The browser's cookie names it; only its hash is kept, and an ended one never opens again."""

    __tablename__ = "sign_in_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "account_id"),)


class AttemptCounter(Base):
    """How often something was tried since a moment, counted across worker processes."""

    __tablename__ = "attempt_counter"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]
