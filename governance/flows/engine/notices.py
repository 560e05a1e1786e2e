"""Notices to people: on their desk and by a letter, both written in the transaction of the act."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from governance.documents.language.phrases import list_date
from governance.documents.record import audit_log
from governance.documents.record.charged_parts import parts_in_question
from governance.documents.record.document import Document
from governance.flows.engine.letter_sheets import Entry, Told, letters_of, otherwise_of
from governance.flows.engine.models import Notice
from governance.letters import outbox
from governance.roles.letter_choices import choices_of
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
    "task_escalated": _("%(who)s is late, you are next in line: %(verb)s — %(paper)s"),
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
    "invited_to_report": _("You are invited to the meeting to report: %(paper)s, %(when)s, %(place)s"),
    "named_on_agenda": _(
        "You are named on question %(number)s, «%(question)s»: bring your files — %(paper)s, %(when)s"
    ),
    "files_changed": _("A question of the meeting has other files: %(paper)s"),
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
    "rules_changed": _(
        "The rules on signing that you joined have changed, read what they say now: %(paper)s"
    ),
    "mentioned": _("%(who)s calls you in a remark: %(paper)s"),
    "remark": _("%(who)s has made a remark: %(paper)s"),
    "followed": _("%(who)s: %(done)s — %(paper)s"),
    "cancelled": _("The meeting is cancelled: %(paper)s, %(when)s"),
    "own_mailbox_silent": _(
        "Letters to %(address)s do not reach you: give the administrator another address"
    ),
    "mailbox_silent": _("Letters to %(who)s come back: ask for another address"),
    "letter_came_back": _("The e-mail with the letter came back, send it again: %(paper)s"),
    "uninvited": _("You are not invited to the meeting any more: %(paper)s, %(when)s"),
}


# Where a sentence names its paper: at its end, or before what else it says.
NAMES_PAPER = re.compile(r"(?::| —) %\(paper\)s$|%\(paper\)s, ")


def notice_text(notice: Notice) -> str:
    return str(TEXTS[notice.text]) % notice.facts


def notice_line(notice: Notice) -> str:
    """What a notice says under the title of its paper, which is not said again where the sentence can do without."""
    return NAMES_PAPER.sub("", str(TEXTS[notice.text])) % notice.facts


def notify(
    people: Iterable[Person],
    document: Document,
    text: str,
    *,
    enclosed: str = "",
    entries: Mapping[int, Entry] | None = None,
    **facts: Any,
) -> None:
    """Notify people about a paper: a notice on their desks, and a letter each.

    `text` is a key of TEXTS, `facts` fill it; `enclosed` stands in the letter alone, and so do the `entries` for the
    calendars of some, by the keys of the people.
    """
    told = [
        Told(
            person,
            document,
            text,
            TEXTS[text],
            {"paper": str(document), **facts},
            enclosed=enclosed,
            entry=(entries or {}).get(person.pk),
        )
        for person in people
    ]
    Notice.objects.bulk_create(
        Notice(person=one.person, document_id=document.pk, text=text, facts=one.facts) for one in told
    )
    outbox.write(*letters_of(told))


def notify_on_desk(people: Iterable[Person], text: str, **facts: Any) -> None:
    """A notice that is about no paper, and that no letter repeats."""
    Notice.objects.bulk_create(Notice(person=person, text=text, facts=facts) for person in people)


def notify_of_tasks(
    asked: "Collection[tuple[Task, Any]]",
    document: Document,
    text: str = "task",
    *,
    but: Collection[int] = (),
    alone: Collection[int] | None = None,
) -> int:
    """Write to those whom tasks of a paper wait for; the tasks themselves stand on their lists. Returns to how many.

    Each task comes with the verb that says what is asked. One query finds all who hold the rights. `but`: the keys of
    people who are not written to; `alone`: of those who alone are.
    """
    rights = {
        (task.right, task.unit_id)
        for task, _verb in asked
        if task.right and task.unit_id and not (task.person or task.holder)
    }
    known = document.known_holders or {}
    held = holders_of(rights - known.keys()) | known
    parts = parts_in_question((document, task.process.part) for task, _verb in asked)
    told = []
    for task, verb in asked:
        words = parts.get((document.kind, task.process.part), "")
        holders = [(one.person, one.capacity) for one in held.get((task.right, task.unit_id), ())]
        named = task.holder or task.person
        people = [(named, _("you are asked by name"))] if named else holders
        # Nobody is notified of a task that their own move has brought about.
        present = audit_log.present_actor()
        others = [(person, why) for person, why in people if person != present and person.pk not in but]
        if alone is not None:
            others = [(person, why) for person, why in others if person.pk in alone]
        told += [told_of_task(task, verb, document, text, person, why, part=words) for person, why in others]
    outbox.write(*letters_of(told))
    return len(told)


@dataclass(frozen=True)
class Filled:
    """A sentence with its facts, put together when it is read: in the language of its reader."""

    template: Any
    facts: dict[str, Any]

    def __str__(self) -> str:
        return str(self.template % self.facts)


def notify_of_delay(
    task: "Task", verb: Any, above: Iterable[Person], asked: Iterable[Person], why: Any
) -> None:
    """Tell people of a task of others that is late: on their desks and by letter."""
    document = task.document
    who = ", ".join(person.name for person in asked) or str(_("nobody"))
    parts = parts_in_question([(document, task.process.part)])
    words = parts.get((document.kind, task.process.part), "")
    told = [
        told_of_task(task, verb, document, "task_escalated", person, why, part=words, who=who, binds=False)
        for person in above
    ]
    Notice.objects.bulk_create(
        Notice(
            person=one.person,
            document_id=document.pk,
            text=one.text,
            facts={**one.facts, "verb": str(verb)},
        )
        for one in told
    )
    outbox.write(*letters_of(told))


def told_of_task(
    task: "Task",
    verb: Any,
    document: Document,
    text: str,
    person: Person,
    why: Any,
    *,
    part: str = "",
    binds: bool | None = None,
    **facts: Any,
) -> Told:
    """What a person is told of a task: the verb follows their language."""
    step = task.flow_task
    with translation.override(choices_of(person).language):
        otherwise = str(step.otherwise if step else "") or otherwise_of(document, task.due)
    return Told(
        person,
        document,
        text,
        TEXTS[text],
        {"paper": str(document), "day": list_date(task.due) if task.due else "", **facts},
        verb=verb,
        part=part,
        why=why,
        due=task.due,
        otherwise=otherwise,
        task=task.pk,
        binds=bool(step and step.summons) if binds is None else binds,
    )
