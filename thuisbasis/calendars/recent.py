"""Feeds that were built a moment ago: one address is often read by a telephone, a laptop and a mail program in turn."""

import uuid
from collections import OrderedDict
from threading import Lock
from typing import Final

ROOM: Final = 16_000_000


class RecentFeeds:
    """The last body of each address with the tag that it was built for, within `room` octets. One for each process.

    It can give nothing old: the tag comes from the database with every request.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[uuid.UUID, tuple[str, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, address_id: uuid.UUID, tag: str) -> bytes | None:
        """The body for exactly this tag."""
        with self._lock:
            kept_tag, body = self._kept.get(address_id, ("", b""))
            if kept_tag != tag:
                return None
            self._kept.move_to_end(address_id)
            return body

    def keep(self, address_id: uuid.UUID, tag: str, body: bytes) -> None:
        """Keep a body instead of the address's last one; those unread for longest make room."""
        with self._lock:
            self._kept[address_id] = (tag, body)
            self._kept.move_to_end(address_id)
            while sum(len(kept) for _, kept in self._kept.values()) > self._room:
                self._kept.popitem(last=False)
