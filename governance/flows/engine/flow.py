"""The task engine: viewflow's flows over our papers, without its pages and addresses.

A flow never decides what is legal and a paper never moves a flow: `perform` announces each legal change, and `follow`
brings the flows after it, in the same transaction. So a move made by any caller of the door keeps the flow in step.
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
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
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


class WaitingActivation(HandleActivation):
    """A waiting task; on creation it learns whom it waits for and until when."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        # viewflow dates by the machine; a played day (`clock`) has to be the day of its tasks too.
        activation.task.created = clock.now()
        flow_task.address(activation.task)
        activation.task.save()
        return activation


class Waiting(flow.Handle):
    """A step that ends when one of `moves` has been made on the paper."""

    activation_class = WaitingActivation

    def __init__(self, *moves: str, title: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.moves = moves
        self.title = title

    @property
    def rules(self) -> list[Any]:
        """The rules of the moves, in order."""
        model = KINDS[self.flow_class.kinds[0]]
        found = []
        for name in self.moves:
            meta = getattr(model, name)._django_fsm
            found.append(next(iter(meta.transitions.values())).permission)
        return found

    def address(self, task: Task) -> None:
        """Write on the task for whom it is."""

    def concerns(self, task: Task, event: Event) -> bool:
        """Whether this event is the one that the task waits for."""
        return event.move in self.moves


class Await(Waiting):
    """The paper waits for another paper; nobody has it on their list."""

    task_type = "AWAIT"


class Decide(Waiting):
    """People who hold the right of the first move are asked; completing is making one of the moves.

    `days` is the term; `named` picks one person from the paper and the part of the process instead of a right;
    `asks` says who is asked when the move itself is made by another paper (the secretary puts a plan on an agenda);
    `at` picks, from the paper and the part, the one unit that is asked where any of several may make the move.
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
    """Base of all flows. A flow names the kinds of paper it leads, its version, and the route that people see.

    `begins` is the move that starts it; `route` lists the waiting nodes in their usual order.
    """

    process_class = Process
    task_class = Task
    # viewflow's default lock is none: twelve simultaneous completions then double the tasks.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    kinds: ClassVar[tuple[str, ...]] = ()
    # What its papers are called together; a flow of one kind is called by it.
    title: ClassVar[Any] = ""
    version: ClassVar[str] = "1"
    begins: ClassVar[str] = "draft"
    route: ClassVar[tuple[str, ...]] = ()

    def open(self, activation: Activation, *, document: Document, part: str = "") -> Any:
        """Begin a run over a paper (called by the flow's StartHandle)."""
        activation.process.document = Document.objects.get(pk=document.pk)
        activation.process.part = part
        activation.process.version = self.version
        return activation.process

    @classmethod
    def route_of(cls, document: Document) -> tuple[str, ...]:
        """The route of this very paper: a flow that leads several kinds leaves out what its kind does not have."""
        return cls.route

    @classmethod
    def parts(cls, document: Document, event: Event) -> list[str]:
        """For which parts of the paper this event begins a run: the paper as a whole, unless a flow says otherwise."""
        return [""]


def enter(flow_class: type[PaperFlow]) -> type[PaperFlow]:
    """Class decorator: put a flow into the registry and name its nodes for people.

    Raises ValueError when another flow is called so already, for rows know a flow by its name.
    """
    if FLOWS.setdefault(flow_class.__name__, flow_class) is not flow_class:
        raise ValueError(f"Two flows are called {flow_class.__name__}.")
    for node in flow_class.instance.nodes():
        if isinstance(node, Waiting):
            node.task_title = node.title
    return flow_class


def in_state(*states: str) -> Callable[[Activation], bool]:
    """A branch by the paper's state, read afresh."""
    wanted = {str(state) for state in states}

    def test(activation: Activation) -> bool:
        state = Document.objects.values_list("state", flat=True).get(pk=activation.process.document_id)
        return state in wanted

    return test


def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Bring the flows of a paper after a legal change, and carry out what the paper now orders about others."""
    for task in list(Task.objects.open().filter(process__document_id=document.pk).select_related("process")):
        node = task.flow_task
        if isinstance(node, Waiting) and node.concerns(task, event):
            complete(task, event)
    for flow_class in FLOWS.values():
        if document.kind in flow_class.kinds and flow_class.begins == event.move:
            for part in flow_class.parts(document, event):
                flow_class.instance.node("start").run(document=document, part=part)
    carry_out(document, event)


def complete(task: Task, event: Event) -> None:
    """Finish a waiting task with the event it waited for; the flow goes on."""
    with task.flow_task.flow_class.lock(task.process_id):
        task = Task.objects.select_related("process").get(pk=task.pk)
        if task.status != STATUS.NEW:
            return  # another branch of the same event has finished or cancelled it
        task.owner = event.actor
        task.data = {"event": event.pk}
        activation = task.flow_task.activation_class(task)
        activation.run(None)
        activation.execute()
        activation.task.finished = event.at
        activation.task.save(update_fields=["finished"])


def carry_out(document: Document, event: Event) -> None:
    """Let a paper that has come into force act on the papers it links to, in the order of their ids.

    A target that cannot take it keeps its state; the reason stands on the link, and the keeper of the paper is given a
    task to settle it. The signature stands.
    """
    pending = document.links_out.filter(
        effect__in=[effect.value for effect in Link.ORDERED], carried_at__isnull=True, failure=""
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
    """Start following; called when the app is ready."""
    performed.connect(follow, dispatch_uid="governance.flows")
