"""Sealed text: unreadable without its key, readable with an old one, and noticed when somebody changed it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session, undefer

from tests import factories
from thuisbasis import settings
from thuisbasis.encryption import Keyring, UnreadableError
from thuisbasis.safeguarding.models import Worry
from thuisbasis.settings import SettingError

OLD, NEW = "old-" * 10, "new-" * 10
WORDS = "Wat niemand anders leest: één zin."


def test_what_was_sealed_is_read_again() -> None:
    keyring = Keyring([OLD])

    assert keyring.open(keyring.seal(WORDS)) == WORDS
    assert keyring.open(keyring.seal("")) == ""


def test_the_same_text_is_never_sealed_alike() -> None:
    keyring = Keyring([OLD])

    assert keyring.seal(WORDS) != keyring.seal(WORDS)
    assert "zin" not in keyring.seal(WORDS)


def test_after_a_change_of_keys_the_old_text_is_still_read_and_the_new_key_seals() -> None:
    before = Keyring([OLD]).seal(WORDS)
    rotated = Keyring([NEW, OLD])

    assert rotated.open(before) == WORDS
    assert Keyring([NEW]).open(rotated.seal(WORDS)) == WORDS
    with pytest.raises(UnreadableError):
        Keyring([NEW]).open(before)


@pytest.mark.parametrize("place", [0, 3, 20, -8])
def test_changed_text_is_not_read(place: int) -> None:
    keyring = Keyring([OLD])
    sealed = list(keyring.seal(WORDS))
    sealed[place] = "A" if sealed[place] != "A" else "B"

    with pytest.raises(UnreadableError):
        keyring.open("".join(sealed))


@pytest.mark.parametrize("sealed", ["", "no dots", "1..", "1.abc.def", WORDS])
def test_what_was_never_sealed_is_not_read(sealed: str) -> None:
    with pytest.raises(UnreadableError):
        Keyring([OLD]).open(sealed)


@pytest.mark.parametrize("given", ["", "short", f"{OLD},short"])
def test_a_key_that_could_be_guessed_is_refused(given: str) -> None:
    with pytest.raises(SettingError, match="THUISBASIS_ENCRYPTION_KEYS"):
        Keyring.from_text(given)


@pytest.mark.parametrize("given", [f"{NEW},{OLD}", f"{NEW}\n{OLD}\n", f" {NEW} , {OLD} "])
def test_keys_stand_in_one_text_the_newest_first(given: str) -> None:
    assert Keyring([NEW]).open(Keyring.from_text(given).seal(WORDS)) == WORDS


def test_the_database_holds_no_word_of_it_and_reads_it_with_the_old_key_too(app: Flask, db_session: Session) -> None:
    organisation = factories.make_organisation(db_session)
    author, family = factories.make_staff(db_session, organisation), factories.make_family(db_session, organisation)
    factories.make_worry(db_session, family, author, text=WORDS)
    db_session.commit()
    db_session.expunge_all()
    (raw,) = db_session.execute(text("SELECT text FROM worry")).one()

    was = app.extensions["keyring"]
    try:
        app.extensions["keyring"] = Keyring([NEW, "only-for-tests-and-long-enough-for-them"])
        read = db_session.query(Worry).filter_by(organisation_id=organisation.id).options(undefer(Worry.text)).one()
    finally:
        app.extensions["keyring"] = was

    assert read.text == WORDS
    assert "niemand" not in raw


def test_a_machine_keeps_one_secret_however_often_it_is_asked(tmp_path: Path) -> None:
    first = settings.kept_secret(tmp_path / "var", "encryption_keys")

    assert settings.kept_secret(tmp_path / "var", "encryption_keys") == first
    assert Keyring.from_text(first)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["encryption_keys"]
    assert (tmp_path / "var" / "encryption_keys").stat().st_mode & 0o077 == 0
