"""Notices to people: on their desk and by a letter, both written in the transaction of the act."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from governance.documents.language.phrases import list_date
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.flows.engine.models import Notice
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.may import holders_of
from governance.roles.person import Person

if TYPE_CHECKING:
    from governance.flows.engine.models import Task

TEXTS: dict[str, Any] = {
    "task": _("Your decision is awaited: %(verb)s — %(paper)s"),
    "task_tomorrow": _("Due tomorrow: %(verb)s — %(paper)s"),
    "task_soon": _("Due on %(day)s: %(verb)s — %(paper)s"),
    "task_today": _("Due today: %(verb)s — %(paper)s"),
    "task_overdue": _("Overdue: %(verb)s — %(paper)s"),
    "handed_over": _("%(who)s hands over to you: %(verb)s — %(paper)s"),
    "handed_back": _("%(who)s has handed back: %(verb)s — %(paper)s"),
    "question": _("%(who)s asks you about «%(paper)s»"),
    "answer": _("%(who)s answers about «%(paper)s»"),
    "asked_again": _("%(who)s waits and reminds you: %(verb)s — %(paper)s"),
    "contract_ends": _("The contract ends on %(day)s: %(paper)s"),
    "enrolment_due": _("The order of enrolment is due on %(day)s: %(paper)s"),
    "enrolment_late": _("The order of enrolment was due on %(day)s and is late: %(paper)s"),
    "place_taken": _("A place was taken, a further order of enrolment is due until %(day)s: %(paper)s"),
    "convened": _("You are invited to the meeting: %(paper)s, %(when)s, %(place)s"),
    "ballot_entered": _("The secretary entered your vote «%(choice)s»: %(paper)s, item %(item)s"),
    "sheet_enter_on_paper": _("The secretary entered your sheet on paper: %(paper)s"),
    "sheet_enter_void": _(
        "Your sheet on paper cannot be counted (%(reason)s), you may give another: %(paper)s"
    ),
    "sheet_ask_anew": _("The agenda has changed, please answer the sheet anew: %(paper)s"),
    "fund_short": _("The own fund of «%(unit)s» does not suffice for what is recommended: %(paper)s"),
    "decided_otherwise": _(
        "«%(unit)s» has decided otherwise than the council recommended, the reasons stand in the list: %(paper)s"
    ),
    "answered": _("%(unit)s has answered (%(outcome)s): %(paper)s"),
    "effect_failed": _("A decision could not be carried out: %(paper)s"),
    "rescheduled": _("The meeting has been changed: %(paper)s, %(when)s, %(place)s"),
    "agenda_changed": _("The agenda of the meeting has been changed: %(paper)s, %(when)s, %(place)s"),
    "not_held": _("The meeting did not take place: %(paper)s"),
    "file_lost": _("A file is missing or altered, the administrator has to bring it back: %(paper)s"),
    "rules_to_join": _("Rules on signing in the system are in force: join them — %(paper)s"),
    "mentioned": _("%(who)s calls you in a remark: %(paper)s"),
    "remark": _("%(who)s has made a remark: %(paper)s"),
    "followed": _("%(who)s: %(done)s — %(paper)s"),
    "cancelled": _("The meeting is cancelled: %(paper)s, %(when)s"),
}


def notice_text(notice: Notice) -> str:
    return str(TEXTS[notice.text]) % notice.facts


def notify(
    people: Iterable[Person], document: Document, text: str, *, enclosed: str = "", **facts: Any
) -> None:
    """Notify people about a paper: a notice on their desks, and a letter each.

    `text` is a key of TEXTS, `facts` fill it; `enclosed` stands in the letter alone.
    """
    told = [_notice(person, document, text, facts) for person in people]
    Notice.objects.bulk_create(told)
    outbox.write(*(_letter(notice, document, enclosed) for notice in told))


def notify_of_tasks(asked: "Collection[tuple[Task, Any]]", document: Document, text: str = "task") -> None:
    """Write to those whom tasks of a paper wait for; the tasks themselves stand on their lists.

    Each task comes with the verb that says what is asked. One query finds all who hold the rights.
    """
    rights = {
        (task.right, task.unit_id)
        for task, _verb in asked
        if task.right and task.unit_id and not (task.person or task.holder)
    }
    known = document.known_holders or {}
    held = holders_of(rights - known.keys()) | known
    told = []
    for task, verb in asked:
        holders = [appointment.person for appointment in held.get((task.right, task.unit_id), ())]
        named = task.holder or task.person
        people = [named] if named else holders
        # Nobody is notified of a task that their own move has brought about.
        others = [person for person in people if person != audit_log.present_actor()]
        facts = {"verb": str(verb), "day": list_date(task.due) if task.due else ""}
        told += [_notice(person, document, text, facts) for person in others]
    outbox.write(*(_letter(notice, document) for notice in told))


def _notice(person: Person, document: Document, text: str, facts: dict[str, Any]) -> Notice:
    facts = {"paper": str(document), **facts}
    return Notice(person=person, document_id=document.pk, text=text, facts=facts)


def _letter(notice: Notice, document: Document, enclosed: str = "") -> Letter:
    with translation.override(settings.LANGUAGE_CODE):
        line = notice_text(notice)
    address = f"{settings.PUBLIC_ADDRESS}/papers/{document.pk}/"
    person = notice.person
    text = "\n\n".join(filter(None, [line, enclosed, address]))
    return Letter(person.email, line, f"{text}\n", person=person, document=document)
