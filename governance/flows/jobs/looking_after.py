"""What a worker does every half minute beside its tasks: what was interrupted, and what is due by the clock."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from governance.documents.search import indexing
from governance.flows.jobs.daily import begin_day_by_itself, is_waited_for
from governance.flows.webhooks import sending as webhooks
from governance.letters import sending

# A task that has run for so long has died with its worker. It is begun again, but not for ever.
LONGEST_TASK = timedelta(hours=1)
MOST_WORKERS = 3


def look_after() -> None:
    sending.look_after()
    webhooks.look_after()
    indexing.catch_up()
    begin_again()
    if is_waited_for():
        begin_day_by_itself.enqueue()


def begin_again() -> None:
    """Put the tasks of workers that died back into the queue; one that has outlived several of them has failed."""
    for result in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LONGEST_TASK):
        status = TaskResultStatus.READY if len(result.worker_ids) < MOST_WORKERS else TaskResultStatus.FAILED
        still = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
        still.update(status=status, finished_at=timezone.now() if status == TaskResultStatus.FAILED else None)
