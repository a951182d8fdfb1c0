"""Forms of groups: shape only."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from programmes.catalogue import Catalogue
from programmes.protocol import Programme, Track
from programmes.text import Choice
from thuisbasis import languages
from thuisbasis.groups.services import is_for_groups
from thuisbasis.organisations.models import School, Staff
from thuisbasis.validation import (
    ChecksField,
    DateField,
    Form,
    IdChecksField,
    IdSelectField,
    IntegerField,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)

WEEKDAYS = (
    _l("maandag"),
    _l("dinsdag"),
    _l("woensdag"),
    _l("donderdag"),
    _l("vrijdag"),
    _l("zaterdag"),
    _l("zondag"),
)


def weekday_choices() -> list[SelectChoice]:
    """The days of the week, Monday first."""
    return [SelectChoice(str(number), str(name)) for number, name in enumerate(WEEKDAYS)]


class NewGroupForm(Form):
    """A new group."""

    name = StringField(_l("Naam van de groep"), validators=[Required()], longest=100)
    track = SelectField(_l("Programma en variant"), validators=[Required(_l("Kies een programma."))])
    school_id = IdSelectField(_l("School"), validators=[Required(_l("Kies een school."))])
    place = StringField(_l("Plaats"))
    starts_on = DateField(_l("Eerste dag"), validators=[Required()])
    weekday = SelectField(_l("Dag van de week"))
    start_time = TimeField(_l("Tijd"), validators=[Required()])
    leaders = IdChecksField(_l("Wie leiden de groep?"))

    def offer(self, catalogue: Catalogue, schools: Sequence[School], staff: Sequence[Staff]) -> None:
        """What can be chosen: tracks for groups by programme, own schools, staff who may lead."""
        self.track.choices = [SelectChoice("", gettext("Kies een programma"))] + [
            SelectChoice(f"{programme.key} {track.key}", languages.text(track.name), optgroup=programme.name)
            for programme in catalogue.programmes()
            for track in tracks_for_groups(programme)
        ]
        self.weekday.choices = [SelectChoice("", gettext("zoals de eerste dag")), *weekday_choices()]
        only_one = len(schools) == 1
        self.school_id.offer(
            [(each.id, each.name) for each in schools], None if only_one else gettext("Kies een school")
        )
        self.leaders.offer([(each.id, each.name) for each in staff])

    def chosen_leaders(self, staff: Sequence[Staff]) -> list[Staff]:
        """The staff who were ticked."""
        return [each for each in staff if each.id in (self.leaders.data or [])]


class ChangeGroupForm(Form):
    """What can change of a group that forms; once it has started, name and place alone."""

    revision = RevisionField()
    name = StringField(_l("Naam van de groep"), validators=[Required()], longest=100)
    place = StringField(_l("Plaats"))
    starts_on = DateField(_l("Eerste dag"), validators=[Required()])
    weekday = SelectField(_l("Dag van de week"))
    start_time = TimeField(_l("Tijd"), validators=[Required()])


class LeaderForm(Form):
    """Somebody who will lead a group."""

    staff_id = IdSelectField(_l("Wie komt erbij?"), validators=[Required(_l("Kies iemand."))])


class ConfirmForm(Form):
    """Nothing but a button."""


class PasteForm(Form):
    """Many families as text."""

    text = TextAreaField(_l("Gezinnen, één per regel"), longest=20_000)


class SharedForm(Form):
    """What holds for all families that are taken in together."""

    indication_key = RadioField(_l("Indicatie"), default="")
    indication_note = StringField(_l("Waarom deze gezinnen?"), longest=500)
    circumstances = ChecksField(_l("Speelt er iets van dit?"))
    from_number = IntegerField(_l("Vanaf welke bijeenkomst doen zij mee?"), least=1, most=200)

    def offer(self, programme: Programme, *, started: bool) -> None:
        """The programme's own indications and circumstances; a field that it has none for goes."""
        if programme.indications:
            unknown = SelectChoice("", gettext("nog niet bekend, of per gezin verschillend"))
            self.indication_key.choices = [unknown, *choices_of(programme.indications)]
            del self.indication_note
        else:
            del self.indication_key
        if programme.circumstances:
            self.circumstances.choices = choices_of(programme.circumstances)
        else:
            del self.circumstances
        if not started:
            del self.from_number


def choices_of(choices: Sequence[Choice]) -> list[SelectChoice]:
    """Choices of the rule-book as a field shows them."""
    return [SelectChoice(choice.key, languages.text(choice.text)) for choice in choices]


def tracks_for_groups(programme: Programme) -> list[Track]:
    """The tracks of a programme that families follow in a group."""
    return [track for track in programme.tracks if is_for_groups(track)]


def chosen_track(value: str) -> tuple[str, str]:
    """Programme and track out of what the field sends."""
    programme_key, _, track_key = value.partition(" ")
    return programme_key, track_key
