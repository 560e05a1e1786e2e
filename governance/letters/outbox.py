"""The outbox: `write` is the one way to write to anybody. What is written in a transaction goes with it if it fails."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.letters.cipher import encrypt
from governance.letters.models import OutboxLetter, Status
from governance.letters.sending import send_due


@dataclass(frozen=True)
class Letter:
    """A letter to write. `person`: to whom, if they have an account; `document`: what it is about.

    The administrators of its district (that of the document or the person, unless given) are shown a letter that could
    not be sent, by its person and document: never its text.
    """

    to: str
    subject: str
    body: str
    person: Any = None
    document: Any = None
    district: Any = None
    # Texts that come along as files, by their names.
    files: Mapping[str, str] = field(default_factory=dict)


def wake() -> None:
    """Let a worker look into the outbox, if there is anything to send."""
    if OutboxLetter.objects.due().exists():
        send_due.enqueue()


# What is encrypted of it.
CONTENT = ("to", "subject", "body", "files")


def write(*letters: Letter) -> None:
    """Write letters into the outbox, in one statement; a worker sends them once the transaction has been committed.

    Whoever has no address gets none.
    """
    rows = [
        OutboxLetter(
            person_id=letter.person and letter.person.pk,
            document_id=letter.document and letter.document.pk,
            district_id=_district_of(letter),
            content=encrypt(json.dumps({name: getattr(letter, name) for name in CONTENT})),
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
    about.filter(status=Status.WAITING).update(status=Status.ERASED)
    about.update(content="")


def erase_old() -> int:
    """Empty the letters that were sent, or given up, LETTERS_KEPT_DAYS ago. Returns how many."""
    last = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS)
    over = (Status.SENT, Status.FAILED, Status.IN_DOUBT, Status.ERASED)
    return (
        OutboxLetter.objects.filter(status__in=over, tried_at__lt=last).exclude(content="").update(content="")
    )


def send_again(letters: QuerySet[OutboxLetter]) -> int:
    """Let letters that were given up be tried anew, by the word of a person. Returns how many."""
    number = (
        letters.filter(status__in=(Status.FAILED, Status.IN_DOUBT))
        .exclude(content="")
        .update(status=Status.WAITING, attempts=0, next_try=timezone.now(), failure="")
    )
    if number:
        _wake_after_commit()
    return number
