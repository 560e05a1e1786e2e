"""What the search costs as papers grow: each query over 500 papers, then over PAPERS (5,000), in the same run.

A word that every paper says, one that some say, a number, and a slip; by somebody who sees 333 papers and somebody who
sees nearly all. Costs are multiples of an empty signed-in page. Besides, what it costs to index a paper, as a multiple
of opening its page. On PostgreSQL, or on SQLite with BENCH_DB=sqlite. Run: python bench/bench_search.py. Ends with 1 if
something grows by more than its limit, or a page asks more than 12 queries.
"""

import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

os.environ.setdefault("PAPERS", "5000")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import EMPTY, SECRET, milliseconds, prepare, queries, serve, signed, verdict

DAY = date(2011, 11, 21)
prepare("search", DAY, os.environ.get("BENCH_DB", "postgres"))

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.region import PAPERS, Region
from governance.desk.base.access import signed_in
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.search.indexing import index, waiting
from governance.scenarios.demo import fill_demo

FEW, ROUNDS = 500, 9
SEARCHED = {"in every paper": "школа", "in some": "дежурство", "a number": "4-ОД", "a slip": "дижурсто"}
# How many times dearer a search may be with ten times the papers; and to index a paper than to open its page.
MOST_FOR_FEW, MOST_FOR_ALL, MOST_TO_INDEX = 1.5, 3.0, 2.0
MOST_QUERIES = 12


def index_all() -> None:
    for paper in waiting().iterator(500):
        index(paper)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def address(words: str) -> str:
    return f"{reverse('search')}?q={quote(words)}"


def costs(client: Client) -> list[float]:
    """Of each search, as multiples of the empty page."""
    works = [
        partial(client.get, EMPTY),
        *(partial(client.get, address(words)) for words in SEARCHED.values()),
    ]
    for work in works:
        work()
    floor, *found = milliseconds(works, ROUNDS)
    return [cost / floor for cost in found]


def cost_of_indexing(client: Client) -> float:
    paper = Order.objects.filter(state="signed").latest("pk")
    page = reverse("paper", args=[paper.pk])
    opened, indexed = milliseconds([partial(client.get, page), partial(index, paper)], ROUNDS)
    return indexed / opened


def main() -> int:
    serve(signed_in)
    luza = fill_demo(SECRET, DAY)
    region = Region.founded(luza)
    region.fill_small()
    region.fill(FEW)
    index_all()
    deputy = luza.people["deputy"].email.partition("@")[0]
    readers = [
        ("sees 333", signed(region.head.email.partition("@")[0]), MOST_FOR_FEW),
        ("sees all", signed(deputy), MOST_FOR_ALL),
    ]
    before = [costs(client) for _name, client, _limit in readers]
    region.fill(PAPERS)
    index_all()
    over = []
    print(f"{Document.objects.count():,} papers on {connection.vendor}")
    print(f"{'reader':12}{'searched':18}{FEW:8,}{'now':>8}{'ratio':>8}{'':12}{'queries':>9}")
    for (name, client, limit), were in zip(readers, before, strict=True):
        for (what, words), was, now in zip(SEARCHED.items(), were, costs(client), strict=True):
            asked = queries(client, address(words))
            print(f"{name:12}{what:18}{was:8.1f}{now:8.1f}{now / was:8.2f} (limit {limit:3g}){asked:9}")
            if now / was > limit or asked > MOST_QUERIES:
                over.append(f"{name}: {what}")
    ratio = cost_of_indexing(readers[1][1])
    print(f"to index a paper: {ratio:.2f} of opening its page (limit {MOST_TO_INDEX:g})")
    if ratio > MOST_TO_INDEX:
        over.append("to index a paper")
    return verdict(over)


if __name__ == "__main__":
    sys.exit(main())
