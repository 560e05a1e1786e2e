"""The days of an admission and what they must keep to: the terms are settings of the installation.

Pure, but for the settings: announced `ADMISSION_ANNOUNCED_DAYS` ahead of the selection, intake closed
`ADMISSION_INTAKE_CLOSED_DAYS` before it, `ADMISSION_APPEAL_DAYS` for an appeal after the publication.

Source: docs/domain.md, "Admission".
"""

import itertools
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date

LABELS = {
    "announced_by": gettext_lazy("announced by"),
    "intake_from": gettext_lazy("intake from"),
    "intake_until": gettext_lazy("intake until"),
    "selection_on": gettext_lazy("selection on"),
    "results_on": gettext_lazy("results published on"),
    "appeals_until": gettext_lazy("appeals until"),
}


@dataclass(frozen=True)
class Calendar:
    """The days of one round, each inclusive."""

    announced_by: date
    intake_from: date
    intake_until: date
    selection_on: date
    results_on: date
    appeals_until: date

    def check(self) -> None:
        """Raises NotLegal, naming the two days that do not fit and by how much."""
        named = [(field.name, getattr(self, field.name)) for field in fields(self)]
        for (one, first), (other, second) in itertools.pairwise(named):
            if second < first:
                raise NotLegal(
                    _("«%(other)s» (%(second)s) is before «%(one)s» (%(first)s): correct the days.")
                    % {
                        "one": LABELS[one],
                        "first": list_date(first),
                        "other": LABELS[other],
                        "second": list_date(second),
                    }
                )
        self._check_term("announced_by", "selection_on", settings.ADMISSION_ANNOUNCED_DAYS)
        self._check_term("intake_until", "selection_on", settings.ADMISSION_INTAKE_CLOSED_DAYS)
        self._check_term("results_on", "appeals_until", settings.ADMISSION_APPEAL_DAYS)

    def _check_term(self, one: str, other: str, days: int) -> None:
        first, second = getattr(self, one), getattr(self, other)
        if (second - first).days < days:
            raise NotLegal(
                _("From «%(one)s» to «%(other)s» there must be at least %(days)d days: not before %(day)s.")
                % {
                    "one": LABELS[one],
                    "other": LABELS[other],
                    "days": days,
                    "day": list_date(first + timedelta(days=days)),
                }
            )
