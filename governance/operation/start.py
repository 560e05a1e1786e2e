"""Before a server's first request: what it lacks is said in a sentence, and then it does not start.

What a request would find out one by one (a page without its styles, a paper in English, an act that cannot be signed)
is known before it. gunicorn makes no system checks.
"""

import filecmp
import os
import sys
from collections.abc import Iterator

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import DatabaseError
from django.utils.translation import gettext as _

from governance.documents.language.compiled import objection_to_catalogue
from governance.documents.record.file_start import objection_to_files
from governance.documents.record.file_sweep import recover
from governance.proof.event_signature import missing_key
from governance.tables_version import objection_to_later_tables

# With this code of a worker, gunicorn stops instead of starting another one.
REFUSED = 4


def begin_serving() -> None:
    """End the process with a sentence if it cannot serve; else move the files that a dead process has staged."""
    for objection in objections():
        if objection is not None:
            print(objection, file=sys.stderr, flush=True)  # noqa: T201  no server is there to tell it
            # Out of the thread, too, in which `runserver` loads the program.
            os._exit(REFUSED)
    try:
        recover()
    except (DatabaseError, OSError):
        # They are read from where they are staged; the next start or `daily` moves them.
        return


def objections() -> Iterator[str | None]:
    yield objection_to_catalogue()
    yield missing_key()
    yield objection_to_styles()
    yield objection_to_later_tables()
    yield objection_to_files()


def objection_to_styles() -> str | None:
    """A sentence if what pages need was not collected, or was collected of another version of the program.

    Where it is served from the source (DEBUG) nothing has to be collected.
    """
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return None
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for name, storage in finder.list(ignored):
            collected = staticfiles_storage.path(name)
            if name not in staticfiles_storage.hashed_files or not is_same(storage.path(name), collected):
                return _(
                    "Styles, scripts and pictures of the pages are not collected, or are of another version of the "
                    "program (%(name)s): run `manage.py collectstatic --no-input` and start again."
                ) % {"name": name}
    return None


def is_same(one: str, other: str) -> bool:
    return os.path.isfile(other) and filecmp.cmp(one, other, shallow=False)
