"""What trainers and coordinators have to do for groups."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy import exists

from sessions import finishing, watching, words
from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts import pages
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD
from thuisbasis.groups import plan
from thuisbasis.groups import queries as group_queries
from thuisbasis.groups.models import Group
from thuisbasis.groups.states import State
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Column, Lead, LeadSource, Task
from thuisbasis.permissions import Permission
from thuisbasis.practice import overview

SOON = timedelta(weeks=8)  # a holiday of two weeks lies in between often enough
MOST_GROUPS = 5
CANNOT_START, CAN_START = 80, 55


def records_to_finish(desk: Desk) -> list[Task]:
    """The reader's own contacts of groups that are past and whose record is not completed."""
    tasks = []
    for contact in desk.late:
        if contact.kind not in words.KINDS or words.week_url(contact) is not None:
            continue  # weeks of practice have a page and a task of their own
        day = clock.local(contact.starts_at).date()
        ago = (desk.today - day).days
        tasks.append(
            Task(
                title=pages.words_of(contact),
                why=gettext("Het verslag van %(day)s is nog niet af.", day=languages.short_day(day)),
                action=gettext("Verslag afronden"),
                url=pages.page_of(contact),
                weight=min(60 + ago, 89),
                symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
                on=day,
            )
        )
    return tasks


def weeks_to_finish(desk: Desk) -> list[Task]:
    """Weekly contacts of the reader's own groups that are past and not done for every child, and children without a
    plan for next week."""
    if not desk.actor.may(Permission.LEAD_GROUPS):
        return []
    tasks, today = [], desk.today
    for at in overview.groups_at(desk.session, desk.actor, today, led_only=True):
        tasks += [_week_task(at, waiting, today) for waiting in at.waiting]
        next_week = today - timedelta(days=today.weekday()) + timedelta(days=7)
        if at.unplanned and at.following and at.following_monday == next_week:
            tasks.append(_plan_task(at, at.following, next_week))
    return tasks


def _week_task(at: overview.GroupAtWeek, waiting: overview.Waiting, today: date) -> Task:
    return Task(
        title=words.calendar_words(waiting.contact),
        why=gettext("%(done)s van %(all)s kinderen zijn af.", done=waiting.done, all=waiting.of),
        action=gettext("Week invullen"),
        url=words.week_url(waiting.contact) or "",
        weight=min(60 + (today - waiting.day).days, 89),
        symbol=at.programme.symbol,
        on=waiting.day,
    )


def _plan_task(at: overview.GroupAtWeek, following: Contact, monday: date) -> Task:
    return Task(
        title=gettext("Week %(number)s van %(group)s", number=following.number, group=at.group.name),
        why=ngettext(
            "%(num)d kind heeft nog geen boek voor volgende week.",
            "%(num)d kinderen hebben nog geen boek voor volgende week.",
            len(at.unplanned),
        ),
        action=gettext("Boeken kiezen"),
        url=words.week_url(following) or "",
        weight=40,
        column=Column.THIS_WEEK,
        symbol=at.programme.symbol,
        on=monday,
    )


def groups_soon(desk: Desk) -> list[Lead]:
    """Groups that should start soon. Whether anything stops them costs more to find out; mostly something does."""
    soon = desk.session.scalars(
        group_queries.seen_by(desk.actor)
        .where(Group.state == State.FORMING, Group.starts_on <= desk.today + SOON)
        .order_by(Group.starts_on, Group.id)
        .limit(MOST_GROUPS)
    )
    return [Lead(weight=CANNOT_START, since=group.starts_on, subject=group) for group in soon]


