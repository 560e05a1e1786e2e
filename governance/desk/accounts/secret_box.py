"""Secrets of second factors lie encrypted in the database, under a key that stands outside of it.

The key is SECOND_FACTOR_KEY, or follows from SECRET_KEY. What was encrypted under a key of before stays readable while
that key stands in SECOND_FACTOR_KEYS_BEFORE (or the secret of before in Django's SECRET_KEY_FALLBACKS).
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from governance.proof.signing_key import LENGTH, decoded

# Tells this key apart from others that follow from the same secret. Never to be changed.
DERIVED_FOR = b"governance.second_factor"


class Unreadable(Exception):
    """The secret was encrypted under a key that is not known here, or somebody has altered it."""


def encrypt(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises Unreadable."""
    try:
        return _box().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def renewed(encrypted: str) -> str:
    """The same secret under the key of today. Raises Unreadable."""
    try:
        return _box().rotate(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _box() -> MultiFernet:
    given = tuple(filter(None, (settings.SECOND_FACTOR_KEY, *settings.SECOND_FACTOR_KEYS_BEFORE)))
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return _box_of(given, secrets, bool(settings.SECOND_FACTOR_KEY))


@lru_cache(maxsize=4)
def _box_of(given: tuple[str, ...], secrets: tuple[str, ...], has_own_key: bool) -> MultiFernet:
    """The first key encrypts, all of them decrypt: also what was encrypted before there was a key of its own."""
    try:
        own = [_fernet(decoded(key)) for key in given]
    except ValueError as error:
        raise ImproperlyConfigured(
            "SECOND_FACTOR_KEY and each of SECOND_FACTOR_KEYS_BEFORE have to be 32 random bytes in base64: "
            "manage.py second_factor_key --new"
        ) from error
    derived = [_fernet(secret.encode()) for secret in secrets]
    return MultiFernet([*own, *derived] if has_own_key else [*derived, *own])


def _fernet(secret: bytes) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=DERIVED_FOR).derive(secret)
    return Fernet(urlsafe_b64encode(key))
