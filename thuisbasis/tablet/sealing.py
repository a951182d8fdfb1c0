"""Opening what tablets sealed for the server: a key for each item, under our public key (RSA-OAEP, AES-GCM)."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BITS = 3072
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


class SealError(ValueError):
    """The envelope is broken, or was sealed for another server."""


@dataclass(frozen=True)
class ServerKey:
    """The server's key pair. `read` gives its PEM, and is asked at first use: making one takes a while."""

    read: Callable[[], str]

    @cached_property
    def _private(self) -> rsa.RSAPrivateKey:
        found = serialization.load_pem_private_key(self.read().encode(), password=None)
        if not isinstance(found, rsa.RSAPrivateKey):
            raise SealError("the server's key is not an RSA key")
        return found

    @cached_property
    def jwk(self) -> dict[str, Any]:
        """The public key as a JSON Web Key (RFC 7517) for WebCrypto."""
        numbers = self._private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "alg": "RSA-OAEP-256",
            "n": _number(numbers.n),
            "e": _number(numbers.e),
            "ext": True,
            "key_ops": ["wrapKey", "encrypt"],
        }

    @cached_property
    def key_id(self) -> str:
        """The key's thumbprint (RFC 7638)."""
        plain = json.dumps({name: self.jwk[name] for name in ("e", "kty", "n")}, separators=(",", ":"), sort_keys=True)
        return base64.urlsafe_b64encode(hashlib.sha256(plain.encode()).digest()).decode().rstrip("=")

    def open(self, envelope: Any) -> bytes:
        """The bytes in an envelope. Raises SealError."""
        if not isinstance(envelope, dict) or envelope.get("key_id") != self.key_id:
            raise SealError("this was not sealed for this server")
        try:
            key, nonce, body = (base64.b64decode(envelope[name], validate=True) for name in ("key", "nonce", "body"))
            return AESGCM(self._private.decrypt(key, _OAEP)).decrypt(nonce, body, None)
        except (KeyError, TypeError, binascii.Error, ValueError, InvalidTag) as error:
            raise SealError("the envelope is broken") from error


def new_key(bits: int = KEY_BITS) -> str:
    """A new private key, PEM."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _number(value: int) -> str:
    size = (value.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(value.to_bytes(size, "big")).decode().rstrip("=")
