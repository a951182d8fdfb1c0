"""The page of a contact, which only the feature that carries its kind knows."""

from typing import Protocol

from flask import current_app

from thuisbasis.contacts.models import Contact


class _Source(Protocol):
    def page(self, contact: Contact) -> str: ...

    def calendar_words(self, contact: Contact) -> str: ...


def source_of(kind: str) -> _Source:
    """What a feature says of a kind of contact. Raises KeyError for a kind that no feature carries."""
    sources: dict[str, _Source] = current_app.extensions["contact_sources"]
    return sources[kind]


def page_of(contact: Contact) -> str:
    """The address of a contact's page."""
    return source_of(contact.kind).page(contact)


def words_of(contact: Contact) -> str:
    """A contact in a few words without names: "Huisbezoek gezin 0412". Its group and family must be loaded."""
    return source_of(contact.kind).calendar_words(contact)
