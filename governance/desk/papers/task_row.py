"""One task as lists show it: what is asked, about whom or what, from whom it came, where it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from governance.desk.base.format import day
from governance.desk.base.headline import Headline, headline, people_in_question
from governance.desk.papers.declaration import declared
from governance.documents.record.charged_parts import parts_in_question
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import any_move
from governance.documents.record.transitions import Move
from governance.documents.settings.calendar import last_day
from governance.flows.engine.arranging import TaskQuestion, TaskReminder
from governance.flows.engine.models import Task
from governance.roles.person import Person

LONGEST_ACTION = 20  # letters on a button


def first_move(task: Task) -> Move | None:
    """The declaration of the first move that would complete a task."""
    for name in task.moves:
        meta = getattr(getattr(KINDS[task.document.kind], name, None), "_django_fsm", None)
        if meta is not None:
            return any_move(meta)
    return None


def several_move(task: Task) -> Move | None:
    """The same, if it can be made on several papers at once."""
    move = first_move(task)
    return move if move is not None and move.several else None


@dataclass(frozen=True)
class TaskRow:
    """One task for templates/governance/components/task.html; `asked` is false for a task of others.

    `about`: whom the paper is about, where its title does not say it; `part`: the words of the row or point that is
    to be carried out; `event`: its last event; `people`: with whom it
    is; `marked`: marked before, and left out with a reason that was told.
    """

    task: Task
    event: Event | None = None
    asked: bool = True
    marked: bool = False
    about: str = ""
    part: str = ""
    people: Sequence[Person] = ()
    questions: Sequence[TaskQuestion] = ()
    reminder: TaskReminder | None = None
    # The pool of whoever may do it is larger than this one person.
    in_pool: bool = False
    can_remind: bool = False
    # Where another paper is waited for: the task on that one. When it was put off: until which day.
    behind: Task | None = None
    put_off: date | None = None

    @property
    def head(self) -> Headline:
        if self.part:
            return Headline(self.part, self.task.document.title)
        return headline(self.task.document, self.about)

    @property
    def title(self) -> str:
        """The verb and the paper, for whoever hears the page instead of seeing it."""
        first = self.head.first
        return f"{self.task.verb}: {first}" if self.task.verb else first

    @property
    def action(self) -> str:
        """The act itself where the task names one that fits on a button: «Подписать»."""
        move = first_move(self.task) if self.asked else None
        label = str(move.label) if move is not None else ""
        return label if len(label) <= LONGEST_ACTION else ""

    @property
    def href(self) -> str:
        """The page on which the task is done: that of larger work if its move has one, else that of the paper.

        A task about one row or point leads to that one.
        """
        pages = declared(self.task.document.kind).pages
        page = pages.get(self.task.moves[0]) if self.asked and self.task.moves else None
        key, part = self.task.document.pk, self.task.process.part if self.part else ""
        if page is not None and page.of_part and part:
            return reverse(page.of_part, args=[key, part.partition(":")[2]])
        address = reverse(page.name if page is not None else "paper", args=[key])
        return f"{address}?part={part}#decision" if part and page is None and self.asked else address

    @property
    def term(self) -> str:
        """The term of the district that ends with its last day, with its unit: «3 рабочих дня»."""
        within = getattr(self.task.flow_task, "within", None)
        if within is None or self.task.due is None:
            return ""
        district, began = self.task.document.district_id, localdate(self.task.created)
        same = last_day(within, district, began) == self.task.due
        return str(within.on(district, began)) if same else ""

    @property
    def came_from(self) -> str:
        if self.event is None:
            return ""
        who = self.event.actor.name if self.event.actor else str(self.event.basis or self.event.capacity)
        done = f"{done_label(self.task.document.model, self.event.move)}, {day(self.event.at.date())}"
        return f"{who}: {done}" if who else done

    @property
    def with_whom(self) -> str:
        """«Пелевин Л.В., с 14.09.2011»; where another paper is waited for, that."""
        since = day(self.task.created)
        names = ", ".join(person.name for person in self.people)
        if self.task.flow_task_type != "HUMAN" and not names:
            return _("waits for another paper since %(day)s") % {"day": since}
        who = names or _("%(unit)s, where nobody holds the right today") % {"unit": self.task.unit}
        return _("with: %(who)s, since %(day)s") % {"who": who, "day": since}

    @property
    def open_questions(self) -> list[TaskQuestion]:
        return [one for one in self.questions if one.answered_at is None]

    @property
    def answers(self) -> list[TaskQuestion]:
        return [one for one in self.questions if one.answered_at is not None]

    @property
    def pick(self) -> str:
        """The value of its mark, if it can be decided together with others: the task, and the paper as it is seen."""
        if not self.asked or several_move(self.task) is None:
            return ""
        return f"{self.task.pk}:{self.task.document.revision}"


def rows_of(
    tasks: Sequence[Task],
    *,
    person: Person,
    marked: Iterable[str] = (),
    asked: bool = True,
    talk: Iterable[TaskQuestion] | None = None,
) -> list[TaskRow]:
    """The rows of these tasks, with the person or the part in question, the last event and the questions; four queries.

    `talk`: questions that were read already, among them all that the person asks on these tasks: a query less.
    """
    papers = [task.document for task in tasks]
    about, events, wanted = (
        people_in_question(papers),
        last_events([paper.pk for paper in papers]),
        set(marked),
    )
    parts = parts_in_question((task.document, task.process.part) for task in tasks)
    questions: dict[int, list[TaskQuestion]] = {}
    if asked and talk is None:
        talk = TaskQuestion.objects.filter(asked_on(tasks, person)).select_related("asked_of")
    for one in talk or () if asked else ():
        if one.asked_by_id == person.pk:
            questions.setdefault(one.task_id, []).append(one)
    return [
        TaskRow(
            task,
            events.get(task.document.pk),
            asked=asked,
            marked=str(task.pk) in wanted,
            about=about.get(task.document.pk, ""),
            part=parts.get((task.document.kind, task.process.part), ""),
            questions=questions.get(task.pk, ()),
            in_pool=task.person_id is None,
        )
        for task in tasks
    ]


def asked_on(tasks: Iterable[Task], person: Person) -> Q:
    """The questions that a person asks colleagues on these tasks."""
    return Q(task__in=[task.pk for task in tasks], asked_by=person)


def last_events(document_ids: list[int]) -> dict[int, Event]:
    """The last event of each paper, by the id of the paper; one query."""
    events = Event.objects.filter(document_id__in=set(document_ids), position=F("document__revision"))
    return {event.document_id: event for event in events.select_related("actor", "basis")}
