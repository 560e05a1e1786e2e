"""Running the commands that read JSON and print JSON."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command


def run(monkeypatch: pytest.MonkeyPatch, command: str, text: str) -> tuple[int, str, str]:
    """Run the command on a text; returns exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def manage(*arguments: str, text: str | bytes) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person does, on a machine whose database is out of reach."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": "sqlite:////nowhere/district.sqlite3",
            "PYTHONIOENCODING": "utf-8",
        },
    )
    return subprocess.CompletedProcess(
        ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
    )
