"""The route of a paper: steps passed, the present one with whom it waits for, steps ahead."""

from django.urls import reverse
from django.utils.translation import gettext as _
from viewflow.workflow.status import STATUS

from governance import clock
from governance.desk.base.components import RouteStep
from governance.desk.base.format import day, due_text
from governance.documents.record.document import Document
from governance.flows.engine.flow import FLOWS, PaperFlow
from governance.flows.engine.models import Task
from governance.flows.engine.parallel import PartFlow


def whole_flows(kind: str) -> list[type[PaperFlow]]:
    """The flows that lead papers of this kind; not those over parts, of which a paper may have hundreds."""
    return [flow for flow in FLOWS.values() if kind in flow.kinds and not issubclass(flow, PartFlow)]


def tasks_of(document: Document) -> list[Task]:
    """The tasks, open and done, of the flows that lead the paper; one query a page."""
    known: list[Task] | None = vars(document).get("known_tasks")
    if known is None:
        flows = whole_flows(document.kind)
        tasks = Task.objects.filter(process__document_id=document.pk, process__flow_class__in=flows)
        known = list(tasks.select_related("process", "owner", "person", "unit").order_by("pk"))
        vars(document)["known_tasks"] = known
    return known


def main_flow(kind: str) -> type[PaperFlow] | None:
    """The flow over the paper as a whole."""
    return next((flow for flow in FLOWS.values() if kind in flow.kinds and flow.route), None)


def steps(document: Document) -> list[RouteStep]:
    """The steps of the route with what is known of each."""
    flow_class = main_flow(document.kind)
    if flow_class is None:
        return []
    latest: dict[str, Task] = {}
    for task in tasks_of(document):
        if task.process.flow_class is flow_class and not task.process.part and task.flow_task is not None:
            latest[task.flow_task.name] = task
    today = clock.today()
    route = flow_class.route_of(document)
    present = next((n for n in route if n in latest and latest[n].status == STATUS.NEW), None)
    passed = route.index(present) if present else len(route)
    found = []
    for position, name in enumerate(route):
        node = flow_class.instance.node(name)
        known = latest.get(name)
        note, meaning = "", "quiet"
        if known is not None and known.status == STATUS.NEW:
            urgency, due = due_text(known.due, today)
            held = known.person.name if known.person else str(known.unit or "")
            note = ", ".join(filter(None, [held, due]))
            meaning = "alarm" if urgency == "alarm" else "held"
        elif known is not None and known.status == STATUS.DONE and position < passed:
            who = known.owner.name if known.owner else _("by a paper")
            note = f"{who}, {day(known.finished.date())}" if known.finished else who
            meaning = "force"
        found.append(RouteStep(name=str(node.title), note=note, meaning=meaning, now=name == present))
    return found


def diagram(document: Document) -> str:
    """The address of the diagram of the paper's flow, in which its present step is marked."""
    flow_class = main_flow(document.kind)
    if flow_class is None:
        return ""
    return f"{reverse('flow', args=[flow_class.name])}?paper={document.pk}"
