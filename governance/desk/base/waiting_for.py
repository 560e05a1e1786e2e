"""Where papers wait: with whom, for which step, until when. Registers, exports and pictures ask here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.desk.base.format import due_words
from governance.flows.engine.models import Task


@dataclass(frozen=True)
class Holding:
    """The most urgent open step of a paper; `others` counts the rest."""

    holder: str
    verb: str
    due: date | None
    others: int = 0

    def words(self, today: date) -> str:
        """«Подписать приказ, до 14.09, ещё 2 шага»."""
        said = [self.verb, due_words(self.due, today)[1]]
        if self.others:
            said.append(ngettext("%(n)d more step", "%(n)d more steps", self.others) % {"n": self.others})
        return ", ".join(filter(None, said))


def holder_of(task: Task) -> str:
    """Who is asked: the named person, or the unit whose people may; nobody while it waits for another paper."""
    if task.person is not None:
        return task.person.name
    if task.unit is not None:
        return str(task.unit)
    return _("another paper")


def holdings(document_ids: Iterable[int]) -> dict[int, Holding]:
    """The open steps of these papers, by the id of the paper; one query."""
    found: dict[int, Holding] = {}
    tasks = (
        Task.objects.open()
        .filter(process__document_id__in=list(document_ids))
        .select_related("process", "person", "unit")
        # People before papers that are waited for, the earliest term first.
        .order_by("-flow_task_type", F("due").asc(nulls_last=True), "pk")
    )
    for task in tasks:
        key = task.process.document_id
        first = found.get(key)
        if first is None:
            found[key] = Holding(holder_of(task), task.verb, task.due)
        else:
            found[key] = Holding(first.holder, first.verb, first.due, first.others + 1)
    return found
