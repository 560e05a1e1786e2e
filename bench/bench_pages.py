"""What pages cost: ratios to an empty signed-in page of the same server in the same run, SQL queries, memory.

Fills the demonstration into a throw-away database, then asks each page in turn. Also prints the plan of 45 rows
with its data gathered from the database, against a bare typst compile of the same data. Run:
python bench/bench_pages.py. Ends with 1 if a ratio, a number of queries or the memory is over its limit.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="bench-pages-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings",
    DATABASE_URL=f"sqlite:///{FOLDER.name}/bench.sqlite3",
    FILES_DIR=f"{FOLDER.name}/files",
    DEBUG="0",
    SECRET_KEY="only-for-this-measurement",
    SECURE_SSL_REDIRECT="0",
    DEMO="1",
    DEMO_DATE="2011-11-21",
    ALLOWED_HOSTS="testserver",
)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.shortcuts import render as render_page  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

from bench.bench_print import bare  # noqa: E402
from config import urls  # noqa: E402
from governance.desk.access import signed_in  # noqa: E402
from governance.documents.meeting import Meeting  # noqa: E402
from governance.documents.plan.model import Plan  # noqa: E402
from governance.documents.printing import render  # noqa: E402
from governance.roles.person import Person  # noqa: E402
from governance.scenarios.demo import fill_demo  # noqa: E402

ROUNDS = 15
MOST_TIMES = 6.0
MOST_QUERIES = 12
MOST_MEGABYTES = 200
PRINT_LIMIT = 2.0


@signed_in
def empty(request: Any) -> Any:
    """The frame of the desk around nothing."""
    return render_page(request, "governance/base.html")


def milliseconds(work: Callable[[], Any]) -> float:
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> int:
    urls.urlpatterns.append(path("bench-empty/", empty))
    # The files of a deployed server stand collected; here they are named as they are.
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    fill_demo("only-for-this-measurement", date(2011, 11, 21))
    client = Client()
    client.force_login(
        Person.objects.get(email="secretary@luza.example"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    plan = Plan.objects.filter(state="approved").get()
    meeting = Meeting.objects.filter(state="held").latest("pk")
    pages = {
        "tasks": reverse("tasks"),
        "paper (approved plan)": reverse("paper", args=[plan.pk]),
        "meeting (held)": reverse("meeting", args=[meeting.pk]),
        "register": reverse("documents"),
        "calendar": reverse("calendar"),
        "dashboard": reverse("dashboard"),
    }
    over = []
    floor = milliseconds(lambda: client.get("/bench-empty/"))
    print(f"{'page':28}{'ms':>8}{'times empty':>14}{'queries':>10}")
    print(f"{'empty signed-in page':28}{floor:8.1f}{1:14.1f}")
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, name
        asked = len(queries)  # now: the next request empties the log
        cost = milliseconds(lambda address=address: client.get(address))
        ratio = cost / floor
        print(f"{name:28}{cost:8.1f}{ratio:14.1f}{asked:10}")
        main_page = name.split(" ")[0] in {"tasks", "paper", "meeting", "register"}
        if main_page and (ratio > MOST_TIMES or asked > MOST_QUERIES):
            over.append(name)

    data = plan.print_data()
    compiled = milliseconds(lambda: bare(data))  # type: ignore[arg-type]  # a TypedDict is a dict here
    printed = milliseconds(lambda: render("plan", Plan.objects.get(pk=plan.pk).print_data()))
    print(
        f"\nplan to PDF, data gathered: {printed:.1f} ms; bare typst {compiled:.1f} ms; ratio {printed / compiled:.2f}"
    )
    if printed / compiled > PRINT_LIMIT:
        over.append("plan to PDF")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the process at its highest: {memory:.0f} MB")
    if memory > MOST_MEGABYTES:
        over.append("memory")
    if over:
        print("over the limit: " + ", ".join(over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
