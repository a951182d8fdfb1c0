"""Families with their people, as uneven as they are."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bench.bulk import Bulk
from bench.people import Names
from thuisbasis import clock, names
from thuisbasis.database import new_id

TRACKS = {"real": "real-10", "pittige-jaren": "preventie-14"}
ONE_ARCHIVED_IN = 20
ONE_SOUGHT_IN = 15
ONE_GROWING_TOO_OLD_IN = 25


@dataclass(frozen=True, kw_only=True)
class Added:
    """The ids of a family, of its enrolment and of the guardian who takes part."""

    family_id: uuid.UUID
    enrolment_id: uuid.UUID
    guardian_id: uuid.UUID


class Families:
    """Adds families to a bulk. `keys` are their sort keys with their ids."""

    def __init__(self, bulk: Bulk, organisation_id: uuid.UUID, schools: Sequence[uuid.UUID], seed: int) -> None:
        self.bulk, self.schools, self.names = bulk, schools, Names(seed)
        self.ours = {"organisation_id": organisation_id}
        self.now, self.today = clock.now(), clock.today()
        self.keys: list[tuple[str, uuid.UUID]] = []

    def add(self, place: int, programme: str, by: uuid.UUID) -> Added:
        """A family with an address, one or two guardians, one to three children and one enrolment.

        Some were sought in vain by a staff member, and some have a child more, which grows too old on the waiting list.
        """
        family_id, household_id = new_id(), new_id()
        infix, surname = self.names.infix(), self.names.surname()
        within = {**self.ours, "family_id": family_id}
        home = {**within, "infix": infix, "surname": surname}
        guardians = [self._guardian(which, home, household_id) for which in range(1 + place % 2)]
        children = [self._child(which, home, household_id) for which in range(1 + place % 3)]
        for child_id in children:
            for guardian_id in guardians:
                tie = {"child_id": child_id, "guardian_id": guardian_id, "has_authority": True}
                self.bulk.add("guardianship", **self.ours, **tie)
        self.bulk.add("household", **within, id=household_id, street="Dorpsstraat", house_number=12, place="Utrecht")
        self._family(place, family_id, infix, surname)
        if place % ONE_SOUGHT_IN == 0:
            self._sought_in_vain(within, by)
        if place % ONE_GROWING_TOO_OLD_IN == 0:
            child_id = self._child(0, home, household_id, days_old=365 * 9 - 20)
            self._enrolment(within, child_id, guardians[0], "pittige-jaren", state="waiting")
        enrolment_id = self._enrolment(within, children[0], guardians[0], programme)
        return Added(family_id=family_id, enrolment_id=enrolment_id, guardian_id=guardians[0])

    def _sought_in_vain(self, within: dict[str, uuid.UUID], by: uuid.UUID) -> None:
        for hours in (30, 28, 26):
            at = self.now - timedelta(hours=hours)
            self.bulk.add("contact_attempt", **within, at=at, channel="phone", outcome="no-answer", staff_id=by)

    def _family(self, place: int, family_id: uuid.UUID, infix: str, surname: str) -> None:
        key = names.sort_key("", "", surname)
        self.bulk.add(
            "family",
            **self.ours,
            id=family_id,
            number=place + 1,
            name=names.family_name(infix, surname),
            sort_key=key,
            search_text=names.search_text([str(place + 1), surname, infix, self.names.first_name()]),
            archived_at=self.now if place % ONE_ARCHIVED_IN == ONE_ARCHIVED_IN - 1 else None,
        )
        self.keys.append((key, family_id))

    def _guardian(self, which: int, home: dict[str, object], household_id: uuid.UUID) -> uuid.UUID:
        guardian_id, given = new_id(), self.names.first_name()
        self.bulk.add(
            "guardian",
            **home,
            id=guardian_id,
            household_id=household_id,
            given_name=given,
            sort_key=names.sort_key(given, str(home["infix"]), str(home["surname"])),
            phone=f"+316{self.names.random.randrange(10**8):08}",
            languages_spoken=["nl", "tr"] if which else ["ar"],
            prefers_calls=which == 1,
        )
        return guardian_id

    def _child(
        self, which: int, home: dict[str, object], household_id: uuid.UUID, *, days_old: int | None = None
    ) -> uuid.UUID:
        child_id, given = new_id(), self.names.first_name()
        self.bulk.add(
            "child",
            **home,
            id=child_id,
            school_id=self.names.random.choice(self.schools),
            given_name=given,
            sort_key=names.sort_key(given, str(home["infix"]), str(home["surname"])),
            birth_date=self.today - timedelta(days=days_old or 365 * (4 + which) + 30),
            groep=str(which + 1),
        )
        self.bulk.add("residence", **self.ours, child_id=child_id, household_id=household_id)
        return child_id

    def _enrolment(
        self,
        within: dict[str, uuid.UUID],
        child_id: uuid.UUID,
        guardian_id: uuid.UUID,
        programme: str,
        state: str = "active",
    ) -> uuid.UUID:
        enrolment_id = new_id()
        self.bulk.add(
            "enrolment",
            **within,
            id=enrolment_id,
            child_id=child_id,
            programme_key=programme,
            version="1",
            track_key=TRACKS[programme],
            state=state,
            proposed_on=self.today - timedelta(days=200),
            started_on=self.today - timedelta(days=150) if state == "active" else None,
        )
        self.bulk.add("enrolment_guardian", **self.ours, enrolment_id=enrolment_id, guardian_id=guardian_id)
        return enrolment_id
