"""What visitors and coordinators have to do for visits."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import overview, queries, tracks
from home_visits.calendar_entries import KINDS
from programmes.facts import AlarmFacts
from programmes.protocol import StepKind
from programmes.rules import alarms
from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.contacts.states import AHEAD
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.home.tasks import Column, Task
from thuisbasis.permissions import Actor, Permission
from thuisbasis.recording.outcomes import outcomes

PAST_WEIGHT, MOST_WEIGHT = 60, 89


def records_to_finish(session: Session, actor: Actor, today: date) -> list[Task]:
    """The actor's own visits that are past and whose record is not completed."""
    if not actor.may(Permission.SEE_VISITS):
        return []
    tasks = []
    for contact in contact_queries.to_be_recorded(session, actor, clock.now()):
        if contact.kind not in KINDS:
            continue
        day = clock.local(contact.starts_at).date()
        tasks.append(
            Task(
                title=words_of(contact),
                why=gettext("Het verslag van %(day)s is nog niet af.", day=languages.short_day(day)),
                action=gettext("Verslag schrijven") if contact.state in AHEAD else gettext("Verslag afronden"),
                url=page_of(contact),
                weight=min(PAST_WEIGHT + (today - day).days, MOST_WEIGHT),
                symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
                on=day,
            )
        )
    return tasks


def months_and_silences(session: Session, actor: Actor, today: date) -> list[Task]:
    """What the programme's own alarms say: a month about to pass without a visit, too long since the last one."""
    if not actor.may(Permission.SEE_VISITS):
        return []
    enrolments = queries.under_way(session, actor)
    if not enrolments:
        return []
    ids = [enrolment.id for enrolment in enrolments]
    contacts = contact_queries.of_enrolments(session, actor.organisation_id, ids)
    was = outcomes(session, actor.organisation_id, ids)
    closed = overview.closed_by_school(session, actor.organisation_id, enrolments, contacts)
    tasks = []
    for enrolment in enrolments:
        facts = AlarmFacts(
            track=enrolment.track_key,
            today=today,
            started=enrolment.started_on,
            contacts=was[enrolment.id],
            closed_days=frozenset(closed[enrolment.child.school_id]),
        )
        tasks += _alarm_tasks(enrolment, facts, contacts.get(enrolment.id, []))
    return tasks


def _alarm_tasks(enrolment: Enrolment, facts: AlarmFacts, contacts: Sequence[Contact]) -> list[Task]:
    """One task for a child, with the alarm that becomes too late first."""
    programme = tracks.programme_of(enrolment)
    rung = alarms(programme, facts, dict(enrolment.local_numbers))
    if not rung:
        return []
    first = min(rung, key=lambda alarm: alarm.on or facts.today)
    following = next((each for each in contacts if each.state in AHEAD and each.starts_at > clock.now()), None)
    url = page_of(following) if following else url_for("home_visits.add_visit", enrolment_id=enrolment.id)
    return [
        Task(
            title=_name(enrolment),
            why=languages.text(first.message) + _planned_words(following),
            action=gettext("Bezoek bekijken") if following else gettext("Bezoek plannen"),
            url=url,
            weight=70 if following else 92,
            symbol=programme.symbol,
            on=first.on,
        )
    ]


def _planned_words(following: Contact | None) -> str:
    if following is None:
        return ""
    return " " + gettext("Het volgende bezoek is op %(day)s.", day=languages.short_day(following.starts_at))


def courses_to_plan(session: Session, actor: Actor, _today: date) -> list[Task]:
    """Children on a track of visits without a visitor, or without any date that lies ahead."""
    if not actor.may(Permission.PLAN) or not actor.may(Permission.SEE_VISITS):
        return []
    enrolments = [*queries.not_begun(session, actor), *queries.under_way(session, actor)]
    found = contact_queries.of_enrolments(session, actor.organisation_id, [each.id for each in enrolments])
    tasks = []
    for enrolment in enrolments:
        if enrolment.visitor_id is None and actor.may(Permission.ENROL):
            tasks.append(
                _to_plan(enrolment, gettext("Er is nog geen huisbezoeker."), gettext("Bezoeker kiezen"), visitor=True)
            )
        elif enrolment.visitor_id is not None and _lacks_dates(enrolment, found.get(enrolment.id, [])):
            begun = bool(found.get(enrolment.id))
            why = (
                gettext("Er staat geen bezoek meer in de agenda.")
                if begun
                else gettext("Er staat nog geen bezoek in de agenda.")
            )
            tasks.append(_to_plan(enrolment, why, gettext("Bezoeken plannen"), visitor=False))
    return tasks


def _lacks_dates(enrolment: Enrolment, contacts: Sequence[Contact]) -> bool:
    """Nothing lies ahead, and the track has visits left."""
    visits = [each for each in contacts if each.kind == StepKind.HOME_VISIT]
    if any(each.state in AHEAD and each.ends_at > clock.now() for each in visits):
        return False
    used = {each.step_key for each in visits if each.state not in ("missed", "cancelled_by_us", "cancelled_by_family")}
    return any(step.key not in used for step in tracks.visits_of(tracks.track_of(enrolment)))


def _to_plan(enrolment: Enrolment, why: str, action: str, *, visitor: bool) -> Task:
    endpoint = "enrolments.visitor" if visitor else "home_visits.plan_course"
    return Task(
        title=_name(enrolment),
        why=why,
        action=action,
        url=url_for(endpoint, enrolment_id=enrolment.id),
        weight=75,
        symbol=tracks.programme_of(enrolment).symbol,
        on=enrolment.proposed_on,
    )


def this_week(session: Session, actor: Actor, today: date) -> list[Task]:
    """Visits of the coming seven days that want something before they can be made."""
    if not actor.may(Permission.SEE_VISITS):
        return []
    until = datetime.combine(today + timedelta(days=7), time(), clock.ZONE)
    contacts = queries.visits_between(session, actor, clock.now(), until)
    return [
        Task(
            title=line.words,
            why=gettext("Bezoek op %(moment)s.", moment=languages.moment(line.contact.starts_at)),
            action=line.next_step.label,
            url=line.next_step.url,
            weight=25,
            column=Column.THIS_WEEK,
            symbol=rulebook.programme(line.contact.programme_key, line.contact.version).symbol,
            on=clock.local(line.contact.starts_at).date(),
        )
        for line in overview.visit_lines(session, actor, contacts)
        if line.state in AHEAD and line.next_step.label != gettext("Bekijken")
    ]


def _name(enrolment: Enrolment) -> str:
    return f"{enrolment.child.name}, {tracks.programme_of(enrolment).name}"
