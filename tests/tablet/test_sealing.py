import base64
import os

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from thuisbasis.tablet.sealing import SealError, ServerKey, new_key

PEMS = [new_key(bits=2048) for _ in range(2)]
KEY, OTHER = ServerKey(lambda: PEMS[0]), ServerKey(lambda: PEMS[1])


def sealed(body: bytes, key: ServerKey = KEY) -> dict[str, str]:
    """An envelope as a tablet makes it from the public key alone."""
    number = {name: int.from_bytes(base64.urlsafe_b64decode(key.jwk[name] + "=="), "big") for name in ("n", "e")}
    public = rsa.RSAPublicNumbers(number["e"], number["n"]).public_key()
    once, nonce = os.urandom(32), os.urandom(12)
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    parts = {"key": public.encrypt(once, oaep), "nonce": nonce, "body": AESGCM(once).encrypt(nonce, body, None)}
    return {"key_id": key.key_id, **{name: base64.b64encode(part).decode() for name, part in parts.items()}}


def test_what_a_tablet_seals_the_server_opens() -> None:
    assert KEY.open(sealed(b"een verslag")) == b"een verslag"


def test_what_was_sealed_for_another_server_is_refused() -> None:
    with pytest.raises(SealError):
        KEY.open(sealed(b"een verslag", OTHER))


@pytest.mark.parametrize("name", ["key", "nonce", "body"])
@pytest.mark.parametrize("broken", ["", "!", base64.b64encode(b"other").decode()])
def test_a_broken_envelope_is_refused(name: str, broken: str) -> None:
    with pytest.raises(SealError):
        KEY.open(sealed(b"een verslag") | {name: broken})


@pytest.mark.parametrize("envelope", [None, [], "text", {}, {"key_id": "x"}])
def test_what_is_no_envelope_is_refused(envelope: object) -> None:
    with pytest.raises(SealError):
        KEY.open(envelope)


def test_the_private_key_is_of_a_size_that_holds() -> None:
    made = serialization.load_pem_private_key(new_key().encode(), password=None)
    assert isinstance(made, rsa.RSAPrivateKey)
    assert made.key_size >= 3072
