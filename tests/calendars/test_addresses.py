"""A feed address is a secret: kept as a hash, shown once, withdrawn at will."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.calendars.cast import Cast, an_organisation
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.calendars.addresses import (
    address_or_404,
    live_feed,
    make_address,
    maker_is_there,
    open_addresses,
    revoke,
)
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.errors import NotFoundError


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


def test_an_address_opens_the_feed_of_its_maker(cast: Cast) -> None:
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    feed = live_feed(cast.session.connection(), token)

    assert feed is not None
    assert (feed.staff_id, feed.group_id, feed.name) == (cast.trainer.id, None, "Agenda")


def test_an_address_of_a_group_opens_the_groups_feed(cast: Cast) -> None:
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Groep", group=cast.group)
    feed = live_feed(cast.session.connection(), token)

    assert feed is not None
    assert (feed.staff_id, feed.group_id) == (None, cast.group.id)


def test_a_token_holds_256_random_bits_and_is_not_kept(cast: Cast) -> None:
    address, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    _, another = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")

    assert len(token) == 43
    assert token != another
    assert token not in repr([getattr(address, column.key) for column in FeedAddress.__table__.columns])


def test_a_withdrawn_address_opens_nothing(cast: Cast) -> None:
    address, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    revoke(cast.session, cast.actor(cast.trainer), address)
    cast.session.flush()

    assert live_feed(cast.session.connection(), token) is None
    assert open_addresses(cast.session, cast.actor(cast.trainer)) == []


def test_an_address_shows_nothing_once_its_maker_left(cast: Cast) -> None:
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Groep", group=cast.group)
    feed = live_feed(cast.session.connection(), token)
    assert feed is not None
    assert maker_is_there(cast.session.connection(), feed)

    cast.trainer.archived_at = clock.now()
    cast.session.flush()
    assert not maker_is_there(cast.session.connection(), feed)


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "é" * 43, "\x00", "a" * 5000])
def test_what_is_no_token_opens_nothing(cast: Cast, token: str) -> None:
    assert live_feed(cast.session.connection(), token) is None


def test_only_its_maker_sees_an_address(cast: Cast) -> None:
    address, _ = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    other = an_organisation(cast.session, "Andere stichting")

    assert address_or_404(cast.session, cast.actor(cast.trainer), address.id) is address
    for stranger in (cast.actor(cast.visitor), other.actor(other.trainer)):
        with pytest.raises(NotFoundError):
            address_or_404(cast.session, stranger, address.id)


def test_own_and_group_addresses_are_listed_apart_the_newest_first(cast: Cast) -> None:
    actor = cast.actor(cast.trainer)
    first, second = (make_address(cast.session, actor, calendar_name=name)[0] for name in "AB")
    of_group, _ = make_address(cast.session, actor, calendar_name="C", group=cast.group)

    assert open_addresses(cast.session, actor) == [second, first]
    assert open_addresses(cast.session, actor, group_id=cast.group.id) == [of_group]


def test_making_and_withdrawing_are_audited_without_the_secret(cast: Cast) -> None:
    address, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    revoke(cast.session, cast.actor(cast.trainer), address)
    revoke(cast.session, cast.actor(cast.trainer), address)
    cast.session.flush()
    entries = cast.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [entry.action for entry in entries] == ["feed.made", "feed.revoked"]
    assert token not in repr([entry.after for entry in entries])
