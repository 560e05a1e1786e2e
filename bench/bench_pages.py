"""What pages cost: ratios to an empty signed-in page of the same server in the same run, SQL queries, memory.

Fills the demonstration into a throw-away database, then asks each page in turn. Also prints the plan of 45 rows
with its data gathered from the database, against a bare typst compile of the same data. Run:
python bench/bench_pages.py. Ends with 1 if a ratio, a number of queries or the memory is over its limit.
"""

import resource
import sys
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import (
    EMPTY,
    SECRET,
    in_a_process_of_its_own,
    milliseconds,
    prepare,
    queries,
    serve,
    signed,
    verdict,
)

DAY = date(2011, 11, 21)
prepare("pages", DAY)

from django.urls import reverse

from bench.bench_print import bare
from governance.desk.base.access import signed_in
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.roles.unit import UnitKind
from governance.scenarios.demo import fill_demo

ROUNDS = 15
MOST_TIMES = 6.0
MOST_QUERIES = 12
MOST_MEGABYTES = 200
PRINT_LIMIT = 2.0


def main() -> int:
    serve(signed_in)
    in_a_process_of_its_own(fill_demo, SECRET, DAY)
    client = signed("secretary")
    plan = Plan.objects.filter(state="approved").get()
    meeting = Meeting.objects.filter(state="held", unit__kind=UnitKind.COUNCIL).latest("pk")
    pages = {
        "tasks": reverse("tasks"),
        "paper (approved plan)": reverse("paper", args=[plan.pk]),
        "meeting (held)": reverse("meeting", args=[meeting.pk]),
        "register": reverse("documents"),
        "calendar": reverse("calendar"),
        "dashboard": reverse("dashboard"),
    }
    over = []
    client.get(EMPTY)  # what only the first page of a server costs is no page's own
    asked = {name: queries(client, address) for name, address in pages.items()}
    works = [partial(client.get, address) for address in (EMPTY, *pages.values())]
    floor, *costs = milliseconds(works, ROUNDS)
    print(f"{'page':28}{'ms':>8}{'times empty':>14}{'queries':>10}")
    print(f"{'empty signed-in page':28}{floor:8.1f}{1:14.1f}")
    for name, cost in zip(pages, costs, strict=True):
        ratio = cost / floor
        print(f"{name:28}{cost:8.1f}{ratio:14.1f}{asked[name]:10}")
        main_page = name.split(" ")[0] in {"tasks", "paper", "meeting", "register"}
        if main_page and (ratio > MOST_TIMES or asked[name] > MOST_QUERIES):
            over.append(name)

    render("plan", print_data(plan))
    # Read before the bare compile, which, unlike a server, runs Typst in this process.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the process at its highest: {memory:.0f} MB")
    if memory > MOST_MEGABYTES:
        over.append("memory")

    data = dict(print_data(plan))
    compiled, printed = milliseconds(
        [partial(bare, data), lambda: render("plan", print_data(Plan.objects.get(pk=plan.pk)))], ROUNDS
    )
    print(
        f"\nplan to PDF, data gathered: {printed:.1f} ms; bare typst {compiled:.1f} ms; ratio {printed / compiled:.2f}"
    )
    if printed / compiled > PRINT_LIMIT:
        over.append("plan to PDF")
    return verdict(over)


if __name__ == "__main__":
    sys.exit(main())
