"""A reading cohort in its ninth week: the parent training and eight weekly checks behind, the ninth to come."""

from datetime import time, timedelta
from itertools import pairwise

from programmes.asking import elements_asked
from programmes.facts import Answer
from programmes.protocol import Subject
from thuisbasis import rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.demo import reading_texts
from thuisbasis.demo.cast import READERS, STOPPED
from thuisbasis.demo.colleagues import READING
from thuisbasis.demo.entering import Enrolled, Entry
from thuisbasis.demo.filling import Occasion, Words, delivered, not_delivered
from thuisbasis.demo.finishing import stop
from thuisbasis.demo.gathering import Circle, Gathered, gather, start
from thuisbasis.demo.reading_weeks import Reading, log_week, plan_week
from thuisbasis.demo.returning import bring_back
from thuisbasis.demo.timetable import begun
from thuisbasis.demo.world import DAY, World
from thuisbasis.demo.writing_up import Register, day_of, there, write_up
from thuisbasis.recording.drafts import AnswerKey, Draft, Presence

PROGRAMME, TRACK = "pact", "pact-30"
WEEKDAYS = (4, 3, 1)  # a check closes its week, so it is late in it
CHECKS = 8
STOPPED_AFTER = 4  # the last family to join left the cohort after this check
BETWEEN_CHILDREN = timedelta(minutes=6)  # the records of a morning are written one after the other

ENTRIES = tuple(
    Entry(programme=PROGRAMME, track=TRACK, indication_note=why)
    for why in (
        "Leest onder het niveau van de groep en krijgt thuis weinig boeken in handen.",
        "Woordenschat blijft achter; ouders vragen hoe zij kunnen helpen.",
        "Kent de letters, maar leest nog woord voor woord en verliest de moed.",
    )
)

# Week and child (from 0): the log was not handed in.
NOT_REPORTED = frozenset({(2, 4), (3, 8), (4, 1), (5, 8), (6, 3), (7, 8), (8, 5)})
ABSENT = {(3, 8): Presence.ABSENT, (6, 3): Presence.ABSENT_WITH_NOTICE, (8, 5): Presence.ABSENT_WITH_NOTICE}
NOT_PLANNED = frozenset({4, 8})  # these still need a book for the ninth week
# Here the book that was chosen had not come back to the library.
BOOK_MISSING = frozenset({(4, 6), (7, 2)})


def tell(world: World) -> None:
    """Gather and start the cohort, and record what happened until today."""
    school = world.schools[2]
    first = begun(world, school, PROGRAMME, TRACK, weekdays=WEEKDAYS, held=1 + CHECKS)
    circle = Circle(
        name="Leestraining op Het Klaverblad",
        programme=PROGRAMME,
        track=TRACK,
        school=school,
        at=time(8, 30),
        place="Bibliotheek, Het Klaverblad",
        leaders=(READING,),
    )
    cohort = start(world, gather(world, circle, (*READERS, STOPPED), ENTRIES, first))
    _train(world, cohort, cohort.contacts[0])
    plan_week(world, cohort, cohort.contacts[1], cohort.contacts[0], _plans(cohort, 1))
    for contact, following in pairwise(cohort.contacts[1 : 2 + CHECKS]):
        log_week(world, cohort, contact, {at: _read(contact.number, at) for at, _ in _members(cohort, contact)})
        _check(world, cohort, contact)
        plan_week(world, cohort, following, contact, _plans(cohort, following.number))
    bring_back(world, cohort.families, by=READING, after=timedelta(days=14), at_home=2)


def _train(world: World, cohort: Gathered, contact: Contact) -> None:
    """The parent training: one record of the group, with the first book and skill of each child."""
    step = rulebook.track(contact.programme_key, contact.version, contact.track_key).step(contact.step_key)
    programme = rulebook.programme(contact.programme_key, contact.version)
    words = _talk(1)
    answers: dict[AnswerKey, Answer] = {
        (element.key, None): delivered(element, Occasion(number=1, turn=1, words=words))
        for element in elements_asked(programme, TRACK, step, subject=Subject.GROUP)
    }
    attendance: Register = {}
    for at, entered in enumerate(cohort.families):
        attendance |= there(entered, entered.home.guardians, Presence.PRESENT)
        for element in elements_asked(programme, TRACK, step, subject=Subject.CHILD):
            occasion = Occasion(number=1, turn=at, groep=entered.child.groep, words=_plan(entered, at, 0))
            answers[element.key, entered.enrolment.id] = delivered(element, occasion)
    draft = Draft(
        answers=answers,
        attendance=attendance,
        held_from=contact.starts_at,
        held_until=contact.ends_at,
        language="nl",
        interpreter="adult",
        notes="Volle opkomst. Ouders kozen zelf het eerste boek uit de leeskoffer.",
    )
    write_up(world, contact, draft, by=READING, own=cohort.group.local_numbers)


