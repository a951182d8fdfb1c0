"""The form for a wording of one's own."""

from typing import Any

from flask_babel import lazy_gettext as _l

from thuisbasis.parent_texts.standing import Standing
from thuisbasis.parent_texts.texts import KINDS
from thuisbasis.validation import Form, Required, RevisionField, TextAreaField


class WordingForm(Form):
    """What the organisation would rather say."""

    number = RevisionField()
    words: Any = None


def wording_form(standing: Standing) -> WordingForm:
    """The form, filled with the words in use; a kind of text says how long its texts may be."""
    longest = KINDS[standing.text.kind].longest
    field = TextAreaField(_l("Uw tekst"), [Required()], longest=longest)
    kind: type[WordingForm] = type("ThisWordingForm", (WordingForm,), {"words": field})
    return kind(data={"number": standing.number, "words": standing.words})
