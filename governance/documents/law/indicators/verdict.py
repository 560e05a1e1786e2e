"""What a figure says beside its target and beside the year before. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from governance.documents.law.indicators.indicator import Good


class Trend(StrEnum):
    GREW = "grew"
    FELL = "fell"
    SAME = "same"


@dataclass(frozen=True)
class Verdict:
    """`reached`: None without a target or a figure; `trend`: None without a year before; `better`: None for neither."""

    reached: bool | None
    trend: Trend | None
    change: Decimal
    better: bool | None


def verdict(value: Decimal | None, before: Decimal | None, target: Decimal | None, good: Good) -> Verdict:
    """A target is reached where the figure is at least it, or at most it where less is better."""
    if value is None:
        return Verdict(None, None, Decimal(0), None)
    reached = None
    if target is not None and good != Good.NEUTRAL:
        reached = value <= target if good == Good.DOWN else value >= target
    if before is None:
        return Verdict(reached, None, Decimal(0), None)
    change = value - before
    trend = Trend.GREW if change > 0 else Trend.FELL if change < 0 else Trend.SAME
    better = None
    if good != Good.NEUTRAL and change:
        better = (change > 0) == (good == Good.UP)
    return Verdict(reached, trend, abs(change), better)
