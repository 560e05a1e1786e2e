"""The guard of the record: which tables acts alone may write to, on every connection of the program."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.signals import connection_created

from governance import record_guard
from governance.documents.record.coverage import is_of_record
from governance.record_guard import Guard
from governance.record_rows import RecordRow


def tables() -> Guard:
    """Of all rows of the record; the card and its events are written by the door itself."""
    models = [model for model in apps.get_models() if not model._meta.proxy and is_of_record(model)]
    rows = [model for model in models if issubclass(model, RecordRow)]
    return Guard(rows, [model for model in models if model not in rows])


def connect() -> None:
    """Stand around every statement from now on; called when the app is ready."""
    record_guard.connect()
    guard = tables()

    def stand(connection: Any, **kwargs: Any) -> None:
        if guard not in connection.execute_wrappers:
            connection.execute_wrappers.append(guard)

    connection_created.connect(stand, weak=False, dispatch_uid="governance.guard")
    for connection in connections.all(initialized_only=True):
        stand(connection)
