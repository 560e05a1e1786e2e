"""The diagram of each flow, drawn on the server from its nodes and edges, with the steps as a table below it.

It shows how papers have gone through it in the past year; the flow and what has happened can be taken along as files.
"""

from datetime import timedelta
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from viewflow.workflow import flow
from viewflow.workflow.base import Node
from viewflow.workflow.chart import Edge, Shape, calc_layout_data

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in, visible_paper
from governance.desk.base.components import Crumb
from governance.desk.base.keys import key_in
from governance.desk.base.page import Page, Section
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import any_move
from governance.flows.charts.bpmn import bpmn
from governance.flows.charts.event_log import event_log
from governance.flows.charts.paths import LOOKED_BACK, Paths, paths_of
from governance.flows.engine.flow import FLOWS, Await, Decide, PaperFlow, Step, flow_called
from governance.flows.engine.models import Task

MARGIN = 12
LINE_HEIGHT = 15
LETTERS = 19  # what a box of 150 units holds in a line of the diagram's type
FLOWS_OF_PAPERS = Section("", gettext_lazy("The ways of papers"), "flows")
NO_PATHS = Paths()
WIDEST = 4
GATES = (flow.If, flow.Switch, flow.Split, flow.Join)


class Box(NamedTuple):
    """One node as templates/governance/components/flow.svg draws it, in viewflow's `shape`; `look` is its class.

    `times`: how often papers have come to it, of a step.
    """

    look: str
    shape: Shape
    lines: list[tuple[str, float]]
    now: bool
    times: int

    @property
    def middle(self) -> float:
        return float(self.shape.x + self.shape.width / 2)

    @property
    def centre(self) -> float:
        return float(self.shape.y + self.shape.height / 2)

    @property
    def right(self) -> float:
        return float(self.shape.x + self.shape.width - 6)

    @property
    def foot(self) -> float:
        return float(self.shape.y + self.shape.height - 10)

    @property
    def diamond(self) -> str:
        x, y, width, height = self.shape.x, self.shape.y, self.shape.width, self.shape.height
        return f"{self.middle},{y} {x + width},{self.centre} {self.middle},{y + height} {x},{self.centre}"


class Arrow(NamedTuple):
    """A way; `width`: how often it was taken, in steps from 0 (never) to 4."""

    points: str
    label: str
    x: float
    y: float
    width: int


class Drawing:
    """Boxes and arrows of a flow; viewflow lays them out. `now`: names of the steps at which a paper stands.

    `paths`: how papers have gone, which the arrows show by their width.
    """

    def __init__(
        self, flow_class: type[PaperFlow], now: frozenset[str] = frozenset(), paths: Paths = NO_PATHS
    ) -> None:
        grid = calc_layout_data(flow_class)
        self.title = heading(flow_class)
        self.boxes = [box(cell.node, cell.shape, now, paths) for cell in grid.cells]
        self.arrows = [arrow(edge, paths) for edge in grid.edges]
        points = [point for edge in grid.edges for point in edge.segments]
        points += [(cell.shape.x + cell.shape.width, cell.shape.y + cell.shape.height) for cell in grid.cells]
        self.width = max(x for x, _y in points) + 2 * MARGIN
        self.view = f"-{MARGIN} -{MARGIN} {self.width} {max(y for _x, y in points) + 2 * MARGIN}"


def box(node: Node, shape: Shape, now: frozenset[str], paths: Paths) -> Box:
    look = look_of(node)
    text = "" if look in {"gate", "start", "end"} else str(node.task_title)
    if look == "auto" and text.lower() in {"", node.name.replace("_", " ")}:
        text = _("happens by itself")  # viewflow makes a title from the name in the code
    times = paths.steps[node.name] if isinstance(node, Step) else 0
    return Box(look, shape, lines(text, shape.y + shape.height / 2), node.name in now, times)


def arrow(edge: Edge, paths: Paths) -> Arrow:
    """Only a question with two answers names them; the ways out of a junction name their steps."""
    answers = {"cond_true": _("yes"), "cond_false": _("no")}
    label = answers.get(edge.edge_class, "") if edge.label_pos and isinstance(edge.src, flow.If) else ""
    points = " ".join(f"{x},{y}" for x, y in edge.segments)
    x, y = edge.label_pos or (0, 0)
    return Arrow(points, label, x, y, width_of(edge, paths))


def width_of(edge: Edge, paths: Paths) -> int:
    """Of the way that was taken most often the widest, in quarters of it rounded up."""
    most = max(paths.ways.values(), default=0)
    return ceil(WIDEST * paths.ways[edge.src.name, edge.dst.name] / most) if most else 0


