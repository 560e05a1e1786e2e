"""A forged dossier that would eat the machine of whoever checks it ends in a sentence."""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import call_command
from django.utils import translation

from governance.management.commands import check_dossier
from tests.whole import WHOLE

TOO_MUCH = "This is no dossier: checking it takes more memory or time than any dossier does."


@pytest.mark.parametrize("error", [MemoryError, check_dossier.TooSlow])
def test_what_is_over_the_limit_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: type[Exception]
) -> None:
    def too_much(data: bytes) -> None:
        raise error

    monkeypatch.setattr(check_dossier, "check_dossier", too_much)
    (tmp_path / "a.zip").write_bytes(b"PK")
    said = StringIO()
    with translation.override(None), pytest.raises(SystemExit) as ended:
        call_command("check_dossier", str(tmp_path / "a.zip"), stderr=said)
    assert (ended.value.code, said.getvalue().strip()) == (1, TOO_MUCH)


@pytest.mark.exhaustive
@pytest.mark.any_database
@pytest.mark.skipif(not WHOLE, reason="takes gigabytes: make proof")
def test_a_dossier_that_unfolds_in_memory_ends_its_own_process_alone(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bomb.zip", "w", ZIP_DEFLATED) as bomb:
        for name in ("manifest.json", "manifest.sig"):
            with bomb.open(name, "w", force_zip64=True) as entry:
                entry.write(b"[")
                for _part in range(300 if name == "manifest.json" else 0):
                    entry.write(b"{}," * (2**20 // 2))
                entry.write(b"{}]")
    command = [sys.executable, "manage.py", "check_dossier", str(tmp_path / "bomb.zip")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "памяти" in ended.stderr
