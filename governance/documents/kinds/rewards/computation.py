"""What an allocation comes to: the points of those who stand now, turned into sums out of the pools.

The law itself is pure and stands in `governance.documents.law.distribution`; here it meets the rows.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.law.distribution import Award, Funds, Rounding, distribute
from governance.documents.law.validation import ImpossibleInput, plain

# Who stands in an allocation: verified and before the council, or supported by a vote of their own.
STANDS = (State.REVIEW, State.SUPPORTED)
# Whose points are not known yet, or not to the council.
WAITS = (State.NOMINATED, State.OBJECTED, State.VERIFIED)


def compute(period: RewardPeriod) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pools and the rows as `distribute` gives them for the nominations with money that stand now.

    Raises NotLegal with the sentence of what does not fit.
    """
    nominations = list(period.nominations.filter(state__in=STANDS).prefetch_related("merits").order_by("pk"))
    awards = []
    for nomination in nominations:
        nomination.reward_period = period
        nomination.__dict__["lines"] = list(nomination.merits.all())
        measure = period.system.measure(nomination.measure)
        points = nomination.score().points if measure.with_money else Decimal(0)
        awards.append(Award(str(nomination.pk), nomination.pool, points, nomination.share.normalize()))
    try:
        funds = Funds(
            [period.pool(entry["code"]) for entry in period.pools],
            awards,
            Rounding(period.rounding),
            period.cap,
        )
    except ImpossibleInput as error:
        raise NotLegal(str(error)) from error
    result = distribute(funds).to_json()
    amounts = {entry["id"]: entry for entry in result["awards"]}
    rows = [
        {
            "nomination": int(award.id),
            "pool": award.pool,
            "points": plain(award.counted),
            "share": plain(award.share),
            "amount": amounts[award.id]["amount"],
            **({"note": amounts[award.id]["note"]} if "note" in amounts[award.id] else {}),
        }
        for award in awards
    ]
    return result["pools"], rows


def check_nobody_waits(period: RewardPeriod) -> None:
    """Raise NotLegal if a nomination has not reached the council yet, or is decided there separately.

    Whoever is left out of the adopted allocation gets nothing from this period any more.
    """
    if waiting := period.nominations.filter(state__in=WAITS).count():
        raise NotLegal(
            _("Nominations on their way to the council: %(count)d. Put them up, or withdraw them.")
            % {"count": waiting}
        )
    single = period.nominations.filter(state=State.REVIEW, on_agenda__isnull=False).first()
    if single is not None:
        raise NotLegal(
            _("«%(paper)s» is on an agenda of its own: the list is put up after that decision.")
            % {"paper": single}
        )


def check_within_pools(period: RewardPeriod, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises NotLegal when the sums of a pool's rows are above what the estimate gives it."""
    for entry in period.pools:
        paid = sum((Decimal(row["amount"]) for row in rows if row["pool"] == entry["code"]), Decimal(0))
        if paid > Decimal(entry["amount"]):
            raise NotLegal(
                _("«%(pool)s»: %(paid)s roubles would be paid, and the pool has %(amount)s.")
                % {"pool": entry["title"], "paid": plain(paid), "amount": entry["amount"]}
            )
