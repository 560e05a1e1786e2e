"""The command `verify_history`, run as an administrator runs it: where it cannot look, it says so and ends with 2."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from governance.proof.event_signature import KEY, missing_key
from governance.scenarios.luza import Luza
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


@pytest.mark.any_database
def test_a_server_without_the_key_of_the_record_neither_starts_nor_calls_it_altered(tmp_path: Path) -> None:
    """As cron does that has not read the settings of the district."""
    file = tmp_path / "district.sqlite3"
    server = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{file}",
        "FILES_DIR": str(tmp_path / "files"),
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-test-" * 4,
        "ALLOWED_HOSTS": "district.example",
    }

    def run(*arguments: str, **more: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=server | more,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    sentence = "RECORD_KEY не задан"
    code, said = run("manage.py", "verify_history")
    assert (code, said.startswith(sentence)) == (2, True)
    code, said = run("manage.py", "check")
    assert (code, "governance.E042" in said, sentence in said) == (1, True, True)
    code, said = run("-c", "import config.wsgi")
    assert (code, sentence in said) == (4, True)
    key = "b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4="
    assert run("manage.py", "check", RECORD_KEY=key)[0] == 0
    assert run("-c", "import config.wsgi", RECORD_KEY=key)[1].count(sentence) == 0


def verified(**options: str) -> tuple[Any, str]:
    """The code with which the command ends, and its sentence or its faults."""
    said, out, code = StringIO(), StringIO(), 0
    try:
        call_command("verify_history", stdout=out, stderr=said, **options)
    except SystemExit as end:
        code = end.code
    return code, said.getvalue() or out.getvalue()


def test_a_record_whose_key_is_not_known_here_is_one_sentence(luza: Luza, settings: Any) -> None:
    assert verified()[0] == 0
    before = KEY.public_key()
    settings.RECORD_KEY_NEEDED = True
    assert verified() == (2, f"{missing_key()}\n")
    settings.RECORD_KEY = "b25seSBmb3IgYSB0ZXN0IG9mIGEgbmV3IGtleSEhISE="
    code, said = verified()
    assert (code, said.startswith("Ничто в этой истории не подписано известным здесь ключом.")) == (2, True)
    settings.RECORD_KEYS_BEFORE = [before]
    assert verified()[0] == 0
