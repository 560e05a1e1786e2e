"""The link in a letter by which its addressee reads one paper (docs/decisions, «A link in a letter reads»).

It names the letter and the paper, and is signed: nobody makes one up. What it opens, for how long and for whom, is
decided where it is opened; nothing is stored for it, so nothing is used up when somebody or something opens it.
"""

import uuid
from typing import NamedTuple

from django.conf import settings
from django.core import signing

SALT = "governance.letters.reading"
# A key, a number and a signature; longer ones are none.
LONGEST = 200


class Reading(NamedTuple):
    letter: uuid.UUID
    document: int


def address_of(letter: uuid.UUID, document: int) -> str:
    token = signing.dumps([letter.hex, document], salt=SALT)
    return f"{settings.PUBLIC_ADDRESS}/letter/{token}/"


def read(token: str) -> Reading | None:
    """What a link names; None if it is not one of ours."""
    if len(token) > LONGEST:
        return None
    try:
        letter, document = signing.loads(token, salt=SALT)
        return Reading(uuid.UUID(letter), int(document))
    except (signing.BadSignature, ValueError, TypeError):
        return None
