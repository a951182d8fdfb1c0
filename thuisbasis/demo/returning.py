"""Bringing back what was lent: each book comes along at a later contact, one is lost, the newest stay at home."""

import uuid
from collections.abc import Iterable
from datetime import time, timedelta

from thuisbasis.demo.entering import Enrolled
from thuisbasis.demo.world import World, on
from thuisbasis.materials import queries, services
from thuisbasis.materials.models import Loan

LOST_AT = 23  # every so many loans one is lost


def bring_back(world: World, entered: Iterable[Enrolled], *, by: str, after: timedelta, at_home: int = 1) -> None:
    """Take back what these families borrowed, so long after it was lent, except the newest `at_home` of each child."""
    actor = world.by(by)
    of_child: dict[uuid.UUID | None, list[Loan]] = {}
    families = {each.home.family.id for each in entered}
    for loans in queries.out_with(world.session, actor.organisation_id, families).values():
        for loan in loans:
            of_child.setdefault(loan.enrolment_id, []).append(loan)
    returned = [loan for loans in of_child.values() for loan in loans[:-at_home]]
    for number, loan in enumerate(sorted(returned, key=lambda loan: (loan.handed_on, loan.title)), start=1):
        day = min(loan.handed_on + after, world.today)
        with on(day, time(16, 30)):
            if number % LOST_AT == 0:
                services.lose(world.session, actor, loan)
            else:
                services.take_back(world.session, actor, loan, on=day)
