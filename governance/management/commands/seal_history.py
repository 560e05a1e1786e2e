"""The `seal_history` command: seal what is new in the record, and write the seals to a place outside the server."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _, ngettext

from governance.documents.seals.models import Seal
from governance.documents.seals.sealing import districts
from governance.flows.jobs.sealing import seal_and_send
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = _(
        "Seals each district: its new events are appended to its public log, and the head of the log is signed and "
        "sent to the heads of its schools. Says what the latest seals hold. `verify_history --seal FILE` later proves "
        "that the record extends a seal that was kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out", metavar=_("FOLDER"), help=_("write the latest seal of each district into this folder")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seal_and_send()
        for district in districts():
            seal = Seal.objects.filter(district=district).order_by("-size").first()
            if seal is None:
                self.stdout.write(_("%(district)s: nothing to seal yet.") % {"district": district.name})
                continue
            number = ngettext("%(n)d event", "%(n)d events", seal.size) % {"n": seal.size}
            self.stdout.write(f"{district.name}: {number}, {seal.checkpoint.root_text}")
            if options["out"]:
                self.write(Path(options["out"]) / seal.file_name, seal.note)

    def write(self, path: Path, note: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(note, encoding="utf-8")
        except OSError as error:
            self.stderr.write(_("The seal cannot be written: %(why)s") % {"why": error})
            raise SystemExit(2) from error
        self.stdout.write(str(path))
