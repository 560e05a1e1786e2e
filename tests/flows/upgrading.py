"""After each move on a paper the program is upgraded: whole files of tests are run so where STEPS_SEEN names a file.

The steps on which tasks waited are written to that file.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Replace

from governance.documents.record.document import Document
from governance.documents.record.perform import performed
from governance.flows.engine.flow import FLOWS
from governance.flows.engine.migrating import LIVE, migrate_processes_of
from governance.flows.engine.models import Process, Task


@pytest.fixture
def upgraded_after_each_move(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """After each move on a paper its processes are those of an earlier version, all steps named otherwise; then moved.

    Gives the steps on which tasks waited.
    """
    seen: set[str] = set()
    for flow_class in FLOWS.values():
        former = {f"former_{node.name}": node.name for node in flow_class.instance.nodes()}
        monkeypatch.setattr(flow_class, "renamed", {flow_class.version: former})

    def upgrade(sender: Any, document: Document, **kwargs: Any) -> None:
        processes = Process.objects.filter(document_id=document.pk, finished__isnull=True)
        tasks = Task.objects.filter(process__in=processes)
        before = list(tasks.order_by("pk").values()), list(processes.order_by("pk").values())
        seen.update(f"{task.flow_task.flow_class.name}.{task.flow_task.name}" for task in tasks.filter(LIVE))
        renamed = Replace(Cast(F("flow_task"), CharField()), Value("."), Value(".former_"))
        keys = list(processes.values_list("pk", flat=True))
        Task.objects.filter(process_id__in=keys).update(flow_task=renamed)
        Process.objects.filter(pk__in=keys).update(version="0")
        assert migrate_processes_of(document.pk) == len(keys)
        assert (list(tasks.order_by("pk").values()), list(processes.order_by("pk").values())) == before

    performed.connect(upgrade, dispatch_uid="tests.upgrade")
    yield seen
    performed.disconnect(dispatch_uid="tests.upgrade")


@pytest.fixture(autouse=True)
def _upgraded_in_every_test(request: pytest.FixtureRequest) -> Iterator[None]:
    if "STEPS_SEEN" not in os.environ:
        yield
        return
    seen = request.getfixturevalue("upgraded_after_each_move")
    yield
    with Path(os.environ["STEPS_SEEN"]).open("a") as file:
        file.writelines(f"{step}\n" for step in sorted(seen))
