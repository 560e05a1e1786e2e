"""Personal data that is kept for a term and erased then; what was decided stays (docs/domain.md, "Personal data")."""

from datetime import date
from typing import Any

from django.db import models

from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.events import EventReason
from governance.documents.record.row_check import name_anew
from governance.documents.record.transitions import ByTerm, move
from governance.documents.record.version_text import erase_words
from governance.documents.search.indexing import forget
from governance.letters import outbox


def last_day_kept(paper: Any) -> date | None:
    return paper.kept_until if paper.erased_at is None else None


class Erasable(models.Model):
    """The base of papers with personal data. A kind says which of its fields are erased.

    The last day is set when the data is taken in, and nothing that people do or forget afterwards moves it, but an
    appeal or the withdrawal of a consent, for a term of their own.
    """

    # The last day on which the personal data is kept.
    kept_until = models.DateField(editable=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def erase_own(self) -> None:
        """Empty the fields and rows that tell who it was."""
        raise NotImplementedError

    @move(
        source="*",
        rule=ByTerm(last_day_kept),
        words=verb("application", "Erase the personal data", "personal data erased"),
    )
    def erase(self: Any, act: Act) -> None:
        """The term of keeping has ended. The chain of the history stays whole: it holds hashes alone."""
        self.erased_at = act.at
        self.erase_own()
        for file in self.attachments.all():
            file.erase(act.at)
        erase_words(self)
        EventReason.objects.filter(event__document_id=self.pk).delete()
        outbox.erase_about([self.pk])
        forget(self.pk)
        name_anew(self)
