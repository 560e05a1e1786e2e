"""How papers have gone through a flow: how often each step and each way was taken, and how long a step usually took."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import QuerySet
from viewflow.workflow.status import STATUS

from governance.flows.engine.flow import PaperFlow
from governance.flows.engine.models import Task

# Of the latest tasks of a flow so many are counted; a district writes fewer in a year.
MOST_TASKS = 20_000
# Steps of former years say little about the present ones.
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Paths:
    """`runs` that were counted; by the names of nodes: how often they were come to, how often the way between two was
    taken, and the median time of those that ended, by `usual`.
    """

    runs: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)
    usual: dict[str, timedelta] = field(default_factory=dict)


def paths_of(flow_class: type[PaperFlow], tasks: "QuerySet[Task]") -> Paths:
    """Of these tasks of the flow, those of former versions by the steps that they are now; one query.

    A task does not say which one it follows. Of all earlier tasks of its run it is the latest from which a way leads
    to it.
    """
    before: dict[str, set[str]] = defaultdict(set)
    for node in flow_class.instance.nodes():
        for edge in node._outgoing():
            before[edge.dst.name].add(node.name)
    rows = (
        tasks.filter(process__flow_class=flow_class)
        .exclude(status=STATUS.CANCELED)
        .order_by("-pk")
        .values_list("process_id", "flow_task", "created", "finished", "status")[:MOST_TASKS]
    )
    steps: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    seconds: dict[str, list[float]] = defaultdict(list)
    come: dict[int, list[str]] = defaultdict(list)
    for run, node, created, finished, status in reversed(rows):
        if node is None:
            continue  # the flow no longer has it
        steps[node.name] += 1
        former = next((name for name in reversed(come[run]) if name in before[node.name]), None)
        if former is not None:
            ways[former, node.name] += 1
        come[run].append(node.name)
        if status == STATUS.DONE and finished is not None:
            seconds[node.name].append((finished - created).total_seconds())
    usual = {name: timedelta(seconds=median(took)) for name, took in seconds.items()}
    return Paths(len(come), steps, ways, usual)
