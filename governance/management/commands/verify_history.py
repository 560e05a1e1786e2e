"""The `verify_history` command: prove that nobody has altered the legal record."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandParser, OutputWrapper
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.document import Document
from governance.documents.record.history import is_of_other_keys
from governance.documents.record.snapshot import one_moment
from governance.management.district_command import DistrictCommand
from governance.proof.event_signature import missing_key
from governance.tables_version import are_behind, missing_file
from governance.verification import CouldNotLook, Scope, asked

# Seconds between two tidings of how far it has come.
EVERY = 1.0
CLEAR_LINE = "\r\x1b[K"


class Command(DistrictCommand):
    help = _(
        "Recomputes what proves the record: events, rows, versions, files, numbers. Prints each fault on a line of "
        "its own. Ends with code 0 when the record is whole, with code 1 when there is any fault, with code 2 and a "
        "sentence when it could not look."
    )
    # What they refuse is no reason not to look.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", metavar=_("FILE"), help=_("prove that the record extends this seal"))
        parser.add_argument("--paper", metavar=_("CODE"), help=_("check one paper only, by its check code"))

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self.stderr)
        try:
            if (objection := missing_key()) is not None:
                raise CouldNotLook(objection)
            with looking(), one_moment():
                refuse_other_keys(**options)
                faults, counted = self.verified(self.scope(**options), progress)
        except CouldNotLook as error:
            progress.clear()
            self.stderr.write(str(error))
            raise SystemExit(2) from error
        progress.clear()
        if faults:
            self.stderr.write(ngettext("%(n)d fault found.", "%(n)d faults found.", faults) % {"n": faults})
            raise SystemExit(1)
        self.stdout.write(_("The record is whole: %(counted)s.") % {"counted": ", ".join(counted)})

    def scope(self, *, paper: str | None, seal: str | None, **options: Any) -> Scope:
        if not paper:
            return Scope(seal=seal)
        papers = Document.objects.filter(code=paper.replace("-", "").upper())
        if not papers.exists():
            raise CouldNotLook(_("There is no paper with this code."))
        return Scope(papers, seal)

    def verified(self, scope: Scope, progress: "Progress") -> tuple[int, list[str]]:
        """Print the faults of all sources. Returns how many there are, and what was looked at, in words."""
        number, counted = 0, []
        for source in asked(scope):
            looked = 0
            for faults in source.looks(scope):
                looked += 1
                progress.tell(source.counted, looked)
                for fault in faults:
                    number += 1
                    progress.clear()
                    self.stdout.write(str(fault))
            if looked:
                counted.append(source.counted(looked))
        return number, counted or [_("nothing stands in it")]


def refuse_other_keys(*, seal: str | None, **options: Any) -> None:
    """Raises CouldNotLook where every event would look altered because its key is not known here.

    With a seal the record is looked at in any case, for the seal tells whether it is the one that was sealed.
    """
    if seal is None and is_of_other_keys():
        raise CouldNotLook(
            _(
                "Nothing in this record was signed with a key that is known here. Either RECORD_KEY is not the key of "
                "this district: set that one, or add its public key to RECORD_KEYS_BEFORE. Or somebody has replaced "
                "the whole record: compare it with a seal (--seal FILE) or with a backup."
            )
        )


@contextmanager
def looking() -> Iterator[None]:
    """Raise CouldNotLook for whatever keeps the program from the database or from its tables."""
    try:
        if (name := missing_file()) is not None:
            raise CouldNotLook(
                _("There is no database %(name)s: set DATABASE_URL to the one of the district.")
                % {"name": name}
            )
        if are_behind():
            raise CouldNotLook(
                _("The database is not that of this version of the program: run `manage.py migrate` first.")
            )
        yield
    except (DatabaseError, ImproperlyConfigured) as error:
        why = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise CouldNotLook(_("The record cannot be read: %(why)s") % {"why": why}) from error


class Progress:
    """How much is checked so far, in one line of a terminal that is written anew; elsewhere nothing."""

    def __init__(self, output: OutputWrapper) -> None:
        self.output = output
        self.watched = output.isatty()
        self.told_at = time.monotonic()
        self.shown = False

    def tell(self, counted: Any, number: int) -> None:
        if self.watched and time.monotonic() - self.told_at >= EVERY:
            self._write(CLEAR_LINE + _("Checked: %(counted)s") % {"counted": counted(number)})
            self.told_at, self.shown = time.monotonic(), True

    def clear(self) -> None:
        """Before a line of another kind."""
        if self.shown:
            self._write(CLEAR_LINE)
            self.shown = False

    def _write(self, text: str) -> None:
        self.output.write(text, style_func=str, ending="")
        self.output.flush()
