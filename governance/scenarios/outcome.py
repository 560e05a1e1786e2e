"""A scenario played in an empty database: its papers and the whole record, written to a folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from governance.documents.printing.pdf import render
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.seals.verifying import read_seal, verify_logs
from governance.scenarios.admission import play_admission
from governance.scenarios.contract import play_contract
from governance.scenarios.letters import play_letters
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.monitoring import play_monitoring
from governance.scenarios.motivation import play_motivation
from governance.scenarios.network_teachers import play_network_teachers
from governance.scenarios.plan import play_plan
from governance.scenarios.profile import play_profile
from governance.scenarios.regulation import play_regulation
from governance.scenarios.sealed_mornings import seal_mornings
from governance.scenarios.stage import Snapshot, Stage, Voice

SCENARIOS: dict[str, Callable[[Luza, Stage], Any]] = {
    "admission": play_admission,
    "contract": play_contract,
    "monitoring": play_monitoring,
    "letters": play_letters,
    "motivation": play_motivation,
    "network_teachers": play_network_teachers,
    "plan": play_plan,
    "profile": play_profile,
    "regulation": play_regulation,
}


def play(name: str, out: Path, voice: Voice) -> list[str]:
    """Play a scenario and write its papers and its record; what of the record is not whole and what was not reached."""
    luza = found_luza()
    played = SCENARIOS[name](luza, Stage(voice))
    for title, paper in played.papers.items():
        snapshot = paper if isinstance(paper, Snapshot) else Snapshot.of(paper)
        (out / f"{title}.pdf").write_bytes(render(snapshot.print_form, snapshot.data))
    record = json.dumps(history(), ensure_ascii=False, indent=1)
    (out / "history.json").write_text(record, encoding="utf-8")
    [*_earlier, last] = seal_mornings(luza.district)
    (out / "seal.txt").write_text(last.note, encoding="utf-8")
    faults = [fault for found in verify_logs(read_seal(last.note)) for fault in found]
    return [*map(str, verify()), *map(str, faults), *played.unreached()]


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
