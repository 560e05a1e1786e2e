"""Figures for Prometheus: requests by the name of their page, and the state of what works behind the pages.

With several workers each counts for itself, and PROMETHEUS_MULTIPROC_DIR (set by gunicorn.conf.py) names the folder
where the counts meet.
"""

import os
from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, Max, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from governance.documents.record.events import Event
from governance.documents.seals.models import Seal
from governance.flows.jobs.models import DayRun
from governance.letters.models import OutboxLetter, Status


def exposition() -> bytes:
    """All figures, in the format of Prometheus."""
    counted: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    state = CollectorRegistry()
    state.register(State())
    return generate_latest(counted) + generate_latest(state)


class State(Collector):
    """What the database says at this moment; without a database, only that it is away."""

    def collect(self) -> Iterable[Metric]:
        try:
            found = list(self.of_database())
        except DatabaseError:
            found = []
        yield gauge("district_database_up", "Whether the database answers", float(bool(found)))
        yield from found

    def of_database(self) -> Iterable[Metric]:
        yield by_status("district_letters", "Letters in the outbox", _counts(OutboxLetter), Status.values)
        waiting = OutboxLetter.objects.filter(status=Status.WAITING).aggregate(at=Min("written_at"))["at"]
        yield gauge("district_letter_waiting_seconds", "How long the oldest letter waits", age(waiting) or 0)
        statuses = ("READY", "RUNNING", "FAILED", "SUCCESSFUL")
        yield by_status("district_tasks", "Tasks in the queue", _counts(DBTaskResult), statuses)
        yield gauge("district_events", "Acts in the record", Event.objects.count())
        last = DayRun.objects.aggregate(at=Max("finished_at"))["at"]
        yield gauge("district_daily_age_seconds", "Since the last daily work was done", age(last))
        seal = Seal.objects.order_by("-pk").first()
        made = seal.checkpoint.made_at if seal is not None else None
        yield gauge("district_seal_age_seconds", "Since the last seal was made", age(made))


def age(moment: datetime | None) -> float | None:
    return (timezone.now() - moment).total_seconds() if moment is not None else None


def gauge(name: str, about: str, value: float | None) -> Metric:
    """Without a value where there is none yet."""
    family = GaugeMetricFamily(name, about)
    if value is not None:
        family.add_metric([], value)
    return family


def by_status(name: str, about: str, counts: dict[str, int], statuses: Iterable[str]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=["status"])
    for status in statuses:
        family.add_metric([status.lower()], counts.get(status, 0))
    return family


def _counts(model: type[OutboxLetter] | type[DBTaskResult]) -> dict[str, int]:
    rows = model._default_manager.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(rows)
