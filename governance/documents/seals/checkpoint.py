"""The head of a log in the form of c2sp.org/tlog-checkpoint: what a signed note says of a tree.

One line beside those that the form asks for says when it was made, so that the day of a seal is signed with it.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.documents.seals.note import BrokenNote

SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
MADE_AT = "sealed "
# An act that was under way while its district was sealed has an event older than the seal, and not in it.
UNDER_WAY = timedelta(hours=1)
HASH_LENGTH = 32


@dataclass(frozen=True)
class Checkpoint:
    """Of which log it is (`origin`), how many leaves it has, the root over them; `extensions`: lines after these."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def made(cls, origin: str, size: int, root: bytes, moment: datetime) -> "Checkpoint":
        """A head of our own."""
        at = timezone.localtime(moment).isoformat(timespec="seconds")
        return cls(origin, size, root, (f"{MADE_AT}{at}",))

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """The head that the text of a note gives. Raises BrokenNote for any other text."""
        lines = text.removesuffix("\n").split("\n")
        if len(lines) < 3 or not all(lines) or not SIZE.fullmatch(lines[1]):
            raise BrokenNote(_("It is not written as a checkpoint of a log."))
        try:
            root = base64.b64decode(lines[2], validate=True)
        except binascii.Error as error:
            raise BrokenNote(_("It is not written as a checkpoint of a log.")) from error
        if len(root) != HASH_LENGTH or base64.b64encode(root).decode() != lines[2]:
            raise BrokenNote(_("It is not written as a checkpoint of a log."))
        return cls(lines[0], int(lines[1]), root, tuple(lines[3:]))

    @property
    def text(self) -> str:
        """What is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, self.root_text, *self.extensions))

    @property
    def root_text(self) -> str:
        """The root as people compare it: 44 characters of base64."""
        return base64.b64encode(self.root).decode()

    @property
    def made_at(self) -> datetime | None:
        """When it was made; None where it does not say so."""
        for line in self.extensions:
            if line.startswith(MADE_AT):
                try:
                    moment = datetime.fromisoformat(line.removeprefix(MADE_AT))
                except ValueError:
                    return None
                return moment if timezone.is_aware(moment) else None
        return None
