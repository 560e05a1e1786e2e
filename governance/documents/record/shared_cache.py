"""The table of the cache that all workers share: limits of guessing are counted in it, by Django's DatabaseCache."""

from django.db import models


class CacheEntry(models.Model):
    """The columns are Django's; a model brings them by a migration instead of a command that somebody forgets."""

    binds_nobody = "how often something was tried, for minutes"

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
