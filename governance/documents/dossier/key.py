"""The key with which the district signs its dossiers (Ed25519), and how people compare its public half."""

import base64
import binascii
import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

LENGTH = 32
# Never to be changed: another text would give another key.
DERIVED_FOR = b"district governance: signature of dossiers, 1"


def sign(data: bytes) -> bytes:
    """The signature of these bytes with the key of this installation: 64 bytes."""
    return _private_key().sign(data)


def public_key() -> str:
    """The public key of this installation in the form in which people pass it on: 44 characters of base64."""
    return base64.b64encode(_private_key().public_key().public_bytes_raw()).decode()


def verify(key: str, signature: bytes, data: bytes) -> bool:
    """Whether these bytes were signed with the private half of `key`. Raises ValueError when it is no key."""
    try:
        Ed25519PublicKey.from_public_bytes(decoded(key)).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def decoded(key: str) -> bytes:
    """The bytes of a key given in base64. Raises ValueError when these are not the 32 bytes of a key."""
    try:
        raw = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(_("This is not a key: a key has 44 letters, digits and signs.")) from error
    # Base64 leaves some bits of the last character unused; one key has only one spelling.
    if len(raw) != LENGTH or base64.b64encode(raw).decode() != key:
        raise ValueError(_("This is not a key: a key has 44 letters, digits and signs."))
    return raw


def fingerprint(key: str) -> str:
    """A short form to compare by eye: «3f2a 91bc …», half of the key's SHA-256."""
    digest = hashlib.sha256(decoded(key)).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_seed(settings.DOSSIER_KEY, settings.SECRET_KEY))


@lru_cache(maxsize=4)
def _seed(given: str, secret: str) -> bytes:
    if not given:
        return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=DERIVED_FOR).derive(secret.encode())
    try:
        return decoded(given)
    except ValueError as error:
        raise ImproperlyConfigured(
            "DOSSIER_KEY has to be 32 random bytes in base64: "
            "python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())'"
        ) from error
