"""The `restore` command: the district out of a backup, on an empty machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from governance.backup.archive import BackupRefused
from governance.backup.restoring import keys_to_add, restore


class Command(BaseCommand):
    help = _(
        "Restores a file that `backup` wrote into an empty database and an empty folder of files, be it SQLite or "
        "PostgreSQL, and brings it to the present version. Ends with code 2 and a sentence when it refuses. Afterwards "
        "run `verify_history`, then `daily`, which erases anew what was to be erased meanwhile."
    )
    # The database has no tables yet.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar=_("FILE"), help=_("the file that `backup` wrote"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(Path(options["file"]))
        except BackupRefused as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(2) from refusal
        except (DatabaseError, OSError) as error:
            self.stderr.write(
                _("Restoring stopped, begin again with an empty database and folder: %(why)s")
                % {"why": str(error).strip()}
            )
            raise SystemExit(2) from error
        self.stdout.write(
            _("Restored from %(made)s. Rows: %(rows)d in %(tables)d tables. Files: %(files)d.")
            % {
                "made": manifest.made_at,
                "rows": sum(table.rows for table in manifest.tables),
                "tables": len(manifest.tables),
                "files": manifest.files,
            }
        )
        for key in keys_to_add(manifest):
            self.stdout.write(
                _("Set the RECORD_KEY of this district, or add its public key to RECORD_KEYS_BEFORE: %(key)s")
                % {"key": key}
            )
