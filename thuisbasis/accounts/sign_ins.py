"""Sign-ins as rows: a cookie that outlives its row opens nothing."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, and_, bindparam, select, update
from sqlalchemy.orm import Session

from thuisbasis.accounts.models import Account, SignInSession
from thuisbasis.organisations.models import Organisation, Staff, StaffRole
from thuisbasis.permissions import Actor, Role

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """What one request knows of its sign-in. `actor` is None for an account that no organisation employs."""

    token_hash: str
    account_id: uuid.UUID
    email: str
    fs_uniquifier: str
    language: str
    seen_at: datetime
    actor: Actor | None


def hash_token(token: str) -> str:
    """The stored form of a secret token: tokens hold 256 random bits, so one round of SHA-256 suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(session: Session, account: Account, *, at: datetime) -> str:
    """Write a new sign-in for `account` and return the token for its cookie. Flushes."""
    token = secrets.token_urlsafe(32)
    staff = session.scalars(
        select(Staff).where(Staff.account_id == account.id, Staff.archived_at.is_(None)).order_by(Staff.id)
    ).first()
    session.add(
        SignInSession(
            token_hash=hash_token(token),
            account_id=account.id,
            organisation_id=staff.organisation_id if staff else None,
            created_at=at,
            seen_at=at,
        )
    )
    session.flush()
    return token


def end(session: Session, token: str, *, at: datetime) -> None:
    """End one sign-in for good."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == hash_token(token), SignInSession.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_all(session: Session, account_id: uuid.UUID, *, at: datetime, but: str | None = None) -> None:
    """End every sign-in of an account, after a change of password or role; `but` keeps the present one (its token)."""
    statement = update(SignInSession).where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
    if but is not None:
        statement = statement.where(SignInSession.token_hash != hash_token(but))
    session.execute(statement.values(ended_at=at))


def switch_organisation(session: Session, token: str, account_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Make another organisation that employs the account the present one; False when it does not employ it."""
    employed = session.scalars(
        select(Staff.id).where(
            Staff.organisation_id == organisation_id, Staff.account_id == account_id, Staff.archived_at.is_(None)
        )
    ).first()
    if employed is None:
        return False
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == hash_token(token))
        .values(organisation_id=organisation_id)
    )
    return True


def load(connection: Connection, token: str, *, at: datetime, hours: int, idle_minutes: int) -> SignedIn | None:
    """The live sign-in behind a cookie's token, with its actor, in one statement; None when there is none."""
    given = {
        "token_hash": hash_token(token),
        "created_after": at - timedelta(hours=hours),
        "seen_after": at - timedelta(minutes=idle_minutes),
    }
    rows = connection.execute(_LIVE, given).mappings().all()
    if not rows:
        return None
    first = rows[0]
    return SignedIn(
        token_hash=first["token_hash"],
        account_id=first["account_id"],
        email=first["email"],
        fs_uniquifier=first["fs_uniquifier"],
        language=first["language"],
        seen_at=first["seen_at"],
        actor=_actor(rows) if first["staff_id"] else None,
    )


# Built once: every page begins with it.
_LIVE = (
    select(
        SignInSession.token_hash,
        SignInSession.seen_at,
        Account.id.label("account_id"),
        Account.email,
        Account.fs_uniquifier,
        Account.language,
        Organisation.id.label("organisation_id"),
        Organisation.name.label("organisation_name"),
        Staff.id.label("staff_id"),
        Staff.given_name,
        Staff.infix,
        Staff.surname,
        StaffRole.role,
        StaffRole.school_id,
    )
    .join(Account, and_(Account.id == SignInSession.account_id, Account.active))
    .outerjoin(
        Staff,
        and_(
            Staff.organisation_id == SignInSession.organisation_id,
            Staff.account_id == Account.id,
            Staff.archived_at.is_(None),
        ),
    )
    .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
    .outerjoin(
        StaffRole,
        and_(StaffRole.organisation_id == Staff.organisation_id, StaffRole.staff_id == Staff.id),
    )
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.ended_at.is_(None),
        SignInSession.created_at > bindparam("created_after"),
        SignInSession.seen_at > bindparam("seen_after"),
    )
)


def _actor(rows: Sequence[RowMapping]) -> Actor:
    first = rows[0]
    held = [row for row in rows if row["role"]]
    coordinating = [row for row in held if row["role"] == Role.COORDINATOR]
    return Actor(
        organisation_id=first["organisation_id"],
        organisation_name=first["organisation_name"],
        staff_id=first["staff_id"],
        account_id=first["account_id"],
        name=" ".join(part for part in (first["given_name"], first["infix"], first["surname"]) if part),
        roles=frozenset(Role(row["role"]) for row in held),
        schools=frozenset(row["school_id"] for row in coordinating if row["school_id"]),
        every_school=any(row["school_id"] is None for row in coordinating),
    )


def touch(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """Note that a sign-in was used."""
    connection.execute(update(SignInSession).where(SignInSession.token_hash == token_hash).values(seen_at=at))
