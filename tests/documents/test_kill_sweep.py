"""A process is killed at any moment of an intake with files: nothing is left, and no row is without its file."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.whole import WHOLE

# One process sets up a district and dies some three hundred times.
EVERY = 1 if WHOLE else 60


@pytest.mark.exhaustive
def test_whatever_moment_a_process_dies_at_files_and_rows_stay_together(
    empty_database: str,
) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.kill_sweep", empty_database, str(EVERY)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
