"""The command that plays a scenario, and the district in which it does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.documents.record.document import Document
from governance.scenarios.luza import Luza, found_luza


def test_scenario_plan_writes_its_papers_and_their_record(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "scenario", "plan", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    written = {path.name for path in out.iterdir()}
    assert written == {"plan.pdf", "protocol.pdf", "extract.pdf", "order.pdf", "history.json", "seal.txt"}
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in written if name.endswith(".pdf"))
    papers = json.loads((out / "history.json").read_text(encoding="utf-8"))
    states = {(paper["kind"], paper["state"]) for paper in papers}
    assert {
        ("plan", "approved"),
        ("protocol", "signed"),
        ("extract", "issued"),
        ("meeting", "not_held"),
    } <= states
    steps = [line for line in done.stdout.splitlines() if " | " in line]
    assert len(steps) > 80


@pytest.mark.django_db
def test_a_scenario_never_plays_on_a_database_in_use(luza: Luza, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("scenario", "plan", out=str(tmp_path), isolated=True)
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_the_founded_district_is_the_one_of_the_sources(db: None) -> None:
    luza = found_luza()
    assert len(luza.schools) == 6
    assert sum(school.has_senior_classes for school in luza.schools.values()) == 3
    assert luza.people["director"].signature_name == "Л.В. Пелевин"
