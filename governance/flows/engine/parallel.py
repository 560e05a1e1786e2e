"""Flows over single parts of a paper, beside the flow of the whole paper: one visa, one point, one party's answer.

Whoever is asked about a part has a task of their own with its own term; it disappears when the part is done or is no
longer needed.
"""

from collections.abc import Iterable
from typing import Any

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.flows.engine.flow import PaperFlow
from governance.flows.engine.models import Process


class PartFlow(PaperFlow):
    """One run for each open part of a paper: begun when the part opens, cancelled when it is no longer open.

    `sync_parts` does both after each legal change, so nobody keeps a task that is no longer needed.
    """

    begins = ""

    @classmethod
    def open_parts(cls, document: Any) -> set[str]:
        """The parts for which somebody is asked now."""
        raise NotImplementedError


def sync_parts(document: Document, event: Event, flows: Iterable[type[PartFlow]]) -> None:
    """Begin and cancel runs over parts of a paper; called before the engine itself follows the event."""
    for flow_class in flows:
        wanted = flow_class.open_parts(document)
        running = {
            process.part: process
            for process in Process.objects.filter(document=document, flow_class=flow_class, finished=None)
        }
        # The part that this event is about is completed by it, not cancelled: the task then names who did it.
        for part in running.keys() - wanted - {event.facts.get("part")}:
            flow_class.instance.cancel(running[part])
        for part in sorted(wanted - running.keys()):
            flow_class.instance.node("start").run(document=document, part=part)
