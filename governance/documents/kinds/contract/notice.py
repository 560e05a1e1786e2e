"""How long before its end a party tells that it leaves: a term of the form, and of each contract made from it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from governance.documents.law.working_days import Term
from governance.documents.settings.papers import CONTRACT_NOTICE
from governance.documents.settings.stored_term import TermField, read_term

NONE_IN_PAPERS = "не установлен"


class WithNotice(models.Model):
    """A paper that says how long before the end notice is given; without a term it ends on the day of the notice."""

    notice: Any = TermField(
        gettext_lazy("term of notice"), null=True, blank=True, default=CONTRACT_NOTICE.default.to_json
    )

    class Meta:
        abstract = True

    @property
    def notice_term(self) -> Term | None:
        return None if self.notice is None else Term.from_json(self.notice)

    @property
    def notice_in_papers(self) -> str:
        """«30 календарных дней»."""
        return NONE_IN_PAPERS if self.notice_term is None else self.notice_term.in_papers


def read_notice(value: Any) -> dict[str, Any] | None:
    """The JSON to store; None: no notice is asked. Raises NotLegal with a sentence."""
    return None if value is None else read_term(value)
