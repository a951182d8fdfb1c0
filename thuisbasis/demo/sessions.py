"""Holding the sessions of a parent group: who was there, what was delivered, what not and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from programmes.asking import elements_asked
from programmes.evidence import Value
from programmes.facts import Answer
from programmes.protocol import Programme, Step, Subject
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.entering import Enrolled
from thuisbasis.demo.filling import Occasion, checklist, delivered, not_delivered
from thuisbasis.demo.finishing import stop
from thuisbasis.demo.gathering import Gathered
from thuisbasis.demo.session_texts import TEXTS, goal_words
from thuisbasis.demo.world import DAY, World
from thuisbasis.demo.writing_up import Register, day_of, there, write_up
from thuisbasis.recording import services
from thuisbasis.recording.drafts import AnswerKey, Draft, Presence

GOALS_AT = 5  # the session at which school and parents had set their goals; whoever was absent follows at the next
CATCH_UP_AFTER = timedelta(days=2, hours=12)


@dataclass(frozen=True, kw_only=True)
class Evening:
    """What was unusual at a session. Families count from 0 in the order in which they joined."""

    absent: Mapping[int, Presence] = field(default_factory=dict)
    late: tuple[int, ...] = ()
    caught_up: tuple[int, ...] = ()
    deviations: Mapping[str, Answer] = field(default_factory=dict)
    checklist: Mapping[str, Value] = field(default_factory=dict)
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Course:
    """A group with what was unusual at its sessions, by number. Writers take turns.

    `left`: families (counted from 0) that moved away after the session with that number.
    """

    gathered: Gathered
    writers: tuple[str, ...]
    evenings: Mapping[int, Evening]
    left: Mapping[int, int] = field(default_factory=dict)

    def families(self, number: int) -> list[tuple[int, Enrolled]]:
        """Those who still belonged to the group at a session, with their numbers."""
        found = enumerate(self.gathered.families)
        return [(at, entered) for at, entered in found if number <= self.left.get(at, number)]


def hold(world: World, course: Course, *, held: int) -> None:
    """Record the first `held` sessions."""
    for contact in course.gathered.contacts[:held]:
        evening = course.evenings.get(contact.number, Evening())
        writer = course.writers[contact.number % len(course.writers)]
        write_up(
            world,
            contact,
            _draft(course, contact, evening),
            by=writer,
            own=course.gathered.group.local_numbers,
            after=timedelta(minutes=25 + contact.number * 7 % 40),
        )
        _catch_up(world, course, contact, evening, writer)
        _say_goodbye(world, course, contact)


def _draft(course: Course, contact: Contact, evening: Evening) -> Draft:
    programme = rulebook.programme(contact.programme_key, contact.version)
    step = programme.track(contact.track_key).step(contact.step_key)
    text = TEXTS[step.theme]
    occasion = Occasion(number=step.number, turn=step.number, words=text.words)
    families = course.families(contact.number)
    attendance: Register = {}
    for at, entered in families:
        presence = evening.absent.get(at, Presence.LATE if at in evening.late else Presence.PRESENT)
        guardians = entered.home.guardians[:1] if entered.home.cast.one_takes_part else entered.home.guardians
        attendance |= there(entered, guardians[:1], presence)
        with_partner = presence is not Presence.PRESENT or (at + contact.number) % 3
        attendance |= there(entered, guardians[1:], presence if with_partner else Presence.ABSENT_WITH_NOTICE)
    return Draft(
        answers=_of_group(programme, contact, step, evening, occasion) | _of_children(course, step, evening),
        checklist=checklist(programme, occasion, evening.checklist),
        attendance=attendance,
        held_from=contact.starts_at,
        held_until=contact.ends_at + timedelta(minutes=10 if "on_time" in evening.checklist else 0),
        language="nl",
        interpreter="adult" if any(one.home.guardians[0].needs_interpreter for _, one in families) else "",
        notes=evening.notes or text.notes,
    )


def _of_group(
    programme: Programme, contact: Contact, step: Step, evening: Evening, occasion: Occasion
) -> dict[AnswerKey, Answer]:
    """The group's answers. What is asked at every session, yet planned for others, was not due here."""
    answers: dict[AnswerKey, Answer] = {}
    for element in elements_asked(programme, contact.track_key, step, subject=Subject.GROUP):
        answer = not_delivered("not_due_here") if element.key not in step.covers else delivered(element, occasion)
        answers[element.key, None] = evening.deviations.get(element.key, answer)
    return answers


def _of_children(course: Course, step: Step, evening: Evening) -> dict[AnswerKey, Answer]:
    """The goals for each child whose family was there when they were set, or at the next session."""
    before = course.evenings.get(GOALS_AT, Evening()).absent if step.number == GOALS_AT + 1 else {}
    if step.number not in (GOALS_AT, GOALS_AT + 1):
        return {}
    element = rulebook.programme(course.gathered.group.programme_key).element("shared_goals")
    return {
        ("shared_goals", entered.enrolment.id): delivered(
            element, Occasion(number=step.number, turn=at, words=goal_words(at))
        )
        for at, entered in course.families(step.number)
        if at not in evening.absent and (step.number == GOALS_AT or at in before)
    }


def _catch_up(world: World, course: Course, contact: Contact, evening: Evening, writer: str) -> None:
    for at in evening.caught_up:
        when = contact.starts_at + CATCH_UP_AFTER
        with clock.set_to(min(when, clock.now())):
            services.catch_up(
                world.session,
                world.by(writer),
                contact,
                course.gathered.families[at].enrolment.id,
                on=min(day_of(when), world.today),
                how="coaching thuis",
            )


def _say_goodbye(world: World, course: Course, contact: Contact) -> None:
    for at, number in course.left.items():
        if number == contact.number:
            stop(
                world,
                course.gathered.families[at],
                day_of(contact.starts_at) + 4 * DAY,
                by=COORDINATOR,
                reason="moved",
                note="Verhuisd naar Amersfoort; de nieuwe school is op de hoogte.",
            )
