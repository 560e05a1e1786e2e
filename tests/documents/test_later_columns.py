"""A column that comes later makes no old row look altered, and is covered from its first day, in old rows too."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as own_settings
from django.db import models
from django.test.utils import isolate_apps

from governance.documents.record.coverage import mistyped
from governance.record_rows import RecordRow
from governance.row_digest import covered, digest, left_out

MAIN = "import django; django.setup(); from tests.documents.later_columns import main; main()"


@pytest.mark.django_db
def test_a_column_that_comes_later_is_covered_in_old_rows_and_new_ones(
    empty_database: str, tmp_path: Path
) -> None:
    """With real tables: on SQLite some of them are made anew for their column."""
    child = subprocess.run(
        [sys.executable, "-c", MAIN],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": empty_database,
            "FILES_DIR": str(tmp_path / "files"),
        },
        cwd=own_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert json.loads(child.stdout) == {
        "before": 0,
        "not declared": True,
        "declared": 0,
        "old rows": [],
        "new rows": 0,
        "tampered new rows": [],
        "emptied": 1,
    }


@pytest.fixture
def models_apart() -> Iterator[None]:
    with isolate_apps("governance"):
        yield
    for read_once in (covered, left_out):
        read_once.cache_clear()


def test_what_is_left_out_is_one_value_and_nothing_that_only_equals_it(models_apart: None) -> None:
    class Row(RecordRow):
        text = models.TextField()
        facts = models.JSONField(default=dict)

        later = {"facts": {"n": 1}}

        class Meta:
            app_label = "governance"

    class Before(RecordRow):
        text = models.TextField()

        class Meta:
            app_label = "governance"

    told: list[Any] = [{"n": 1}, {"n": True}, {}, None]
    digests = [digest("salt", Row, ["слово", facts]) for facts in told]
    assert digests[0] == digest("salt", Before, ["слово"])
    assert len(set(digests)) == len(told)


def test_a_later_column_that_is_none_is_refused(models_apart: None) -> None:
    class Row(RecordRow):
        text = models.TextField()
        more = models.TextField()

        later = {"more": "", "moer": ""}

        class Meta:
            app_label = "governance"

    assert [(error.id, error.msg) for error in mistyped([Row])] == [
        ("governance.E043", "governance.Row.later names no column that a digest covers: moer.")
    ]
