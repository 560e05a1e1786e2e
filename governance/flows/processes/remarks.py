"""Whom a remark is told to: whoever it calls by name, and those whom it concerns, as far as they may see the paper."""

from typing import Any

from django.dispatch import receiver

from governance.documents.record.attached import Remark
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.readers import opening_of, readers_of
from governance.flows.engine import notices
from governance.flows.engine.followers import followers_of
from governance.flows.engine.models import Notice, Task
from governance.roles.may import holders_of


@receiver(performed, dispatch_uid="governance.flows.processes.remarks")
def tell_of_remark(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """A mention is told as such, and a remark once to each; nobody is told of their own."""
    if event.move != "remark":
        return
    tasks = Task.objects.open().filter(process__document_id=document.pk, flow_task_type="HUMAN")
    asked = list(tasks.values_list("person_id", "right", "unit_id"))
    rights = {(right, unit) for person, right, unit in asked if person is None and right and unit}
    held = holders_of(opening_of(document) | rights)
    doing = {person for person, _right, _unit in asked} | {
        one.person_id for pair in rights for one in held.get(pair, ())
    }
    readers = {person.pk: person for person in readers_of(document, held)}
    readers.pop(event.actor_id or 0, None)
    called = {key for key in event.facts.get("mentioned", ()) if key in readers}
    concerned = (readers.keys() & (_interested(document) | doing)) - called
    who = event.actor.name if event.actor else ""
    notices.notify([readers[key] for key in sorted(called)], document, "mentioned", who=who)
    notices.notify([readers[key] for key in sorted(concerned)], document, "remark", who=who)


@receiver(performed, dispatch_uid="governance.flows.processes.remarks.erased")
def forget_what_was_told(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Notices go with the personal data of their paper: they repeat its words."""
    if event.move == "erase":
        Notice.objects.filter(document_id=document.pk).delete()


def _interested(document: Document) -> set[int | None]:
    """The author, whoever has made a remark, whoever follows the paper; one query."""
    earlier = Remark.objects.filter(document_id=document.pk).order_by().values_list("author_id")
    return {document.author_id, *(key for (key,) in earlier.union(followers_of(document)))}
