"""The `worker` command: what follows from acts and need not be waited for, letters and the search above all."""

import logging
import time
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from governance.documents.search.indexing import catch_up
from governance.flows.engine.followers import tell_followers
from governance.flows.jobs.looking_after import look_after
from governance.management.district_command import DistrictCommand

log = logging.getLogger(__name__)

# Seconds: between two looks into the queue, between two looks after what was left over, and without a database.
LOOK, LOOK_AFTER, AWAY = 0.5, 30, 5


class Command(DistrictCommand):
    help = _(
        "Does what is waiting: sends letters, and what else follows from acts. One has to run beside the web server, "
        "several may. It stops at Ctrl-C or SIGTERM after what it is doing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(
            queue_names=["*"],
            interval=LOOK,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        # The tasks of another backend are done by its own workers; what was left over is looked after here.
        has_queue = isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)
        looked_after = float("-inf")
        while worker.running:
            close_old_connections()
            try:
                if time.monotonic() - looked_after > LOOK_AFTER:
                    look_after()
                    looked_after = time.monotonic()
                catch_up(recent=True)
                tell_followers()
                if has_queue and DBTaskResult.objects.ready().exists():
                    worker.run()
            except DatabaseError as error:
                log.warning("the database does not answer (%s)", type(error).__name__)
                time.sleep(AWAY)
            time.sleep(LOOK)
