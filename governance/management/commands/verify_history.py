"""The `verify_history` command: prove that nobody has altered the legal record."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.document import Document
from governance.documents.record.history import Fault, verify
from governance.documents.record.seal import BrokenSeal, check_seal


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
        papers = Document.objects.all()
        if options["paper"]:
            papers = papers.filter(code=options["paper"].replace("-", "").upper())
            if not papers.exists():
                self.stderr.write(_("There is no paper with this code."))
                raise SystemExit(2)
        faults = 0
        for fault in chain(verify(papers), self.sealed(options["seal"])):
            faults += 1
            self.stdout.write(str(fault))
        count = papers.count()
        if faults:
            self.stderr.write(ngettext("%(n)d fault found.", "%(n)d faults found.", faults) % {"n": faults})
            raise SystemExit(1)
        self.stdout.write(
            ngettext("The record of %(n)d paper is whole.", "The record of %(n)d papers is whole.", count)
            % {"n": count}
        )

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
