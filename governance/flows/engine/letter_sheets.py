"""What the letter to one person says of a paper: what is asked, why them, until when, and what follows otherwise."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.settings.letters import WAYS
from governance.documents.settings.reminding import NextInLine
from governance.letters.outbox import Letter
from governance.letters.sheet import Line, Sheet
from governance.roles.letter_choices import CHOSEN, Sort, Way, choices_of
from governance.roles.person import Person

ONE_OF_MEMBERS = gettext_lazy("you are a member of the body")
# Why somebody is told, by the text of the notice; a caller who knows more says more.
WHY: dict[str, Any] = {
    "contract_ends": gettext_lazy("you sign contracts for one of the parties"),
    "enrolment_due": gettext_lazy("you answer for the admission of the school"),
    "enrolment_late": gettext_lazy("you answer for the admission of the school"),
    "place_taken": gettext_lazy("you answer for the admission of the school"),
    "convened": ONE_OF_MEMBERS,
    "invited_to_report": gettext_lazy("the agenda names you on a question"),
    "named_on_agenda": gettext_lazy("the agenda names you on a question"),
    "files_changed": gettext_lazy("you are invited to the meeting"),
    "rescheduled": ONE_OF_MEMBERS,
    "agenda_changed": ONE_OF_MEMBERS,
    "not_held": ONE_OF_MEMBERS,
    "cancelled": ONE_OF_MEMBERS,
    "uninvited": gettext_lazy("you were a member of the body when the sitting was convened"),
    "ballot_entered": gettext_lazy("it is your vote"),
    "sheet_enter_on_paper": gettext_lazy("it is your voting sheet"),
    "sheet_enter_void": gettext_lazy("it is your voting sheet"),
    "sheet_ask_anew": gettext_lazy("it is your voting sheet"),
    "fund_short": gettext_lazy("you sign the orders of the school"),
    "decided_otherwise": gettext_lazy("you convene the body that has recommended it"),
    "answered": gettext_lazy("you are the author of the paper"),
    "file_lost": gettext_lazy("you look after the district"),
    "rules_to_join": gettext_lazy("you sign papers"),
    "rules_changed": gettext_lazy("you have joined these rules"),
}
# What a letter is about, by the text of the notice; what is not named is news.
SORTS: dict[str, Sort] = {
    "task": Sort.TASK,
    **dict.fromkeys(("task_tomorrow", "task_soon", "task_today", "task_overdue"), Sort.REMINDER),
    **dict.fromkeys(("contract_ends", "enrolment_due", "enrolment_late"), Sort.REMINDER),
    "task_escalated": Sort.ESCALATION,
    **dict.fromkeys(
        (
            "convened",
            "invited_to_report",
            "named_on_agenda",
            "rescheduled",
            "agenda_changed",
            "not_held",
            "cancelled",
            "uninvited",
        ),
        Sort.SUMMONS,
    ),
    **dict.fromkeys(
        ("ballot_entered", "sheet_enter_on_paper", "sheet_enter_void", "sheet_ask_anew"), Sort.SUMMONS
    ),
}


@dataclass(frozen=True)
class Entry:
    """An entry for the calendar of one person: the text, and whether it is asked for (REQUEST) or called off."""

    calendar: str
    method: str


@dataclass(frozen=True)
class Told:
    """One person and what they are told. `template` and `facts` make the sentence, as in a notice.

    `verb`: what is asked, for a task, and `part` the words of the point or row that it is about; `why`: in which post
    they are asked; `binds`: it comes at once whatever they have chosen.
    """

    person: Person
    document: Document
    text: str
    template: Any
    facts: dict[str, Any]
    verb: Any = ""
    part: str = ""
    why: Any = ""
    due: date | None = None
    otherwise: Any = ""
    enclosed: str = ""
    task: int | None = None
    binds: bool = False
    entry: Entry | None = None

    @property
    def sort(self) -> Sort:
        return Sort.SUMMONS if self.binds else SORTS.get(self.text, Sort.NEWS)


def letters_of(told: list[Told]) -> list[Letter]:
    """The letters to these people, in the language and in the way that each of them has chosen."""
    made = [(one, way_of(one.person, one.sort, one.document.kind)) for one in told]
    return [letter_to(one, way) for one, way in made if way != Way.NONE]


def way_of(person: Person, sort: Sort, kind: str) -> Way:
    """How a letter of this sort about a paper of this kind comes: as the person has chosen, else as their district."""
    if sort not in CHOSEN:
        return Way.AT_ONCE
    return choices_of(person).way(sort, kind) or Way(WAYS[sort].on(person.district_id))


def letter_to(told: Told, way: Way = Way.AT_ONCE) -> Letter:
    person, document = told.person, told.document
    choices = choices_of(person)
    with translation.override(choices.language):
        subject = str(told.template) % {**told.facts, **({"verb": str(told.verb)} if told.verb else {})}
        sheet = sheet_of(told)
    return Letter(
        person.email,
        subject,
        person=person,
        document=document,
        parts=[("", [sheet])],
        language=choices.language,
        # How many days it does so, or none, is read when it is opened.
        reads=choices.links,
        calendar=told.entry.calendar if told.entry else "",
        method=told.entry.method if told.entry else "",
        held=way == Way.MORNING,
    )


def sheet_of(told: Told) -> Sheet:
    """The parts of the letter, in the language that is active."""
    document = told.document
    lines = [
        Line(_("What is to be done"), told.part),
        Line(_("About"), about(document)),
        Line(_("Why you"), str(told.why or WHY.get(told.text, ""))),
        Line(_("Until"), list_date(told.due) if told.due else ""),
        Line(_("Otherwise"), str(told.otherwise)),
    ]
    return Sheet(
        asked=asked(told),
        paper=str(document),
        facts=tuple(line for line in lines if line.text),
        enclosed=told.enclosed,
        button=_("Open and decide") if told.verb else _("Open the paper"),
        path=f"/papers/{document.pk}/",
        document=document.pk,
        due=told.due.isoformat() if told.due else "",
        task=told.task,
    )


def asked(told: Told) -> str:
    """The sentence without the name of the paper, which stands by itself."""
    facts = {**told.facts, "paper": "", **({"verb": str(told.verb)} if told.verb else {})}
    said = re.sub(r"\s*[:—]\s*,\s*", ": ", str(told.template) % facts)
    return said.strip(" :—,")


def about(document: Document) -> str:
    """The unit that the paper belongs to, and its number where the title does not say it."""
    said = [document.unit.name]
    if document.number and document.number not in str(document):
        said.append(f"№ {document.number}")
    return ", ".join(said)


def otherwise_of(document: Document, due: date | None) -> str:
    """What follows when nothing is done, where the step says nothing of its own: reminders, and who is told then."""
    if due is None:
        return _("the paper waits for you; nothing lapses by itself")
    setting = document.model.reminding.on(document.district_id)
    if setting.to == NextInLine.NOBODY:
        return _("you are reminded; nothing lapses by itself")
    return ngettext(
        "you are reminded; %(n)d working day after the due day the next in line is told",
        "you are reminded; %(n)d working days after the due day the next in line is told",
        setting.after,
    ) % {"n": setting.after}
