"""What it costs to verify the record: events a second, as a ratio to reading the same rows, and memory.

Fills a database with PAPERS papers (100,000 unless the environment says otherwise), on PostgreSQL and on SQLite, and
verifies all of them. The floor is one streamed query over the rows of the record. Run: python bench/bench_history.py.
Ends with 1 if the ratio or the growth of memory is over its limit, or if it finds a fault.
"""

import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.server import SECRET, prepare, serve, verdict

DATABASES = ("postgres", "sqlite")
DAY = date(2011, 11, 21)
MOST_TIMES = 8.0
MOST_MEGABYTES = 30.0


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(database: str) -> int:
    prepare("history", DAY, database)

    from bench.region import FEW, PAPERS, Region
    from governance.desk.base.access import signed_in
    from governance.documents.record.document import Document
    from governance.documents.record.events import HASHED, Event
    from governance.documents.record.history import verify
    from governance.documents.record.snapshot import one_moment
    from governance.scenarios.demo import fill_demo

    serve(signed_in)
    region = Region.founded(fill_demo(SECRET, DAY))
    region.fill(FEW)
    with one_moment():
        assert list(verify()) == []  # what is read and made once is read and made now
    start = time.perf_counter()
    region.fill(PAPERS)
    filled = time.perf_counter() - start
    events = Event.objects.count()
    before = megabytes()
    print(f"{database}: {Document.objects.count():,} papers, {events:,} events, written in {filled:.0f} s")

    columns = ("document_id", *HASHED.values(), "hash", "note__salt", "note__text")
    rows = Event.objects.order_by("document_id", "position").values_list(*columns)
    start = time.perf_counter()
    with one_moment():
        read = sum(1 for _row in rows.iterator(2_000))
    floor = time.perf_counter() - start
    start = time.perf_counter()
    with one_moment():
        faults = list(verify())
    cost = time.perf_counter() - start
    assert read == events
    assert not faults, faults[:5]
    grown, ratio, speed = megabytes() - before, cost / floor, events / cost
    print(
        f"{database}: read {events / floor:,.0f} events/s, verified {speed:,.0f} events/s; "
        f"ratio {ratio:.1f} (limit {MOST_TIMES:g}); memory grew by {grown:.1f} MB (limit {MOST_MEGABYTES:g})"
    )
    over = [f"{database}: ratio"] if ratio > MOST_TIMES else []
    over += [f"{database}: memory"] if grown > MOST_MEGABYTES else []
    return verdict(over)


def main() -> int:
    """Each database in a process of its own: settings are read once."""
    if len(sys.argv) > 1:
        return measured(sys.argv[1])
    codes = [subprocess.run([sys.executable, __file__, name], check=False).returncode for name in DATABASES]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
