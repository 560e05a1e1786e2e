"""When the work of a day was done, and what came of it."""

from typing import Any, ClassVar

from django.db import models


class DayRun(models.Model):
    """One run over all jobs. One without an end was interrupted; the next one does the rest."""

    binds_nobody = "when the daily work was done; what it did stands in the record"

    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    # How many things each job has done and could not do, by its name.
    done: Any = models.JSONField(default=dict)
    failed: Any = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="day_run")]
