"""Material goes along with a family, and comes back, stays or is lost."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.recording.visits import Visit, a_visit
from thuisbasis import clock
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.materials import queries, services
from thuisbasis.materials.models import Loan
from thuisbasis.materials.services import Handed
from thuisbasis.materials.states import State


@pytest.fixture
def visit(db_session: Session) -> Visit:
    return a_visit(db_session)


def lent(visit: Visit, title: str = "Kleine Beer") -> Loan:
    """Something lent to the family."""
    return services.lend(visit.session, visit.actor, family_id=visit.enrolment.family_id, title=title)


def out(visit: Visit) -> list[str]:
    """The titles that are out with the family."""
    family_id = visit.enrolment.family_id
    found = queries.out_with(visit.session, visit.organisation.id, [family_id])
    return [loan.title for loan in found.get(family_id, [])]


def test_what_is_lent_is_out_and_what_is_given_is_not(visit: Visit) -> None:
    lent(visit)
    services.give(visit.session, visit.actor, family_id=visit.enrolment.family_id, title="Letterkaarten")

    assert out(visit) == ["Kleine Beer"]


@pytest.mark.parametrize(
    ("act", "state"),
    [(services.take_back, State.RETURNED), (services.let_keep, State.KEPT), (services.lose, State.LOST)],
)
def test_what_is_out_is_settled_once(visit: Visit, act: object, state: State) -> None:
    loan = lent(visit)
    act(visit.session, visit.actor, loan)  # type: ignore[operator]

    assert (loan.state, loan.returned_on) == (state, clock.today() if state is State.RETURNED else None)
    assert out(visit) == []
    with pytest.raises(InvalidStateError):
        services.take_back(visit.session, visit.actor, loan)


def test_a_record_adds_what_it_says_once(visit: Visit) -> None:
    handed = [
        Handed(
            family_id=visit.enrolment.family_id, enrolment_id=visit.enrolment.id,
            title=title, level="AVI-M3", how=how, on=clock.today(),
        )
        for title, how in (("Rupsje", "lent"), ("Stiften", "given"), ("Spel", "used_only"))
    ]  # fmt: skip
    for _ in range(2):
        services.note_from_record(visit.session, visit.actor, visit.contact, handed)

    loans = visit.session.scalars(select(Loan).order_by(Loan.title)).all()
    assert [(loan.title, loan.how, loan.state) for loan in loans] == [
        ("Rupsje", "lent", "out"),
        ("Stiften", "given", "kept"),
    ]


def test_a_loan_of_another_family_is_not_there(visit: Visit) -> None:
    loan, other = lent(visit), a_visit(visit.session)

    with pytest.raises(NotFoundError):
        queries.loan_or_404(visit.session, visit.organisation.id, other.enrolment.family_id, loan.id)
