"""The visits of one family: made and recorded, missed, moved, called off; and the next one prepared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from home_visits import gate
from home_visits import services as visits
from programmes.asking import elements_asked
from programmes.calendar_days import days_in_school_weeks
from programmes.facts import Answer, Late
from thuisbasis import clock, rulebook
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.demo import at_the_door
from thuisbasis.demo.entering import Enrolled
from thuisbasis.demo.filling import Occasion, delivered, not_delivered
from thuisbasis.demo.people import attempt
from thuisbasis.demo.returning import bring_back
from thuisbasis.demo.timetable import school_day
from thuisbasis.demo.visit_texts import TEXTS, VisitText
from thuisbasis.demo.world import DAY, World, on, working_day
from thuisbasis.demo.writing_up import day_of, there, write_up
from thuisbasis.organisations.models import School
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import AnswerKey, Draft, Presence

SUPPORT = "support_information"

# What happened to whom, by the number of the family among those that are visited.
MISSED, MOVED, SILENT, WITHOUT_SUPPORT, SUPPORT_BY_PHONE, POSTPONED = 3, 5, 6, 8, 9, 13
DOG, LATE_HOME, WRONG_ADDRESS = 1, 2, 10
SPECIAL = frozenset({MISSED, MOVED, SILENT, WITHOUT_SUPPORT, SUPPORT_BY_PHONE, POSTPONED})
PREPARED_AHEAD = 10  # days
LONGEST_SILENCE = 42  # days in school weeks: six of them


@dataclass(frozen=True, kw_only=True)
class Visited:
    """A family that is visited: its visitor, its children's enrolments, and all its visits in order."""

    number: int
    visitor: str
    school: School
    entered: Sequence[Enrolled]
    contacts: Sequence[Contact]


def latest_visited(world: World, families: Sequence[Visited]) -> Visited:
    """The family that was visited last, among those to whom nothing special happened."""
    usual = [family for family in families if family.number not in SPECIAL and _before_today(world, family)]
    return max(usual, key=lambda family: max(_before_today(world, family), key=lambda each: each.starts_at).starts_at)


def make_visits(world: World, family: Visited, *, is_unfinished: bool = False) -> None:
    """Record the visits before today; some went otherwise than planned. `is_unfinished`: the last record is."""
    past = _before_today(world, family)
    if family.number == SILENT:
        past = _fall_silent(world, family, past)
    if family.number == MISSED and past:
        _miss(world, family, past.pop())
    if family.number == POSTPONED and len(past) > 1:
        _postpone(world, family, past[-2])
    for contact in past:
        if family.number == LATE_HOME and contact is past[0]:
            at_the_door.come_back_late(world, family.visitor, contact)
        for entered in family.entered:
            _record(world, family, contact, entered, complete=not (is_unfinished and contact is past[-1]))
    bring_back(world, family.entered, by=family.visitor, after=timedelta(days=28))

    if family.number == WRONG_ADDRESS and past:
        at_the_door.tell_wrong_address(world, family.visitor, past[-1])
    if family.number == DOG:
        at_the_door.mind_the_dog(world, family.entered[0].home.family)


def _before_today(world: World, family: Visited) -> list[Contact]:
    return [contact for contact in family.contacts if day_of(contact.starts_at) < world.today]


def look_ahead(world: World, family: Visited) -> None:
    """Prepare and confirm the visit of the days to come; one was moved because the family asked for it."""
    ahead = [contact for contact in family.contacts if day_of(contact.starts_at) >= world.today]
    if not ahead or family.number == SILENT:
        return
    if family.number == MOVED:
        _move(world, family, ahead[0], day_of(ahead[0].starts_at) + DAY, world.days_ago(1))
    if day_of(ahead[0].starts_at) <= world.today + PREPARED_AHEAD * DAY and family.number % 5 != 2:
        _prepare(world, family, ahead[0], confirmed=family.number % 3 != 1)


def _record(world: World, family: Visited, contact: Contact, entered: Enrolled, *, complete: bool) -> None:
    sibling = 0 if entered is family.entered[0] else 4
    text = TEXTS[(family.number * 3 + contact.number + sibling) % len(TEXTS)]
    write_up(
        world,
        contact,
        _draft(family, contact, entered, text),
        by=family.visitor,
        own=entered.enrolment.local_numbers,
        enrolment_id=entered.enrolment.id,
        after=timedelta(minutes=40 + family.number * 13 % 200),
        complete=complete,
    )
    if family.number == SUPPORT_BY_PHONE and contact.number == 2:
        _give_by_phone(world, family, contact, entered, text)


def _draft(family: Visited, contact: Contact, entered: Enrolled, text: VisitText) -> Draft:
    guardian = entered.home.guardians[0]
    is_first_meeting = contact.number == 1 and family.number % 2 == 0
    return Draft(
        answers={} if is_first_meeting else _answers(family, contact, entered, text),
        attendance=there(entered, [guardian], Presence.PRESENT),
        held_from=contact.starts_at,
        held_until=contact.ends_at - timedelta(minutes=family.number * 7 % 15),
        language=entered.home.language,
        interpreter="adult" if guardian.needs_interpreter else "",
        observation="Liet de eigen kamer en het liefste boek zien." if is_first_meeting else text.observation,
        teacher_feedback="" if is_first_meeting else text.feedback,
        is_acquaintance=is_first_meeting,
        notes="Kennisgemaakt en verteld wat we samen gaan doen." if is_first_meeting else "",
    )


