"""The flow over what a paper charges people with: the executor reports, the one who controls accepts or returns.

Orders, decisions and plans each have one, made here: a flow that inherited from another would send its tasks to the
steps of that one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.flows.engine.flow import Decide
from governance.flows.engine.parallel import PartFlow
from governance.roles.person import Person

Named = Callable[[Any, str], Person | None]


@dataclass(frozen=True, kw_only=True)
class Charging:
    """How a kind of paper charges people. Its parts have `part`, `is_open`, `deadline`, and with
    `returned` also `is_reported`.

    `parts`: those about which somebody may be asked now. `moves`: those that end or begin anew each step, the
    acceptance first. `controls`: the right of whoever accepts, or `controller` the person. `returned`: what sends back
    a report that waits for its answer; empty where a part that was reported is done, and the paper accepted as a whole.
    """

    kind: str
    parts: Callable[[Any], list[Any]]
    executor: Named
    controls: May
    controller: Named | None = None
    report: str
    moves: tuple[str, ...]
    returned: str = ""
    # The titles of the steps; the third is that of the answer.
    asked: Any
    watched: Any
    controlled: Any = ""

    def row(self, document: Any, part: str) -> Any:
        return next((one for one in self.parts(document) if one.part == part), None)

    def deadline(self, document: Document, part: str) -> date | None:
        one = self.row(document, part)
        return one.deadline if one is not None else None

    def has_executor(self, activation: Activation) -> bool:
        return self.executor(activation.process.document, activation.process.part) is not None

    def is_over(self, activation: Activation) -> bool:
        one = self.row(activation.process.document, activation.process.part)
        return one is None or not one.is_open

    def is_reported(self, activation: Activation) -> bool:
        one = self.row(activation.process.document, activation.process.part)
        return one is not None and one.is_reported


def flow_of(
    charging: Charging, *, version: int = 1, renamed: dict[int, dict[str, str]] | None = None
) -> type[PartFlow]:
    """A flow over the parts of papers of one kind; to be entered under a name of its own."""

    class ChargedFlow(PartFlow):
        """One part with a deadline: its executor reports, the one who controls accepts it or returns it."""

        kinds = (charging.kind,)
        charges = True

        start = flow.StartHandle(this.open).Next(this.executor)
        executor = flow.If(charging.has_executor).Then(this.report).Else(this.watch)
        report = Decide(
            charging.report,
            *charging.moves,
            title=charging.asked,
            named=charging.executor,
            due=charging.deadline,
        ).Next(this.settled)
        watch = Decide(
            *charging.moves,
            title=charging.watched,
            asks=charging.controls,
            named=charging.controller,
            due=charging.deadline,
        ).Next(this.settled)
        # Another day, a returned report and the next period begin the step anew.
        settled = flow.Switch().Case(this.end, charging.is_over)
        if charging.returned:
            control = Decide(
                *charging.moves,
                charging.returned,
                title=charging.controlled,
                asks=charging.controls,
                named=charging.controller,
                due=charging.deadline,
            ).Next(this.settled)
            settled = settled.Case(this.control, charging.is_reported)
        settled = settled.Default(this.executor)
        end = flow.End()

        @classmethod
        def open_parts(cls, document: Any) -> set[str]:
            return {one.part for one in charging.parts(document) if one.is_open}

    ChargedFlow.version, ChargedFlow.renamed = version, renamed or {}
    return ChargedFlow
