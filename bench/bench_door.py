"""What the one door costs: moves of papers, against the same rows written through the ORM by hand.

Among PAPERS papers (100,000 unless the environment says otherwise) on PostgreSQL. The floor of a move locks and reads
the card, updates it, and writes as many rows of the same tables with the same values: event, log, version, tasks,
notices. It asks for no right, tests no condition and follows no flow. A submission, a withdrawal and a visa may cost
so many times their floor; the signature of an order is reported. Run: python bench/bench_door.py. Ends with 1 if a
plain move is over the limit.
"""

import statistics
import sys
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.server import SECRET, prepare, serve, verdict

DAY = date(2011, 11, 21)
prepare("door", DAY, "postgres")

from auditlog.models import LogEntry
from django.db import connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext

from bench.region import PAPERS, Region
from governance.desk.base.access import signed_in
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Visa
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Involvement, Signature, Version
from governance.documents.record.events import Event, EventReason
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice, Process, Task
from governance.record_rows import past_the_door
from governance.scenarios.demo import fill_demo
from governance.scenarios.luza import Luza

ROUNDS = 15
MOST_TIMES = 5.0
# The tables to which moves add rows, and the column that keeps a second row with the same values apart.
WRITTEN: dict[Any, str] = {
    Version: "number",
    Signature: "place",
    Event: "position",
    EventReason: "",
    LogEntry: "",
    Involvement: "why",
    Process: "part",
    Task: "",
    Notice: "",
}
# Rows of these a move also changes.
CHANGED: dict[Any, str] = {Process: "document_id", Task: "process__document_id", Visa: "order_id"}


@dataclass
class Rows:
    """What a move has written for a paper: new rows, and rows that it has changed."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)

    def write(self, paper: Any, mark: int) -> None:
        """The floor: the same once more."""
        with past_the_door(), transaction.atomic():
            card = type(paper).objects.select_for_update(of=("self",)).get(pk=paper.pk)
            card.search = f"{card.search} "
            card.save()
            event: Event | None = None
            for original in self.new:
                row = copy(original)
                row.pk = None
                apart = WRITTEN[type(row)]
                if apart:
                    value = getattr(row, apart)
                    setattr(row, apart, value + 1_000 * mark if isinstance(value, int) else f"b{mark}")
                if isinstance(row, EventReason) and event is not None:
                    row.event = event
                row.save(force_insert=True)
                event = row if isinstance(row, Event) else event
            for row in self.changed:
                row.save()


def tops() -> dict[Any, int]:
    return {model: model.objects.aggregate(top=Max("pk"))["top"] or 0 for model in WRITTEN}


def rows_of(paper: Any) -> dict[tuple[Any, int], dict[str, Any]]:
    return {
        (model, row["id"]): row
        for model, by in CHANGED.items()
        for row in model.objects.filter(**{by: paper.pk}).values()
    }


def written_by(move: Callable[[], Any], paper: Any) -> tuple[Rows, int]:
    """Make a move; the rows that it has written, and the statements that it has sent."""
    before, rows = tops(), rows_of(paper)
    with CaptureQueriesContext(connection) as statements:
        move()
    number = len(statements)
    after = rows_of(paper)
    new = [row for model, top in before.items() for row in model.objects.filter(pk__gt=top).order_by("pk")]
    keys = [key for key, row in rows.items() if after.get(key, row) != row]
    return Rows(new, [model.objects.get(pk=pk) for model, pk in keys]), number


class Moves:
    """Papers brought to where a move can be made, and the move."""

    def __init__(self, luza: Luza) -> None:
        self.luza, self.people = luza, luza.people

    def plan(self) -> Plan:
        by = self.people["deputy"]
        plan = draft(Plan, unit=self.luza.district, title="План работы", by=by)
        head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
        plan = perform(plan, "revise", by=by, edits=[head, WriteSection("Совет")])
        row = WriteRow("Создание совета", "Декабрь", "Директор БШ", section=plan.table()[0].pk)
        return perform(plan, "revise", by=by, edits=[row])

    def submitted_plan(self) -> Plan:
        return perform(self.plan(), "submit", by=self.people["deputy"])

    def order(self) -> Order:
        by = self.people["deputy"]
        order = draft(Order, unit=self.luza.base, title="О дежурстве", by=by)
        return perform(order, "revise", by=by, points=[{"text": "Утвердить график."}])

    def order_with_visas(self) -> Order:
        order = self.order()
        for key in ("director", "deputy"):
            order = perform(order, "ask_visa", by=self.people["deputy"], person=self.people[key])
        return perform(order, "submit", by=self.people["deputy"])

    def submitted_order(self) -> Order:
        return perform(self.order(), "submit", by=self.people["deputy"])


def measured(make: Callable[[], Any], move: Callable[[Any], Any]) -> tuple[float, float, int, int]:
    """Milliseconds of the move and of its floor, its statements, and the rows that it writes."""
    moved, floors, statements, count = [], [], 0, 0
    for mark in range(1, ROUNDS + 1):
        paper = make()
        rows, statements = written_by(partial(move, paper), paper)
        count = len(rows.new) + len(rows.changed) + 1
        start = time.perf_counter()
        rows.write(paper, mark)
        floors.append(1000 * (time.perf_counter() - start))
        paper = make()
        start = time.perf_counter()
        move(paper)
        moved.append(1000 * (time.perf_counter() - start))
    return statistics.median(moved), statistics.median(floors), statements, count


def main() -> int:
    serve(signed_in)
    luza = fill_demo(SECRET, DAY)
    Region.founded(luza).fill(PAPERS)
    moves, people = Moves(luza), luza.people
    plain: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
        "submit a plan": (moves.plan, lambda plan: perform(plan, "submit", by=people["deputy"])),
        "withdraw a plan": (
            moves.submitted_plan,
            lambda plan: perform(plan, "withdraw", by=people["deputy"], reason="Уточнить"),
        ),
        "give a visa": (
            moves.order_with_visas,
            lambda order: perform(order, "give_visa", by=people["director"], outcome="agreed"),
        ),
    }
    reported = {
        "sign an order": (
            moves.submitted_order,
            lambda order: perform(order, "sign", by=people["director"]),
        )
    }
    over = []
    print(f"{'move':18}{'ms':>8}{'floor':>8}{'ratio':>8}{'statements':>12}{'rows':>6}")
    for name, (make, move) in {**plain, **reported}.items():
        cost, floor, statements, rows = measured(make, move)
        limit = f" (limit {MOST_TIMES:g})" if name in plain else ""
        print(f"{name:18}{cost:8.1f}{floor:8.1f}{cost / floor:8.1f}{statements:12}{rows:6}{limit}")
        if name in plain and cost / floor > MOST_TIMES:
            over.append(name)
    return verdict(over)


if __name__ == "__main__":
    sys.exit(main())
