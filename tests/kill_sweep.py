"""Kill the process at every statement and every file operation of an intake with files, and look at what is left.

    python -m tests.kill_sweep sqlite:////tmp/kill.sqlite3 [EVERY]
    python -m tests.kill_sweep postgres [EVERY]

The database must be empty; `postgres` starts one. With EVERY, each so-many-th point alone is tried. Prints one line and
ends with 1 if anything was left behind, or a row without its file.
"""

import atexit
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

SCANS = (b"%PDF-1.4 a diploma\nstartxref\n9\n%%EOF", b"%PDF-1.4 a reference\nstartxref\n9\n%%EOF")
# What of the operations on files is told by Python itself; writing is stood around.
AUDITED = {"open", "os.mkdir", "os.rename", "os.remove"}


def prepare(database: str) -> None:
    """Set Django up as a server, on this database and a folder of files that goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="kill-")
    atexit.register(folder.cleanup)
    if database == "postgres":
        from tests import postgres

        database = postgres.start()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DATABASE_URL=database,
        FILES_DIR=folder.name,
        DEBUG="0",
        RECORD_KEY="b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4=",
        SECRET_KEY="only-for-this-sweep",
        SECURE_SSL_REDIRECT="0",
        ALLOWED_HOSTS="testserver",
        APPLY_SENDS_PER_HOUR="100000",
        APPLY_SENDS_PER_HOUR_IN_ALL="100000",
    )
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


class Killer:
    """Ends this process by SIGKILL at the point of this number, once it is armed."""

    def __init__(self, point: int) -> None:
        self.left, self.armed = point, False

    def pass_by(self) -> None:
        if not self.armed:
            return
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def arm(self, folder: str) -> None:
        """Stand around statements, commits and the operations on files under a folder."""
        from django.db import connection

        connection.ensure_connection()
        connection.execute_wrappers.append(self.around_statement)
        inner = connection._commit

        def commit() -> None:
            self.pass_by()
            inner()
            self.pass_by()

        connection._commit = commit
        write = os.write

        def half_written(descriptor: int, data: bytes) -> int:
            if self.armed and self.left == 1:
                write(descriptor, data[: len(data) // 2])
            self.pass_by()
            return write(descriptor, data)

        os.write = half_written
        sys.addaudithook(
            lambda event, args: self.pass_by() if event in AUDITED and folder in str(args[0]) else None
        )
        self.armed = True

    def around_statement(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.pass_by()
        result = execute(*statement)
        self.pass_by()
        return result


@dataclass
class Outcome:
    """How many points were tried, at how many of them the application was committed, and what was not right."""

    points: int = 0
    committed: int = 0
    waiting: int = 0
    faults: list[str] = field(default_factory=list)


def swept(every: int) -> Outcome:
    from django.conf import settings
    from django.db import connections

    from governance.scenarios.isolated import build_tables
    from governance.scenarios.luza import found_luza
    from tests.admission.office import INTAKE, Office
    from tests.desk.applying import Parent

    build_tables()
    Office.plays = None
    office = Office(found_luza())
    campaign = office.announced()
    office.on(INTAKE)
    outcome = Outcome()
    for point in count(1, every):
        word = Parent(office, campaign).word()
        connections.close_all()
        child = os.fork()
        if child == 0:
            filed(Parent(office, campaign), word, Killer(point), str(settings.MEDIA_ROOT))
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                outcome.faults.append(f"point {point}: the intake itself failed")
            return outcome
        outcome.points += 1
        look(outcome, point)
    return outcome


def filed(parent: Any, word: str, killer: Killer, folder: str) -> None:
    """In the child: file an application with two files. Ends the process."""
    code = 1
    try:
        from tests.desk.applying import pdf

        killer.arm(folder)
        answer = parent.send(
            word=word,
            file__math=pdf("diploma.pdf", SCANS[0]),
            enclosures=[pdf("reference.pdf", SCANS[1])],
        )
        code = 0 if answer.status_code == 302 else 1
    finally:
        killer.armed = False
        os._exit(code)


def look(outcome: Outcome, point: int) -> None:
    """Whether nothing is left of an application that was not committed, and nothing missing of one that was."""
    from django.conf import settings
    from django.utils import timezone

    from governance.documents.kinds.admission.application import Application
    from governance.documents.record.attached import Attachment
    from governance.documents.record.document import Document
    from governance.documents.record.file_sweep import sweep
    from governance.documents.record.files import stored
    from governance.documents.record.history import verify
    from governance.stored_files import STAGED

    def wrong(sentence: str) -> None:
        outcome.faults.append(f"point {point}: {sentence}")

    filed = list(Application.objects.order_by("pk"))
    committed = len(filed) - outcome.committed
    outcome.committed = len(filed)
    if committed and (filed[-1].state, filed[-1].attachments.count()) != ("registered", 2):
        wrong(f"half an application is committed: {filed[-1].state}")
    # Before any sweep: whoever opens the page of a committed application gets its files.
    for attachment in Attachment.objects.filter(
        document_id__in=[paper.pk for paper in filed[-committed:]] if committed else []
    ):
        if stored(attachment).read() not in SCANS:
            wrong("a committed file cannot be read")
    left = set(files(Path(settings.MEDIA_ROOT)))
    outcome.waiting += any(name.startswith(STAGED) for name in left)
    sweep(timezone.now() + timedelta(days=1, hours=1))
    present = set(files(Path(settings.MEDIA_ROOT)))
    named = set(Attachment.objects.values_list("file", flat=True))
    if present != named:
        wrong(f"left {sorted(present - named)}, missing {sorted(named - present)}")
    for fault in verify(Document.objects.filter(pk__in=[paper.pk for paper in filed[-1:]])):
        wrong(str(fault))


def files(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def main() -> int:
    prepare(sys.argv[1])
    outcome = swept(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(  # noqa: T201  a program of its own
        f"killed at {outcome.points} points: {outcome.committed} applications committed whole; "
        f"files waited for the sweep after {outcome.waiting}; {len(outcome.faults)} faults"
    )
    print(*outcome.faults[:20], sep="\n", file=sys.stderr)  # noqa: T201  likewise
    return 1 if outcome.faults or not outcome.points else 0


if __name__ == "__main__":
    sys.exit(main())
