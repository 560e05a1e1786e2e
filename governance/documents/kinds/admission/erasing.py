"""Personal data that is kept for a term and erased then; what was decided stays (docs/domain.md, "Personal data")."""

from datetime import date
from typing import Any

from django.db import models

from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.events import EventReason
from governance.documents.record.row_check import name_anew
from governance.documents.record.transitions import ByTerm, move
from governance.letters import outbox


def last_day_kept(paper: Any) -> date | None:
    return paper.keep_until if paper.erased_at is None else None


class Erasable(models.Model):
    """The base of papers with personal data. A kind says until when it is kept, and which of its fields are erased."""

    erased_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def keep_until(self) -> date | None:
        """The last day on which the personal data is kept; None while that is not known."""
        raise NotImplementedError

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
        EventReason.objects.filter(event__document_id=self.pk).delete()
        outbox.erase_about([self.pk])
        name_anew(self)
