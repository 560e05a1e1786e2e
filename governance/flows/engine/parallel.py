"""Flows over single parts of a paper, beside the flow of the whole paper: one visa, one point, one party's answer.

Whoever is asked about a part has a task of their own with its own term; it disappears when the part is done or is no
longer needed.
"""

from typing import Any, ClassVar

from viewflow.workflow.status import PROCESS

from governance.documents.record.events import Event
from governance.flows.engine.flow import PaperFlow, parts_of
from governance.flows.engine.journal import Journal


class PartFlow(PaperFlow):
    """One run for each open part of a paper: begun when the part opens, cancelled when it is no longer open.

    `sync_parts` does both after each legal change, so nobody keeps a task that is no longer needed.
    """

    begins = ""
    # The moves that may open or close a part; empty: any move of the paper.
    opened_by: ClassVar[frozenset[str]] = frozenset()
    # Whether the parts charge people with what they carry out, each at its own time.
    charges: ClassVar[bool] = False

    @classmethod
    def follows(cls, event: Event) -> bool:
        """Whether the event may open or close a part."""
        return not cls.opened_by or event.move in cls.opened_by

    @classmethod
    def open_parts(cls, document: Any) -> set[str]:
        """The parts for which somebody is asked now."""
        raise NotImplementedError


def sync_parts(journal: Journal, flow_class: type[PartFlow]) -> None:
    """Begin and cancel runs over parts of a paper, before its other flows follow the event."""
    wanted = flow_class.open_parts(journal.document)
    running = {task.process.part: task for task in journal.live if task.process.flow_class is flow_class}
    # The part that this event is about is completed by it, not cancelled: the task then names who did it.
    for part in running.keys() - wanted - parts_of(journal.event):
        task = running[part]
        task.flow_task.activation_class(task).cancel()
        journal.end(task.process, PROCESS.CANCELED)
    for part in sorted(wanted - running.keys()):
        flow_class.run(journal, part)
