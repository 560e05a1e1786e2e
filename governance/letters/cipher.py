"""Text that waits in the database and is to be read by this program alone: letters hold private links.

The key follows from SECRET_KEY; a text of before is read by SECRET_KEY_FALLBACKS.
"""

import base64
import hashlib
from collections.abc import Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The text was written under another SECRET_KEY."""


def encrypt(text: str) -> str:
    return encrypt_bytes(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text behind what `encrypt` returned. Raises Unreadable."""
    return decrypt_bytes(token.encode()).decode()


def encrypt_bytes(content: bytes) -> bytes:
    return _cipher().encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """The content behind what `encrypt_bytes` returned. Raises Unreadable."""
    try:
        return _cipher().decrypt(token)
    except InvalidToken as error:
        raise Unreadable from error


def _cipher() -> MultiFernet:
    return MultiFernet(list(_keys()))


def _keys() -> Iterator[Fernet]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        digest = hashlib.sha256(b"governance.letters\0" + secret.encode()).digest()
        yield Fernet(base64.urlsafe_b64encode(digest))
