"""The tables of the caches that all workers share, through Django's DatabaseCache (CACHES)."""

from django.db import models


class CacheTable(models.Model):
    """The columns are Django's; a model brings them by a migration instead of a command that somebody forgets."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class CacheEntry(CacheTable):
    """Limits of guessing are counted in it."""

    binds_nobody = "how often something was tried, for minutes"


class PrintEntry(CacheTable):
    """PDFs of published papers, kept apart so that many of them push out no count."""

    binds_nobody = "a PDF that can be printed anew from its paper at any time"
