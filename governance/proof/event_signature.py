"""Each event is signed, so whoever can write to the database still cannot write an event.

The key stands outside the database (RECORD_KEY). An event is hashed with the signature of the one before it: the last
signature of a paper proves its whole chain. Public keys of before stay known (RECORD_KEYS_BEFORE).
"""

import base64
import binascii
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from governance.proof.signing_key import SigningKey, verify

KEY = SigningKey("RECORD_KEY", b"district governance: signature of events, 1")


def missing_key() -> str | None:
    """A sentence if this is a district's server and has no key of its own to sign with, or to verify by."""
    if settings.RECORD_KEY or not settings.RECORD_KEY_NEEDED:
        return None
    return _(
        "RECORD_KEY is not set, and without it the record is neither continued nor verified: set the key of this "
        "district. A new district gets one by «manage.py record_key --new»."
    )


def signature_of(digest: str) -> str:
    """The signature over the hash of an event, in base64: 88 characters."""
    return base64.b64encode(KEY.sign(bytes.fromhex(digest))).decode()


def is_signed(digest: str, signature: str, keys: Sequence[str] | None = None) -> bool:
    """Whether the hash of an event was signed with one of these keys; by default those of this installation.

    Raises ValueError for something that is no key.
    """
    try:
        raw, signed = base64.b64decode(signature, validate=True), bytes.fromhex(digest)
    except (binascii.Error, ValueError):
        return False
    return any(verify(key, raw, signed) for key in (public_keys() if keys is None else keys))


def public_keys() -> list[str]:
    """The public keys by which signatures of events are verified, the present one first."""
    return [KEY.public_key(), *settings.RECORD_KEYS_BEFORE]
