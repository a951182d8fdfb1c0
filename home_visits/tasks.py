"""What visitors and coordinators have to do for visits."""

import uuid
from collections.abc import Collection
from datetime import date

from flask import url_for
from flask_babel import gettext

from home_visits import overview, queries, tracks, watching
from home_visits.asking import KINDS as KINDS_ASKED
from home_visits.asking import TO_PLAN, Course, lacks_dates, ringing
from home_visits.calendar_entries import KINDS
from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.contacts.states import AHEAD
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Column, LeadSource, Task
from thuisbasis.permissions import Actor, Permission

PAST_WEIGHT, MOST_WEIGHT = 60, 89


def records_to_finish(desk: Desk) -> list[Task]:
    """The reader's own visits that are past and whose record is not completed."""
    if not desk.actor.may(Permission.SEE_VISITS):
        return []
    tasks = []
    for contact in desk.late:
        if contact.kind not in KINDS:
            continue
        day = clock.local(contact.starts_at).date()
        tasks.append(
            Task(
                title=words_of(contact),
                why=gettext("Het verslag van %(day)s is nog niet af.", day=languages.short_day(day)),
                action=gettext("Verslag schrijven") if contact.state in AHEAD else gettext("Verslag afronden"),
                url=page_of(contact),
                weight=min(PAST_WEIGHT + (desk.today - day).days, MOST_WEIGHT),
                symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
                on=day,
            )
        )
    return tasks


def courses(desk: Desk, enrolment_ids: Collection[uuid.UUID]) -> list[Task]:
    """What these courses of visits ask for."""
    return [
        task
        for course in watching.courses_of(desk, enrolment_ids)
        for task in (*months_and_silences(course, desk.today), *courses_to_plan(desk.actor, course))
    ]


LEADS = LeadSource(permission=Permission.SEE_VISITS, kinds=KINDS_ASKED, tasks=courses)


def months_and_silences(course: Course, today: date) -> list[Task]:
    """What the programme's own alarms say: a month about to pass without a visit, too long since the last one.

    One task for a child. It hurts most when no visit is planned in time.
    """
    rings = ringing(course, today, clock.now())
    if rings is None:
        return []
    enrolment, following = course.enrolment, rings.following
    return [
        Task(
            title=_name(enrolment),
            why=languages.text(rings.alarm.message) + _planned_words(following),
            action=gettext("Bezoek bekijken") if following else gettext("Bezoek plannen"),
            url=page_of(following) if following else url_for("home_visits.add_visit", enrolment_id=enrolment.id),
            weight=rings.kind.weight,
            symbol=tracks.programme_of(enrolment).symbol,
            on=rings.alarm.on,
        )
    ]


def _planned_words(following: Contact | None) -> str:
    if following is None:
        return ""
    return " " + gettext("Het volgende bezoek is op %(day)s.", day=languages.short_day(following.starts_at))


def courses_to_plan(actor: Actor, course: Course) -> list[Task]:
    """A child on a track of visits without a visitor, or without any date that lies ahead."""
    enrolment = course.enrolment
    if not actor.may(Permission.PLAN) or enrolment.state == State.PAUSED:
        return []
    if enrolment.visitor_id is None:
        if not actor.may(Permission.ENROL):
            return []
        return [_to_plan(enrolment, gettext("Er is nog geen huisbezoeker."), gettext("Bezoeker kiezen"), visitor=True)]
    if not lacks_dates(course, clock.now()):
        return []
    why = (
        gettext("Er staat geen bezoek meer in de agenda.")
        if course.contacts
        else gettext("Er staat nog geen bezoek in de agenda.")
    )
    return [_to_plan(enrolment, why, gettext("Bezoeken plannen"), visitor=False)]


def _to_plan(enrolment: Enrolment, why: str, action: str, *, visitor: bool) -> Task:
    endpoint = "enrolments.visitor" if visitor else "home_visits.plan_course"
    return Task(
        title=_name(enrolment),
        why=why,
        action=action,
        url=url_for(endpoint, enrolment_id=enrolment.id),
        weight=TO_PLAN.weight,
        symbol=tracks.programme_of(enrolment).symbol,
        on=enrolment.proposed_on,
    )


def this_week(desk: Desk) -> list[Task]:
    """The reader's own visits of the coming seven days that want something before they can be made."""
    visits = [contact for contact in desk.own_ahead if contact.kind in KINDS and contact.state in AHEAD]
    if not visits:
        return []
    enrolments = queries.enrolments_at(desk.session, desk.actor.organisation_id, [contact.id for contact in visits])
    steps = ((contact, overview.next_step(contact, enrolments.get(contact.id, []))) for contact in visits)
    return [
        Task(
            title=words_of(contact),
            why=gettext("Bezoek op %(moment)s.", moment=languages.moment(contact.starts_at)),
            action=step.label,
            url=step.url,
            weight=25,
            column=Column.THIS_WEEK,
            symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
            on=clock.local(contact.starts_at).date(),
        )
        for contact, step in steps
        if step.label != gettext("Bekijken")
    ]


def _name(enrolment: Enrolment) -> str:
    return f"{enrolment.child.name}, {tracks.programme_of(enrolment).name}"
