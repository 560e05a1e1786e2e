"""The command `verify_history`, run as an administrator runs it: where it cannot look, it says so and ends with 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]

# The address of the database, and what of the sentence says why.
CASES = {
    "absent": ("sqlite:///{file}", "{file}"),
    "of no migration": ("sqlite:///{file}", "manage.py migrate"),
    "of another program": ("sqlite:///{file}", "file is not a database"),
    "unreachable": ("postgres://a:b@127.0.0.1:1/district", "connection failed"),
    "of no known sort": (
        "none://district",
        "ImproperlyConfigured: 'none' isn't an available database backend",
    ),
}


@pytest.mark.any_database
@pytest.mark.exhaustive
@pytest.mark.parametrize("case", CASES if WHOLE else ["absent"])
def test_a_database_that_cannot_be_read_is_a_sentence_and_code_two(case: str, tmp_path: Path) -> None:
    address, sentence = CASES[case]
    file = tmp_path / "district.sqlite3"
    if case == "of no migration":
        file.touch()
    elif case == "of another program":
        file.write_text("no database" * 100)
    existed = file.exists()
    run = subprocess.run(
        [sys.executable, "manage.py", "verify_history"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": address.format(file=file),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert sentence.format(file=file) in run.stderr
    assert "Traceback" not in run.stderr
    assert file.exists() == existed
