"""A feed that was built a moment ago need not be built again, and an old one is never given."""

import uuid

from thuisbasis.calendars.recent import RecentFeeds

ONE, OTHER, THIRD = (uuid.UUID(int=number) for number in (1, 2, 3))


def test_a_feed_is_given_for_its_own_tag_alone() -> None:
    recent = RecentFeeds()
    recent.keep(ONE, "a", b"body")

    assert recent.get(ONE, "a") == b"body"
    assert recent.get(ONE, "b") is None
    assert recent.get(OTHER, "a") is None


def test_a_newer_feed_takes_the_place_of_the_older() -> None:
    recent = RecentFeeds()
    recent.keep(ONE, "a", b"old")
    recent.keep(ONE, "b", b"new")

    assert recent.get(ONE, "a") is None
    assert recent.get(ONE, "b") == b"new"


def test_those_unread_for_longest_make_room() -> None:
    recent = RecentFeeds(room=10)
    recent.keep(ONE, "a", b"12345")
    recent.keep(OTHER, "a", b"12345")
    recent.get(ONE, "a")
    recent.keep(THIRD, "a", b"12345")

    assert recent.get(OTHER, "a") is None
    assert recent.get(ONE, "a") == recent.get(THIRD, "a") == b"12345"


def test_a_feed_larger_than_all_room_is_not_kept() -> None:
    recent = RecentFeeds(room=3)
    recent.keep(ONE, "a", b"12345")

    assert recent.get(ONE, "a") is None
