"""Settings of gunicorn that the program itself needs; bind, workers and threads are given on the command line."""

import os
import tempfile
from typing import Any

# The counts of all workers meet here (/metrics); a new start counts anew.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="district-metrics-"))


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # the package leaves it without types