def look_of(node: Node) -> str:
    if isinstance(node, Decide):
        return "person"
    if isinstance(node, Await):
        return "paper"
    if isinstance(node, GATES):
        return "gate"
    return {"StartHandle": "start", "End": "end"}.get(type(node).__name__, "auto")


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


class StepRow(NamedTuple):
    """A row of the table: what is done, by whom, by which moves; `now`: the paper stands there.

    `term`: what the district gives for it; `times`: how often papers have come to it; `usual`: how many days it takes,
    if that is known.
    """

    step: Step
    who: str
    moves: str
    now: bool
    term: str
    times: int
    usual: int | None


def step_row(
    flow_class: type[PaperFlow], step: Step, now: frozenset[str], paths: Paths, district: int
) -> StepRow:
    model = KINDS[flow_class.kinds[0]]
    labels = [str(any_move(getattr(model, name)._django_fsm).label) for name in step.moves]
    took = paths.usual.get(step.name)
    return StepRow(
        step,
        asked(step),
        "; ".join(dict.fromkeys(labels)),
        step.name in now,
        term_of(step, district),
        paths.steps[step.name],
        None if took is None else round(took / timedelta(days=1)),
    )


def term_of(step: Step, district: int) -> str:
    if not isinstance(step, Decide) or step.within is None:
        return ""
    return step.within.in_words(step.within.on(district, clock.today()))


def asked(node: Step) -> str:
    if not isinstance(node, Decide):
        return _("waits for others")
    if node.named is not None:
        return _("the person whom the paper names")
    return _("whoever holds the right to «%(right)s»") % {"right": node.rule.right.label} if node.rule else ""


@signed_in
def flows(request: SignedInRequest) -> HttpResponse:
    """All flows by name."""
    page = Page(title=FLOWS_OF_PAPERS.label, section="")
    also = {"flows": {name: heading(flow_class) for name, flow_class in FLOWS.items()}}
    return page.response(request, "governance/flows.html", also=also)


@signed_in
def flow_page(request: SignedInRequest, name: str) -> HttpResponse:
    """One flow; with ?paper= also the step at which that paper is, if the reader may see the paper."""
    flow_class = flow_called(name)
    if flow_class is None:
        raise Http404
    crumb, now = FLOWS_OF_PAPERS.crumb, frozenset[str]()
    asked_for = key_in(request.GET.get("paper", ""))
    if asked_for is not None:
        paper = visible_paper(request.user, asked_for, pairs=request.pairs)
        if paper.kind not in flow_class.kinds:
            raise Http404
        crumb = Crumb(paper.title, reverse("paper", args=[paper.pk]))
        runs = Task.objects.open().filter(process__document_id=paper.pk, process__flow_class=flow_class)
        now = frozenset(task.flow_task.name for task in runs if task.flow_task is not None)
    title = _("The way of a paper: %(what)s") % {"what": heading(flow_class)}
    papers = Document.objects.seen_by(request.user, request.pairs)
    paths = paths_of(
        flow_class,
        papers.among(
            Task.objects.filter(created__gte=clock.now() - LOOKED_BACK),
            "process__document_id",
            most_rows=True,
        ),
    )
    also = {
        "drawing": Drawing(flow_class, now, paths),
        "steps": [
            step_row(flow_class, step, now, paths, request.user.district_id) for step in steps_of(flow_class)
        ],
        "version": flow_class.version,
        "paths": paths,
        "name": flow_class.name,
    }
    return Page(title=title, section="", crumbs=[crumb]).response(request, "governance/flow.html", also=also)


@signed_in
def flow_model(request: SignedInRequest, name: str) -> HttpResponse:
    """One flow as a file for programs that read BPMN."""
    flow_class = flow_called(name)
    if flow_class is None:
        raise Http404
    return file_of(bpmn(flow_class, heading(flow_class)), "application/xml", f"{flow_class.name}.bpmn")


@signed_in
def flow_log(request: SignedInRequest, name: str) -> StreamingHttpResponse:
    """What has happened to the papers of one flow, of those that the reader may see, for process mining."""
    flow_class = flow_called(name)
    if flow_class is None:
        raise Http404
    papers = Document.objects.seen_by(request.user, request.pairs)
    cards = papers.all_cards.filter(kind__in=flow_class.kinds).select_related("unit").order_by("pk")
    parts = event_log(heading(flow_class), cards.iterator(chunk_size=500))
    answer = StreamingHttpResponse(parts, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{flow_class.name}.xes"'
    return answer


def file_of(content: bytes, content_type: str, name: str) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=named)
