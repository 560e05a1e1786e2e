"""The `scenario` command: play a whole process on a database of its own and write its papers to a folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from governance.documents.printing.pdf import render
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.scenarios.admission import play_admission
from governance.scenarios.contract import play_contract
from governance.scenarios.isolated import build_tables, run_isolated
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.motivation import play_motivation
from governance.scenarios.network_teachers import play_network_teachers
from governance.scenarios.plan import play_plan
from governance.scenarios.regulation import play_regulation
from governance.scenarios.stage import Snapshot, Stage

SCENARIOS: dict[str, Callable[[Luza, Stage], Any]] = {
    "admission": play_admission,
    "contract": play_contract,
    "motivation": play_motivation,
    "network_teachers": play_network_teachers,
    "plan": play_plan,
    "regulation": play_regulation,
}


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
        played = SCENARIOS[options["name"]](found_luza(), Stage(self.stdout))
        for name, paper in played.papers.items():
            snapshot = paper if isinstance(paper, Snapshot) else Snapshot.of(paper)
            (out / f"{name}.pdf").write_bytes(render(snapshot.print_form, snapshot.data))
        (out / "history.json").write_text(
            json.dumps(history(), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        faults = [str(fault) for fault in verify()]
        missed = played.unreached()
        for line in [*faults, *missed]:
            self.stderr.write(line)
        if faults or missed:
            raise SystemExit(1)
        self.stdout.write(_("Every state was reached, the record is whole: %(out)s") % {"out": out})


def history() -> list[dict[str, Any]]:
    """The whole record, paper by paper."""
    events = Event.objects.select_related("basis").order_by("document_id", "position")
    by_paper: dict[int, list[dict[str, Any]]] = {}
    for event in events:
        by_paper.setdefault(event.document_id, []).append(
            {**event.payload("", event.basis.code if event.basis else ""), "hash": event.hash}
        )
    return [
        {
            "paper": paper.code,
            "kind": paper.kind,
            "title": paper.title,
            "number": paper.number,
            "date": paper.registered_on.isoformat() if paper.registered_on else None,
            "state": paper.state,
            "events": [{**event, "paper": paper.code} for event in by_paper.get(paper.pk, [])],
        }
        for paper in Document.objects.order_by("pk")
    ]
