"""The `scenario` command: play a whole process on a database of its own and write its papers to a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from governance.scenarios.isolated import build_tables, run_isolated
from governance.scenarios.outcome import SCENARIOS, play


class Command(BaseCommand):
    help = _(
        "Plays a whole process of the Luza district on an empty database of its own, through the same door as the "
        "pages, and prints one line a step: who in which capacity, what, which paper, its state. Writes the papers as "
        "PDF and their record as history.json into the folder. Ends with code 0 only if every state was reached and "
        "the record is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(SCENARIOS), help=_("which process"))
        parser.add_argument(
            "--out", required=True, metavar=_("DIR"), help=_("folder for the papers; made if missing")
        )
        # Set by this command for the process that it starts on a database of its own.
        parser.add_argument("--isolated", action="store_true", help=_("used by the command itself"))

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"]).resolve()
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(_("The folder cannot be made: %(why)s") % {"why": error}) from error
        if not options["isolated"]:
            code = run_isolated(["scenario", options["name"], "--out", str(out), "--isolated"])
            if code:
                raise SystemExit(code)
            return
        if connection.introspection.table_names():
            raise CommandError(_("This database is in use: a scenario runs on an empty one of its own."))
        build_tables()
        missed = play(options["name"], out, self.stdout)
        for line in missed:
            self.stderr.write(line)
        if missed:
            raise SystemExit(1)
        self.stdout.write(_("Every state was reached, the record is whole: %(out)s") % {"out": out})
