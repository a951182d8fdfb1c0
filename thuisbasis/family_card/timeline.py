"""What happened with a family, latest first: contacts, attempts to reach it, and how enrolments went."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from thuisbasis import rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, LABELS, OFF, State
from thuisbasis.enrolments.models import Enrolment, EnrolmentEvent
from thuisbasis.enrolments.states import LABELS as ENROLMENT_LABELS
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.families.attempts import kind_of
from thuisbasis.families.models import ContactAttempt, Guardian
from thuisbasis.family_card.strips import Address, title
from thuisbasis.organisations.models import Staff

SHOWN = 40


@dataclass(frozen=True)
class Happening:
    """One line of the timeline. `by`: who did it; `about`: with whom or which child."""

    at: datetime
    words: str
    icon: str
    text: str = ""
    by: str = ""
    about: str = ""
    url: str | None = None
    waits: bool = False


def of_contacts(contacts: Iterable[Contact], now: datetime, address: Address) -> Iterable[Happening]:
    """The contacts that are past."""
    for contact in contacts:
        state = State(contact.state)
        if contact.starts_at <= now or state in OFF:
            programme = rulebook.programme(contact.programme_key, contact.version)
            yield Happening(
                at=contact.starts_at,
                words=f"{programme.name} {title(contact)}",
                icon="calendar-x" if state in OFF else "calendar3",
                text=contact.state_note,
                about=str(LABELS[state]),
                url=address(contact),
                waits=state in AHEAD,
            )


def of_attempts(
    attempts: Iterable[ContactAttempt], staff: Mapping[uuid.UUID, Staff], guardians: Mapping[uuid.UUID, Guardian]
) -> Iterable[Happening]:
    """The attempts to reach the family."""
    for attempt in attempts:
        kind = kind_of(attempt.channel, attempt.outcome)
        reached = guardians.get(attempt.guardian_id) if attempt.guardian_id else None
        author = staff.get(attempt.staff_id)
        yield Happening(
            at=attempt.at,
            words=str(kind.words),
            icon=kind.icon,
            text=attempt.note,
            by=author.name if author else "",
            about=reached.name if reached else "",
            waits=not kind.reached,
        )


def of_enrolments(
    events: Iterable[EnrolmentEvent], enrolments: Mapping[uuid.UUID, Enrolment], staff: Mapping[uuid.UUID, Staff]
) -> Iterable[Happening]:
    """How the enrolments went from state to state."""
    for event in events:
        enrolment = enrolments[event.enrolment_id]
        programme = rulebook.programme(enrolment.programme_key, enrolment.version)
        author = staff.get(event.staff_id)
        yield Happening(
            at=event.recorded_at,
            words=f"{programme.name}: {ENROLMENT_LABELS[EnrolmentState(event.to_state)]}",
            icon="flag",
            by=author.name if author else "",
            about=enrolment.child.given_name,
        )


def latest(*sources: Iterable[Happening]) -> Sequence[Happening]:
    """The happenings of all sources, latest first, the last forty."""
    return sorted((one for source in sources for one in source), key=lambda one: one.at, reverse=True)[:SHOWN]
