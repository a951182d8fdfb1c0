"""What a calendar says of a contact: words that the features give, and nothing of a child, a family or a home."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from flask import current_app, has_request_context
from flask_babel import force_locale

from thuisbasis.calendars.event import CalendarEvent, Status
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import CANCELLED, State

LINK_WORDS: Final = "Meer in Thuisbasis:"


class ContactWords(Protocol):
    """What a feature says of its kinds of contact: where their page is, and what a calendar calls them.

    Both get a contact whose group, family and school are loaded, within a context in which `url_for` works.
    """

    @property
    def page(self) -> Callable[[Contact], str]:
        """The path of a contact's page."""

    @property
    def calendar_words(self) -> Callable[[Contact], str]:
        """A contact's title: "Huisbezoek gezin 0412"."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Turns contacts into events. `words` has an entry for each kind of contact; `host_name` is our own."""

    words: Mapping[str, ContactWords]
    host_name: str

    def event_of(self, contact: Contact) -> CalendarEvent:
        """The event of a contact: in Dutch, whoever made the change, because its feeds have many readers."""
        words = self.words[contact.kind]
        with self._dutch():
            url = f"https://{self.host_name}{words.page(contact)}"
            summary = words.calendar_words(contact)
        return CalendarEvent(
            uid=f"{contact.id}@{self.host_name}",
            starts=contact.starts_at,
            ends=contact.ends_at,
            summary=summary,
            # Google and Outlook show no link of a subscribed calendar but one that stands in the text.
            description=f"{LINK_WORDS} {url}",
            location=_location(contact),
            url=url,
            last_modified=contact.changed_at,
            sequence=contact.sequence,
            status=_status(contact),
        )

    @contextmanager
    def _dutch(self) -> Iterator[None]:
        """Dutch words and working addresses, in a request and in a command."""
        if has_request_context():
            with force_locale("nl"):
                yield
            return
        with current_app.test_request_context(base_url=f"https://{self.host_name}"), force_locale("nl"):
            yield


def _status(contact: Contact) -> Status:
    """A visit that is planned but not agreed with the family is tentative; an evening of a group is not."""
    if contact.state in CANCELLED:
        return Status.CANCELLED
    if contact.state == State.PLANNED and contact.family_id is not None:
        return Status.TENTATIVE
    return Status.CONFIRMED


def _location(contact: Contact) -> str:
    """Where a group meets. The place of a family's contact may be its home, and is never told."""
    return contact.place if contact.family_id is None else ""
