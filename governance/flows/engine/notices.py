"""Notices to people: on their desk and by e-mail. Mail is sent after the commit; a lost letter loses no fact."""

import logging
from collections.abc import Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.flows.engine.models import Notice
from governance.roles.may import holders_of
from governance.roles.person import Person

if TYPE_CHECKING:
    from governance.flows.engine.models import Task

log = logging.getLogger(__name__)

TEXTS: dict[str, Any] = {
    "task": _("Your decision is awaited: %(verb)s — %(paper)s"),
    "task_tomorrow": _("Due tomorrow: %(verb)s — %(paper)s"),
    "task_today": _("Due today: %(verb)s — %(paper)s"),
    "task_overdue": _("Overdue: %(verb)s — %(paper)s"),
    "contract_ends": _("The contract ends on %(day)s: %(paper)s"),
    "convened": _("You are invited to the meeting: %(paper)s, %(when)s, %(place)s"),
    "ballot_entered": _("The secretary entered your vote «%(choice)s»: %(paper)s, item %(item)s"),
    "answered": _("%(unit)s has answered (%(outcome)s): %(paper)s"),
    "effect_failed": _("A decision could not be carried out: %(paper)s"),
    "rescheduled": _("The meeting has been changed: %(paper)s, %(when)s, %(place)s"),
    "agenda_changed": _("The agenda of the meeting has been changed: %(paper)s, %(when)s, %(place)s"),
    "not_held": _("The meeting did not take place: %(paper)s"),
    "cancelled": _("The meeting is cancelled: %(paper)s, %(when)s"),
}


def notice_text(notice: Notice) -> str:
    return str(TEXTS[notice.text]) % notice.facts


def notify(
    people: Iterable[Person], document: Document, text: str, *, on_desk: bool = True, **facts: Any
) -> None:
    """Notify people about a paper: a notice on their desks (if `on_desk`) and, after the commit, a letter each.

    `text` is a key of TEXTS, `facts` fill it. The demonstration sends no letters.
    """
    facts = {"paper": str(document), **facts}
    told = [Notice(person=person, document_id=document.pk, text=text, facts=facts) for person in people]
    if on_desk:
        Notice.objects.bulk_create(told)
    if not settings.DEMO:
        for notice in told:
            transaction.on_commit(partial(_post, notice, document.pk))


def notify_of_tasks(asked: "Collection[tuple[Task, Any]]", document: Document, text: str = "task") -> None:
    """Send a letter to those whom tasks of a paper wait for; the tasks themselves stand on their lists.

    Each task comes with the verb that says what is asked. One query finds all who hold the rights.
    """
    if settings.DEMO:
        return
    rights = {
        (task.right, task.unit_id) for task, _verb in asked if task.right and task.unit_id and not task.person
    }
    known = document.known_holders or {}
    held = holders_of(rights - known.keys()) | known
    for task, verb in asked:
        holders = [appointment.person for appointment in held.get((task.right, task.unit_id), ())]
        people = [task.person] if task.person else holders
        # Nobody is notified of a task that their own move has brought about.
        others = [person for person in people if person != audit_log.present_actor()]
        notify(others, document, text, on_desk=False, verb=str(verb))


def _post(notice: Notice, document_id: int) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        line = notice_text(notice)
        address = f"{settings.PUBLIC_ADDRESS}/papers/{document_id}/"
    try:
        send_mail(line[:200].replace("\n", " "), f"{line}\n\n{address}\n", None, [notice.person.email])
    except OSError:
        log.warning("a letter to person %s could not be sent", notice.person_id)
