"""Forms of enrolments: shape only. What can be chosen comes from the rule-book."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Optional

from programmes.protocol import Programme
from programmes.text import Choice
from thuisbasis import clock, languages
from thuisbasis.enrolments.consents import HOW, INFORMED_HOW, PURPOSES, Purpose
from thuisbasis.enrolments.eligibility import tracks_for
from thuisbasis.families.models import Child, Guardian
from thuisbasis.validation import (
    BooleanField,
    ChecksField,
    DateField,
    Form,
    IdChecksField,
    IdSelectField,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    StringField,
    TextAreaField,
)


def choices_of(choices: Sequence[Choice]) -> list[SelectChoice]:
    """Choices of the rule-book as a field shows them."""
    return [SelectChoice(choice.key, languages.text(choice.text)) for choice in choices]


def choices_from(labels: Mapping[Any, Any], nothing: str | None = None) -> list[SelectChoice]:
    """Keys and their words as a field shows them; `nothing` are the words for choosing none."""
    first = [SelectChoice("", nothing)] if nothing is not None else []
    return first + [SelectChoice(str(key), str(words)) for key, words in labels.items()]


class WhoForm(Form):
    """Which child, and when it may start. Sent by GET: it changes nothing."""

    class Meta(Form.Meta):
        csrf = False

    child = IdSelectField(_l("Kind"))
    start = DateField(_l("Verwachte start"))

    def offer(self, children: Sequence[Child]) -> None:
        """The family's children."""
        self.child.offer([(child.id, child.name) for child in children])


class IndicationForm(Form):
    """Why this child, in which track, and what was tried before."""

    indication_key = RadioField(_l("Indicatie"), validators=[Optional()])
    indication_note = TextAreaField(_l("Toelichting"), longest=2000)
    circumstances = ChecksField(_l("Speelt er iets van dit?"))
    track_key = RadioField(_l("Variant"), validators=[Required(_l("Kies een variant."))])
    tried_before = TextAreaField(_l("Wat is eerder geprobeerd?"), longest=2000)
    tried_not_applicable = BooleanField(_l("Niet van toepassing"))
    delivered_by = StringField(_l("Wie voert het programma uit?"))

    def offer_programme(self, programme: Programme) -> None:
        """The programme's own lists; a field for which it has none goes."""
        if programme.indications:
            self.indication_key.choices = choices_of(programme.indications)
        else:
            del self.indication_key
        if programme.circumstances:
            self.circumstances.choices = choices_of(programme.circumstances)
        else:
            del self.circumstances
        if len(programme.tracks) > 1:
            self.track_key.choices = [SelectChoice(track.key, languages.text(track.name)) for track in programme.tracks]
        else:
            del self.track_key

    def values(self, programme: Programme) -> dict[str, Any]:
        """What the services take."""
        has = set(self._fields)
        return {
            "indication_key": (self.indication_key.data or None) if "indication_key" in has else None,
            "indication_note": self.indication_note.data,
            "circumstances": list(self.circumstances.data or []) if "circumstances" in has else [],
            "track_key": self.track_key.data if "track_key" in has else programme.tracks[0].key,
            "tried_before": self.tried_before.data,
            "tried_before_applies": not self.tried_not_applicable.data,
            "delivered_by": self.delivered_by.data,
        }


class ConsentForm(Form):
    """Who consents to what, how and when."""

    guardian_id = IdSelectField(_l("Wie geeft toestemming?"))
    how = RadioField(_l("Hoe?"), validators=[Optional()])
    given_on = DateField(_l("Wanneer?"))
    purposes = ChecksField(_l("Waarvoor?"))

    def offer_consent(self, guardians: Sequence[Guardian], nothing: str) -> None:
        """The guardians who can be asked."""
        self.guardian_id.offer([(each.id, each.name) for each in guardians], nothing)
        self.how.choices = choices_from(HOW)
        self.purposes.choices = choices_from(PURPOSES)
        if self.given_on.data is None and request.method == "GET":
            self.given_on.data = clock.today()

    def consent_is_whole(self) -> bool:
        """Whether what goes with a consent was filled in; puts a sentence at each field that still waits."""
        if self.guardian_id.data is None:
            return True
        if not self.how.data:
            self.how.errors = [gettext("Kies hoe de toestemming is gegeven.")]
        if not self.purposes.data:
            self.purposes.errors = [gettext("Kies waarvoor de toestemming is.")]
        if self.given_on.data is None and not self.given_on.errors:
            self.given_on.errors = [gettext("Vul de dag in.")]
        elif self.given_on.data is not None and self.given_on.data > clock.today():
            self.given_on.errors = [gettext("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag.")]
        return not (self.how.errors or self.purposes.errors or self.given_on.errors)


class EnrolForm(IndicationForm, ConsentForm):
    """All that an enrolment asks, on one page. `next` says which button was pressed."""

    taking_part = IdChecksField(_l("Welke ouders doen mee?"))
    informed_how = SelectField(_l("Hoe is het gezin geïnformeerd?"))

    def offer(self, programme: Programme, guardians: Sequence[Guardian]) -> None:
        """What can be chosen for this programme and family."""
        self.offer_programme(programme)
        self.offer_consent(guardians, gettext("nog niet gevraagd"))
        self.taking_part.offer([(each.id, each.name) for each in guardians])
        self.informed_how.choices = choices_from(INFORMED_HOW, gettext("nog niet geïnformeerd"))
        if request.method == "GET":
            self.taking_part.data = [each.id for each in guardians]
            self.purposes.data = [str(Purpose.TAKING_PART)]

    def chosen_guardians(self, guardians: Sequence[Guardian]) -> list[Guardian]:
        """The guardians who were ticked."""
        return [each for each in guardians if each.id in (self.taking_part.data or [])]


class ChangeForm(IndicationForm):
    """What can change of an enrolment beside its state."""

    revision = RevisionField()
    expected_start = DateField(_l("Verwachte start"))
    taking_part = IdChecksField(_l("Welke ouders doen mee?"))


class EndForm(Form):
    """Why an enrolment ends, or does not begin."""

    reason = RadioField(_l("Reden"), validators=[Required(_l("Kies een reden."))])
    on = DateField(_l("Sinds wanneer?"))
    note = TextAreaField(_l("Toelichting"), longest=2000)


class InformedForm(Form):
    """When and how the family was informed."""

    informed_how = SelectField(_l("Hoe?"), validators=[Required(_l("Kies hoe."))])
    informed_on = DateField(_l("Wanneer?"), validators=[Required()])

    def offer(self) -> None:
        """The ways to inform a family."""
        self.informed_how.choices = choices_from(INFORMED_HOW, gettext("Kies hoe"))


class VisitorForm(Form):
    """Who visits the family."""

    visitor_id = IdSelectField(_l("Wie bezoekt het gezin?"))


class StateForm(Form):
    """A step that needs nothing but a button."""


def track_hints(programme: Programme) -> dict[str, str]:
    """For whom each track is meant, by track key."""
    return {key: languages.text(entry.for_whom) for key, entry in tracks_for(programme).items()}


def guardian_named(guardians: Sequence[Guardian], guardian_id: uuid.UUID | None) -> Guardian | None:
    """The guardian with that id."""
    return next((each for each in guardians if each.id == guardian_id), None)