def groups_that_cannot_start(desk: Desk, soon: Sequence[Group]) -> list[Task]:
    """The first thing that stops each of these groups."""
    found = plan.findings_of_groups(desk.session, desk.actor, soon)
    tasks = []
    for group in soon:
        blocking = [finding for finding in found[group.id] if finding.blocks]
        when = languages.short_day(group.starts_on)
        why = (
            languages.text(blocking[0].message)
            if blocking
            else gettext("Alles is er. Start de groep, dan staan de datums in de agenda.")
        )
        tasks.append(
            Task(
                title=gettext("%(group)s, vanaf %(when)s", group=group.name, when=when),
                why=why,
                action=gettext("Groep bekijken") if blocking else gettext("Groep starten"),
                url=url_for("groups.group", group_id=group.id),
                weight=CANNOT_START if blocking else CAN_START,
                symbol=rulebook.programme(group.programme_key, group.version).symbol,
                on=group.starts_on,
            )
        )
    return tasks


def groups_to_finish(desk: Desk) -> list[Task]:
    """Groups whose last meeting lies behind, for those who round them off. Two statements."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.FORM_GROUPS):
        return []
    ours = (Contact.organisation_id == actor.organisation_id, Contact.group_id == Group.id)
    to_come = exists().where(*ours, Contact.state.in_(AHEAD), Contact.ends_at > desk.now)
    over = session.scalars(
        group_queries.seen_by(actor)
        .where(Group.state == State.STARTED, exists().where(*ours), ~to_come)
        .order_by(Group.starts_on, Group.id)
        .limit(MOST_GROUPS)
    ).all()
    contacts = contact_queries.of_groups(session, actor, [group.id for group in over]) if over else []
    tasks = []
    for group in over:
        own = [contact for contact in contacts if contact.group_id == group.id]
        tasks.append(_finish_task(group, own))
    return tasks


def _finish_task(group: Group, contacts: list[Contact]) -> Task:
    missing = len(finishing.without_record(contacts))
    why = (
        ngettext(
            "Alle bijeenkomsten zijn geweest, maar %(num)s verslag is nog niet af. Rond daarna de groep af.",
            "Alle bijeenkomsten zijn geweest, maar %(num)s verslagen zijn nog niet af. Rond daarna de groep af.",
            missing,
        )
        if missing
        else gettext("Alle bijeenkomsten zijn geweest: rond de groep af.")
    )
    return Task(
        title=group.name,
        why=why,
        action=gettext("Groep afronden"),
        url=url_for("sessions.finish_group", group_id=group.id),
        weight=58,
        symbol=rulebook.programme(group.programme_key, group.version).symbol,
        on=max(clock.local(contact.starts_at).date() for contact in contacts),
    )


def absent_in_a_row(desk: Desk, enrolment_ids: Collection[uuid.UUID]) -> list[Task]:
    """Families that missed the last two meetings of their group: for those who call them."""
    return [_call_task(absent) for absent in watching.absent_families(desk, enrolment_ids)]


def _call_task(absent: watching.Absent) -> Task:
    return Task(
        title=absent.family,
        why=ngettext(
            "%(num)d keer achter elkaar gemist in %(group)s.",
            "%(num)d keer achter elkaar gemist in %(group)s.",
            absent.missed,
            group=absent.group,
        ),
        action=gettext("Gezin bellen"),
        url=url_for("family_card.family_card", family_id=absent.family_id),
        weight=watching.ABSENT.weight,
        symbol=absent.programme.symbol,
    )


def to_prepare_this_week(desk: Desk) -> list[Task]:
    """The reader's own meetings of the coming seven days that are not confirmed yet: time to prepare them."""
    return [
        Task(
            title=pages.words_of(contact),
            why=gettext("Bereid voor op %(day)s.", day=languages.day(contact.starts_at)),
            action=gettext("Voorbereiden"),
            url=pages.page_of(contact),
            weight=20,
            column=Column.THIS_WEEK,
            symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
            on=clock.local(contact.starts_at).date(),
        )
        for contact in desk.own_ahead
        if contact.kind in words.KINDS and contact.state == "planned"
    ]


LEADS = (
    LeadSource(permission=Permission.SEE_GROUPS, leads=groups_soon, tasks=groups_that_cannot_start),
    LeadSource(permission=Permission.SEE_FAMILIES, kinds=(watching.ABSENT,), tasks=absent_in_a_row),
)
