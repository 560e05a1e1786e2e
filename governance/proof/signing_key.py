"""Keys with which the installation signs (Ed25519): one for its dossiers, one for the events of the record."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

LENGTH = 32


@dataclass(frozen=True)
class SigningKey:
    """The private key that the setting `setting` holds in base64; without it, one derived from SECRET_KEY.

    `derived_for` is what tells the derived keys apart. Never to be changed: another text would give another key.
    """

    setting: str
    derived_for: bytes

    def sign(self, data: bytes) -> bytes:
        """The signature of these bytes: 64 bytes. Raises ImproperlyConfigured for a setting that is no key."""
        return self._private().sign(data)

    def public_key(self) -> str:
        """The public key in the form in which people pass it on: 44 characters of base64."""
        return base64.b64encode(self._private().public_key().public_bytes_raw()).decode()

    def _private(self) -> Ed25519PrivateKey:
        return _private_key(
            self.setting, getattr(settings, self.setting), settings.SECRET_KEY, self.derived_for
        )


@lru_cache(maxsize=4)
def _private_key(setting: str, given: str, secret: str, derived_for: bytes) -> Ed25519PrivateKey:
    if not given:
        seed = HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=derived_for).derive(secret.encode())
        return Ed25519PrivateKey.from_private_bytes(seed)
    try:
        return Ed25519PrivateKey.from_private_bytes(decoded(given))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{setting} has to be 32 random bytes in base64: "
            "python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())'"
        ) from error


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
