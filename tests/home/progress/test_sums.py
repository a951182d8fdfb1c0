"""Adding up: a family counts once, and what a change adds is the difference of before and after."""

import uuid
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from programmes.gates.on_course import CourseSoFar, Standing
from thuisbasis.home.progress.sums import STANDING, Cell, ContactPart, EnrolmentPart, difference, sums_of

ORGANISATION, SCHOOL, OTHER_SCHOOL = (uuid.UUID(int=number) for number in (1, 2, 3))
FAMILIES = [uuid.UUID(int=number) for number in (10, 11)]
WEEK = date(2026, 11, 23)


def enrolment(number: int, family: uuid.UUID, school: uuid.UUID, standing: Standing) -> EnrolmentPart:
    return EnrolmentPart(
        enrolment_id=uuid.UUID(int=number),
        family_id=family,
        programme_key="real",
        course=CourseSoFar(standing=standing, counted=3, due=4, needed=3),
        audience=frozenset({ORGANISATION, school}),
    )


def contact(*, completed: int, delivered: int, not_delivered: int) -> ContactPart:
    return ContactPart(
        contact_id=uuid.UUID(int=50),
        programme_key="real",
        week=WEEK,
        expected=1,
        completed=completed,
        delivered=delivered,
        not_delivered=not_delivered,
        audience=frozenset({ORGANISATION}),
    )


def cell(for_id: uuid.UUID, week: date = STANDING) -> Cell:
    return Cell(for_id=for_id, week=week, programme_key="real")


def test_a_family_with_two_children_counts_once_and_its_children_twice() -> None:
    found = sums_of(
        [
            enrolment(1, FAMILIES[0], SCHOOL, Standing.ON_COURSE),
            enrolment(2, FAMILIES[0], OTHER_SCHOOL, Standing.BEHIND),
        ],
        [],
    )

    whole = found[cell(ORGANISATION)]
    assert (whole["families"], whole["on_course"], whole["behind"], whole["due"]) == (1, 1, 1, 8)
    assert found[cell(OTHER_SCHOOL)]["families"] == 1


def test_a_change_adds_only_what_differs() -> None:
    before = sums_of([], [contact(completed=0, delivered=0, not_delivered=0)])
    after = sums_of([], [contact(completed=1, delivered=5, not_delivered=1)])

    (changed,) = difference(before, after).items()

    assert changed[0] == cell(ORGANISATION, WEEK)
    assert {name: n for name, n in changed[1].items() if n} == {"completed": 1, "delivered": 5, "not_delivered": 1}


def test_nothing_changes_when_nothing_changed() -> None:
    parts = [enrolment(1, FAMILIES[0], SCHOOL, Standing.UNKNOWN)]

    assert difference(sums_of(parts, []), sums_of(parts, [])) == {}


PARTS = st.lists(
    st.builds(
        enrolment,
        st.integers(1, 6),
        st.sampled_from(FAMILIES),
        st.sampled_from([SCHOOL, OTHER_SCHOOL]),
        st.sampled_from(list(Standing)),
    ),
    max_size=6,
)


@given(PARTS, PARTS)
def test_what_was_and_the_difference_make_what_is(before: list[EnrolmentPart], after: list[EnrolmentPart]) -> None:
    was, now = sums_of(before, []), sums_of(after, [])

    for where, added in difference(was, now).items():
        for name, number in added.items():
            assert was[where][name] + number == now[where][name]
