"""A machine as an operator has it: a database and a folder of files, and commands in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker


@dataclass(frozen=True)
class Machine:
    """A database by its DATABASE_URL and a folder of files."""

    database: str
    files: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database,
            "FILES_DIR": str(self.files),
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *command: str) -> "subprocess.Popen[str]":
        """A process that is not waited for."""
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *command: str) -> str:
        """What a command says that ends with code 0."""
        return self.python("manage.py", *command)

    def python(self, *command: str) -> str:
        """What a program says that ends with code 0."""
        done = self.run(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[str], Machine]]:
    """Makes an empty machine with a database of this kind."""
    made: list[str] = []

    def make(kind: str) -> Machine:
        name = f"machine_{os.getpid()}_{len(made)}"
        made.append(name if kind == "postgresql" else "")
        files = tmp_path / f"files{len(made)}"
        files.mkdir()
        if kind == "sqlite":
            return Machine(f"sqlite:///{tmp_path / name}.sqlite3", files)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        return Machine(urlunsplit(urlsplit(os.environ["TEST_POSTGRES_URL"])._replace(path=f"/{name}")), files)

    yield make
    for name in filter(None, made):
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
