"""How stored rows and addresses refer to a flow and its step: by the name that the flow says of itself.

viewflow's own fields keep the dotted path of the class, so that moving a module would strand every live task.
"""

from typing import Any

from django.db import models
from viewflow.workflow.base import Flow, Node

from governance.columns import OwnCharField

# Every flow by its name, and those that had another name once by that one too; `flow.enter` fills both.
FLOWS: dict[str, type[Flow]] = {}
FORMERLY: dict[str, type[Flow]] = {}


def flow_called(name: str) -> type[Flow] | None:
    """The flow that has this name, or had it; None if there is none."""
    return FLOWS.get(name) or FORMERLY.get(name)


class FlowField(OwnCharField):
    """A flow by its name, as «PlanFlow»; None for a name that no flow has any more."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> type[Flow] | None:
        return flow_called(value or "")

    def to_python(self, value: Any) -> Any:
        return flow_called(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else value.name

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))


class StepField(OwnCharField):
    """A step of a flow by both names, as «PlanFlow.draft»; None for a step that is no more.

    A step that was renamed is found by its former name too, until `migrating` has written the present one.
    """

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Node | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        flow_name, _dot, step = value.partition(".")
        flow_class: Any = flow_called(flow_name)
        if flow_class is None:
            return None
        node = flow_class.instance.node(step, no_obsolete=True)
        return node or flow_class.instance.node(flow_class.step_now(step), no_obsolete=True)

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else f"{value.flow_class.name}.{value.name}"

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))
