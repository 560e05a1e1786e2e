"""What pages of an admission cost: ratios to an empty page of the same server in the same run, and SQL queries.

An announced admission with its applications in a throw-away database. The page that all parents open costs at most
twice an empty public page, once somebody has opened it on that day; the commission's list of applications and the
pictures ask at most 12 queries. Run: python bench/bench_admission.py. Ends with 1 if a ratio or a number of queries is
over its limit.
"""

import sys
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import EMPTY, SECRET, milliseconds, prepare, queries, serve, signed, verdict

prepare("admission", date(2012, 6, 4))

from django.test import Client
from django.urls import reverse

from governance.desk.base.access import everyone
from governance.documents.kinds.admission.campaign import Campaign
from governance.scenarios.luza import found_luza
from tests.admission.office import CHEMISTRY, GENERAL, MATHS, Office

APPLICATIONS = 60
ROUNDS = 101
MOST_TIMES = 2.0
MOST_QUERIES = 12


def announced() -> Campaign:
    """The admission with its applications, played as the tests play it."""
    office = Office(found_luza(SECRET))
    campaign = office.announced()
    wishes = ([MATHS, CHEMISTRY], [CHEMISTRY], [GENERAL], [MATHS, GENERAL])
    for n in range(APPLICATIONS):
        office.applied(campaign, wishes[n % 4], {"math": str(8 + n % 24), "certificate": "4.5"})
    return campaign


def main() -> int:
    serve(everyone)
    campaign = announced()
    over = []

    visitor, address = Client(), reverse("public_paper", args=[campaign.code])
    first, asked = queries(visitor, address), queries(visitor, address)
    floor, cost = milliseconds([partial(visitor.get, EMPTY), partial(visitor.get, address)], ROUNDS)
    print(f"empty public page          {floor:6.2f} ms")
    print(f"public page of admission   {cost:6.2f} ms, {asked} queries ({first} at first)")
    print(f"times an empty page        {cost / floor:6.2f} (limit {MOST_TIMES})")
    if cost / floor > MOST_TIMES:
        over.append("public page of the admission")

    member = signed("clerk.second")
    for name in ("applications", "campaign_picture"):
        asked = queries(member, reverse(name, args=[campaign.pk]))
        print(f"{name:26} {asked} queries with {APPLICATIONS} applications (limit {MOST_QUERIES})")
        if asked > MOST_QUERIES:
            over.append(name)
    return verdict(over)


if __name__ == "__main__":
    sys.exit(main())
