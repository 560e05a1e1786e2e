"""20 people write to one district at once, each in a process of their own: nothing is lost, no number is left out.

SQLite lets one writer in at a time and refuses whoever has waited too long; who is refused presses again, and nothing
of the refused press may have stayed.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connection

from tests.whole import WHOLE

from .machine import Machine

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.django_db,
    pytest.mark.skipif(not WHOLE, reason="takes minutes: make proof"),
]

WRITERS, ORDERS = 20, 4

FOUND = """
import django
django.setup()
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import draft
from governance.scenarios.luza import found_luza
luza = found_luza()
draft(Plan, unit=luza.district, title="Общий план", by=luza.people["deputy"])
"""

# Each signs orders of one register, and in between attaches files to one plan that all have.
WRITE = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import OperationalError, connection
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import perform as door
from governance.roles.person import Person
from governance.roles.unit import Unit
settings.DEMO = True  # no letters
again = 0
def until_let_in(act, *args, **facts):
    global again
    while True:
        try:
            return act(*args, **facts)
        except OperationalError as error:
            if connection.vendor != "sqlite" or "locked" not in str(error):
                raise
            again += 1
def draft(*args, **facts):
    return until_let_in(door.draft, *args, **facts)
def perform(*args, **facts):
    return until_let_in(door.perform, *args, **facts)
writer, orders = int(sys.argv[1]), int(sys.argv[2])
deputy = Person.objects.get(email="deputy@luza.example")
director = Person.objects.get(email="director@luza.example")
base = Unit.objects.get(is_base=True)
print("ready", flush=True)
sys.stdin.readline()
for number in range(orders):
    order = draft(Order, unit=base, title=f"Приказ {writer}.{number}", by=deputy)
    order = perform(order, "revise", by=deputy, points=[{"text": "Сделать."}])
    order = perform(order, "submit", by=deputy)
    order = perform(order, "sign", by=director)
    words = f"Слова {writer}.{number}".encode()
    perform(Plan.objects.get(), "attach", by=deputy, name=f"{writer}.{number}.txt", data=words)
print(again)
"""

COUNT = """
import json
import django
django.setup()
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.events import Event
from governance.flows.engine.models import Process
plan = Plan.objects.get()
print(json.dumps({
    "numbers": sorted(Order.objects.values_list("sequence", flat=True)),
    "signatures": sum(order.signatures.count() for order in Order.objects.all()),
    "files": sum(len(stored.file.read()) == stored.size for stored in plan.attachments.all()),
    "positions": list(Event.objects.filter(document=plan.pk).order_by("position").values_list("position", flat=True)),
    "live": Process.objects.filter(document__kind="order", finished__isnull=True, part="").count(),
}))
"""


def test_20_parallel_writers_lose_nothing_and_leave_no_number_out(
    machine: Callable[[str], Machine], record_property: Callable[[str, object], None]
) -> None:
    district = machine(connection.vendor)
    district.manage("migrate", "--verbosity", "0")
    district.python("-c", FOUND)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(district.start("-c", WRITE, str(number), str(ORDERS)))
            for number in range(WRITERS)
        ]
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        said = [(*map(str.strip, writer.communicate()), writer.returncode) for writer in writers]
    faults = [error for _again, error, code in said if code]
    assert faults == []
    made = WRITERS * ORDERS
    assert json.loads(district.python("-c", COUNT)) == {
        "numbers": list(range(1, made + 1)),
        "signatures": made,
        "files": made,
        "positions": list(range(1, made + 2)),
        "live": 0,
    }
    district.manage("verify_history")
    record_property("cases", made * 5)
    record_property("pressed again", sum(int(again) for again, _error, _code in said))
