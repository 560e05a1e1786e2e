"""`manage.py check` refuses a flow in which somebody would wait in vain."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from governance.documents.approval.effects import ANNUL, REPEAL, RESTORE
from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import FLOWS, Await, Decide, PaperFlow, Step
from governance.flows.engine.migrating import stands
from governance.flows.engine.models import Task


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
        errors += misnamed_steps(flow_class)
        errors += lost_at_revival(flow_class)
    return errors


def lost_at_revival(flow_class: type[PaperFlow]) -> Iterator[CheckMessage]:
    """A flow that ends with its paper goes on once the paper stands again; nobody would be asked otherwise."""
    model = KINDS[flow_class.kinds[0]]
    ends = [
        node.name
        for node in flow_class.instance.nodes()
        if isinstance(node, Step) and {ANNUL, REPEAL} & set(node.moves)
    ]
    if hasattr(model, RESTORE) and ends and flow_class.revived_by != RESTORE:
        yield Error(
            f"{flow_class.name} ends when its paper loses its force, and asks nobody once the paper stands again.",
            hint="Let `revived_by` name the move, and `revival` lead to where the paper stands.",
            id="governance.E028",
        )
    if bool(flow_class.revived_by) != flow_class.has_step("revival"):
        yield Error(f"{flow_class.name} needs both `revived_by` and `revival`.", id="governance.E028")


def misnamed_steps(flow_class: type[PaperFlow]) -> Iterator[CheckMessage]:
    """A step that the route names, or that has the tasks of a former one, exists; a former one has no step."""
    for step in flow_class.route:
        if not hasattr(flow_class, step):
            yield Error(f"{flow_class.name}.route names the unknown step {step}.", id="governance.E024")
    for version, steps in flow_class.renamed.items():
        if version > flow_class.version:
            yield Error(
                f"{flow_class.name} has renamed steps in version {version} and says that it is {flow_class.version}.",
                id="governance.E026",
            )
        for former in steps:
            if not flow_class.has_step(flow_class.step_now(former, version - 1)):
                yield Error(
                    f"{flow_class.name}.renamed leads from {former} to no step.", id="governance.E026"
                )


@register(Tags.database)
def no_task_stands_on_a_removed_step(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """A step that was removed or renamed without a word would leave its tasks behind for ever."""
    if not databases or Task._meta.db_table not in connection.introspection.table_names():
        return []
    errors: list[CheckMessage] = []
    for stand in stands():
        if not stand.is_known:
            errors.append(
                Error(
                    f"{stand.tasks} live tasks stand on {stand.step}, which is no step any more.",
                    hint="Let `renamed` of the flow say which step has them now, and raise its version.",
                    id="governance.E025",
                )
            )
        elif stand.is_newer:
            errors.append(
                Error(
                    f"{stand.tasks} live tasks stand on {stand.step} of version {stand.version}, which is newer than "
                    "this program.",
                    hint="Install the program that has made them, or restore the backup from before its upgrade.",
                    id="governance.E027",
                )
            )
    return errors
