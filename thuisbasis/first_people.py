"""The first people of an organisation: made from the command line, before anybody can sign in."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock, dutch
from thuisbasis.accounts import services as accounts
from thuisbasis.database import db, new_id
from thuisbasis.organisations import staffing
from thuisbasis.organisations.models import Organisation
from thuisbasis.organisations.staffing import StaffFacts
from thuisbasis.permissions import Actor, Role


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who gets a place in an organisation."""

    email: str
    given_name: str
    surname: str
    infix: str = ""
    roles: frozenset[Role]


def add(person: Newcomer, organisation_name: str, *, make_organisation: bool = False) -> str | None:
    """Add somebody to an organisation, and commit. Gives the first password, or None where the account existed.

    Raises ValueError for an organisation that is not there (or is already), and for a bad e-mail address;
    InvalidStateError when the person works there already. Needs the app's context.
    """
    session = db.session()
    email = dutch.email(person.email)
    organisation = _organisation(session, organisation_name, make=make_organisation)
    known = accounts.account_by_email(session, email)
    password = None if known else accounts.initial_password()
    account = known or accounts.make_account(session, email=email, password=password)
    staff_id = new_id()
    staffing.add_staff(
        session,
        _oneself(organisation, staff_id, account.id),
        facts=StaffFacts(given_name=person.given_name, infix=person.infix, surname=person.surname, email=email),
        roles={role: frozenset() for role in person.roles},
        account_id=account.id,
        staff_id=staff_id,
    )
    session.commit()
    return password


def _organisation(session: Session, name: str, *, make: bool) -> Organisation:
    found = session.scalars(select(Organisation).where(Organisation.name == name)).first()
    if make and found is not None:
        raise ValueError(f"There is an organisation “{name}” already. Leave --new-organisation out.")
    if make:
        found = Organisation(name=name, created_at=clock.now())
        session.add(found)
        session.flush()
    if found is None:
        raise ValueError(f"There is no organisation “{name}”. Give --new-organisation to make it.")
    return found


def _oneself(organisation: Organisation, staff_id: uuid.UUID, account_id: uuid.UUID) -> Actor:
    """Nobody is there yet to act: the audit trail says that the person came by themselves."""
    return Actor(
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        staff_id=staff_id,
        account_id=account_id,
        name="",
        roles=frozenset(),
    )
