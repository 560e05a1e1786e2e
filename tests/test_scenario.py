"""The commands that play: the whole chain, and the demonstration."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.documents.record.document import Document
from governance.documents.record.history import verify
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
    assert written == {"plan.pdf", "protocol.pdf", "extract.pdf", "order.pdf", "history.json"}
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
def test_the_demonstration_fills_once_and_its_record_is_whole(settings: object) -> None:
    from datetime import date

    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings
    settings.DEMO_DATE = date(2011, 11, 21)  # type: ignore[attr-defined]
    call_command("demo")
    filled = Document.objects.count()
    call_command("demo")
    assert Document.objects.count() == filled
    assert list(verify()) == []
    states = set(Document.objects.filter(kind="plan").values_list("state", flat=True))
    assert states == {"draft", "review", "approval", "approved"}


@pytest.mark.django_db
def test_the_demonstration_never_mixes_with_a_real_district() -> None:
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_the_founded_district_is_the_one_of_the_sources(db: None) -> None:
    luza = found_luza()
    assert len(luza.schools) == 6
    assert sum(school.has_senior_classes for school in luza.schools.values()) == 3
    assert luza.people["director"].signature_name == "Л.В. Пелевин"
