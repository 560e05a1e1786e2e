"""How the steps of a flow run: viewflow's activations, whose rows are kept in the journal of the event.

A flow runs within the act that it follows, under the lock of the paper, and fails together with it. So steps need no
lock or savepoint of their own, as those of viewflow do, and do not query what the journal knows.
"""

from typing import Any

from viewflow.workflow.activation import Activation
from viewflow.workflow.exceptions import FlowRuntimeError
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.func import FunctionActivation
from viewflow.workflow.nodes.handle import HandleActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.join import JoinActivation
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.status import PROCESS
from viewflow.workflow.token import Token

from governance import clock
from governance.flows.engine.models import Task


class Journaled:
    """Mixin for steps that have no row in the database yet when the next one is created."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        task = Task(
            process=prev_activation.process,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            data=data or {},
            created=clock.now(),
        )
        task.save()
        return cls(task)  # type: ignore[call-arg]  # as every activation of viewflow

    # viewflow collects activations in sets, and a row without a key cannot be hashed.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class Starting(StartHandleActivation):
    @Activation.status.super()
    def execute(self) -> None:
        self.complete()
        self.activate_next()


class StepActivation(Journaled, HandleActivation):
    """Creates the task of a step, with whom it waits for and until when."""

    @classmethod
    def create(cls, flow_task: Any, *args: Any, **kwargs: Any) -> Any:
        activation = super().create(flow_task, *args, **kwargs)
        task = activation.task
        flow_task.address(task)
        if flow_task.task_type == "HUMAN":
            task.process.journal.asked.append((task, flow_task.title))
        return activation


class Switching(Journaled, SwitchActivation):
    @Activation.status.super()
    def activate(self) -> None:
        self.next_task = next(
            (node for node, test in self.flow_task._branches if test is None or test(self)), None
        )
        if self.next_task is None:
            raise FlowRuntimeError(f"No branch of {self.flow_task.name} fits.")


class Branching(Journaled, IfActivation):
    @Activation.status.super()
    def activate(self) -> None:
        self._condition_result = self.flow_task._condition(self)


class Calling(Journaled, FunctionActivation):
    """Runs code that may act on any paper, this one included, so the journal is written before it."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, *args: Any, **kwargs: Any) -> Any:
        prev_activation.process.journal.write()
        return super().create(flow_task, prev_activation, *args, **kwargs)

    @Activation.status.super()
    def activate(self) -> None:
        self.process.journal.is_stale = True
        self.flow_task._func(self)


class Splitting(Journaled, SplitActivation):
    @Activation.status.super()
    def create_next(self) -> Any:
        # viewflow builds the tokens of branches from the key of this task, which has none yet.
        tokens = Token.split_token_source(self.task.token, self.process.journal.event.pk)
        for step, _data in self.next_tasks:
            yield step._create(self, next(tokens))


class Joining(Journaled, JoinActivation):
    """Joins the branches in one task, which is done when no branch is left."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        process = prev_activation.process
        for task in process.journal.unfinished(process):
            if task.flow_task == flow_task:
                return cls(task)
        return super().create(flow_task, prev_activation, token.get_base_split_token(), data, seed)

    def is_done(self) -> bool:
        branches = f"{self.task.token}/"
        return not any(
            task.token.token.startswith(branches) for task in self.process.journal.unfinished(self.process)
        )

    @Activation.status.super()
    def complete(self) -> None:
        self.task.finished = clock.now()
        self.task.save()


class EndingRun(Journaled, EndActivation):
    """Ends the run, unless another branch of it is still going on."""

    @Activation.status.super()
    def activate(self) -> None:
        journal = self.process.journal
        if journal.unfinished(self.process) == [self.task]:
            journal.end(self.process, PROCESS.DONE)


# Our activations by those of viewflow which they replace.
ACTIVATIONS: dict[type[Activation], type[Activation]] = {
    StartHandleActivation: Starting,
    SwitchActivation: Switching,
    IfActivation: Branching,
    FunctionActivation: Calling,
    SplitActivation: Splitting,
    JoinActivation: Joining,
    EndActivation: EndingRun,
    StepActivation: StepActivation,
}
