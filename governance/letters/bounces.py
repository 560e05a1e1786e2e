"""Letters that came back: the reports of mail servers (RFC 3464), read and noted on the letters they are about.

A report counts if it names the Message-ID of a letter of ours, which is random and known to its addressee alone. One
that only says that a letter is late changes nothing.
"""

import re
import uuid
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default as modern

from django.db.models import Q
from django.utils import timezone

from governance.letters.models import OutboxLetter, OutboxQuerySet, Status
from governance.letters.sending import NO_MAILBOX, NO_SUCH_ADDRESS, SENT_BACK

# Longer reports are none: they hold a letter of ours and a few lines.
LONGEST = 5_000_000
OUR_ID = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>\s]+>")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
# «Bad destination mailbox address» and the like (RFC 3463, 3.2); a mailbox that moved or is closed.
NOBODY_THERE = re.compile(r"5\.1\.\d|5\.2\.1\b")


@dataclass(frozen=True)
class Bounce:
    """`code`: the status of RFC 3463, «5.1.1»; empty if the report gives none."""

    key: uuid.UUID
    code: str

    @property
    def failure(self) -> str:
        return NO_MAILBOX if NOBODY_THERE.match(self.code) else SENT_BACK


def read_bounce(content: bytes) -> Bounce | None:
    """The report in a mail; None if it is no report, or not about a letter of ours that will not arrive."""
    if len(content) > LONGEST:
        return None
    try:
        mail = message_from_bytes(content, policy=modern)
        status = next(
            (part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None
        )
        key = key_in(mail)
        if status is None or key is None:
            return None
        failed = [block for block in blocks_of(status) if said(block, "Action").lower() == "failed"]
    except (ValueError, LookupError, AttributeError, TypeError):
        # The package reads what keeps to the rules; other mail is none of ours.
        return None
    if not failed:
        return None
    found = STATUS.match(said(failed[0], "Status"))
    return Bounce(key, found[0] if found else "")


def blocks_of(status: Message) -> list[Message]:
    """The block about the report and one for each recipient."""
    payload = status.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def said(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip()


def key_in(mail: EmailMessage | Message) -> uuid.UUID | None:
    """The key of our letter: in the letter or its headers that come along, else in what the report answers to."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            enclosed = part.get_payload()
            texts = [said(one, "Message-ID") for one in enclosed if isinstance(one, Message)]
        elif kind == "text/rfc822-headers":
            texts = [
                line
                for line in str(part.get_payload()).splitlines()
                if line.lower().startswith("message-id:")
            ]
        else:
            continue
        for text in texts:
            if found := OUR_ID.search(text):
                return uuid.UUID(found[1])
    found = OUR_ID.search(f"{said(mail, 'In-Reply-To')} {said(mail, 'References')}")
    return uuid.UUID(found[1]) if found else None


def note_bounce(bounce: Bounce) -> OutboxLetter | None:
    """Note it on the letter; None if it is not ours, or was noted before."""
    sent = OutboxLetter.objects.filter(key=bounce.key, status__in=(Status.SENT, Status.IN_DOUBT))
    noted = sent.update(
        status=Status.BOUNCED, failure=bounce.failure, bounced_at=timezone.now(), bounce_code=bounce.code
    )
    return OutboxLetter.objects.select_related("person", "document").get(key=bounce.key) if noted else None


def came_back_from(person: int) -> OutboxLetter | None:
    """The last letter to a person that came back, or whose address was refused; None while it answers."""
    return silent(person).order_by("-tried_at", "-pk").first()


def forget_bounces(person: int) -> None:
    """The person has another address: what came back from the former one says nothing of it."""
    silent(person).update(status=Status.ERASED, content="")


def silent(person: int) -> OutboxQuerySet:
    refused = Q(status=Status.FAILED, failure=NO_SUCH_ADDRESS)
    return OutboxLetter.objects.filter(Q(status=Status.BOUNCED) | refused, person_id=person)
