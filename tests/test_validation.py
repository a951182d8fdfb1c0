"""Whatever passes a form fits both databases; the rest comes back with a sentence, as it was typed."""

import uuid
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from thuisbasis import languages
from thuisbasis.validation import (
    ChecksField,
    DateField,
    Form,
    IdSelectField,
    IntegerField,
    PhoneField,
    Required,
    RevisionField,
    StringField,
    SubmissionField,
    TextAreaField,
)

SCHOOL = uuid.UUID(int=7)


class Example(Form):
    class Meta:
        csrf = False

    name = StringField("Naam", [Required()], longest=20)
    story = TextAreaField("Verhaal")
    born = DateField("Geboren")
    phone = PhoneField("Telefoon")
    number = IntegerField("Getal", least=1, most=10)
    school = IdSelectField("School")
    ticks = ChecksField("Vinkjes", choices=["a", "b"])
    revision = RevisionField()
    submission = SubmissionField()


BARE = Flask(__name__)
BARE.config.update(SECRET_KEY="only for tests")
languages.install(BARE)


def filled(**typed: Any) -> Example:
    """The example form with what was typed, a name if nothing else, validated."""
    with BARE.test_request_context():
        form = Example(formdata=MultiDict({"name": "Anna"} | typed))
        form.school.offer([(SCHOOL, "De Brug")], nothing="geen")
        form.validate()
    return form


def test_what_is_left_empty_is_an_empty_text_or_nothing() -> None:
    form = filled()
    assert not form.errors
    assert (form.story.data, form.born.data, form.phone.data, form.number.data) == ("", None, None, None)
    assert form.school.data is None
    assert form.ticks.data == []


def test_a_date_that_cannot_be_read_comes_back_as_it_was_typed() -> None:
    form = filled(born="31-2-2020")
    assert form.errors["born"]
    assert form.born._value() == "31-2-2020"
    assert filled(born="2020-02-28").born.data == date(2020, 2, 28)


def test_a_text_longer_than_its_column_is_refused() -> None:
    assert filled(name="x" * 21).errors["name"]
    assert not filled(name="x" * 20).errors


def test_blanks_are_not_a_name() -> None:
    assert filled(name="   ").errors["name"]


def test_something_required_that_cannot_be_read_gives_one_sentence() -> None:
    assert len(filled(name="a\0b").errors["name"]) == 1


@pytest.mark.parametrize("typed", ["0", "11", "1_0", "1.5", "٣", "9" * 400, "1e3"])
def test_a_number_out_of_bounds_or_not_whole_is_refused(typed: str) -> None:
    assert filled(number=typed).errors["number"]


def test_one_of_what_was_offered_is_chosen_and_nothing_else() -> None:
    assert filled(school=str(SCHOOL)).school.data == SCHOOL
    assert filled(school=str(uuid.uuid4())).errors["school"]
    assert filled(school="' or 1=1").errors["school"]
    assert filled(ticks="z").errors["ticks"]


def test_a_revision_that_was_tampered_with_is_no_revision() -> None:
    assert filled(revision="3").revision.data == 3
    assert filled(revision="drie").revision.data == 0


def test_a_submission_keeps_its_id_and_a_bad_one_gets_a_new_one() -> None:
    assert filled(submission=str(SCHOOL)).submission.data == SCHOOL
    assert isinstance(filled(submission="x").submission.data, uuid.UUID)


@given(st.dictionaries(st.sampled_from(["name", "story", "born", "phone", "number", "school", "ticks"]), st.text()))
def test_no_text_at_all_makes_a_form_fail_and_none_that_passes_holds_a_control_character(typed: dict[str, str]) -> None:
    form = filled(**typed)
    for field in (form.name, form.story):
        if not field.errors:
            assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in field.data)
            assert len(field.data) <= field.longest
    if not form.number.errors and form.number.data is not None:
        assert 1 <= form.number.data <= 10
