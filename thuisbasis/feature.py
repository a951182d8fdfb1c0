"""How a part of the house shows the core what the core may not import: plain data, collected by app.py."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from thuisbasis.contacts.changes import AfterChange
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.changes import AfterEnrolmentChange
from thuisbasis.enrolments.sources import EnrolmentSource
from thuisbasis.families.changes import AfterFamilyChange
from thuisbasis.groups.sources import GroupSource
from thuisbasis.home.summary.renewing import Summary
from thuisbasis.home.tasks import LeadSource, TaskSource
from thuisbasis.permissions import Permission
from thuisbasis.tablet.sources import TabletSource

if TYPE_CHECKING:
    from click import Command

    from thuisbasis.documents.sheets import RecordSheet


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One entry of the rail. `order` places it among the others, low first; `icon` is a name of the sprite."""

    endpoint: str
    label: LazyString
    icon: str
    permission: Permission
    order: int


@dataclass(frozen=True, kw_only=True)
class ContactSource:
    """What a feature knows of the kinds of contact that it carries.

    `kinds`: the rule-book's step kinds. `page`: the address of a contact's page. `calendar_words`: its summary in a
    calendar, without any name of a family or child. `printed_record`: the sheets of its completed records.
    """

    kinds: frozenset[str]
    page: Callable[[Contact], str]
    calendar_words: Callable[[Contact], str]
    printed_record: "Callable[[Session, uuid.UUID, uuid.UUID], RecordSheet] | None" = None


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One line of a family's timeline. `at` is a day or an aware moment; `url` leads to it, where the reader may go."""

    at: date | datetime
    title: str
    text: str = ""
    url: str | None = None
    symbol: str | None = None


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A part of the house, as the roof sees it. `leads` give the tasks of which no more is loaded than is
    shown; `summaries` fill what it keeps up, for rows that came in behind the services' back.
    """

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    contacts: tuple[ContactSource, ...] = ()
    tasks: tuple[TaskSource, ...] = ()
    tablet: tuple[TabletSource, ...] = ()
    leads: tuple[LeadSource, ...] = ()
    summaries: tuple[Summary, ...] = ()
    groups: tuple[GroupSource, ...] = ()
    enrolments: tuple[EnrolmentSource, ...] = ()
    after_enrolment_change: tuple[AfterEnrolmentChange, ...] = ()
    after_family_change: tuple[AfterFamilyChange, ...] = ()
    after_change: tuple[AfterChange, ...] = ()
    commands: "tuple[Command, ...]" = field(default=())
