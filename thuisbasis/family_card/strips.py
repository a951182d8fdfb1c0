"""One enrolment on the family card: its contacts as dots, what is owed, what comes next. Pure, on loaded rows."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext
from flask_babel.speaklater import LazyString

from programmes.cadence import ByHand
from programmes.facts import ContactOutcome, Presence
from programmes.protocol import Programme, Track
from thuisbasis import languages, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, CANCELLED, LABELS, TOOK_PLACE
from thuisbasis.contacts.states import State as ContactState
from thuisbasis.contacts.titles import topic
from thuisbasis.enrolments import states
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State

Address = Callable[[Contact], str | None]

TOOK_PART = frozenset({"held", "made_up", "off_protocol"})

BADGES = {
    State.PROPOSED: "wait",
    State.WAITING: "wait",
    State.PLACED: "plain",
    State.ACTIVE: "good",
    State.PAUSED: "wait",
    State.COMPLETED: "good",
    State.ENDED_EARLY: "ended",
    State.DECLINED: "ended",
}


@dataclass(frozen=True)
class Dot:
    """One contact as the `dots` macro draws it. `kind`: held, made_up, missed, to_come or off_protocol."""

    kind: str
    label: str
    url: str | None


@dataclass(frozen=True)
class Strip:
    """An enrolment with all that its strip shows."""

    enrolment: Enrolment
    programme: Programme
    track: Track
    state: LazyString
    badge: str
    dots: list[Dot]
    took_part: int
    planned: int
    owed: list[str]
    next_contact: Contact | None
    next_url: str | None
    group_name: str | None


def strip(
    enrolment: Enrolment,
    contacts: Sequence[Contact],
    outcomes: Sequence[ContactOutcome],
    group_name: str | None,
    now: datetime,
    address: Address,
) -> Strip:
    """The strip of an enrolment. `contacts` in order of time; `outcomes` of those that took place, in that order."""
    track = rulebook.track(enrolment.programme_key, enrolment.version, enrolment.track_key)
    held = [contact for contact in contacts if ContactState(contact.state) in TOOK_PLACE]
    outcome_of = {contact.id: outcome for contact, outcome in zip(held, outcomes, strict=True)}
    kinds = {contact.id: kind_of(contact, outcome_of.get(contact.id)) for contact in contacts}
    shown = [contact for contact in contacts if ContactState(contact.state) not in CANCELLED]
    ahead = [contact for contact in shown if ContactState(contact.state) in AHEAD and contact.ends_at >= now]
    asked = {
        one.kind for one in track.cadences if not isinstance(one.cadence, ByHand)
    }  # what has no rhythm is extra, and numbered apart
    state = State(enrolment.state)
    following = ahead[0] if ahead and state in states.OPEN else None
    return Strip(
        enrolment=enrolment,
        programme=rulebook.programme(enrolment.programme_key, enrolment.version),
        track=track,
        state=states.LABELS[state],
        badge=BADGES[state],
        dots=[Dot(kinds[contact.id], _label(contact), address(contact)) for contact in shown],
        took_part=sum(contact.kind in asked and kinds[contact.id] in TOOK_PART for contact in shown),
        planned=sum(step.kind in asked for step in track.steps),
        owed=_owed(shown, kinds, now) if state in states.OPEN else [],
        next_contact=following,
        next_url=address(following) if following else None,
        group_name=group_name,
    )


def kind_of(contact: Contact, outcome: ContactOutcome | None) -> str:
    """What a contact was for the family, as a key of the `dots` macro.

    A contact that took place counts as held until its record says that the family was absent.
    """
    state = ContactState(contact.state)
    if state is ContactState.MISSED:
        return "missed"
    if outcome is None:
        return "to_come"
    if outcome.presence is Presence.CAUGHT_UP:
        return "made_up"
    if state is not ContactState.COMPLETED:
        return "held"
    if outcome.presence is Presence.ABSENT:
        return "missed"
    return "held" if outcome.counts_towards_dose else "off_protocol"


def _label(contact: Contact) -> str:
    words = f"{title(contact)}, {languages.short_day(contact.starts_at)}"
    state = ContactState(contact.state)
    return words if state in TOOK_PLACE | AHEAD else f"{words} ({LABELS[state]})"


def title(contact: Contact) -> str:
    """A contact's number and what it is about: "3. Spel met het kind"."""
    about = topic(contact)
    return f"{contact.number}. {about}" if about else str(contact.number)


def _owed(contacts: Sequence[Contact], kinds: Mapping[uuid.UUID, str], now: datetime) -> list[str]:
    """What is still to be done about contacts that are past, in words."""
    past = [contact for contact in contacts if contact.ends_at < now]
    missed = sum(kinds[contact.id] == "missed" for contact in past)
    silent = sum(ContactState(contact.state) in AHEAD for contact in past)
    open_records = sum(ContactState(contact.state) in {ContactState.HELD, ContactState.RECORDED} for contact in past)
    words = []
    if missed:
        words.append(gettext("%(number)s gemist", number=missed))
    if silent:
        words.append(gettext("%(number)s voorbij, nog niet opgeschreven", number=silent))
    if open_records:
        words.append(ngettext("%(num)s verslag af te ronden", "%(num)s verslagen af te ronden", open_records))
    return words
