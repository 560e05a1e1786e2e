"""A scenario runs on a database of its own: the same command in a child process, with a throw-away SQLite file.

A child process, because settings, storage and caches then all belong to the scenario and nothing of the district's
own data can be touched.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from governance.documents.record import triggers
from governance.documents.search import full_text


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


def build_tables() -> None:
    """Build the tables of an empty database straight from the models, with the triggers that guard history.

    Takes a second where the migrations take most of a minute; that they lead to the same is tested.
    """
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
                editor.create_model(model)
        for statement in full_text.SCHEMA[connection.vendor]:
            editor.execute(statement)
        triggers.create(apps, editor)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
