"""What families follow: visits one by one, groups together; the past with its records, the future planned."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bench.bulk import Bulk
from bench.families import Added
from programmes.catalogue import default
from thuisbasis import clock
from thuisbasis.database import new_id

VISITS = 10
MEETINGS = 14
FAMILIES_OF_A_GROUP = 10
DAYS_BETWEEN_VISITS = 30
ONE_GROUP_FORMING_IN = 10
ONE_RECORD_MISSING_IN = 30
ANSWERS_OF_A_RECORD = 4
ONE_NOT_DONE_IN = 9
ONE_ABSENT_IN = 12
LAST_MISSED = 2
# As long as a real one; whoever reads events in a measurement has its own.
SOME_EVENT = (
    b"BEGIN:VEVENT\r\n" + b"X-FILLING:...............................................\r\n" * 7 + b"END:VEVENT\r\n"
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A staff member, with the token of an open sign-in."""

    staff_id: uuid.UUID
    account_id: uuid.UUID
    uniquifier: str
    token: str


class Courses:
    """Adds contacts and what belongs to them to a bulk."""

    def __init__(self, bulk: Bulk, organisation_id: uuid.UUID, schools: Sequence[uuid.UUID]) -> None:
        self.bulk, self.schools = bulk, schools
        self.ours = {"organisation_id": organisation_id}
        self.now, self.today = clock.now(), clock.today()
        self.group_id = uuid.UUID(int=0)
        self.held: list[uuid.UUID] = []
        self.answers = 0
        self.elements = {
            key: [element.key for element in default().get(key).elements][:ANSWERS_OF_A_RECORD]
            for key in ("real", "pittige-jaren")
        }

    def visits(self, place: int, family: Added, visitor: Person) -> None:
        """A visit a month, half of them behind us; one in thirty of those still without its record."""
        family_id, enrolment_id = family.family_id, family.enrolment_id
        self._worker(family_id, visitor, "enrolment", enrolment_id)
        for number in range(1, VISITS + 1):
            days = (number - VISITS // 2) * DAYS_BETWEEN_VISITS + place % DAYS_BETWEEN_VISITS - DAYS_BETWEEN_VISITS // 2
            starts = datetime.combine(self.today + timedelta(days=days), time(9 + place % 8), clock.ZONE)
            is_recorded = days < 0 and (place + number) % ONE_RECORD_MISSING_IN != 0
            contact_id = self._contact(
                starts,
                visitor,
                kind="home_visit",
                programme_key="real",
                track_key="real-10",
                step_key=f"visit-{number:02}",
                number=number,
                family_id=family_id,
                state="completed" if is_recorded else "planned",
            )
            self.bulk.add("contact_enrolment", **self.ours, contact_id=contact_id, enrolment_id=enrolment_id)
            if is_recorded:
                self._record(contact_id, enrolment_id, visitor, "real")

    def member(self, place: int, family: Added, trainers: Sequence[Person]) -> None:
        """A family's place in a group and how it attended; the first family of a group brings it with its meetings."""
        which = place // FAMILIES_OF_A_GROUP
        trainer = trainers[which % len(trainers)]
        if place % FAMILIES_OF_A_GROUP == 0:
            self._course(which, trainer)
        self._worker(family.family_id, trainer, "group", self.group_id)
        who = {"enrolment_id": family.enrolment_id}
        joined = {"group_id": self.group_id, "joined_on": self.today - timedelta(days=60)}
        self.bulk.add("membership", **self.ours, **who, **joined)
        for ago, contact_id in enumerate(reversed(self.held)):
            is_absent = place % ONE_ABSENT_IN == 0 and ago < LAST_MISSED
            status = "absent" if is_absent else "present"
            there = {"contact_id": contact_id, "guardian_id": family.guardian_id, "status": status}
            self.bulk.add("attendance", **self.ours, **who, **there)

    def _course(self, which: int, trainer: Person) -> None:
        """A group that is half-way; one in ten is still being formed."""
        is_forming = which % ONE_GROUP_FORMING_IN == ONE_GROUP_FORMING_IN - 1
        begins = self.today + timedelta(days=(20 if is_forming else -50) + which % 7)
        self.group_id, self.held = self.group(which, trainer, begins=begins), []
        for number in () if is_forming else range(1, MEETINGS + 1):
            starts = datetime.combine(begins + timedelta(weeks=number - 1), time(19), clock.ZONE)
            self.meeting(number, starts, trainer, self.group_id)

    def group(self, which: int, leader: Person, *, begins: date) -> uuid.UUID:
        """A group that begins on a day, started when that day lies behind us."""
        group_id = new_id()
        self.bulk.add(
            "programme_group",
            **self.ours,
            id=group_id,
            name=f"Groep {which}",
            programme_key="pittige-jaren",
            version="1",
            track_key="preventie-14",
            school_id=self.schools[which % len(self.schools)],
            weekday=begins.weekday(),
            start_time=time(19),
            starts_on=begins,
            state="forming" if begins > self.today else "started",
        )
        self.bulk.add("group_leader", **self.ours, group_id=group_id, staff_id=leader.staff_id)
        return group_id

    def meeting(
        self, number: int, starts: datetime, leader: Person, group_id: uuid.UUID, *, event: bytes = SOME_EVENT
    ) -> None:
        """A meeting of a group, recorded when it lies behind us."""
        is_past = starts < self.now
        contact_id = self._contact(
            starts,
            leader,
            event=event,
            kind="group_session",
            programme_key="pittige-jaren",
            track_key="preventie-14",
            step_key=f"session-{number:02}",
            number=number,
            group_id=group_id,
            school_id=self.schools[0],
            state="completed" if is_past else "planned",
        )
        if is_past:
            self.held.append(contact_id)
            self._record(contact_id, None, leader, "pittige-jaren")

    def _worker(self, family_id: uuid.UUID, person: Person, kind: str, through_id: uuid.UUID) -> None:
        worker = {"family_id": family_id, "staff_id": person.staff_id}
        self.bulk.add("family_worker", **self.ours, **worker, through_kind=kind, through_id=through_id)

    def _record(self, contact_id: uuid.UUID, enrolment_id: uuid.UUID | None, author: Person, programme: str) -> None:
        """A completed record with an answer to some elements, one in nine of which was not done."""
        record_id, version_id = new_id(), new_id()
        for element in self.elements[programme]:
            self.answers += 1
            done = self.answers % ONE_NOT_DONE_IN != 0
            why = {} if done else {"reason": "no_time", "follow_up": "next_contact"}
            self.bulk.add(
                "element_answer", **self.ours, version_id=version_id, element_key=element, delivered=done, **why
            )
        whose = {"contact_id": contact_id, "enrolment_id": enrolment_id}
        self.bulk.add("record", **self.ours, id=record_id, **whose, state="completed", first_completed_at=self.now)
        self.bulk.add(
            "record_version",
            **self.ours,
            id=version_id,
            record_id=record_id,
            number=1,
            author_id=author.staff_id,
            saved_at=self.now,
            completed_at=self.now,
            home_agreement="Elke dag tien minuten voorlezen.",
        )

    def _contact(self, starts: datetime, person: Person, *, event: bytes = SOME_EVENT, **facts: object) -> uuid.UUID:
        """A contact of fifty minutes with its staff member and its stored event."""
        contact_id = new_id()
        times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=50), "month": f"{starts:%Y-%m}"}
        self.bulk.add("contact", **self.ours, id=contact_id, version="1", changed_at=self.now, **times, **facts)
        self.bulk.add("contact_staff", **self.ours, contact_id=contact_id, staff_id=person.staff_id)
        self.bulk.add(
            "stored_event",
            **self.ours,
            contact_id=contact_id,
            group_id=facts.get("group_id"),
            starts_at=starts,
            changed_at=self.now,
            is_cancelled=False,
            staff_ids=[str(person.staff_id)],
            event=event,
        )
        return contact_id
