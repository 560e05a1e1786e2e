"""The diagram of each flow, drawn on the server from its nodes and edges, with the steps as a table below it."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from viewflow.workflow import flow
from viewflow.workflow.chart import calc_layout_data

from governance.desk.base.access import SignedInRequest, signed_in, visible_paper
from governance.desk.base.components import Crumb, PageLink
from governance.desk.base.page import Page, Section
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import FLOWS, Await, Decide, PaperFlow, Step, flow_called
from governance.flows.engine.models import Task

MARGIN = 12
LINE_HEIGHT = 15
LETTERS = 19  # what a box of 150 units holds in a line of the diagram's type
FLOWS_OF_PAPERS = Section("", gettext_lazy("The ways of papers"), "flows")
GATES = (flow.If, flow.Switch, flow.Split, flow.Join)


@dataclass(frozen=True)
class Box:
    """One node as templates/governance/components/flow.svg draws it; `look` is its class."""

    look: str
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[str, float]]
    now: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        return self.y + self.height / 2

    @property
    def diamond(self) -> str:
        return (
            f"{self.middle},{self.y} {self.x + self.width},{self.centre} "
            f"{self.middle},{self.y + self.height} {self.x},{self.centre}"
        )


@dataclass(frozen=True)
class Arrow:
    points: str
    label: str
    x: float
    y: float


class Drawing:
    """Boxes and arrows of a flow; viewflow lays them out. `now`: names of the steps at which a paper stands."""

    def __init__(self, flow_class: type[PaperFlow], now: frozenset[str] = frozenset()) -> None:
        grid = calc_layout_data(flow_class)
        self.title = heading(flow_class)
        self.boxes = [box(cell, now) for cell in grid.cells]
        self.arrows = [arrow(edge) for edge in grid.edges]
        points = [point for edge in grid.edges for point in edge.segments]
        self.width = max([box.x + box.width for box in self.boxes] + [x for x, _y in points]) + 2 * MARGIN
        height = max([box.y + box.height for box in self.boxes] + [y for _x, y in points]) + 2 * MARGIN
        self.view = f"-{MARGIN} -{MARGIN} {self.width} {height}"


def box(cell: Any, now: frozenset[str]) -> Box:
    shape = cell.shape
    return Box(
        look=look_of(cell.node),
        x=shape.x,
        y=shape.y,
        width=shape.width,
        height=shape.height,
        lines=lines(text_of(cell.node), shape.y + shape.height / 2),
        now=cell.node.name in now,
    )


def arrow(edge: Any) -> Arrow:
    """Only a question with two answers names them; the ways out of a junction name their steps."""
    answers = {"cond_true": _("yes"), "cond_false": _("no")}
    label = answers.get(edge.edge_class, "") if edge.label_pos and isinstance(edge.src, flow.If) else ""
    return Arrow(" ".join(f"{x},{y}" for x, y in edge.segments), label, *(edge.label_pos or (0, 0)))


def look_of(node: Any) -> str:
    if isinstance(node, Decide):
        return "person"
    if isinstance(node, Await):
        return "paper"
    if isinstance(node, GATES):
        return "gate"
    return {"StartHandle": "start", "End": "end"}.get(type(node).__name__, "auto")


def text_of(node: Any) -> str:
    """The text of the box of a node; empty for junctions."""
    look = look_of(node)
    if look in {"gate", "start", "end"}:
        return ""
    if look == "auto" and str(node.task_title).lower() in {"", node.name.replace("_", " ")}:
        return _("happens by itself")  # viewflow makes a title from the name in the code
    return str(node.task_title)


def lines(text: str, centre: float) -> list[tuple[str, float]]:
    """The text broken into lines, each with its height: (line, y) around the middle of the box."""
    broken = wrap(text, LETTERS)[:5]
    top = centre - LINE_HEIGHT * (len(broken) - 1) / 2
    return [(line, top + LINE_HEIGHT * number) for number, line in enumerate(broken)]


def heading(flow_class: type[PaperFlow]) -> str:
    """«План работы»; for a flow over parts of a paper also its first step."""
    kind = str(flow_class.title or KINDS[flow_class.kinds[0]].kind_label)
    if flow_class.route:
        return kind
    return f"{kind}: {steps_of(flow_class)[0].title}"


def steps_of(flow_class: type[PaperFlow]) -> list[Step]:
    """The steps of a flow: those of its route in that order, then the others."""
    steps = [node for node in flow_class.instance.nodes() if isinstance(node, Step)]
    place = {name: number for number, name in enumerate(flow_class.route)}
    return sorted(steps, key=lambda node: place.get(node.name, len(place)))


class StepRow:
    """A row of the table: what is done, by whom, within what time, by which moves."""

    def __init__(self, flow_class: type[PaperFlow], node: Step, now: frozenset[str]) -> None:
        model = KINDS[flow_class.kinds[0]]
        moves = [next(iter(getattr(model, name)._django_fsm.transitions.values())) for name in node.moves]
        days = getattr(node, "days", None)
        self.title, self.who = str(node.title), asked(node)
        self.term = ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else ""
        self.moves = "; ".join(dict.fromkeys(str(move.custom["move"].label) for move in moves))
        self.now = node.name in now


def asked(node: Step) -> str:
    if not isinstance(node, Decide):
        return _("waits for others")
    if node.named is not None:
        return _("the person whom the paper names")
    return _("whoever holds the right to «%(right)s»") % {"right": node.rule.right.label} if node.rule else ""


class FlowsPage(Page):
    """All flows by name."""

    def __init__(self) -> None:
        super().__init__(title=FLOWS_OF_PAPERS.label, section="")
        self.flows = [
            PageLink(label=heading(flow_class), href=reverse("flow", args=[name]))
            for name, flow_class in FLOWS.items()
        ]


class FlowPage(Page):
    """One flow, with the step at which the `paper` is if there is one."""

    def __init__(self, flow_class: type[PaperFlow], paper: Document | None) -> None:
        what = heading(flow_class)
        super().__init__(title=_("The way of a paper: %(what)s") % {"what": what}, section="")
        now: frozenset[str] = frozenset()
        self.crumbs = [FLOWS_OF_PAPERS.crumb]
        if paper is not None:
            self.crumbs = [Crumb(paper.title, reverse("paper", args=[paper.pk]))]
            open_tasks = Task.objects.open().filter(
                process__document_id=paper.pk, process__flow_class=flow_class
            )
            now = frozenset(task.flow_task.name for task in open_tasks if task.flow_task is not None)
        self.drawing = Drawing(flow_class, now)
        self.steps = [StepRow(flow_class, node, now) for node in steps_of(flow_class)]
        self.version = flow_class.version


@signed_in
def flows(request: SignedInRequest) -> HttpResponse:
    return FlowsPage().response(request, "governance/flows.html")


@signed_in
def flow_page(request: SignedInRequest, name: str) -> HttpResponse:
    """One flow; with ?paper= also the step at which that paper is, if the reader may see the paper."""
    flow_class = flow_called(name)
    if flow_class is None:
        raise Http404
    paper = None
    asked_for = request.GET.get("paper", "")
    if asked_for.isascii() and asked_for.isdigit() and len(asked_for) < 19:
        paper = visible_paper(request.user, int(asked_for), pairs=request.pairs)
        if paper.kind not in flow_class.kinds:
            raise Http404
    return FlowPage(flow_class, paper).response(request, "governance/flow.html")
