"""What the flows ask for on the page of a paper: by the move, the step that asks for it first."""

from functools import cache
from typing import NamedTuple

from viewflow.workflow.status import STATUS

from governance.desk.base.components import Words
from governance.desk.papers.route import tasks_of, whole_flows
from governance.documents.record.document import Document
from governance.flows.engine.flow import FLOWS, Decide
from governance.flows.engine.parallel import PartFlow


class AskedMove(NamedTuple):
    """The first move of a step: its place in the order of the flows, and the title of the step.

    Empty where parts of a paper are carried out, each at its time: no step of theirs speaks for the whole paper.
    """

    place: int
    title: Words


@cache
def asked_moves(kind: str) -> dict[str, AskedMove]:
    """What the steps of the flows ask for, by the move; a step's other moves are exceptions."""
    asked: dict[str, AskedMove] = {}
    for flow_class in FLOWS.values():
        for node in flow_class.instance.nodes() if kind in flow_class.kinds else ():
            if isinstance(node, Decide) and node.moves:
                title = "" if issubclass(flow_class, PartFlow) and flow_class.charges else node.title
                asked.setdefault(node.moves[0], AskedMove(len(asked), title))
    return asked


@cache
def steps_over_whole(kind: str) -> dict[str, frozenset[Decide]]:
    """By the move, the steps that ask for it first, in flows over the paper as a whole: their tasks tell when."""
    found: dict[str, frozenset[Decide]] = {}
    for flow_class in whole_flows(kind):
        for node in flow_class.instance.nodes():
            if isinstance(node, Decide) and node.moves:
                found[node.moves[0]] = found.get(node.moves[0], frozenset()) | {node}
    return found


def asked_now(document: Document) -> dict[str, AskedMove]:
    """Of `asked_moves` those for which a task of the paper is open; of its parts all, since their rules say when.

    A list that is computed already is not asked for again, though it may be computed anew.
    """
    open_steps = {task.flow_task for task in tasks_of(document) if task.status == STATUS.NEW}
    whole = steps_over_whole(document.kind)
    return {
        move: asked
        for move, asked in asked_moves(document.kind).items()
        if move not in whole or whole[move] & open_steps
    }
