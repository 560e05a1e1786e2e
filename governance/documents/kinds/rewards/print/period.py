"""A period of rewards as it prints: days, pools by rows of the estimate, at its end totals without persons."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypedDict

from governance.documents.kinds.rewards.period import FEWEST_PAID, RewardPeriod
from governance.documents.language.phrases import list_date, people, roubles
from governance.documents.law.distribution import Rounding
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine, PaperMarks
from governance.documents.printing.registry import prints
from governance.documents.settings.forms.rewards import REWARD_PERIOD_RULES, REWARD_TOTALS_NOTE

ROUNDED = {Rounding.ROUBLE.value: "рубля", Rounding.KOPECK.value: "копейки"}
STATUSES = {RewardPeriod.State.DRAFT: "ПРОЕКТ", RewardPeriod.State.CLOSED: "ПЕРИОД ЗАКРЫТ"}


class PoolLine(TypedDict):
    category: str
    row: str  # the place in the estimate
    amount: str


class TotalLine(TypedDict):
    """What a pool came to, without a person; `paid` and `remainder` are "" where too few share it."""

    category: str
    people: str
    value: str
    paid: str
    remainder: str


class PeriodWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    pools: list[PoolLine]
    rules: list[str]


class PeriodMarks(PaperMarks):
    totals: list[TotalLine]
    totals_note: str


def period_marks(period: RewardPeriod, words: PeriodWords) -> PeriodMarks:
    """What the allocation came to, once the period is closed."""
    if period.state != period.State.CLOSED:
        return PeriodMarks(totals=[], totals_note="")
    return PeriodMarks(
        totals=[_total(period, entry) for entry in in_order(period, period.totals)],
        totals_note=_note(period) if period.hidden else "",
    )


@prints("reward_period", marks=period_marks, statuses=STATUSES)
def period_words(period: RewardPeriod) -> PeriodWords:
    """What everybody may know of the period."""
    return PeriodWords(
        title=f"Период поощрения: {period.title}",
        heading=["Период поощрения", period.title],
        facts=_facts(period),
        pools=[
            PoolLine(category=entry["title"], row=str(entry["row"]), amount=roubles(Decimal(entry["amount"])))
            for entry in period.pools
        ],
        rules=rules_of(period),
    )


def _note(period: RewardPeriod) -> str:
    return REWARD_TOTALS_NOTE.filled(period.district_id, число=str(FEWEST_PAID))


def in_order(period: RewardPeriod, entries: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What is said of pools, in the order in which the period names them."""
    places = {pool["code"]: place for place, pool in enumerate(period.pools)}
    return sorted(entries, key=lambda entry: places.get(entry["code"], len(places)))


def rules_of(period: RewardPeriod) -> list[str]:
    """How a sum follows from points, in the words of paper (`distribution`)."""
    return REWARD_PERIOD_RULES.lines(
        period.district_id,
        чего=ROUNDED[period.rounding],
        предел=roubles(period.cap) if period.cap is not None else "",
    )


def _facts(period: RewardPeriod) -> list[FactLine]:
    facts = [
        FactLine(label="Начало и конец", text=f"{list_date(period.starts_on)} – {list_date(period.ends_on)}"),
        FactLine(label="Листы достижений сдаются по", text=list_date(period.sheets_until)),
        FactLine(label="Основание", text=cited(period.system)),
    ]
    if period.estimate is not None:
        facts.append(FactLine(label="Источник средств", text=cited(period.estimate)))
    return facts


def _total(period: RewardPeriod, entry: Mapping[str, Any]) -> TotalLine:
    titles = {pool["code"]: pool["title"] for pool in period.pools}
    hidden = entry["code"] in period.hidden
    paid, value, remainder = (
        "" if hidden else roubles(Decimal(entry[key])) for key in ("paid", "value", "remainder")
    )
    return TotalLine(
        category=titles.get(entry["code"], entry["code"]),
        people=f"меньше {FEWEST_PAID}" if hidden else people(entry["people"]),
        value=value,
        paid=paid,
        remainder=remainder,
    )
