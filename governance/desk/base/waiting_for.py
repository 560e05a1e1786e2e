"""What papers wait for: whom, for which step, until when. Registers, exports and charts ask here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.desk.base.format import due_text
from governance.flows.engine.models import Task


@dataclass(frozen=True)
class WaitingFor:
    """The most urgent open step of a paper; `others` counts the remaining open steps.

    `asks_people`: whether somebody is asked, and not another paper waited for, which the step names itself.
    """

    party: str
    verb: str
    due: date | None
    others: int = 0
    asks_people: bool = True

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()

    @property
    def sentence(self) -> str:
        """«Подписать приказ, до 14.09, ещё 2 шага»."""
        parts = [self.verb, due_text(self.due, clock.today())[1]]
        if self.others:
            parts.append(ngettext("%(n)d more step", "%(n)d more steps", self.others) % {"n": self.others})
        return ", ".join(filter(None, parts))


def asked_party(task: Task) -> str:
    """Who has it in hand, the named person, or the unit whose people may act; «another paper» where nobody is asked."""
    named = task.holder or task.person
    if named is not None:
        return named.name
    if task.unit is not None:
        return str(task.unit)
    return _("another paper")


def waiting_for(document_ids: Iterable[int]) -> dict[int, WaitingFor]:
    """The open steps of these papers, by the id of the paper; one query."""
    steps: dict[int, WaitingFor] = {}
    tasks = (
        Task.objects.open()
        .filter(process__document_id__in=list(document_ids))
        .select_related("process", "person", "holder", "unit")
        # People before papers that are waited for, the earliest term first.
        .order_by("-flow_task_type", F("due").asc(nulls_last=True), "pk")
    )
    for task in tasks:
        key = task.process.document_id
        first = steps.get(key)
        if first is None:
            asks_people = bool(task.holder or task.person or task.unit)
            steps[key] = WaitingFor(asked_party(task), task.verb, task.due, asks_people=asks_people)
        else:
            steps[key] = replace(first, others=first.others + 1)
    return steps
