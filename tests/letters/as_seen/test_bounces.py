"""Letters that came back are noted and told."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from governance.flows.engine.models import Notice
from governance.flows.jobs.bounces import read_bounces, take
from governance.flows.jobs.daily import begin_day
from governance.letters import outbox, sending
from governance.letters.bounces import forget_bounces
from governance.letters.models import OutboxLetter, Status
from governance.letters.outbox import Letter
from governance.scenarios.luza import Luza
from tests.letters.as_seen.conftest import BACKEND, Mailbox, fetched
from tests.letters.imap_server import imap_serving
from tests.letters.mail_servers import serving

pytestmark = pytest.mark.django_db

REPORT = """From: MAILER-DAEMON@mail.example
To: district@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mailbox does not exist.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; head@luza.example
Action: {action}
Status: {status}

--B
Content-Type: text/rfc822-headers

Message-ID: <{key}@localhost>

--B--
"""


def report(key: object, action: str = "failed", status: str = "5.1.1") -> bytes:
    return REPORT.format(key=key, action=action, status=status).encode()


def test_a_letter_that_came_back_is_shown_on_it_and_on_the_person(
    luza: Luza, mailbox: Mailbox, tmp_path: Any
) -> None:
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    fetched(mailbox)
    letter = OutboxLetter.objects.get()
    client = Client()
    client.force_login(luza.people["administrator"], backend=BACKEND)
    card = f"/people/{person.pk}/"
    for content in (
        report(letter.key, action="delayed"),
        report("0" * 8),
        b"",
        b"\xff\xfe",
        report(person.pk),
    ):
        assert take(content) is False
    assert "вернулось" not in client.get(card).content.decode()
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1").write_bytes(report(letter.key))
    (tmp_path / "new" / "2").write_bytes(b"Subject: hello\n\nHello\n")
    said = StringIO()
    call_command("read_bounces", maildir=tmp_path, stdout=said)
    call_command("read_bounces", maildir=tmp_path, stdout=said)
    assert said.getvalue().split("\n")[:2] == [f"Reports about letters of ours: {n}" for n in (1, 0)]
    letter.refresh_from_db()
    assert (letter.status, letter.failure, letter.bounce_code) == (Status.BOUNCED, "no_mailbox", "5.1.1")
    assert "этот адрес не отвечает" in client.get(card).content.decode()
    assert person.full_name in client.get("/letters/").content.decode()
    told = dict(Notice.objects.filter(text__endswith="mailbox_silent").values_list("text", "person"))
    assert told == {"mailbox_silent": luza.people["administrator"].pk, "own_mailbox_silent": person.pk}
    # Whose mailbox it is sees it too, until they have another one.
    owner = Client()
    owner.force_login(person, backend=BACKEND)
    for page in ("/profile/", "/profile/letters/"):
        assert "до вас не дошло" in owner.get(page).content.decode()
    forget_bounces(person.pk)
    assert "до вас не дошло" not in owner.get("/profile/").content.decode()


def test_a_refused_address_is_shown_as_one_that_came_back(luza: Luza, settings: Any) -> None:
    OutboxLetter.objects.all().delete()
    person, client = luza.people["head_lalsk"], Client()
    client.force_login(luza.people["administrator"], backend=BACKEND)
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    with serving(RCPT="550 no such user") as server:
        settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        sending.send_due.call()
    assert (
        "почтовый сервер отказывается от этого адреса" in client.get(f"/people/{person.pk}/").content.decode()
    )
    assert person.full_name in client.get("/letters/").content.decode()


def test_the_mailbox_of_bounces_is_read_by_imap(
    luza: Luza, mailbox: Mailbox, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    fetched(mailbox)
    mails = [b"Subject: hello\n\nHello\n", report(OutboxLetter.objects.get().key)]
    with imap_serving(mails, tmp_path, password="s p@ce") as server:
        settings.BOUNCES_MAILBOX = f"imaps://bounces%40luza.example:s%20p%40ce@localhost:{server.port}/INBOX"
        # Nobody who is not who they say they are gets the password.
        assert [failure.job for failure in begin_day((read_bounces,)).failed] == [read_bounces]
        assert server.said == []
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        assert begin_day((read_bounces,)).failed == []
    # Other mail stays unread, for the people who read that mailbox.
    assert server.seen == {2}
    assert OutboxLetter.objects.get(person=person).status == Status.BOUNCED