def _check(world: World, cohort: Gathered, contact: Contact) -> None:
    """A weekly check: a record for each child, and next week's book."""
    for at, entered in _members(cohort, contact):
        write_up(
            world,
            contact,
            _checked(contact, entered, at),
            by=READING,
            own=cohort.group.local_numbers,
            enrolment_id=entered.enrolment.id,
            after=timedelta(minutes=20) + at * BETWEEN_CHILDREN,
        )
    if contact.number == STOPPED_AFTER:
        day = day_of(contact.starts_at) + 2 * DAY
        stop(world, cohort.families[-1], day, by=READING, reason="other_help", note="Krijgt nu logopedie na school.")


def _members(cohort: Gathered, contact: Contact) -> list[tuple[int, Enrolled]]:
    """Who belongs to the cohort at a check, with their numbers."""
    everybody = list(enumerate(cohort.families))
    return everybody if contact.number <= STOPPED_AFTER else everybody[:-1]


def _plans(cohort: Gathered, week: int) -> dict[int, Words]:
    """The plan of each child for a week, by its number; some are still to be chosen for the week that runs now."""
    unplanned = NOT_PLANNED if week > CHECKS else frozenset()
    return {
        at: _plan(entered, at, week)
        for at, entered in enumerate(cohort.families)
        if at not in unplanned and (week <= STOPPED_AFTER or entered is not cohort.families[-1])
    }


def _read(week: int, at: int) -> Reading | None:
    """How a child read in a week; None when the log was not handed in."""
    if (week, at) in NOT_REPORTED:
        return None
    return Reading(days=days_read(week, at), minutes=minutes_a_day(week, at))


def _checked(contact: Contact, entered: Enrolled, at: int) -> Draft:
    programme = rulebook.programme(contact.programme_key, contact.version)
    week, guardian = contact.number, entered.home.guardians[0]
    presence = ABSENT.get((week, at), Presence.PRESENT)
    words = _talk(week + at) | _plan(entered, at, week) | _log(week, at)
    occasion = Occasion(
        number=week, turn=week + at, groep=entered.child.groep, language=entered.home.language, words=words
    )
    answers: dict[AnswerKey, Answer] = {
        (element.key, None): delivered(element, occasion)
        for element in elements_asked(programme, TRACK, contact.step_key)
    }
    if (week, at) in BOOK_MISSING:
        answers["selected_materials", None] = not_delivered("material_missing", "send_material")
    return Draft(
        answers=answers if presence is Presence.PRESENT else {},
        rest=None if presence is Presence.PRESENT else not_delivered("child_absent", "call_this_week"),
        attendance=there(entered, [guardian], presence),
        held_from=contact.starts_at,
        held_until=contact.ends_at,
        language=entered.home.language,
        interpreter="telephone" if guardian.needs_interpreter else "",
    )


def _plan(entered: Enrolled, at: int, week: int) -> Words:
    """The book and the skill for the week to come."""
    groep = entered.child.groep
    book = reading_texts.book_for(groep, at + week)
    parent = entered.home.guardians[0].given_name
    material = reading_texts.material_words(book, parent, given=(at + week) % 6 == 5)
    return {**material, ("skill_focus", "skills"): [reading_texts.skill_for(groep, week, at)]}


def _talk(turn: int) -> Words:
    """How the parent helps, and what was said of the parent's role."""
    return {
        ("how_to_help", "strategies"): reading_texts.STRATEGIES[turn % len(reading_texts.STRATEGIES)],
        ("parent_role", "what_was_said"): reading_texts.SAID[turn % len(reading_texts.SAID)],
    }


def _log(week: int, at: int) -> Words:
    """What the reading log of the week said."""
    if (week, at) in NOT_REPORTED:
        return {("practice_checked", "reported"): "not_reported"}
    days = days_read(week, at)
    return {
        ("practice_checked", "reported"): "reported",
        ("practice_checked", "days"): days,
        ("practice_checked", "minutes"): days * minutes_a_day(week, at),
        ("practice_checked", "noticed"): reading_texts.NOTICED[(3 * at + week) % len(reading_texts.NOTICED)],
    }


def days_read(week: int, at: int) -> int:
    """On how many days of the week a child read; it grows a little with the weeks."""
    return min(5, 2 + (at * 5 + week * 3) % 4 - (week < 4) + (at % 4 == 0))


def minutes_a_day(week: int, at: int) -> int:
    """How long a reading lasted."""
    return 12 + (at * 5 + week * 2) % 11
