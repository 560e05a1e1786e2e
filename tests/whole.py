"""What `make test` tries on classes of equal cases, and `make proof` on every case: sweeps, crawls, long machines."""

import os

from django.db import connection
from hypothesis import HealthCheck, settings

# Set by `make proof`, which runs the tests marked `exhaustive` alone.
WHOLE = os.environ.get("PROOF") == "1"


def machine(runs: int, steps: int) -> settings:
    """How long a machine of states runs.

    As many `runs` as find a fault on SQLite; on PostgreSQL enough to meet its constraints and triggers. In `make proof`
    ten times as many.
    """
    runs = runs * 10 if WHOLE else runs
    return settings(
        max_examples=runs if connection.vendor == "sqlite" else max(2, runs // 4),
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
