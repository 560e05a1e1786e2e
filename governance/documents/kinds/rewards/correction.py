"""A correction of an adopted allocation: other points for some, at the value of a point that was announced."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.allocation import Allocation, begin_allocation, locked_free
from governance.documents.kinds.rewards.computation import check_within_pools
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.law.validation import LARGEST_NUMBER, plain
from governance.roles.person import Person


@transaction.atomic
def draft_correction(period: RewardPeriod, points: Mapping[int, Decimal], *, by: Person) -> Allocation:
    """A correction of the adopted allocation: other points for some nominations, at the value already announced.

    Raises NotLegal without an adopted allocation, for a nomination that stands not in it or is rewarded without money,
    when nothing changes, or when a pool would be exceeded.
    """
    period = locked_free(period)
    adopted = period.allocations.filter(state=Allocation.State.ADOPTED).order_by("edition").last()
    if adopted is None:
        raise NotLegal(_("No allocation of this period is adopted: there is nothing to correct."))
    pools, rows = corrected(adopted, points)
    check_within_pools(period, rows)
    return begin_allocation(period, by=by, pools=pools, rows=rows, corrects=adopted)


def corrected(
    adopted: Allocation, points: Mapping[int, Decimal]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pools and the rows of a correction, not drafted yet. Raises NotLegal as `draft_correction`."""
    period = adopted.reward_period
    values = {entry["code"]: Decimal(entry["value"]) for entry in adopted.pools}
    paid = _with_money(adopted)
    rows = []
    for row in adopted.rows:
        row = {key: value for key, value in row.items() if key != "was"}
        if row["nomination"] in points:
            corrected = points[row["nomination"]]
            if row["nomination"] not in paid:
                raise NotLegal(_("Points pay nothing to those who are rewarded without money."))
            if not corrected.is_finite() or not 0 <= corrected <= LARGEST_NUMBER:
                raise NotLegal(_("Give the points as a number from 0, for example 12,5."))
            counted = corrected * Decimal(row["share"])
            if plain(counted) != row["points"]:
                row = _repaid_row(row, counted, values[row["pool"]], period.cap)
        rows.append(row)
    if points.keys() - {row["nomination"] for row in rows} or not any("was" in row for row in rows):
        raise NotLegal(_("Say whose points change: nothing would be corrected."))
    pools = [_repaid(entry, rows) for entry in adopted.pools]
    return pools, rows


def _with_money(allocation: Allocation) -> set[int]:
    measures = {
        measure.code for measure in allocation.reward_period.system.all_measures if measure.with_money
    }
    nominations = allocation.reward_period.nominations.filter(measure__in=measures)
    return set(nominations.values_list("pk", flat=True))


def _repaid_row(row: dict[str, Any], counted: Decimal, value: Decimal, cap: Decimal | None) -> dict[str, Any]:
    """The row with other points, at the value of a point that was announced, and what was paid before."""
    due = _due(counted, value)
    amount = due if cap is None else min(due, cap)
    kept = {key: text for key, text in row.items() if key != "note"}
    noted = {"note": "capped"} if amount < due else {}
    return {**kept, "points": plain(counted), "was": row["amount"], "amount": f"{amount:.2f}", **noted}


def _due(counted: Decimal, value: Decimal) -> Decimal:
    return (counted * value).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def _repaid(entry: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The pool after a correction: the value of a point stays, what is paid and left changes."""
    mine = [row for row in rows if row["pool"] == entry["code"]]
    paid = sum((Decimal(row["amount"]) for row in mine), Decimal(0))
    whole = Decimal(entry["paid"]) + Decimal(entry["remainder"])
    points = sum((Decimal(row["points"]) for row in mine), Decimal(0))
    due = sum((_due(Decimal(row["points"]), Decimal(entry["value"])) for row in mine), Decimal(0))
    kept = {key: value for key, value in entry.items() if key != "excess"}
    excess = {"excess": f"{due - paid:.2f}"} if due > paid else {}
    return {
        **kept,
        "points": plain(points),
        "paid": f"{paid:.2f}",
        "remainder": f"{whole - paid:.2f}",
        **excess,
    }
