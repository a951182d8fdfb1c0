"""Where a reader stands in a list, as a word in the address that says nothing and cannot be made up.

A list in order of surname is leafed through by surname, and an address ends up in histories and logs. So the cursor is
sealed (AES-SIV, RFC 5297): nobody can read a name in it or try another place with it. The same place gives the same
word.
"""

import base64
import binascii
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST_WORD = 2_000
KeyValue = str | int | date | datetime | uuid.UUID


class CursorError(ValueError):
    """The word is not one that we made for this list: to be answered with 400."""


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: right after the row with these key values, or, going backwards, right before it."""

    values: tuple[KeyValue, ...]
    backwards: bool = False


class CursorSeal:
    """Writes and reads the cursors of one list for one organisation."""

    def __init__(self, secret: str, scope: Sequence[str]) -> None:
        """`secret` is the app's; `scope` names the list, its filters and its organisation: no cursor fits another."""
        self._cipher = AESSIV(hashlib.sha512(b"cursor\0" + secret.encode()).digest())
        self._scope = [json.dumps(list(scope)).encode()]

    def seal(self, cursor: Cursor) -> str:
        """The word for a cursor, safe in an address."""
        plain = json.dumps([cursor.backwards, *map(_pack, cursor.values)], ensure_ascii=False).encode()
        return _spelled(self._cipher.encrypt(plain, self._scope))

    def open(self, word: str) -> Cursor:
        """The cursor behind a word. Raises CursorError for a word that was changed, cut, or made for another list."""
        if len(word) > LONGEST_WORD:
            raise CursorError("the place in the list is too long")
        try:
            sealed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
            backwards, *packed = json.loads(self._cipher.decrypt(sealed, self._scope))
        except (binascii.Error, ValueError, InvalidTag) as error:
            raise CursorError("this is not a place in this list") from error
        if _spelled(sealed) != word:  # base64 reads several spellings ("+" for "-", spare bits at the end): one is ours
            raise CursorError("this is not how we spell a place in a list")
        return Cursor(values=tuple(map(_unpack, packed)), backwards=backwards)


def _spelled(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _pack(value: KeyValue) -> list[Any]:
    match value:
        case uuid.UUID():
            return ["id", value.hex]
        case datetime():
            return ["moment", value.isoformat()]
        case date():
            return ["day", value.isoformat()]
        case _:
            return ["plain", value]


def _unpack(packed: list[Any]) -> KeyValue:
    kind, value = packed
    match kind:
        case "id":
            return uuid.UUID(value)
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case _:
            return value  # type: ignore[no-any-return]  # str or int, as we packed it
