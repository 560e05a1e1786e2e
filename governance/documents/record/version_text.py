"""The words of a version as they print, frozen with it: no later name, title or row changes what was decided on.

What comes later (number, signatures, stamps) is printed beside them, each by the names of its own day.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.record_rows import RecordRow

Words = Mapping[str, Any]

# By print form: what gathers the words of a paper from its fields and rows (`printing.registry`).
TEXTS: dict[str, Callable[[Any], Words]] = {}


class VersionText(RecordRow):
    """The words of one version. Apart from the version, because those of papers with personal data are erased."""

    of_paper = "document"

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, related_name="text")
    words = models.JSONField()
    # How the unit of the paper was called.
    unit_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("words of a version")
        verbose_name_plural = _("words of versions")


def text_of(paper: Document) -> VersionText | None:
    """What was frozen with the present version; None if there is nothing, or if it was erased."""
    known: VersionText | None = paper.__dict__.get("frozen_text")
    if known is None and paper.version:
        texts = VersionText.objects.select_related("version")
        present = texts.filter(version__document_id=paper.pk, version__number=paper.version).first()
        known = paper.__dict__["frozen_text"] = present
    return known


def words_of(paper: Document) -> Words | None:
    """The words that were frozen with the present version; None if there are none, or if they were erased."""
    text = text_of(paper)
    return text.words if text is not None else None


def words_to_freeze(paper: Document, content: dict[str, Any]) -> Words | None:
    """The words of a paper with this content as they are now; None for a kind that does not print."""
    compose = TEXTS.get(paper.model.print_form)
    if compose is None:
        return None
    paper.__dict__["content_to_freeze"] = content
    try:
        return in_the_language_of_papers(lambda: compose(paper))
    finally:
        del paper.__dict__["content_to_freeze"]


def content_of(paper: Document) -> dict[str, Any]:
    """The content of a paper; the one that was gathered to be frozen, where its words are composed for that."""
    gathered: dict[str, Any] | None = paper.__dict__.get("content_to_freeze")
    return paper.content() if gathered is None else gathered


def erase_words(paper: Document) -> None:
    """Erase the words of all versions, inside the act that erases personal data."""
    VersionText.objects.filter(document_id=paper.pk).delete()
    paper.__dict__.pop("frozen_text", None)
