"""The tables of the index. What a paper says is kept as it is shown; its stems stand beside it (`full_text.py`)."""

from typing import ClassVar

from django.db import models

from governance.documents.language.words import LONGEST_WORD
from governance.documents.record.document import Document

LONGEST_NUMBER = 50


class Section(models.TextChoices):
    """Where in a paper something was found; in this order it is shown."""

    TITLE = "title", "title"
    DECISION = "decision", "decision"
    AGENDA = "agenda", "agenda"
    TEXT = "text", "text"
    REMARK = "remark", "remark"
    REASON = "reason", "reason"
    FILE = "file", "file"
    NAME = "name", "name"
    EARLIER = "earlier", "earlier"


class IndexEntry(models.Model):
    """What is found of one paper. Found is only what was gathered from the paper as it stands now."""

    binds_nobody = "it repeats what papers say, and is made anew from them at any time"

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="+")
    # The revision of the paper and the recipe by which it was gathered: a paper with another one waits to be indexed.
    revision = models.PositiveIntegerField()
    recipe = models.PositiveSmallIntegerField()
    number_key = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    # [section, text] each, in the order of the paper.
    places = models.JSONField()


class IndexTerm(models.Model):
    """A stem that occurs in some paper, to be found from a mistyped one."""

    binds_nobody = IndexEntry.binds_nobody

    stem = models.CharField(max_length=LONGEST_WORD, unique=True)


class IndexTrigram(models.Model):
    """Three letters in a row of a stem."""

    binds_nobody = IndexEntry.binds_nobody

    letters = models.CharField(max_length=3)
    term = models.ForeignKey(IndexTerm, models.CASCADE, related_name="trigrams")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["letters", "term"], name="index_trigram")]
