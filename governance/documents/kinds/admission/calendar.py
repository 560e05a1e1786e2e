"""The days of an admission and what they must keep to, by the terms that its district has set.

Source: docs/domain.md, "Admission".
"""

import itertools
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date
from governance.documents.settings.admission import ANNOUNCED, APPEAL, INTAKE_CLOSED
from governance.documents.settings.calendar import last_day, latest_start
from governance.documents.settings.kinds import TermSetting

LABELS = {
    "announced_by": gettext_lazy("announced by"),
    "intake_from": gettext_lazy("intake from"),
    "intake_until": gettext_lazy("intake until"),
    "selection_on": gettext_lazy("selection on"),
    "results_on": gettext_lazy("results published on"),
    "appeals_until": gettext_lazy("appeals until"),
}
# The same on paper.
WORDS = {
    "announced_by": "Объявление о приёме, не позднее",
    "intake_from": "Начало приёма заявлений",
    "intake_until": "Окончание приёма заявлений",
    "selection_on": "Индивидуальный отбор",
    "results_on": "Публикация результатов",
    "appeals_until": "Апелляции принимаются по",
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

    def check(self, district: int) -> None:
        """Raises NotLegal, naming the two days that do not fit and the day that would; by the terms of a district."""
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
        self._check_before("announced_by", ANNOUNCED, district)
        self._check_before("intake_until", INTAKE_CLOSED, district)
        check_appeals(self.results_on, self.appeals_until, district)

    def _check_before(self, name: str, setting: TermSetting, district: int) -> None:
        """That a whole term lies between this day and the selection."""
        latest = latest_start(setting, district, self.selection_on)
        if getattr(self, name) > latest:
            raise NotLegal(
                _("From «%(one)s» to «%(other)s» there must be at least %(term)s: not after %(day)s.")
                % {
                    "one": LABELS[name],
                    "other": LABELS["selection_on"],
                    "term": setting.on(district, self.selection_on),
                    "day": list_date(latest),
                }
            )


def check_appeals(results_on: date, appeals_until: date, district: int) -> None:
    """Raises NotLegal unless the whole term of appeals lies after the publication."""
    earliest = last_day(APPEAL, district, results_on)
    if appeals_until < earliest:
        raise NotLegal(
            _("From «%(one)s» to «%(other)s» there must be at least %(term)s: not before %(day)s.")
            % {
                "one": LABELS["results_on"],
                "other": LABELS["appeals_until"],
                "term": APPEAL.on(district, results_on),
                "day": list_date(earliest),
            }
        )
