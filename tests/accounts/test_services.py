"""Accounts are made with hashed passwords, and a new password ends what was signed in."""

import pytest
from flask_security.utils import verify_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.accounts import services, sign_ins
from thuisbasis.accounts.models import SignInSession


def test_an_account_is_found_by_its_address_in_any_case(db_session: Session) -> None:
    made = services.make_account(db_session, email="Els@Voorbeeld.NL", password=None)
    assert services.account_by_email(db_session, " els@voorbeeld.nl") is made
    assert made.password is None


@pytest.mark.sqlite_only
def test_the_password_is_kept_as_an_argon2_hash(db_session: Session) -> None:
    made = services.make_account(db_session, email="els@voorbeeld.nl", password="een lang wachtwoord")
    assert made.password is not None
    assert "argon2" in made.password
    assert verify_password("een lang wachtwoord", made.password)


def test_a_new_password_ends_every_sign_in(db_session: Session) -> None:
    made = services.make_account(db_session, email="els@voorbeeld.nl", password=None)
    sign_ins.begin(db_session, made, at=clock.now())
    services.set_password(db_session, made, "een heel ander wachtwoord")
    assert [one.ended_at is not None for one in db_session.scalars(select(SignInSession))] == [True]


def test_first_passwords_differ_and_can_be_read_aloud() -> None:
    found = {services.initial_password() for _ in range(50)}
    assert len(found) == 50
    assert all(len(one) == 19 and not set(one) & set("il1o0") for one in found)
