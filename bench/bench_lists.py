"""What lists cost as the papers of a district grow: each page at 1,000 papers in all, then at PAPERS, in the same run.

PAPERS is 100,000 unless the environment says otherwise. One reader sees 333 papers at both sizes, the other one nearly
all of them. Costs are multiples of an empty signed-in page, so that what slows the machine slows both. The dashboard
over very many papers is counted once in ten minutes for each reader: that view is reported, and its limit is of its
own. Run: python bench/bench_lists.py. Ends with 1 if a page, its size or a number of queries is over its limit.
"""

import sys
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import EMPTY, SECRET, milliseconds, prepare, queries, serve, signed, verdict

DAY = date(2011, 11, 21)
prepare("lists", DAY, "postgres")

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from bench.region import FEW, PAPERS, Region
from governance.desk.base.access import signed_in
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.scenarios.demo import fill_demo

ROUNDS = 9
# How many times dearer a page may be for who sees as many papers as before, and for who sees all of them.
MOST_FOR_FEW, MOST_FOR_ALL = 1.5, 3.0
# The view of the dashboard for which everything is counted.
COUNTED, MOST_WHEN_COUNTED = "dashboard anew", 20.0
MOST_BYTES = 200_000
MOST_QUERIES = 20
LISTS = (
    "documents",
    "calendar",
    "dashboard",
    "public",
    "tasks",
    "contracts",
    "meetings",
    "rewards",
    "admissions",
    "network_teachers",
)


class Reader:
    """A signed-in person, the pages that they open, and what these cost."""

    def __init__(self, name: str, email: str, limit: float, paper: int) -> None:
        self.name, self.limit = name, limit
        self.client: Client = signed(email)
        self.pages = {page: reverse(page) for page in LISTS}
        self.pages |= {COUNTED: reverse("dashboard"), "paper": reverse("paper", args=[paper])}
        self.before: list[float] = []

    def open(self, page: str) -> int:
        """The size of the page."""
        address = self.pages.get(page, EMPTY)
        if page == COUNTED:
            caches["pages"].clear()
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return len(answer.content)

    def costs(self) -> list[float]:
        """Of each page, as multiples of the empty page."""
        works = [partial(self.open, page) for page in (EMPTY, *self.pages)]
        for work in works:
            work()
        floor, *costs = milliseconds(works, ROUNDS)
        return [cost / floor for cost in costs]

    def over(self) -> list[str]:
        """Print what the pages cost now against before; those over a limit."""
        found = []
        for page, before, now in zip(self.pages, self.before, self.costs(), strict=True):
            size, asked = self.open(page), queries(self.client, self.pages[page])
            limit = MOST_WHEN_COUNTED if page == COUNTED else self.limit
            print(
                f"{self.name:14}{page:18}{before:8.1f}{now:8.1f}{now / before:8.2f} (limit {limit:3g})"
                f"{size / 1000:8.0f} KB{asked:6}"
            )
            if now / before > limit or size > MOST_BYTES or asked > MOST_QUERIES:
                found.append(f"{self.name}: {page}")
        return found


def main() -> int:
    serve(signed_in)
    luza = fill_demo(SECRET, DAY)
    region = Region.founded(luza)
    region.fill_small()
    region.fill(FEW)
    of_small = Order.objects.filter(unit=region.small.school).exclude(number="").latest("pk").pk
    of_large = Order.objects.filter(unit=luza.base).exclude(number="").latest("pk").pk
    readers = [
        Reader("sees 333", region.head.email.partition("@")[0], MOST_FOR_FEW, of_small),
        Reader("sees all", luza.people["deputy"].email.partition("@")[0], MOST_FOR_ALL, of_large),
    ]
    for reader in readers:
        reader.before = reader.costs()
    region.fill(PAPERS)
    seen = [Document.objects.visible_to(person).count() for person in (region.head, luza.people["deputy"])]
    print(f"{Document.objects.count():,} papers; the readers see {seen[0]:,} and {seen[1]:,} of them")
    print(f"{'reader':14}{'page':18}{FEW:8,}{'now':>8}{'ratio':>8}{'':12}{'size':>8}{'queries':>9}")
    return verdict([page for reader in readers for page in reader.over()])


if __name__ == "__main__":
    sys.exit(main())
