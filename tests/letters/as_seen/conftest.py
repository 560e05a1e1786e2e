"""Letters as their addressee gets them, from a mail server of the tests."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.utils.timezone import make_aware

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.flows.engine import notices
from governance.letters import reading_link, sending
from governance.letters.models import OutboxLetter, Status
from governance.scenarios.luza import Luza

BACKEND = "governance.desk.base.signed_in.PersonBackend"
PREPARED = make_aware(datetime(2011, 9, 5, 10))  # noqa: DTZ001  the next call makes it aware
HELD = make_aware(datetime(2011, 9, 12, 14))  # noqa: DTZ001  make_aware gives it one


class Mailbox(Message):
    """All that a mail server took."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    def prepare_message(self, session: Any, envelope: Any) -> Any:
        return message_from_bytes(envelope.content, policy=modern)

    def handle_message(self, message: Any) -> None:
        self.letters.append(message)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield box
    finally:
        server.stop()


def fetched(box: Mailbox) -> list[EmailMessage]:
    box.letters.clear()
    sending.send_due.call()
    return list(box.letters)


def part(letter: EmailMessage, kind: str) -> str:
    return str(next(one for one in letter.walk() if one.get_content_type() == kind).get_content())


def submitted(luza: Luza) -> Order:
    """An order that waits for the director, with a title that is markup and a line that would be a header."""
    with clock.played(PREPARED):
        order = draft(
            Order, unit=luza.schools["base"], title="О <b>дежурстве</b> & прочем", by=luza.people["clerk"]
        )
    return order


def convened(luza: Luza) -> Meeting:
    keeper = luza.people["secretary"]
    with clock.played(PREPARED):
        meeting = draft(
            Meeting, unit=luza.council, title="Заседание <script>", by=keeper, held_at=HELD, place="кабинет 5"
        )
        meeting = perform(meeting, "add_item", by=keeper, title="Разное")
        return perform(meeting, "convene", by=keeper)


def told(luza: Luza, text: str = "answered") -> None:
    order = submitted(luza)
    OutboxLetter.objects.filter(status=Status.WAITING).delete()
    notices.notify([luza.people["director"]], order, text, unit="СОШ", outcome="согласовано")


@pytest.fixture
def invited(luza: Luza) -> tuple[Meeting, OutboxLetter]:
    meeting = convened(luza)
    return meeting, OutboxLetter.objects.get(document=meeting, person=luza.people["head_lalsk"])


def path_of(letter: OutboxLetter, document: Any) -> str:
    address = reading_link.address_of(letter.key, document.pk)
    return address[address.index("/letter/") :]
