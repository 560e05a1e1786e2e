"""The `backup` command: the whole district in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from governance.backup.archive import BackupRefused
from governance.backup.making import make_backup
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = _(
        "Writes all rows, all attached files and the public keys of the record into one file, as they stand at one "
        "moment; people may go on working. Private keys and SECRET_KEY are not in it: keep them apart. Ends with "
        "code 0 when all is in it, with code 1 when files that papers name were missing, with code 2 and a sentence "
        "when nothing was written."
    )
    # What they refuse is no reason to have no backup.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar=_("FILE"), help=_("a new file, as district-2011-11-21.backup"))

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"]).absolute()
        try:
            manifest = make_backup(path)
        except BackupRefused as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(2) from refusal
        except DatabaseError as error:
            self.stderr.write(_("The database cannot be read: %(why)s") % {"why": str(error).strip()})
            raise SystemExit(2) from error
        self.stdout.write(
            _("Written: %(file)s. Rows: %(rows)d in %(tables)d tables. Files: %(files)d.")
            % {
                "file": path,
                "rows": sum(table.rows for table in manifest.tables),
                "tables": len(manifest.tables),
                "files": manifest.files,
            }
        )
        if manifest.missing:
            for name in manifest.missing:
                self.stderr.write(_("This file is missing: %(name)s") % {"name": name})
            raise SystemExit(1)
