"""Text that is only readable with a key: AES-GCM in a column of its own type, with keys that can be replaced.

Whatever is sealed names its key, so that a new key can be put in front of the others at any time; those go on reading.
"""

import base64
import re
import secrets
from collections.abc import Sequence
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import Dialect, Text, TypeDecorator

from thuisbasis.settings import SettingError

SHORTEST_KEY = 32  # characters
NONCE_BYTES, KEY_BYTES, NAME_BYTES = 12, 32, 6
FORMAT = "1"


class UnreadableError(Exception):
    """Sealed text that none of the keys opens: the key is missing, or somebody changed the text."""


class Keyring:
    """The keys, newest first: the first seals, each opens what it sealed.

    Each is a text of at least 32 characters that was drawn at random. Raises SettingError for one that is shorter.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        if not texts or any(len(text) < SHORTEST_KEY for text in texts):
            raise SettingError(f"THUISBASIS_ENCRYPTION_KEYS: each key needs {SHORTEST_KEY} characters or more.")
        self._keys = {_derived(text, "name", NAME_BYTES).hex(): _derived(text, "key", KEY_BYTES) for text in texts}
        self._newest = next(iter(self._keys))

    @classmethod
    def from_text(cls, text: str) -> "Keyring":
        """Keys as a setting or a file holds them, with commas or line ends between."""
        return cls([part for part in re.split(r"[,\s]+", text) if part])

    def seal(self, text: str) -> str:
        """`text`, sealed with the newest key: format, name of the key, and nonce with ciphertext, with dots between."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        head = f"{FORMAT}.{self._newest}"
        body = AESGCM(self._keys[self._newest]).encrypt(nonce, text.encode(), head.encode())
        return f"{head}.{base64.urlsafe_b64encode(nonce + body).decode()}"

    def open(self, sealed: str) -> str:
        """The text that was sealed. Raises UnreadableError."""
        head, _, body = sealed.rpartition(".")
        key = self._keys.get(head.removeprefix(f"{FORMAT}."))
        if key is None:
            raise UnreadableError("sealed with a key that is not among THUISBASIS_ENCRYPTION_KEYS")
        try:
            raw = base64.urlsafe_b64decode(body)
            return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], head.encode()).decode()
        except (InvalidTag, ValueError) as changed:
            raise UnreadableError("the sealed text was changed") from changed


def _derived(text: str, purpose: str, length: int) -> bytes:
    """Bytes that belong to one key and one purpose (RFC 5869): the name tells nothing of the key."""
    info = f"thuisbasis field encryption {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(text.encode())


class EncryptedText(TypeDecorator[str]):
    """A column of text that is sealed in the database. It can be neither searched nor sorted.

    Needs an app context: the keys are `app.extensions["keyring"]`.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _keyring().seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _keyring().open(value)


def _keyring() -> Keyring:
    return cast(Keyring, current_app.extensions["keyring"])
