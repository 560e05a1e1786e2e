"""`manage.py check` refuses a flow in which somebody would wait in vain."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import FLOWS, Await, Decide, Step


@register()
def flows_are_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every flow leads a known kind, its moves exist, and every step for people asks for a right or a person."""
    errors: list[CheckMessage] = []
    for name, flow_class in FLOWS.items():
        unknown_kinds = [kind for kind in flow_class.kinds if kind not in KINDS]
        if unknown_kinds or not flow_class.kinds:
            errors.append(
                Error(
                    f"{name} is a flow of no kind, or of an unknown one: {unknown_kinds}.",
                    id="governance.E020",
                )
            )
            continue
        model = KINDS[flow_class.kinds[0]]
        for node in flow_class.instance.nodes():
            if not isinstance(node, Step):
                continue
            unknown = [move for move in node.moves if not hasattr(getattr(model, move, None), "_django_fsm")]
            if unknown or not node.moves:
                errors.append(Error(f"{name}.{node.name} waits for no move {unknown}.", id="governance.E021"))
            elif isinstance(node, Decide) and node.rule is None and node.named is None:
                errors.append(
                    Error(f"{name}.{node.name} asks nobody: no right, no person.", id="governance.E022")
                )
            if not isinstance(node, Decide | Await):
                errors.append(Error(f"{name}.{node.name} is neither Decide nor Await.", id="governance.E023"))
        for step in flow_class.route:
            if not hasattr(flow_class, step):
                errors.append(Error(f"{name}.route names the unknown step {step}.", id="governance.E024"))
    return errors


@register(Tags.database)
def no_task_stands_on_a_removed_node(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """A step that is renamed or removed leaves its open tasks behind: they have to be migrated first."""
    from django.db import connection

    from governance.flows.engine.models import Task

    if not databases or Task._meta.db_table not in connection.introspection.table_names():
        return []
    stranded = [task.pk for task in Task.objects.open().only("pk", "flow_task") if task.flow_task is None]
    if not stranded:
        return []
    return [
        Error(
            f"{len(stranded)} live tasks stand on nodes that no longer exist (first: task {stranded[0]}).",
            hint="Bring the node back, or move the tasks in a migration.",
            id="governance.E025",
        )
    ]
