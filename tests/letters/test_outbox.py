"""Letters wait in the outbox and leave it once: whatever the mail server does, whenever the program dies."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from governance.letters import outbox, sending
from governance.letters.backends import ConsoleBackend
from governance.letters.models import OutboxLetter, Status
from governance.letters.outbox import Letter
from tests.letters.mail_servers import MailServer, serving

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TO = "head@luza.example"


@pytest.fixture
def through(settings: Any) -> Callable[[MailServer], None]:
    def use(server: MailServer) -> None:
        settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.2

    return use


def written(number: int = 1, to: str = TO) -> None:
    outbox.write(*(Letter(to, f"Письмо {place}", "Ждут вашего решения.") for place in range(number)))


def standing() -> list[tuple[str, str, int]]:
    rows = OutboxLetter.objects.order_by("pk")
    return [(row.status, row.failure, row.attempts) for row in rows]


def later(minutes: int) -> None:
    """Let so much time pass for all letters."""
    past = timedelta(minutes=minutes)
    for row in OutboxLetter.objects.all():
        row.next_try -= past
        row.tried_at = row.tried_at and row.tried_at - past
        row.save()


def work() -> None:
    sending.send_due.call()


def test_a_letter_goes_with_the_transaction_that_wrote_it(through: Any) -> None:
    with serving() as server, TestCase.captureOnCommitCallbacks(execute=True):
        through(server)
        with transaction.atomic():
            written()
            transaction.set_rollback(True)
    assert (standing(), server.taken) == ([], [])


def test_letters_leave_over_one_connection_after_the_commit_with_a_message_id_of_their_own(
    through: Any,
) -> None:
    with serving() as server:
        through(server)
        with TestCase.captureOnCommitCallbacks(execute=True):
            written(2)
            assert server.taken == []
    assert standing() == [(Status.SENT, "", 0)] * 2
    keys = [str(key) for key in OutboxLetter.objects.order_by("pk").values_list("key", flat=True)]
    assert [f"Message-ID: <{key}@" in text for key, text in zip(keys, server.taken, strict=True)] == [
        True
    ] * 2


def test_nobody_writes_to_nobody() -> None:
    written(to="")
    assert standing() == []


def test_a_silent_mail_server_is_asked_once_for_all_letters_and_not_again_for_a_minute(through: Any) -> None:
    written(34)
    with serving(CONNECT=None) as server:
        through(server)
        work()
        assert standing() == [(Status.WAITING, sending.NO_SERVER, 1)] * 34
        written()
        # Nobody is asked: the new one waits with the others, and counts no attempt.
        through(MailServer(port=1))
        work()
    assert standing()[-1] == (Status.WAITING, "", 0)
    assert OutboxLetter.objects.due().count() == 0


def test_a_refused_connection_loses_no_letter_and_all_leave_when_the_server_is_back(through: Any) -> None:
    with serving() as server:
        pass  # nobody listens there any more
    through(server)
    written(34)
    for minutes in (1, 2, 5):
        work()
        later(minutes)
    assert standing() == [(Status.WAITING, sending.NO_SERVER, 3)] * 34
    with serving() as server:
        through(server)
        work()
    assert standing() == [(Status.SENT, "", 3)] * 34
    assert len(server.taken) == 34


def test_pauses_grow_and_after_two_days_somebody_is_told(through: Any) -> None:
    with serving() as server:
        pass
    through(server)
    written()
    pauses = []
    while OutboxLetter.objects.filter(status=Status.WAITING).exists():
        before = timezone.now()
        work()
        letter = OutboxLetter.objects.get()
        pauses.append(round((letter.next_try - before).total_seconds() / 60))
        later(pauses[-1] + 1)
    assert pauses[:-1] == list(sending.PAUSES)
    assert standing() == [(Status.FAILED, sending.NO_SERVER, len(sending.PAUSES) + 1)]


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({"RCPT": "550 no such user"}, (Status.FAILED, sending.NO_SUCH_ADDRESS, 0)),
        ({"RCPT": "451 come again"}, (Status.WAITING, sending.REFUSED_FOR_NOW, 1)),
        ({"TEXT": "554 spam"}, (Status.FAILED, sending.REFUSED, 0)),
        ({"TEXT": "452 disk full"}, (Status.WAITING, sending.REFUSED_FOR_NOW, 1)),
        ({"MAIL": "530 sign in first"}, (Status.WAITING, sending.NO_SERVER, 1)),
        ({"MAIL": None}, (Status.WAITING, sending.NO_SERVER, 1)),
        ({"RCPT": None}, (Status.WAITING, sending.NO_SERVER, 1)),
        # The text was handed over: it may have been taken.
        ({"TEXT": None}, (Status.IN_DOUBT, sending.SILENT, 0)),
        ({"QUIT": None}, (Status.SENT, "", 0)),
    ],
)
def test_what_the_mail_server_says_is_minded(
    through: Any, answers: dict[str, str | None], left: tuple[str, str, int]
) -> None:
    written()
    with serving(**answers) as server:
        through(server)
        work()
    assert standing() == [left]


def test_one_refused_address_holds_up_no_other_letter(through: Any) -> None:
    written(to="a@b.example\nBcc: all@luza.example")
    written()
    with serving() as server:
        through(server)
        work()
    assert standing() == [(Status.FAILED, sending.UNWRITABLE, 0), (Status.SENT, "", 0)]
    assert len(server.taken) == 1


def test_a_letter_whose_sender_died_is_not_sent_again_before_a_person_says_so(
    through: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()

    class Killed(BaseException):
        pass

    def dies(*args: Any) -> None:
        raise Killed

    with serving() as server:
        through(server)
        with monkeypatch.context() as patch:
            # After the server's "taken", before the mark.
            patch.setattr(sending, "_mark", dies)
            with pytest.raises(Killed):
                work()
        assert standing() == [(Status.LEAVING, "", 0)]
        sending.look_after()
        work()
        assert standing() == [(Status.LEAVING, "", 0)]
        later(10)
        sending.look_after()
        work()
        assert standing() == [(Status.IN_DOUBT, sending.STOPPED, 0)]
        assert len(server.taken) == 1
        assert outbox.send_again(OutboxLetter.objects.all()) == 1
        work()
    assert standing() == [(Status.SENT, "", 0)]
    first, second = (text.split("Message-ID: ")[1].split()[0] for text in server.taken)
    assert first == second


def test_two_workers_send_a_letter_once(through: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    hand_over = smtplib.SMTP.data

    def meanwhile(client: Any, text: Any) -> Any:
        work()
        return hand_over(client, text)

    with serving() as server:
        through(server)
        monkeypatch.setattr(smtplib.SMTP, "data", meanwhile)
        work()
    assert (standing(), len(server.taken)) == ([(Status.SENT, "", 0)], 1)


def test_a_look_into_the_outbox_finds_what_nobody_was_woken_for(through: Any) -> None:
    written()
    with serving() as server:
        through(server)
        sending.look_after()
    assert standing() == [(Status.SENT, "", 0)]


# --- what it holds ----------------------------------------------------------------------------------------------------


def test_the_table_shows_neither_address_nor_text() -> None:
    outbox.write(Letter(TO, "Письмо", "Ваша ссылка: http://district.example/a/secret/"))
    (row,) = OutboxLetter.objects.values_list("content", flat=True)
    assert not [word for word in (TO, "Письмо", "secret") if word in row]


def test_a_letter_of_before_is_read_after_the_secret_key_has_changed(settings: Any, through: Any) -> None:
    written(2)
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another one"
    with serving() as server:
        through(server)
        OutboxLetter.objects.filter(pk=OutboxLetter.objects.latest("pk").pk).update(status=Status.ERASED)
        work()
        assert standing()[0] == (Status.FAILED, sending.UNREADABLE, 0)
        settings.SECRET_KEY_FALLBACKS = [before]
        outbox.send_again(OutboxLetter.objects.all())
        work()
    assert standing()[0] == (Status.SENT, "", 0)


def test_sent_letters_are_emptied_after_their_days_and_waiting_ones_stay(settings: Any) -> None:
    settings.LETTERS_KEPT_DAYS = 14
    written(4)
    now = timezone.now()
    rows = list(OutboxLetter.objects.order_by("pk"))
    for row, (status, days) in zip(
        rows, [(Status.SENT, 13), (Status.SENT, 15), (Status.FAILED, 15), (Status.WAITING, 15)], strict=True
    ):
        row.status, row.tried_at = status, now - timedelta(days=days)
        row.save()
    assert outbox.erase_old() == 2
    kept = [bool(row.content) for row in OutboxLetter.objects.order_by("pk")]
    assert kept == [True, False, False, True]
    assert outbox.send_again(OutboxLetter.objects.filter(status=Status.FAILED)) == 0


def test_the_console_shows_a_letter_as_a_person_reads_it(settings: Any, capsys: Any) -> None:
    settings.EMAIL_BACKEND = f"{ConsoleBackend.__module__}.ConsoleBackend"
    written()
    work()
    said = capsys.readouterr().out
    assert "Subject: Письмо 0" in said
    assert "Ждут вашего решения." in said
