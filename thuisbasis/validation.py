"""Form fields and validators that every room shares, so that whatever passes a form fits both databases.

Text is trimmed, free of control characters and no longer than its column; whole numbers are bounded; an empty field is
"" for text and None for all else. The reading itself stands in `dutch`, for imports too.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm, file
from wtforms import Field, fields, widgets
from wtforms import Form as PartOfForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.i18n import get_translations
from wtforms.validators import StopValidation

from thuisbasis import dutch, languages
from thuisbasis.database import new_id

LINE_LENGTH = 200
TEXT_LENGTH = 10_000
LARGEST = 2**31 - 1
_WHOLE = re.compile(r"-?\d{1,10}", re.ASCII)


class Required:
    """Something must be filled in."""

    def __init__(self, message: Any = None) -> None:
        self.message = message or _l("Vul dit in.")
        self.field_flags = {"required": True}

    def __call__(self, _form: Any, field: Field) -> None:
        if field.process_errors:
            raise StopValidation
        if field.data is None or field.data in ("", []):
            field.errors = []  # nothing chosen is also no valid choice: say one thing
            raise StopValidation(str(self.message))


class StringField(fields.StringField):
    """One line of text of at most `longest` characters; "" when empty."""

    data: Any

    read: Callable[[str], str] = staticmethod(dutch.line)

    def __init__(self, *args: Any, longest: int = LINE_LENGTH, **more: Any) -> None:
        super().__init__(*args, **more)
        self.longest = longest

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = self.read(str(valuelist[0])) if valuelist else ""

    def _value(self) -> str:
        return _typed(self) if self.process_errors else str(self.data or "")

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > self.longest:
            raise StopValidation(gettext("Maak dit korter: hoogstens %(longest)s tekens.", longest=self.longest))


class TextAreaField(StringField, fields.TextAreaField):
    """Text of several lines."""

    read = staticmethod(dutch.paragraphs)

    def __init__(self, *args: Any, longest: int = TEXT_LENGTH, **more: Any) -> None:
        super().__init__(*args, longest=longest, **more)


class ReadField(Field):
    """A line that is read into a value, None when empty. What cannot be read comes back as it was typed."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)

    widget: Any = widgets.TextInput()

    def read(self, text: str) -> Any:
        """The value behind `text`, which is not empty. Raises ValueError with words for the reader."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """A value as it is typed."""
        return str(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if typed:
            self.data = self.read(dutch.line(typed))

    def _value(self) -> str:
        if self.process_errors:
            return _typed(self)
        return "" if self.data in (None, "") else self.show(self.data)


class PhoneField(ReadField):
    """A telephone number, stored as E.164."""

    widget = widgets.TelInput()

    def read(self, text: str) -> str:
        return dutch.phone(text)

    def show(self, value: str) -> str:
        return dutch.shown_phone(value)


class EmailField(ReadField):
    """An e-mail address in lower case."""

    widget = widgets.EmailInput()

    def read(self, text: str) -> str:
        return dutch.email(text)


class PostcodeField(ReadField):
    """A Dutch postcode, stored as "1234 AB"."""

    def read(self, text: str) -> str:
        return dutch.postcode(text)


class BrinField(ReadField):
    """A school's BRIN, with the digits of a location where there is one."""

    def read(self, text: str) -> str:
        return dutch.brin(text)


class DateField(ReadField):
    """A date, typed as 15-9-2026 or as 2026-09-15."""

    def read(self, text: str) -> Any:
        return dutch.day(text)

    def show(self, value: Any) -> str:
        return dutch.shown_day(value)


class TimeField(ReadField):
    """A time on a Dutch clock, typed as 19:00."""

    widget = widgets.TimeInput()

    def read(self, text: str) -> Any:
        return dutch.time_of_day(text)

    def show(self, value: Any) -> str:
        return f"{value:%H:%M}"


class IntegerField(ReadField):
    """A whole number from `least` up to and including `most`."""

    def __init__(self, *args: Any, least: int = 0, most: int = LARGEST, **more: Any) -> None:
        super().__init__(*args, **more)
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise ValueError(gettext("Vul een heel getal in, zonder letters."))
        if not self.least <= int(text) <= self.most:
            raise ValueError(
                gettext("Vul een getal in van %(least)s tot en met %(most)s.", least=self.least, most=self.most)
            )
        return int(text)


class SelectField(fields.SelectField):
    """One of a list."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)


class RadioField(fields.RadioField):
    """One of a few, all in sight."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)


class SelectMultipleField(fields.SelectMultipleField):
    """Some of a list."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)


class BooleanField(fields.BooleanField):
    """Yes or no."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)


class FileField(file.FileField):
    """A file; None when none was chosen."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)


class IdSelectField(fields.SelectField):
    """One of several things by its id; None when nothing is chosen."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, coerce=_id, **more)

    def offer(self, things: Iterable[tuple[uuid.UUID, str]], nothing: str | None = None) -> None:
        """What can be chosen: pairs of id and words; `nothing` are the words for choosing none."""
        choices = [SelectChoice(value, words) for value, words in things]
        self.choices = [*([SelectChoice("", nothing)] if nothing is not None else []), *choices]


class ChecksField(fields.SelectMultipleField):
    """Any number of choices, each with a box to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()
    choices: Any

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)

    def process_data(self, value: Any) -> None:
        super().process_data(value or [])


class IdChecksField(ChecksField):
    """Any number of things by their ids."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, coerce=_id, **more)

    def offer(self, things: Iterable[tuple[uuid.UUID, str]]) -> None:
        """What can be chosen: pairs of id and words."""
        self.choices = [SelectChoice(value, words) for value, words in things]


def part(kind: type[PartOfForm], label: Any = None) -> Any:
    """A part of a form that is a form itself: `form.address.form.street`."""
    return fields.FormField(kind, label)


class RevisionField(Field):
    """The revision of the row that the form was filled from; 0, which no row has, when it was tampered with."""

    widget = widgets.HiddenInput()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        typed = str(valuelist[0]) if valuelist else ""
        self.data = int(typed) if _WHOLE.fullmatch(typed) else 0

    def _value(self) -> str:
        return str(self.data or 0)


class SubmissionField(Field):
    """An id made when the form was shown, for the row to be added: the same form sent twice adds one row."""

    widget = widgets.HiddenInput()

    def process_data(self, value: Any) -> None:
        self.data = value or new_id()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        try:
            self.data = _id(valuelist[0] if valuelist else "") or new_id()
        except ValueError:
            self.data = new_id()

    def _value(self) -> str:
        return str(self.data)


class Form(FlaskForm):
    """Base of the forms: the fields above, and CSRF protection."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            """WTForms' own words in the reader's language; Flask-WTF would read them from disk for each form."""
            return _own_words(languages.current())

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)  # type: ignore[no-untyped-call]  # Flask-WTF has no types

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        return bool(super().validate_on_submit(extra_validators))  # type: ignore[no-untyped-call]  # as above


@cache
def _own_words(language: str) -> Any:
    return get_translations([language])


def _typed(field: Field) -> str:
    return str(field.raw_data[0]) if field.raw_data else ""


def _id(value: Any) -> uuid.UUID | None:
    if isinstance(value, uuid.UUID) or value == "":
        return value or None
    return uuid.UUID(str(value))
