"""What pages of rewards cost: ratios to an empty signed-in page of the same server in the same run, and SQL queries.

A period with twenty-four nominations before the council and its trial allocation, in a throw-away database. Each page
asks at most 12 queries and costs at most so many times an empty page as stands beside it. Run:
python bench/bench_rewards.py. Ends with 1 if a ratio or a number of queries is over its limit.
"""

import sys
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import EMPTY, SECRET, milliseconds, prepare, queries, serve, signed, verdict

prepare("rewards", date(2012, 5, 24))

from django.urls import reverse

from governance import clock
from governance.desk.base.access import signed_in
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.scenarios.luza import found_luza
from tests.founding import entered
from tests.rewards.office import COUNCIL, SHEETS, RewardOffice

NOMINATIONS = 24
ROUNDS = 31
MOST_TIMES = 6.0
MOST_QUERIES = 12


def played() -> tuple[Allocation, Nomination]:
    """The trial over all nominations; and one that is still verified, played as the tests play it."""
    office = RewardOffice(found_luza(SECRET))
    period = office.open_period()
    shares = ("1", "1", "0.5")
    for n in range(NOMINATIONS):
        key = f"t{n}"
        district = office.luza.district
        person = entered(district, f"{key}@luza.example", f"Учитель{n}", "Иван", patronymic="Ильич")
        office.people[key] = person
        office.teachers[key] = appoint(
            person,
            Role.TEACHER,
            office.luza.schools["base" if n % 2 else "second"],
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
            by=None,
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


def main() -> int:
    serve(signed_in)
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
            floor, cost = milliseconds([partial(client.get, EMPTY), partial(client.get, address)], ROUNDS)
            print(f"{name:24}{cost:8.1f}{cost / floor:14.1f}{asked:10}")
            if cost / floor > MOST_TIMES or asked > MOST_QUERIES:
                over.append(name)
    return verdict(over)


if __name__ == "__main__":
    sys.exit(main())
