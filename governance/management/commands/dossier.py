"""The `dossier` command: write the dossier of a paper to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from governance.documents.dossier import write_dossier
from governance.documents.errors import Refused
from governance.documents.printing.pdf import PrintingFailed
from governance.documents.record.document import Document
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = _(
        "Writes everything that stands behind a paper into one signed zip; `check_dossier` checks it anywhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paper", metavar=_("CODE"), help=_("the check code of the paper, or its id"))
        parser.add_argument("--out", metavar=_("FILE"), required=True, help=_("where the zip is written"))

    def handle(self, *args: Any, **options: Any) -> None:
        paper = self.paper(options["paper"])
        try:
            Path(options["out"]).write_bytes(write_dossier(paper))
        except (Refused, PrintingFailed, OSError) as error:
            self.stderr.write(_("The dossier cannot be written: %(why)s") % {"why": error})
            raise SystemExit(1) from error
        self.stdout.write(_("Written: %(file)s.") % {"file": options["out"]})

    def paper(self, code_or_id: str) -> Document:
        """The paper by its check code or its id; exit code 2 when there is none."""
        papers = Document.objects.all()
        paper = papers.filter(code=code_or_id.replace("-", "").upper()).first()
        if paper is None and code_or_id.isdecimal():
            paper = papers.filter(pk=int(code_or_id)).first()
        if paper is None:
            self.stderr.write(_("There is no paper with this code."))
            raise SystemExit(2)
        return paper
