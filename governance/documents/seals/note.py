"""Signed notes (c2sp.org/signed-note): a text, an empty line, and lines of signatures by named keys (Ed25519).

Any program that knows the form checks them, and witnesses add signatures of their own.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.proof.signing_key import SigningKey, verify

ED25519 = b"\x01"
# Room for 16 signatures of 5 kB each, as the specification asks.
LONGEST = 2**17
LINE = re.compile(r"— ([^\s+]+) (\S+)")


class BrokenNote(Exception):
    """A text that is no signed note, or is not signed by a key that is known. `str()` is the sentence."""


@dataclass(frozen=True)
class NoteKey:
    """A public key under the name with which it signs; `str()` is its verifier key, as witnesses are given it."""

    name: str
    # 44 characters of base64.
    public: str

    @property
    def _encoded(self) -> bytes:
        return ED25519 + base64.b64decode(self.public)

    @property
    def id(self) -> bytes:
        """Four bytes that tell the keys of a name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._encoded).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self._encoded).decode()}"


def sign_note(text: str, name: str, key: SigningKey) -> str:
    """The note of a text that ends with a newline, signed under this name."""
    signed = NoteKey(name, key.public_key()).id + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signed).decode()}\n"


def open_note(note: str, keys: Iterable[NoteKey]) -> str:
    """The text of a note that one of these keys has signed; signatures by others are passed over.

    Raises BrokenNote for what is no note, for a signature of a known key that does not fit, and if there is none.
    """
    text, signatures = parted(note)
    known = {(key.name, key.id): key for key in keys}
    valid = False
    for name, signature in signatures:
        key = known.get((name, signature[:4]))
        if key is None:
            continue
        if not verify(key.public, signature[4:], text.encode()):
            raise BrokenNote(_("The signature does not fit the text: one of them has been altered."))
        valid = True
    if not valid:
        raise BrokenNote(_("It is signed with a key that is not known here."))
    return text


def parted(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Text and signatures (name, key id and signature). Raises BrokenNote for what is not written as a note."""
    text, gap, lines = note.rpartition("\n\n")
    strange = any(sign < " " and sign != "\n" for sign in note)
    if not gap or strange or len(note) > LONGEST or not lines.endswith("\n"):
        raise BrokenNote(_("It is not written as a signed note."))
    signatures = []
    for line in lines[:-1].split("\n"):
        match = LINE.fullmatch(line)
        if match is None:
            raise BrokenNote(_("It is not written as a signed note."))
        try:
            signatures.append((match[1], base64.b64decode(match[2], validate=True)))
        except binascii.Error as error:
            raise BrokenNote(_("It is not written as a signed note.")) from error
    return f"{text}\n", signatures
