"""What pages of an admission cost: ratios to an empty page of the same server in the same run, and SQL queries.

An announced admission with its applications in a throw-away database. The page that all parents open costs at most
twice an empty public page, once somebody has opened it on that day; the commission's list of applications and the
pictures ask at most 12 queries. Run: python bench/bench_admission.py. Ends with 1 if a ratio or a number of queries is
over its limit.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="bench-admission-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings",
    DATABASE_URL=f"sqlite:///{FOLDER.name}/bench.sqlite3",
    FILES_DIR=f"{FOLDER.name}/files",
    DEBUG="0",
    SECRET_KEY="only-for-this-measurement",
    SECURE_SSL_REDIRECT="0",
    DEMO="1",
    DEMO_DATE="2012-06-04",
    ALLOWED_HOSTS="testserver",
)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.shortcuts import render as render_page  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

from config import urls  # noqa: E402
from governance.desk.access import everyone  # noqa: E402
from governance.documents.admission.campaign import Campaign  # noqa: E402
from governance.roles.person import Person  # noqa: E402
from governance.scenarios.luza import found_luza  # noqa: E402
from tests.admission.office import CHEMISTRY, GENERAL, MATHS, Office  # noqa: E402

APPLICATIONS = 60
ROUNDS = 101
MOST_TIMES = 2.0
MOST_QUERIES = 12


@everyone
def empty(request: Any) -> Any:
    """The frame of the desk around nothing, as a visitor gets it."""
    return render_page(request, "governance/base.html")


def milliseconds(works: list[Callable[[], Any]]) -> list[float]:
    """The median of each work, taken in turns: what slows the machine slows them alike."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for work, found in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            found.append(1000 * (time.perf_counter() - start))
    return [statistics.median(found) for found in times]


def announced() -> Campaign:
    """The admission with its applications, played as the tests play it."""
    office = Office(found_luza("only-for-this-measurement"))
    campaign = office.announced()
    wishes = ([MATHS, CHEMISTRY], [CHEMISTRY], [GENERAL], [MATHS, GENERAL])
    for n in range(APPLICATIONS):
        office.applied(campaign, wishes[n % 4], {"math": str(8 + n % 24), "certificate": "4.5"})
    return campaign


def queries(client: Client, address: str) -> int:
    """How many statements ask or write rows; what only begins or ends a transaction is not one."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in asked)


def main() -> int:
    urls.urlpatterns.append(path("bench-empty/", empty))
    # The files of a deployed server stand collected; here they are named as they are.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    campaign = announced()
    over = []

    visitor, address = Client(), reverse("public_paper", args=[campaign.code])
    first, asked = queries(visitor, address), queries(visitor, address)
    floor, cost = milliseconds([lambda: visitor.get("/bench-empty/"), lambda: visitor.get(address)])
    print(f"empty public page          {floor:6.2f} ms")
    print(f"public page of admission   {cost:6.2f} ms, {asked} queries ({first} at first)")
    print(f"times an empty page        {cost / floor:6.2f} (limit {MOST_TIMES})")
    if cost / floor > MOST_TIMES:
        over.append("public page of the admission")

    member = Client()
    member.force_login(
        Person.objects.get(email="clerk.second@luza.example"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    for name in ("applications", "campaign_picture"):
        asked = queries(member, reverse(name, args=[campaign.pk]))
        print(f"{name:26} {asked} queries with {APPLICATIONS} applications (limit {MOST_QUERIES})")
        if asked > MOST_QUERIES:
            over.append(name)
    if over:
        print("over the limit: " + ", ".join(over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
