"""A drill: the filled demonstration is backed up while people write, and restored on empty machines of both databases.

Everything runs as the operator runs it: commands of their own processes, databases that migrations have made.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

pytestmark = [pytest.mark.exhaustive, pytest.mark.django_db]

FILL = """
import django
django.setup()
from django.conf import settings
from governance import clock
from governance.scenarios.demo import fill_demo
from datetime import date
settings.DEMO = True  # no letters
with clock.played(date(2011, 11, 21)):
    fill_demo(settings.DEMO_PASSWORD, date(2011, 11, 21))
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
from governance.roles.person import Person
inside, public = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
director = Person.objects.get(email="director@luza.example")
inside.force_login(director, backend="django.contrib.auth.backends.ModelBackend")
opened = 0
for paper in Document.objects.exclude(number="").order_by("pk"):
    answers = [inside.get(reverse(name, args=[paper.pk])) for name in ("paper", "paper_pdf")]
    seen = [answer.status_code for answer in answers]
    assert seen in ([200, 200], [404, 404]), (paper.pk, seen)
    opened += seen == [200, 200]
assert opened > 10, opened
for name in ("tasks", "calendar", "dashboard", "people"):
    assert inside.get(reverse(name)).status_code == 200, name
assert public.get(reverse("public")).status_code == 200
for stored in Attachment.objects.exclude(file=""):
    assert len(stored.file.read()) == stored.size
print(opened)
"""


@dataclass(frozen=True)
class Machine:
    """A database and a folder of files."""

    database: str
    files: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> str:
        """What a command says that ends with code 0."""
        done = self.run("manage.py", *command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database,
            "FILES_DIR": str(self.files),
        }


@pytest.fixture
def machine(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[str], Machine]]:
    """Makes an empty machine with a database of this kind."""
    made: list[str] = []

    def make(kind: str) -> Machine:
        name = f"drill_{os.getpid()}_{len(made)}"
        made.append(name if kind == "postgresql" else "")
        files = tmp_path / f"files{len(made)}"
        files.mkdir()
        if kind == "sqlite":
            return Machine(f"sqlite:///{tmp_path / name}.sqlite3", files)
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # Django's, of PostgreSQL
            cursor.execute(f'CREATE DATABASE "{name}"')
        return Machine(urlunsplit(urlsplit(os.environ["TEST_POSTGRES_URL"])._replace(path=f"/{name}")), files)

    yield make
    for name in filter(None, made):
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_demonstration_is_backed_up_under_writers_and_restored_on_empty_machines(
    machine: Callable[[str], Machine], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    old = machine(connection.vendor)
    old.manage("migrate", "--verbosity", "0")
    assert old.run("-c", FILL).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-c", WRITE], env=old.environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE
    ) as writer:
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
        served = new.run("-c", SERVE)
        assert served.returncode == 0, served.stderr
        assert new.run("manage.py", "restore", str(tmp_path / "district.backup")).returncode == 2
    if connection.vendor == "postgresql":  # and what SQLite held moves to PostgreSQL
        new.manage("backup", str(tmp_path / "moved.backup"))
        moved = machine("postgresql")
        moved.manage("restore", str(tmp_path / "moved.backup"))
        moved.manage("verify_history")
        assert moved.run("-c", SERVE).returncode == 0
