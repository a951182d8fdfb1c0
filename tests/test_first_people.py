"""The first people of an organisation come from the command line."""

import pytest
from flask_security.utils import verify_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis import first_people
from thuisbasis.accounts.services import account_by_email
from thuisbasis.errors import InvalidStateError
from thuisbasis.first_people import Newcomer
from thuisbasis.organisations.models import Organisation, StaffRole
from thuisbasis.permissions import Role

ELS = Newcomer(email="Els@Voorbeeld.nl", given_name="Els", surname="Bakker", roles=frozenset({Role.ADMINISTRATOR}))


def test_the_first_administrator_comes_with_the_organisation_and_can_sign_in(db_session: Session) -> None:
    password = first_people.add(ELS, "Stichting Nieuw", make_organisation=True)
    account = account_by_email(db_session, "els@voorbeeld.nl")
    assert account is not None
    assert account.password is not None
    assert password is not None
    assert verify_password(password, account.password)
    organisation = db_session.scalars(select(Organisation).where(Organisation.name == "Stichting Nieuw")).one()
    roles = db_session.scalars(select(StaffRole.role).where(StaffRole.organisation_id == organisation.id)).all()
    assert roles == ["administrator"]


def test_who_had_an_account_keeps_the_password(db_session: Session) -> None:
    first_people.add(ELS, "Een", make_organisation=True)
    assert first_people.add(ELS, "Twee", make_organisation=True) is None


def test_an_organisation_is_neither_made_twice_nor_by_a_typing_error(db_session: Session) -> None:
    make.make_organisation(db_session, name="Een")
    with pytest.raises(ValueError, match="already"):
        first_people.add(ELS, "Een", make_organisation=True)
    with pytest.raises(ValueError, match="no organisation"):
        first_people.add(ELS, "Eeen")


@pytest.mark.usefixtures("db_session")
def test_nobody_gets_two_places_in_one_organisation() -> None:
    first_people.add(ELS, "Een", make_organisation=True)
    with pytest.raises(InvalidStateError):
        first_people.add(ELS, "Een")
