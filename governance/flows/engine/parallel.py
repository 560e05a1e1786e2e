"""Flows over single parts of a paper, beside the flow of the paper as a whole: one visa, one point, one party's answer.

Whoever is asked for a part has a task of their own, with a term of its own; it goes when the part is settled or loses
its sense.
"""

from collections.abc import Iterable
from typing import Any

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.flows.engine.flow import PaperFlow
from governance.flows.engine.models import Process


class PartFlow(PaperFlow):
    """A run for each open part of a paper: it begins when the part opens, and is cancelled when it is open no more.

    `keep_in_step` does both after each legal change, so that nobody keeps a task that has lost its sense.
    """

    begins = ""

    @classmethod
    def open_parts(cls, document: Any) -> set[str]:
        """The parts for which somebody is asked now."""
        raise NotImplementedError


def keep_in_step(document: Document, event: Event, flows: Iterable[type[PartFlow]]) -> None:
    """Begin and cancel the runs over the parts of a paper, before the engine follows the event itself."""
    for flow_class in flows:
        wanted = flow_class.open_parts(document)
        running = {
            process.part: process
            for process in Process.objects.filter(document=document, flow_class=flow_class, finished=None)
        }
        # The part that this very event is about ends by it, with the name of the one who acted.
        for part in running.keys() - wanted - {event.facts.get("part")}:
            flow_class.instance.cancel(running[part])
        for part in sorted(wanted - running.keys()):
            flow_class.instance.node("start").run(document=document, part=part)
