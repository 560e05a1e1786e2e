"""What the public site costs in a rush: its front page for many visitors at once, as a ratio to an empty page.

Fills the demonstration into a throw-away database, then has visitors ask in threads of their own, in turns for the
empty page and for the front page; both go through the whole server but the socket. Also prints what it costs where a
browser has the page already, and how long the page takes to be made anew. Run: python bench/bench_public.py. Ends
with 1 if the ratio or the number of queries is over its limit.
"""

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import EMPTY, SECRET, in_a_process_of_its_own, prepare, queries, serve, verdict

DAY = date(2011, 11, 21)
prepare("public", DAY)

from django.core.cache import caches
from django.test import Client

from governance.desk.base.access import everyone
from governance.scenarios.demo import fill_demo

FRONT = "/district/"
VISITORS, EACH, ROUNDS = 8, 40, 7
MOST_TIMES = 2.0
MOST_QUERIES = 2


def main() -> int:
    serve(everyone)
    in_a_process_of_its_own(fill_demo, SECRET, DAY)
    visitor = Client()
    visitor.get(EMPTY)
    asked = queries(visitor, FRONT)
    tag = visitor.get(FRONT)["ETag"]
    caches["pages"].clear()
    began = time.perf_counter()
    visitor.get(FRONT)
    made = 1000 * (time.perf_counter() - began)
    floor, cost, unchanged = rush(
        [
            lambda client: client.get(EMPTY),
            lambda client: client.get(FRONT),
            lambda client: client.get(FRONT, headers={"If-None-Match": tag}),
        ]
    )
    print(f"{'page':34}{'per second':>12}{'times empty':>14}{'queries':>10}")
    for name, seconds in (
        ("empty page", floor),
        ("front page", cost),
        ("front page, as it is known", unchanged),
    ):
        number = asked if name != "empty page" else 1
        print(f"{name:34}{VISITORS * EACH / seconds:12.0f}{seconds / floor:14.2f}{number:10}")
    print(f"made anew after a change: {made:.0f} ms, once in each process")
    over = [] if cost / floor <= MOST_TIMES else ["front page"]
    return verdict(over + ([] if asked <= MOST_QUERIES else ["queries"]))


def rush(works: list[Callable[[Client], object]]) -> list[float]:
    """The median seconds in which all visitors together have asked for each, taken in turns."""
    times: list[list[float]] = [[] for _work in works]
    with ThreadPoolExecutor(VISITORS) as pool:
        for _round in range(ROUNDS):
            for work, found in zip(works, times, strict=True):
                began = time.perf_counter()
                list(pool.map(visit, [work] * VISITORS))
                found.append(time.perf_counter() - began)
    return [statistics.median(found) for found in times]


def visit(work: Callable[[Client], object]) -> None:
    client = Client()
    for _time in range(EACH):
        work(client)


if __name__ == "__main__":
    sys.exit(main())
