"""A scenario runs on a database of its own: the same command in a child process, with a throw-away SQLite file.

A child process, because settings, storage and caches then all belong to the scenario and nothing of the district's
own data can be touched.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings


def run_isolated(arguments: list[str]) -> int:
    """Run `manage.py ARGUMENTS` on an empty database of its own; the exit code of the child."""
    with tempfile.TemporaryDirectory(prefix="scenario-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'scenario.sqlite3'}",
            "FILES_DIR": str(Path(folder) / "files"),
            "DEBUG": "1",
            "DEMO": "1",  # no letters leave a scenario
        }
        environment.pop("DEMO_DATE", None)
        manage = str(settings.BASE_DIR / "manage.py")
        return subprocess.run([sys.executable, manage, *arguments], env=environment, check=False).returncode
