"""The task engine: viewflow's flows over papers, without viewflow's own pages and addresses.

A flow never decides what is legal, and a paper never moves a flow. `perform` announces each legal change, and `follow`
advances the flows in the same transaction, so they stay in step whoever made the move.
"""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import May
from governance.documents.settings.calendar import last_day
from governance.documents.settings.kinds import TermSetting
from governance.flows.engine import activations, references
from governance.flows.engine.journal import Journal
from governance.flows.engine.models import Process, Task
from governance.roles.person import Person
from governance.roles.unit import Unit

FLOWS = cast("dict[str, type[PaperFlow]]", references.FLOWS)
flow_called = cast("Callable[[str], type[PaperFlow] | None]", references.flow_called)


class Step(flow.Handle):
    """A step that ends when one of `moves` has been made on the paper."""

    activation_class = activations.StepActivation

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


def parts_of(event: Event) -> set[str]:
    """The parts of the paper that an event is about: one, or several decided at once."""
    return {event.facts["part"]} if "part" in event.facts else set(event.facts.get("parts", ()))


class Await(Step):
    """A step in which the paper waits for another paper; it stands on nobody's task list."""

    task_type = "AWAIT"


class Decide(Step):
    """A step in which people are asked: it is completed when one of them makes one of `moves`.

    Asked are those who hold the right of the first move that has one, `within` a term of the district. Where that does
    not fit: `asks` is the rule that says who is asked (the move itself is made by another paper: the secretary puts a
    plan on an agenda); `named` picks one person, `at` one of several units, `due` the last day, at the latest where
    there is a term as well. These three take the paper and the part of it that the process is about.

    Letters say `otherwise`, what follows if nobody does it, where that is more than a reminder. A `summons` has effect
    by being received, so its letter comes at once, whatever somebody has chosen about letters.
    """

    task_type = "HUMAN"

    def __init__(
        self,
        *moves: str,
        title: Any = "",
        within: TermSetting | None = None,
        asks: May | None = None,
        named: Callable[[Document, str], Person | None] | None = None,
        due: Callable[[Document, str], Any] | None = None,
        at: Callable[[Document, str], Unit] | None = None,
        otherwise: Any = "",
        summons: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*moves, title=title, **kwargs)
        self.within = within
        self.asks = asks
        self.named = named
        self.due = due
        self.at = at
        self.otherwise = otherwise
        self.summons = summons

    @property
    def rule(self) -> May | None:
        """The rule that says who is asked; None where `named` alone does."""
        return self.asks or next((rule for rule in self.rules if isinstance(rule, May)), None)

    def address(self, task: Task) -> None:
        document = task.process.document
        rule = self.rule
        if rule is not None:
            task.right = rule.right.value
            task.unit = self.at(document, task.process.part) if self.at else rule.units(document)[0]
        if self.named is not None:
            task.person = self.named(document, task.process.part)
        days = []
        if self.due is not None:
            days.append(self.due(document, task.process.part))
        if self.within is not None:
            days.append(last_day(self.within, document.district_id))
        task.due = min((day for day in days if day is not None), default=task.due)

    def concerns(self, task: Task, event: Event) -> bool:
        part = task.process.part
        return event.move in self.moves and (not part or part in parts_of(event))


class PaperFlow(Flow):
    """Base of all flows. A flow names the kinds of paper that it leads, its version, and the route that people see.

    `name` is given by `enter`: stored rows and the address of its page know the flow by it. `begins` is the move that
    starts a run; `route` names the steps in their usual order. `revived_by` is the move by which a paper that had ended
    stands again: then the flow goes on from its second start, called `revival`, which leads to where the paper stands.

    Whoever renames or removes a step, or changes whom it asks, raises `version`, and `renamed` says which step has the
    tasks of the former one now: {2: {"agenda": "council"}}. Processes that have begun before are moved by
    `manage.py migrate` (`migrating`).
    """

    process_class = Process
    task_class = Task
    # Without a lock, viewflow's default, simultaneous completions create the following task twice. `follow` locks what
    # it reads; this is for whoever goes past it.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    name: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ()
    # The title of a flow that leads several kinds; a flow of one kind is named after its kind.
    title: ClassVar[Any] = ""
    version: ClassVar[int] = 1
    # The version in which a step went → its name → the step that has its tasks now.
    renamed: ClassVar[dict[int, dict[str, str]]] = {}
    begins: ClassVar[str] = "draft"
    revived_by: ClassVar[str] = ""
    route: ClassVar[tuple[str, ...]] = ()

    def open(self, activation: Activation, *, journal: Journal, part: str = "") -> Any:
        """Begin a run over the paper of a journal, or over one part of it; called by the flow's StartHandle."""
        activation.process.part = part
        activation.process.version = str(self.version)
        journal.begin(activation.process)
        return activation.process

    @classmethod
    def run(cls, journal: Journal, part: str = "", *, start: str = "start") -> None:
        """Begin a run over the paper of a journal, or over one part of it."""
        cls.instance.node(start).run(journal=journal, part=part)

    @classmethod
    def step_now(cls, step: str, version: int = 0) -> str:
        """The name that a step of an earlier version has in the present one."""
        for later in sorted(cls.renamed):
            if later > version:
                step = cls.renamed[later].get(step, step)
        return step

    @classmethod
    def has_step(cls, step: str) -> bool:
        return cls.instance.node(step, no_obsolete=True) is not None

    @classmethod
    def route_of(cls, document: Document) -> tuple[str, ...]:
        """The route of this paper: a flow that leads several kinds leaves out the steps that its kind does not have."""
        return cls.route

    @classmethod
    def parts(cls, document: Document, event: Event) -> list[str]:
        """The parts of the paper for which this event begins a run; by default the paper as a whole («»)."""
        return [""]


P = TypeVar("P", bound=PaperFlow)


def enter(name: str, *, formerly: str = "") -> Callable[[type[P]], type[P]]:
    """Class decorator: register a flow under its name, and give its steps the titles that people read.

    The name does not change with that of the class, because stored rows and addresses hold it; where it has changed
    all the same, they are understood by the former one. Raises ValueError when another flow has the name.
    """

    def register(flow_class: type[P]) -> type[P]:
        if flow_called(name) or flow_called(formerly):
            raise ValueError(f"Two flows are called {name}.")
        flow_class.name = name
        FLOWS[name] = flow_class
        if formerly:
            references.FORMERLY[formerly] = flow_class
        for node in flow_class.instance.nodes():
            node.activation_class = activations.ACTIVATIONS[node.activation_class]
            if isinstance(node, Step):
                node.task_title = node.title
        return flow_class

    return register
