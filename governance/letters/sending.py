"""Sending what waits in the outbox: the work of a worker, never of a request and never inside a transaction.

Nothing is sent twice. Before a letter is handed over it is marked as leaving; if the program dies or the mail server
falls silent between that and the server's answer, nobody knows whether it was taken, and only a person has it sent
again (docs/decisions/0020-outbox.md). Whatever fails before is tried again after growing pauses.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from governance.letters.cipher import Unreadable
from governance.letters.models import OutboxLetter, Status

log = logging.getLogger(__name__)

# Minutes until the next attempt; after the last one, two days after the first, the letter is given up.
PAUSES = (1, 2, 5, 10, 30, 60, 120, 240, 480, 720, 1440)
# For so long nobody asks a mail server again that did not answer, however many letters come.
SERVER_PAUSE = timedelta(minutes=1)

NO_SERVER, REFUSED_FOR_NOW = "no_server", "refused_for_now"
NO_SUCH_ADDRESS, REFUSED, UNREADABLE, UNWRITABLE = "no_such_address", "refused", "unreadable", "unwritable"
STOPPED, SILENT = "stopped", "silent"
NO_MAILBOX, SENT_BACK = "no_mailbox", "sent_back"

FAILURES: dict[str, Any] = {
    NO_SERVER: _("The mail server does not answer, or takes no letters."),
    REFUSED_FOR_NOW: _("The mail server does not take it at present."),
    NO_SUCH_ADDRESS: _("The mail server refuses the address: check it with the addressee."),
    REFUSED: _("The mail server refuses the letter."),
    UNREADABLE: _("The letter was written under another SECRET_KEY and cannot be read."),
    UNWRITABLE: _("The address or the subject has signs that no letter can bear."),
    STOPPED: _("The program was stopped while it handed over the letter: it may have arrived."),
    SILENT: _("The mail server took the letter and gave no answer: it may have arrived."),
    NO_MAILBOX: _("The letter came back, the address does not answer: check it with the addressee."),
    SENT_BACK: _("The letter came back, the mailbox does not take it."),
}


@task()
def send_due() -> None:
    """Send what is due, all over one connection; if the mail server is away, all of it waits."""
    due = list(OutboxLetter.objects.due().values_list("pk", flat=True))
    if not due or _rests(due):
        return
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        log.warning("the mail server does not answer (%s): %d letters wait", type(error).__name__, len(due))
        _put_off(due, NO_SERVER)
        return
    try:
        for place, pk in enumerate(due):
            if _send(pk, connection) == NO_SERVER:
                _put_off(due[place:], NO_SERVER)
                return
    finally:
        _close(connection)
    # Others wait longer because the server was away: it is back.
    if OutboxLetter.objects.filter(status=Status.WAITING, failure=NO_SERVER).update(
        next_try=timezone.now(), failure=""
    ):
        send_due.enqueue()


def look_after() -> None:
    """What the worker does every half minute: send what is due, and tell what was interrupted."""
    # Longer than any answer of a mail server is waited for.
    long_ago = timezone.now() - timedelta(seconds=60 + 6 * settings.EMAIL_TIMEOUT)
    stopped = OutboxLetter.objects.filter(status=Status.LEAVING, tried_at__lt=long_ago)
    if number := stopped.update(status=Status.IN_DOUBT, failure=STOPPED):
        log.error("%d letters: not known whether they were sent", number)
    if OutboxLetter.objects.due().exists():
        send_due.enqueue()


def _rests(due: list[int]) -> bool:
    """Whether the mail server did not answer a moment ago; then the letters wait without an attempt."""
    since = timezone.now() - SERVER_PAUSE
    failed = OutboxLetter.objects.filter(status=Status.WAITING, failure=NO_SERVER, tried_at__gt=since)
    last = failed.order_by("-tried_at").values_list("tried_at", flat=True).first()
    if last is None:
        return False
    OutboxLetter.objects.filter(pk__in=due, status=Status.WAITING).update(next_try=last + SERVER_PAUSE)
    return True


def _send(pk: int, connection: Any) -> str:
    """Send one letter. Returns NO_SERVER if the mail server is gone, else nothing."""
    with transaction.atomic(durable=True):
        claimed = OutboxLetter.objects.filter(pk=pk, status=Status.WAITING).update(
            status=Status.LEAVING, tried_at=timezone.now()
        )
    if not claimed:
        return ""  # another worker has it, or it was erased
    letter = OutboxLetter.objects.get(pk=pk)
    try:
        message = letter.message(connection)
        message.message()
    except Unreadable:
        return _mark(letter, Status.FAILED, UNREADABLE)
    except ValueError:
        return _mark(letter, Status.FAILED, UNWRITABLE)
    # A backend that does not tell may have handed it over.
    connection.handing_over = not hasattr(type(connection), "handing_over")
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _said in refusal.recipients.values()]
        return _refused(letter, NO_SUCH_ADDRESS, max(codes, default=0))
    except SMTPDataError as refusal:
        return _refused(letter, REFUSED, refusal.smtp_code)
    except (OSError, SMTPException) as error:
        log.warning("letter %s: %s", pk, type(error).__name__)
        if connection.handing_over:
            return _mark(letter, Status.IN_DOUBT, SILENT) or NO_SERVER
        OutboxLetter.objects.filter(pk=pk).update(status=Status.WAITING)
        return NO_SERVER
    return _mark(letter, Status.SENT, "")


def _refused(letter: OutboxLetter, failure: str, code: int) -> str:
    """For good by an answer of 500 and more, for now by any other."""
    log.warning("letter %s was refused by the mail server: %d", letter.pk, code)
    if code >= 500:
        return _mark(letter, Status.FAILED, failure)
    OutboxLetter.objects.filter(pk=letter.pk).update(status=Status.WAITING)
    _put_off([letter.pk], REFUSED_FOR_NOW)
    return ""


def _mark(letter: OutboxLetter, status: Status, failure: str) -> str:
    OutboxLetter.objects.filter(pk=letter.pk).update(status=status, failure=failure)
    return ""


def _put_off(letters: Iterable[int], failure: str) -> None:
    """Let letters wait for their next attempt, or give them up after the last one."""
    waiting = OutboxLetter.objects.filter(pk__in=list(letters), status=Status.WAITING)
    now = timezone.now()
    for pk, attempts in list(waiting.values_list("pk", "attempts")):
        given_up = attempts >= len(PAUSES)
        pause = timedelta(minutes=PAUSES[min(attempts, len(PAUSES) - 1)])
        waiting.filter(pk=pk).update(
            attempts=attempts + 1,
            tried_at=now,
            next_try=now + pause,
            failure=failure,
            status=Status.FAILED if given_up else Status.WAITING,
        )


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, SMTPException):
        log.info("the mail server did not take leave")
