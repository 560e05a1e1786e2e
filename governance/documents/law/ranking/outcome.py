"""The ranking of one list, ready to be shown. The law stands at the head of the package."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.law.criteria import CriteriaSheet

from .applicant import RankingEntry
from .order import Standing, standings
from .wishes import ClassList, Outcome, honour_wishes


@dataclass(frozen=True)
class Ranked:
    """One applicant's standing with the outcome."""

    standing: Standing
    outcome: Outcome

    def reason(self) -> str:
        """Explain the outcome where the points alone do not; otherwise an empty text."""
        standing, outcome = self.standing, self.outcome
        sentences = [unmet.describe() for unmet in standing.score.unmet]
        if outcome is not Outcome.NOT_RECOMMENDED:
            if standing.guaranteed_by:
                sentences.append(_("A guaranteed place: %(flag)s.") % {"flag": standing.guaranteed_by})
            if standing.ahead_by:
                sentences.append(_("Ranked ahead of all others: %(flag)s.") % {"flag": standing.ahead_by})
            if standing.precedes_by:
                sentences.append(_("Ranked by precedence: %(flag)s.") % {"flag": standing.precedes_by})
        if outcome is Outcome.TIED:
            sentences.append(
                _("Not all who share this rank fit into the places: an additional test decides.")
            )
        return " ".join(sentences)

    def to_json(self) -> dict[str, Any]:
        """Return what `rank` prints of one applicant."""
        line = {
            "id": self.standing.applicant.id,
            "rank": self.standing.rank,
            "points": str(self.standing.score.points),
            "outcome": self.outcome.value,
            "why": self.standing.score.why(),
        }
        reason = self.reason()
        return line | {"reason": reason} if reason else line


def rank(sheet: CriteriaSheet, places: int, applicants: Iterable[RankingEntry]) -> list[Ranked]:
    """Return everybody by rank with their outcome, then those without a rank."""
    ordered = standings(sheet, applicants)
    everybody = [standing.applicant.id for standing in ordered]
    outcomes = honour_wishes({"": ClassList(places, ordered)}, {id_: [""] for id_ in everybody})
    return [Ranked(standing, outcomes[standing.applicant.id][""]) for standing in ordered]
