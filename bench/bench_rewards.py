"""What pages of rewards cost: ratios to an empty signed-in page of the same server in the same run, and SQL queries.

A period with twenty-four nominations before the council and its trial allocation, in a throw-away database. Each page
asks at most 12 queries and costs at most so many times an empty page as stands beside it. Run:
python bench/bench_rewards.py. Ends with 1 if a ratio or a number of queries is over its limit.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="bench-rewards-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings",
    DATABASE_URL=f"sqlite:///{FOLDER.name}/bench.sqlite3",
    FILES_DIR=f"{FOLDER.name}/files",
    DEBUG="0",
    SECRET_KEY="only-for-this-measurement",
    SECURE_SSL_REDIRECT="0",
    DEMO="1",
    DEMO_DATE="2012-05-24",
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
from governance import clock  # noqa: E402
from governance.desk.access import signed_in  # noqa: E402
from governance.documents.rewards.allocation import Allocation  # noqa: E402
from governance.documents.rewards.nomination import Nomination  # noqa: E402
from governance.roles.appointment import appoint  # noqa: E402
from governance.roles.catalogue import Role  # noqa: E402
from governance.roles.person import Person  # noqa: E402
from governance.scenarios.luza import found_luza  # noqa: E402
from tests.rewards.office import COUNCIL, SHEETS, RewardOffice  # noqa: E402

NOMINATIONS = 24
ROUNDS = 31
MOST_TIMES = 6.0
MOST_QUERIES = 12


@signed_in
def empty(request: Any) -> Any:
    """The frame of the desk around nothing."""
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


def played() -> tuple[Allocation, Nomination]:
    """The trial over all nominations; and one that is still verified, played as the tests play it."""
    office = RewardOffice(found_luza("only-for-this-measurement"))
    period = office.open_period()
    shares = ("1", "1", "0.5")
    for n in range(NOMINATIONS):
        key = f"t{n}"
        person = Person.objects.create(
            email=f"{key}@luza.example", surname=f"Учитель{n}", given="Иван", patronymic="Ильич"
        )
        office.people[key] = person
        office.teachers[key] = appoint(
            person,
            Role.TEACHER,
            office.luza.schools["base" if n % 2 else "second"],
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
        )
        values = {"hours": str(1 + n % 9), "winners": str(1 + n % 4), "course": "1"}
        office.day = SHEETS
        nomination = office.nominated(
            period, key, values, "thanks" if n % 6 == 0 else "bonus", share=Decimal(shares[n % 3])
        )
        office.before_council(nomination)
    allocation = office.tried(period)
    waiting = office.nominated(period, "maths", {"hours": "9", "winners": "1", "course": "1"})
    return allocation, waiting


def queries(client: Client, address: str) -> int:
    """How many statements ask or write rows; what only begins or ends a transaction is not one."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in asked)


def signed(email: str) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(email=f"{email}@luza.example"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def main() -> int:
    urls.urlpatterns.append(path("bench-empty/", empty))
    # The files of a deployed server stand collected; here they are named as they are.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    allocation, waiting = played()
    period = allocation.reward_period_id
    deputy, teacher = signed("deputy"), signed("teacher.maths")
    pages = {
        "period board": (deputy, reverse("rewards")),
        "allocation (trial)": (deputy, reverse("allocation", args=[allocation.pk])),
        "what-if, kopecks": (
            deputy,
            reverse("allocation", args=[allocation.pk]) + "?rounding=down_kopeck&cap=1000",
        ),
        "sheet to verify": (deputy, reverse("nomination_verify", args=[waiting.pk])),
        "own sheet": (teacher, reverse("paper", args=[waiting.pk])),
        "pictures": (deputy, reverse("reward_picture", args=[period])),
    }
    over = []
    print(f"{NOMINATIONS} nominations in the allocation")
    print(f"{'page':24}{'ms':>8}{'times empty':>14}{'queries':>10}")
    with clock.played(COUNCIL):
        for name, (client, address) in pages.items():
            queries(client, address)  # notes the reading of the day
            asked = queries(client, address)
            floor, cost = milliseconds(
                [lambda client=client: client.get("/bench-empty/"), lambda c=client, a=address: c.get(a)]
            )
            print(f"{name:24}{cost:8.1f}{cost / floor:14.1f}{asked:10}")
            if cost / floor > MOST_TIMES or asked > MOST_QUERIES:
                over.append(name)
    if over:
        print("over the limit: " + ", ".join(over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
