"""Families with their people, as uneven as they are."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from bench.bulk import Bulk
from bench.people import Names
from thuisbasis import clock, names
from thuisbasis.database import new_id

TRACKS = {"real": "real-10", "pittige-jaren": "preventie-14"}
ONE_ARCHIVED_IN = 20


class Families:
    """Adds families to a bulk. `keys` are their sort keys with their ids."""

    def __init__(self, bulk: Bulk, organisation_id: uuid.UUID, schools: Sequence[uuid.UUID], seed: int) -> None:
        self.bulk, self.schools, self.names = bulk, schools, Names(seed)
        self.ours = {"organisation_id": organisation_id}
        self.now, self.today = clock.now(), clock.today()
        self.keys: list[tuple[str, uuid.UUID]] = []

    def add(self, place: int, programme: str) -> tuple[uuid.UUID, uuid.UUID]:
        """A family with an address, one or two guardians, one to three children and one enrolment; returns both ids."""
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
        return family_id, self._enrolment(within, children[0], guardians[0], programme)

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

    def _child(self, which: int, home: dict[str, object], household_id: uuid.UUID) -> uuid.UUID:
        child_id, given = new_id(), self.names.first_name()
        self.bulk.add(
            "child",
            **home,
            id=child_id,
            school_id=self.names.random.choice(self.schools),
            given_name=given,
            sort_key=names.sort_key(given, str(home["infix"]), str(home["surname"])),
            birth_date=self.today - timedelta(days=365 * (4 + which) + 30),
            groep=str(which + 1),
        )
        self.bulk.add("residence", **self.ours, child_id=child_id, household_id=household_id)
        return child_id

    def _enrolment(
        self, within: dict[str, uuid.UUID], child_id: uuid.UUID, guardian_id: uuid.UUID, programme: str
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
            state="active",
            proposed_on=self.today - timedelta(days=200),
            started_on=self.today - timedelta(days=150),
        )
        self.bulk.add("enrolment_guardian", **self.ours, enrolment_id=enrolment_id, guardian_id=guardian_id)
        return enrolment_id
