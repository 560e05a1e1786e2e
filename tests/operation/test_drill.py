"""A drill: the filled demonstration is backed up while people write, and restored on empty machines of both databases.

Everything runs as the operator runs it: commands of their own processes, databases that migrations have made.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests.whole import WHOLE

from .machine import Machine

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.django_db,
    pytest.mark.skipif(not WHOLE, reason="takes minutes: make proof"),
]

FILL = """
import django
django.setup()
from datetime import date
from django.conf import settings
from django.core.management import call_command
settings.DEMO, settings.DEMO_DATE = True, date(2011, 11, 21)  # on PostgreSQL, too; no letters
call_command("demo")
"""

# Somebody drafts papers with files, one after the other, until the process is ended.
WRITE = """
import django
django.setup()
from django.conf import settings
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person
from governance.roles.unit import Unit
settings.DEMO = True
by = Person.objects.get(email="deputy@luza.example")
unit = Unit.objects.get(kind="district")
number = 0
while True:
    number += 1
    plan = draft(Plan, unit=unit, title=f"План {number}", by=by)
    perform(plan, "attach", by=by, name="a.txt", data=f"Слова {number}".encode())
    print(number, flush=True)
"""

# The papers that open with all that belongs to them, as the director and as the public see them.
SERVE = """
import django
django.setup()
from django.test import Client
from django.urls import reverse
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.person import Person
inside, public = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
director = Person.objects.get(email="director@luza.example")
inside.force_login(director, backend="governance.desk.base.signed_in.PersonBackend")
opened = 0
for paper in Document.objects.exclude(number="").order_by("pk"):
    answers = [inside.get(reverse(name, args=[paper.pk]), follow=True) for name in ("paper", "paper_pdf")]
    seen = [answer.status_code for answer in answers]
    # What a meeting prints, each of its papers, has addresses of its own.
    whole = [200, 200 if KINDS[paper.kind].printed else 404]
    assert seen in (whole, [404, 404]), (paper.pk, seen)
    opened += seen == whole
assert opened > 10, opened
for name in ("tasks", "calendar", "dashboard"):
    assert inside.get(reverse(name)).status_code == 200, name
assert public.get(reverse("public")).status_code == 200
for stored in Attachment.objects.exclude(file=""):
    assert len(stored.file.read()) == stored.size
print(opened)
"""


def test_the_demonstration_is_backed_up_under_writers_and_restored_on_empty_machines(
    machine: Callable[[str], Machine], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    old = machine(connection.vendor)
    old.manage("migrate", "--verbosity", "0")
    old.python("-c", FILL)
    with old.start("-c", WRITE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert "Записано" in old.manage("backup", str(tmp_path / "district.backup"))
        assert writer.poll() is None
        writer.kill()
    kinds = ["sqlite"] if connection.vendor == "sqlite" else ["postgresql", "sqlite"]
    for kind in kinds:
        new = machine(kind)
        begun = time.monotonic()
        said = new.manage("restore", str(tmp_path / "district.backup"))
        record_property("cases", f"{kind}: {said.split('.')[-3].strip()}, {time.monotonic() - begun:.0f} s")
        assert "RECORD_KEY" not in said
        new.manage("verify_history")
        new.python("-c", SERVE)
        assert new.run("manage.py", "restore", str(tmp_path / "district.backup")).returncode == 2
    if connection.vendor == "postgresql":  # and what SQLite held moves to PostgreSQL
        new.manage("backup", str(tmp_path / "moved.backup"))
        moved = machine("postgresql")
        moved.manage("restore", str(tmp_path / "moved.backup"))
        moved.manage("verify_history")
        moved.python("-c", SERVE)
