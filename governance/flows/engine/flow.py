"""The task engine: viewflow's flows over papers, without viewflow's own pages and addresses.

A flow never decides what is legal, and a paper never moves a flow. `perform` announces each legal change, and `follow`
advances the flows in the same transaction, so they stay in step whoever made the move.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, cast

from django.db import transaction
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes.handle import HandleActivation
from viewflow.workflow.status import STATUS

from governance import clock
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.effects import ordered_effects
from governance.documents.record.events import Event
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import perform, performed
from governance.documents.record.transitions import May
from governance.flows.engine import notices, references
from governance.flows.engine.models import Process, Task
from governance.roles.person import Person
from governance.roles.unit import Unit

log = logging.getLogger(__name__)

FLOWS = cast("dict[str, type[PaperFlow]]", references.FLOWS)


class StepActivation(HandleActivation):
    """Creates the task of a step, with whom it waits for and until when."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        # viewflow takes the time of the machine; tasks have to follow the clock of the district.
        activation.task.created = clock.now()
        flow_task.address(activation.task)
        activation.task.save()
        return activation


class Step(flow.Handle):
    """A step that ends when one of `moves` has been made on the paper."""

    activation_class = StepActivation

    def __init__(self, *moves: str, title: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.moves = moves
        self.title = title

    @property
    def rules(self) -> list[Any]:
        """The rules of the moves, in the order of `moves`."""
        model = KINDS[self.flow_class.kinds[0]]
        rules = []
        for name in self.moves:
            meta = getattr(model, name)._django_fsm
            rules.append(next(iter(meta.transitions.values())).permission)
        return rules

    def address(self, task: Task) -> None:
        """Set whom the task waits for and until when; the caller saves it."""

    def concerns(self, task: Task, event: Event) -> bool:
        """Whether the task is completed by this event."""
        return event.move in self.moves


class Await(Step):
    """A step in which the paper waits for another paper; it stands on nobody's task list."""

    task_type = "AWAIT"


class Decide(Step):
    """A step in which people are asked: it is completed when one of them makes one of `moves`.

    Asked are those who hold the right of the first move that has one, within `days`. Where that does not fit:
    `asks` is the rule that says who is asked (the move itself is made by another paper: the secretary puts a plan on an
    agenda); `named` picks one person, `at` one of several units, `due` the last day. These three take the paper and the
    part of it that the process is about.
    """

    task_type = "HUMAN"

    def __init__(
        self,
        *moves: str,
        title: Any = "",
        days: int | None = None,
        asks: May | None = None,
        named: Callable[[Document, str], Person | None] | None = None,
        due: Callable[[Document, str], Any] | None = None,
        at: Callable[[Document, str], Unit] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*moves, title=title, **kwargs)
        self.days = days
        self.asks = asks
        self.named = named
        self.due = due
        self.at = at

    @property
    def rule(self) -> May | None:
        """The rule that says who is asked; None where `named` alone does."""
        return self.asks or next((rule for rule in self.rules if isinstance(rule, May)), None)

    def address(self, task: Task) -> None:
        document = task.process.document.whole
        rule = self.rule
        if rule is not None:
            task.right = rule.right.value
            task.unit = self.at(document, task.process.part) if self.at else rule.units(document)[0]
        if self.named is not None:
            task.person = self.named(document, task.process.part)
        if self.due is not None:
            task.due = self.due(document, task.process.part)
        elif self.days is not None:
            task.due = clock.today() + timedelta(days=self.days)
        notices.notify_of_task(task, document, self.title)

    def concerns(self, task: Task, event: Event) -> bool:
        part = task.process.part
        return event.move in self.moves and (not part or event.facts.get("part") == part)


class PaperFlow(Flow):
    """Base of all flows. A flow names the kinds of paper that it leads, its version, and the route that people see.

    `begins` is the move that starts a run; `route` names the steps in their usual order.
    """

    process_class = Process
    task_class = Task
    # Without a lock, viewflow's default, simultaneous completions create the following task twice.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    kinds: ClassVar[tuple[str, ...]] = ()
    # The name of a flow that leads several kinds; a flow of one kind is named after its kind.
    title: ClassVar[Any] = ""
    version: ClassVar[str] = "1"
    begins: ClassVar[str] = "draft"
    route: ClassVar[tuple[str, ...]] = ()

    def open(self, activation: Activation, *, document: Document, part: str = "") -> Any:
        """Begin a run over a paper, or over one part of it; called by the flow's StartHandle."""
        activation.process.document = Document.objects.get(pk=document.pk)
        activation.process.part = part
        activation.process.version = self.version
        return activation.process

    @classmethod
    def route_of(cls, document: Document) -> tuple[str, ...]:
        """The route of this paper: a flow that leads several kinds leaves out the steps that its kind does not have."""
        return cls.route

    @classmethod
    def parts(cls, document: Document, event: Event) -> list[str]:
        """The parts of the paper for which this event begins a run; by default the paper as a whole («»)."""
        return [""]


def enter(flow_class: type[PaperFlow]) -> type[PaperFlow]:
    """Class decorator: register a flow under its class name, and give its steps the titles that people read.

    Raises ValueError when another flow has that name, because stored tasks know their flow by it.
    """
    if FLOWS.setdefault(flow_class.__name__, flow_class) is not flow_class:
        raise ValueError(f"Two flows are called {flow_class.__name__}.")
    for node in flow_class.instance.nodes():
        if isinstance(node, Step):
            node.task_title = node.title
    return flow_class


def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Advance the flows of a paper after a legal change, and carry out what the paper now orders about others."""
    for task in list(Task.objects.open().filter(process__document_id=document.pk).select_related("process")):
        node = task.flow_task
        if isinstance(node, Step) and node.concerns(task, event):
            complete(task, event)
    for flow_class in FLOWS.values():
        if document.kind in flow_class.kinds and flow_class.begins == event.move:
            for part in flow_class.parts(document, event):
                flow_class.instance.node("start").run(document=document, part=part)
    carry_out(document, event)


def complete(task: Task, event: Event) -> None:
    """Complete a task by the event that it waited for, and let its flow go on."""
    with task.flow_task.flow_class.lock(task.process_id):
        task = Task.objects.select_related("process").get(pk=task.pk)
        if task.status != STATUS.NEW:
            return  # the same event has completed or cancelled it through another branch
        task.owner = event.actor
        task.data = {"event": event.pk}
        activation = task.flow_task.activation_class(task)
        activation.run(None)
        activation.execute()
        activation.task.finished = event.at
        activation.task.save(update_fields=["finished"])


def carry_out(document: Document, event: Event) -> None:
    """Apply what a paper in force orders about the papers it links to, in the order of their ids.

    A target that refuses keeps its state: the reason is stored on the link, and a flow that begins with `effect_failed`
    gives somebody the task to resolve it. The signature remains valid.
    """
    pending = document.links_out.filter(
        effect__in=ordered_effects(), carried_at__isnull=True, failure=""
    ).select_related("target")
    for link in pending.order_by("target_id", "pk"):
        if not document.gives_effect(link.effect):
            continue
        try:
            with transaction.atomic():
                perform(link.target, link.effect, basis=document, reason=document.effect_reason(link))
            link.carried_at = clock.now()
        except Refused as refusal:
            link.failure = str(refusal)
            log.info("paper %s could not take %s of %s", link.target_id, link.effect, document.pk)
        link.save(update_fields=["carried_at", "failure"])
        if link.failure:
            for flow_class in FLOWS.values():
                if document.kind in flow_class.kinds and flow_class.begins == "effect_failed":
                    flow_class.instance.node("start").run(document=document, part=f"link:{link.pk}")


def connect() -> None:
    """Connect the flows to `perform`; called when the app is ready."""
    performed.connect(follow, dispatch_uid="governance.flows")