def _answers(family: Visited, contact: Contact, entered: Enrolled, text: VisitText) -> dict[AnswerKey, Answer]:
    programme = rulebook.programme(contact.programme_key, contact.version)
    occasion = Occasion(
        number=contact.number,
        turn=family.number + contact.number,
        groep=entered.child.groep,
        language=entered.home.language,
        words=text.words,
    )
    answers: dict[AnswerKey, Answer] = {
        (element.key, None): delivered(element, occasion)
        for element in elements_asked(programme, contact.track_key, contact.step_key)
    }
    if (family.number, contact.number) == (WITHOUT_SUPPORT, 3):
        answers[SUPPORT, None] = not_delivered("crisis", "next_contact")
    if (family.number, contact.number) == (SUPPORT_BY_PHONE, 2):
        answers[SUPPORT, None] = not_delivered("no_time", "call_this_week")
    if (family.number + contact.number) % 9 == 4:
        answers["joint_practice", None] = not_delivered("child_absent", "next_contact")
    return answers


def _give_by_phone(world: World, family: Visited, contact: Contact, entered: Enrolled, text: VisitText) -> None:
    """The information that had been left out, by phone in the same week: the visit counts after all."""
    actor, day = world.by(family.visitor), working_day(day_of(contact.starts_at) + 2 * DAY)
    with on(day, time(16, 40)):
        record = queries.record_for(world.session, contact, entered.enrolment.id)
        if record is None:
            raise LookupError("the visit has no record")
        element = rulebook.programme(contact.programme_key, contact.version).element(SUPPORT)
        occasion = Occasion(number=contact.number, turn=0, language=entered.home.language, words=text.words)
        late = Late(on=clock.today(), by="phone", evidence=delivered(element, occasion).evidence)
        services.deliver_late(
            world.session,
            actor,
            record,
            contact,
            entered.enrolment.local_numbers,
            key=(SUPPORT, None),
            late=late,
            reason="Uitleg over steunen thuis is alsnog gegeven, telefonisch.",
        )


def _fall_silent(world: World, family: Visited, past: Sequence[Contact]) -> list[Contact]:
    """The family called off one visit after the other; nobody reached it since."""
    today, home = world.today, family.entered[0].home
    closed = world.closed(family.school, today - timedelta(days=200), today)
    last = next(
        day
        for day in (today - days * DAY for days in range(LONGEST_SILENCE, 200))
        if days_in_school_weeks(day, today, closed) > LONGEST_SILENCE
    )
    this_month = today.strftime("%Y-%m")
    for contact in family.contacts:
        day = day_of(contact.starts_at)
        if day > last and (day < today or contact.month <= this_month):
            with on(min(day - DAY, world.days_ago(2)), time(19, 15)):
                contacts.cancel(world.session, world.by(family.visitor), contact, by_family=True, reason="family_asked")
    for days, kind in ((9, "phone.no-answer"), (6, "message.sent"), (3, "phone.no-answer"), (1, "home.no-answer")):
        attempt(world, home, kind, world.days_ago(days), time(15, 5 + days), family.visitor)
    return [contact for contact in past if day_of(contact.starts_at) <= last]


def _miss(world: World, family: Visited, contact: Contact) -> None:
    with on(day_of(contact.starts_at), time(17, 10)):
        contacts.miss(
            world.session,
            world.by(family.visitor),
            contact,
            reason="nobody_home",
            note="Twee keer aangebeld en een kaartje in de bus gedaan.",
        )


def _postpone(world: World, family: Visited, contact: Contact) -> None:
    """Held some days after the day that was planned."""
    day = day_of(contact.starts_at)
    _move(world, family, contact, day + 4 * DAY, day - DAY)


def _move(world: World, family: Visited, contact: Contact, to: date, decided: date) -> None:
    """To the next open day from `to` on, at the same time on the clock."""
    to = school_day(world, family.school, to)
    length = contact.ends_at - contact.starts_at
    starts_at = clock.local(contact.starts_at).replace(year=to.year, month=to.month, day=to.day)
    with on(decided, time(12, 30)):
        contacts.move(
            world.session,
            world.by(family.visitor),
            contact,
            starts_at=starts_at,
            ends_at=starts_at + length,
            reason="family_asked",
            note="Moeder werkt die dag.",
        )


def _prepare(world: World, family: Visited, contact: Contact, *, confirmed: bool) -> None:
    """Choose the material of a visit, and confirm it."""
    text = TEXTS[(family.number * 3 + contact.number) % len(TEXTS)]
    programme = rulebook.programme(contact.programme_key, contact.version)
    prepared = {
        element.key: {
            str(entered.enrolment.id): {
                field.key: text.words[element.key, field.key]
                for field in gate.fields_to_prepare(element)
                if (element.key, field.key) in text.words
            }
            for entered in family.entered
        }
        for element in gate.elements_to_prepare(programme, contact)
    }
    with on(world.days_ago(1), time(16, 20)):
        visits.prepare(world.session, world.by(family.visitor), contact, prepared)
        if confirmed:
            contacts.confirm(world.session, world.by(family.visitor), contact)
