"""The `verify_history` command: prove that nobody has altered the legal record."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, OutputWrapper
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.document import Document
from governance.documents.record.history import Fault, verify_each
from governance.documents.record.seal import BrokenSeal, check_seal
from governance.documents.record.snapshot import one_moment

# Seconds between two tidings of how far it has come.
EVERY = 1.0
CLEAR_LINE = "\r\x1b[K"


class Command(BaseCommand):
    help = _(
        "Recomputes the hash of every event of every paper and replays the papers to their present states. Prints each "
        "fault on a line of its own and ends with code 1 when there is any, with code 0 when the record is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal", metavar=_("FILE"), help=_("compare with a seal that `seal_history` wrote")
        )
        parser.add_argument("--paper", metavar=_("CODE"), help=_("check one paper only, by its check code"))

    def handle(self, *args: Any, **options: Any) -> None:
        papers = None
        if options["paper"]:
            papers = Document.objects.filter(code=options["paper"].replace("-", "").upper())
            if not papers.exists():
                self.stderr.write(_("There is no paper with this code."))
                raise SystemExit(2)
        count, faults = 0, 0
        progress = Progress(self.stderr)
        with one_moment():
            for _code, in_paper in verify_each(papers):
                count += 1
                progress.tell(count)
                faults += self.named(in_paper, progress)
            faults += self.named(self.sealed(options["seal"]), progress)
        progress.clear()
        if faults:
            self.stderr.write(ngettext("%(n)d fault found.", "%(n)d faults found.", faults) % {"n": faults})
            raise SystemExit(1)
        self.stdout.write(
            ngettext("The record of %(n)d paper is whole.", "The record of %(n)d papers is whole.", count)
            % {"n": count}
        )

    def named(self, faults: Iterable[Fault], progress: "Progress") -> int:
        """Print these faults; how many there were."""
        number = 0
        for fault in faults:
            number += 1
            progress.clear()
            self.stdout.write(str(fault))
        return number

    def sealed(self, name: str | None) -> Iterator[Fault]:
        if name is None:
            return
        try:
            yield from check_seal(Path(name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            self.stderr.write(_("The seal cannot be read: %(why)s") % {"why": error})
            raise SystemExit(2) from error
        except BrokenSeal as error:
            self.stderr.write(str(error))
            raise SystemExit(2) from error


class Progress:
    """How many papers are checked so far, in one line of a terminal that is written anew; elsewhere nothing."""

    def __init__(self, output: OutputWrapper) -> None:
        self.output = output
        self.watched = output.isatty()
        self.told_at = time.monotonic()
        self.shown = False

    def tell(self, count: int) -> None:
        if self.watched and time.monotonic() - self.told_at >= EVERY:
            sentence = ngettext("%(n)d paper checked", "%(n)d papers checked", count) % {"n": count}
            self._write(CLEAR_LINE + sentence)
            self.told_at, self.shown = time.monotonic(), True

    def clear(self) -> None:
        """Before a line of another kind."""
        if self.shown:
            self._write(CLEAR_LINE)
            self.shown = False

    def _write(self, text: str) -> None:
        self.output.write(text, style_func=str, ending="")
        self.output.flush()
