"""Making accounts and setting passwords. Needs the app's context, because Flask-Security hashes."""

import secrets
import uuid

from flask_security.utils import hash_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.organisations.models import Staff

# Without letters and digits that look alike.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def account_by_email(session: Session, email: str) -> Account | None:
    """The account with an e-mail address, in whatever case it is written."""
    return session.scalars(select(Account).where(Account.email == email.strip().lower())).one_or_none()


def make_account(session: Session, *, email: str, password: str | None, language: str = "nl") -> Account:
    """Make an account; without a password nobody can sign in to it until one is set. Flushes.

    The caller looks first whether there is one (`account_by_email`): the address is unique in the whole product.
    """
    account = Account(
        email=email.strip().lower(),
        password=hash_password(password) if password else None,
        fs_uniquifier=uuid.uuid4().hex,
        language=language,
        created_at=clock.now(),
    )
    session.add(account)
    session.flush()
    return account


def set_password(session: Session, account: Account, password: str) -> None:
    """Set a new password and end every sign-in. Flushes."""
    account.password = hash_password(password)
    account.fs_uniquifier = uuid.uuid4().hex
    sign_ins.end_all(session, account.id, at=clock.now())
    session.flush()


def works_elsewhere(session: Session, account_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Whether another organisation employs, or ever employed, this account: its password is then not ours to set."""
    elsewhere = select(Staff.id).where(Staff.account_id == account_id, Staff.organisation_id != organisation_id)
    return session.scalars(elsewhere.limit(1)).first() is not None


def initial_password() -> str:
    """A random password that can be read aloud: four groups of four characters, 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
