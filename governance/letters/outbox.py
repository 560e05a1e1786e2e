"""The outbox: `write` is the one way to write to anybody. What is written in a transaction goes with it if it fails.

A letter of an act that may be undone waits until that is over, and is called back with the act.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.letters.cipher import encrypt
from governance.letters.models import UNSENT, OutboxLetter, ReadingSession, Status
from governance.letters.sending import send_due
from governance.letters.sheet import Sheet


@dataclass(frozen=True)
class Letter:
    """A letter to write. `person`: to whom, if they have an account; `document`: what it is about.

    The administrators of its district (that of the document or the person, unless given) are shown a letter that could
    not be sent, by its person and document: never its text.
    """

    to: str
    subject: str
    body: str = ""
    person: Any = None
    document: Any = None
    district: Any = None
    # Texts that come along as files, by their names.
    files: Mapping[str, str] = field(default_factory=dict)
    # PDFs that come along, by their names.
    papers: Mapping[str, bytes] = field(default_factory=dict)
    # Instead of a body: what is said, part by part, under headings.
    parts: Sequence[tuple[str, Sequence[Sheet]]] = ()
    language: str = settings.LANGUAGE_CODE
    # Whether its buttons let the addressee read the paper (reading_link).
    reads: bool = False
    # An entry for their calendar (RFC 5545) and what is to be done with it: REQUEST or CANCEL.
    calendar: str = ""
    method: str = ""
    # It waits for the letter of the next morning.
    held: bool = False

    def content(self) -> dict[str, Any]:
        """What is stored of it, encrypted."""
        plain = {name: getattr(self, name) for name in CONTENT}
        parts = [
            {"heading": heading, "sheets": [sheet.to_json() for sheet in sheets]}
            for heading, sheets in self.parts
        ]
        kind = self.document.kind if self.document is not None else ""
        papers = {name: base64.b64encode(data).decode() for name, data in self.papers.items()}
        return {**plain, "files": dict(self.files), "papers": papers, "parts": parts, "kind": kind}


@dataclass(frozen=True)
class ActUnderWay:
    """The paper acted on and the revision that the act makes; its letters wait so long, because it may be undone."""

    paper: int
    revision: int
    wait: timedelta


_act: ContextVar[ActUnderWay | None] = ContextVar("act", default=None)


@contextmanager
def of_act(act: ActUnderWay) -> Iterator[None]:
    """All letters that are written in the block tell of this act."""
    token = _act.set(act)
    try:
        yield
    finally:
        _act.reset(token)


def call_back(paper: int, revisions: Iterable[int]) -> None:
    """Erase the letters of acts that were undone, as far as they have not left."""
    letters = OutboxLetter.objects.filter(act_of=paper, act__in=list(revisions))
    letters.filter(status__in=(Status.WAITING, Status.HELD)).update(status=Status.ERASED, content="")


def wake() -> None:
    """Let a worker look into the outbox, if there is anything to send."""
    if OutboxLetter.objects.due().exists():
        send_due.enqueue()


# What is encrypted of it as it is.
CONTENT = ("to", "subject", "body", "language", "reads", "calendar", "method")


def write(*letters: Letter) -> None:
    """Write letters into the outbox, in one statement; a worker sends them once the transaction has been committed.

    Whoever has no address gets none.
    """
    act, now = _act.get(), timezone.now()
    rows = [
        OutboxLetter(
            person_id=letter.person and letter.person.pk,
            document_id=letter.document and letter.document.pk,
            district_id=_district_of(letter),
            content=encrypt(json.dumps(letter.content())),
            status=Status.HELD if letter.held else Status.WAITING,
            next_try=now + act.wait if act else now,
            act_of=act.paper if act else None,
            act=act.revision if act else None,
        )
        for letter in letters
        if letter.to
    ]
    if rows:
        OutboxLetter.objects.bulk_create(rows)
        _wake_after_commit()


def _district_of(letter: Letter) -> int | None:
    if letter.district is not None:
        return int(letter.district.pk)
    source = letter.document or letter.person
    return None if source is None else source.district_id


def _wake_after_commit() -> None:
    """Ask for a worker. If that is lost, the next look into the outbox finds the letters."""
    transaction.on_commit(wake, robust=True)


def erase_about(documents: Iterable[int]) -> None:
    """Empty all letters about these papers; those that have not left stay here."""
    about = OutboxLetter.objects.filter(document_id__in=list(documents)).exclude(content="")
    about.filter(status__in=(Status.WAITING, Status.HELD)).update(status=Status.ERASED)
    about.update(content="")


def erase_old() -> int:
    """Empty the letters that were sent, or given up, LETTERS_KEPT_DAYS ago, and end old readings. Returns how many."""
    ReadingSession.objects.filter(until__lte=timezone.now()).delete()
    last = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS)
    over = (*UNSENT, Status.SENT, Status.ERASED)
    return (
        OutboxLetter.objects.filter(status__in=over, tried_at__lt=last).exclude(content="").update(content="")
    )


def send_again(letters: QuerySet[OutboxLetter]) -> int:
    """Let letters that were given up be tried anew, by the word of a person. Returns how many."""
    number = (
        letters.filter(status__in=UNSENT)
        .exclude(content="")
        .update(
            status=Status.WAITING,
            attempts=0,
            next_try=timezone.now(),
            failure="",
            bounced_at=None,
            bounce_code="",
        )
    )
    if number:
        _wake_after_commit()
    return number
