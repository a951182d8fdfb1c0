"""The cast for tests of worries."""

import pytest
from sqlalchemy.orm import Session

from tests.safeguarding.people import Cast, make_cast


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return make_cast(db_session)
