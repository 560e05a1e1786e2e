"""Computing a list: the applications of a round, ranked by the campaign's sheet, wishes honoured in order.

The law itself is pure and stands in `governance.documents.law.ranking`; here it meets the rows.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.card import State
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.ranking import ClassList, Standing, honour_wishes, standings
from governance.documents.law.validation import plain

if TYPE_CHECKING:
    from governance.documents.kinds.admission.application import Application
    from governance.documents.kinds.admission.campaign import Campaign

# Who stands in a list: checked, or ranked by an earlier edition and not over.
STANDS = (State.REVIEW, State.TIED, State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED)


def applications_to_rank(campaign: "Campaign") -> "list[Application]":
    """The applications of the present round. Raises NotLegal while one of them is not checked or waits for papers."""
    applications = list(
        campaign.applications.filter(round=campaign.round)
        .select_related("campaign")
        .prefetch_related("claims", "checks")
        .order_by("pk")
    )
    for application in applications:
        # What was read for all at once, where each would ask for its own.
        application.campaign = campaign
        application.__dict__["all_claims"] = list(application.claims.all())
        application.__dict__["live_checks"] = [
            check for check in application.checks.all() if check.dropped_at is None
        ]
    unready = [
        application.number
        for application in applications
        if application.state in (State.REGISTERED, State.INCOMPLETE)
        or (application.state == State.REVIEW and not application.is_settled)
    ]
    if unready:
        raise NotLegal(
            _("These applications are not checked yet: № %(numbers)s.") % {"numbers": ", ".join(unready)}
        )
    return [application for application in applications if application.state in STANDS]


def compute(campaign: "Campaign") -> list[dict[str, Any]]:
    """The lists, one an offer, as plain data without a name: rows by rank, each with its points explained.

    Raises NotLegal while an application of the round is not ready.
    """
    applications = applications_to_rank(campaign)
    wishes = {application.public_code: application.all_wishes for application in applications}
    sheet, unlimited = campaign.sheet, _without_minimum(campaign.sheet)
    places = _places(campaign)
    ranked = {application.public_code: application.ranked() for application in applications}
    lists: dict[str, ClassList] = {}
    for offer in campaign.offers:
        asking = [ranked[code] for code, wished in wishes.items() if offer.code in wished]
        # The general class refuses nobody for points (docs/domain.md, "Admission").
        lists[offer.code] = ClassList(
            places[offer.code], standings(unlimited if offer.general else sheet, asking)
        )
    outcomes = honour_wishes(lists, wishes)
    return [
        {
            "code": offer.code,
            "name": offer.name,
            "places": places[offer.code],
            "rows": [
                _row(standing, outcomes[standing.applicant.id].get(offer.code))
                for standing in lists[offer.code].standings
            ],
        }
        for offer in campaign.offers
    ]


def _places(campaign: "Campaign") -> dict[str, int]:
    """The places that this round fills: what earlier rounds and enrolments have not taken."""
    kept = Q(state__in=(State.ENROLLED, State.OFFERED)) | Q(state=State.RECOMMENDED) & ~Q(
        round=campaign.round
    )
    held = campaign.applications.filter(kept).values_list("place", "offered")
    taken = [code for pair in held for code in pair if code]
    return {offer.code: max(0, offer.places - taken.count(offer.code)) for offer in campaign.offers}


def _without_minimum(sheet: CriteriaSheet) -> CriteriaSheet:
    return replace(
        sheet, criteria=tuple(replace(criterion, minimum=None) for criterion in sheet.criteria), required=()
    )


def _row(standing: Standing, outcome: Any) -> dict[str, Any]:
    """One line. Without an outcome the pupil has got a dearer wish, so this list does not count for them."""
    line: dict[str, Any] = {
        "id": standing.applicant.id,
        "rank": standing.rank,
        "points": plain(standing.score.points),
        "outcome": outcome.value if outcome is not None else "placed_higher",
        "why": standing.score.why(),
    }
    if outcome is not None:
        line |= {"guaranteed": True} if standing.guaranteed_by and standing.rank is not None else {}
        line |= {"reason": reason} if (reason := _reason(standing)) else {}
    return line


def _reason(standing: Standing) -> str:
    """Why, where the points alone do not say it; in the Russian of papers.

    Which circumstance gives a place is not told: the list is published, and the circumstance may be an illness.
    """
    with translation.override("ru"):
        sentences = [unmet.describe() for unmet in standing.score.unmet]
    if standing.rank is not None:
        sentences += ["Место гарантировано."] if standing.guaranteed_by else []
        sentences += ["Впереди всех."] if standing.ahead_by else []
    return " ".join(sentences)


def lines_of(lists: Iterable[dict[str, Any]], code: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Where an application stands: (list, row) of each wish."""
    return [(ranked, row) for ranked in lists for row in ranked["rows"] if row["id"] == code]
