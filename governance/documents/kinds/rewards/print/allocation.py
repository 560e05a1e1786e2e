"""An allocation as it prints: pool by pool who gets how much for how many points, and what the pool came to."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.language.phrases import roubles
from governance.documents.law.criteria.description import number
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine, PaperMarks, StampData
from governance.documents.printing.registry import prints

from .period import in_order, rules_of

STATUSES = {
    Allocation.State.DRAFT: "ПРОЕКТ",
    Allocation.State.REVIEW: "ПРОЕКТ",
    Allocation.State.DECLINED: "НЕ ПРИНЯТО",
}
KIND = "Распределение"
CAPPED = "ограничено пределом на одного человека"

Row = Mapping[str, Any]


class AllotmentLine(TypedDict):
    name: str
    school: str
    share: str
    points: str
    was: str  # of a correction the sum before; or ""
    amount: str
    note: str


class AllotmentPoolData(TypedDict):
    """One pool: the lines by name, and what it came to."""

    title: str
    facts: list[FactLine]
    rows: list[AllotmentLine]


class MeasuredLine(TypedDict):
    name: str
    school: str
    measure: str


class AllocationWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    corrected: bool
    pools: list[AllotmentPoolData]
    measured: list[MeasuredLine]  # rewarded without money


class AllocationMarks(PaperMarks):
    stamps: list[StampData]


def allocation_marks(allocation: Allocation, words: AllocationWords) -> AllocationMarks:
    return AllocationMarks(stamps=printed_stamps(allocation))


@prints("allocation", marks=allocation_marks, statuses=STATUSES)
def allocation_words(allocation: Allocation) -> AllocationWords:
    """All pools; a correction shows the sum before beside the new one."""
    period = allocation.reward_period
    keys = [row["nomination"] for row in allocation.rows]
    papers = {
        nomination.pk: nomination
        for nomination in Nomination.objects.filter(pk__in=keys).select_related("teacher", "unit")
    }
    by_name = sorted(
        allocation.rows, key=lambda row: (papers[row["nomination"]].teacher.full_name, row["nomination"])
    )
    paid = [row for row in by_name if period.system.measure(papers[row["nomination"]].measure).with_money]
    return AllocationWords(
        title=allocation.full_title,
        heading=_heading(allocation),
        facts=_facts(allocation),
        corrected=allocation.corrects_id is not None,
        pools=[_pool(allocation, entry, paid, papers) for entry in in_order(period, allocation.pools)],
        measured=[_measured(allocation, papers[row["nomination"]]) for row in by_name if row not in paid],
    )


def _heading(allocation: Allocation) -> list[str]:
    kind = f"Рекомендуемое {KIND.lower()}" if allocation.is_recommended else KIND
    lines = [kind, "поощрительных выплат", f"за {allocation.reward_period.title}"]
    return [*lines, f"(редакция {allocation.edition})"] if allocation.edition > 1 else lines


def _facts(allocation: Allocation) -> list[FactLine]:
    facts = [FactLine(label="Основание", text=cited(allocation.reward_period.system))]
    if allocation.corrects is not None:
        facts.append(FactLine(label="Исправляет", text=cited(allocation.corrects)))
    rules = " ".join(rules_of(allocation.reward_period))
    return [*facts, FactLine(label="Порядок расчёта", text=rules)]


def _pool(
    allocation: Allocation, entry: Row, rows: list[Row], found: Mapping[int, Nomination]
) -> AllotmentPoolData:
    titles = {pool["code"]: pool["title"] for pool in allocation.reward_period.pools}
    paid, remainder = Decimal(entry["paid"]), Decimal(entry["remainder"])
    facts = (
        ("Фонд", f"{roubles(paid + remainder)} руб."),
        ("Сумма баллов", number(Decimal(entry["points"]))),
        ("Стоимость балла", f"{roubles(Decimal(entry['value']))} руб."),
        ("К выплате", f"{roubles(paid)} руб."),
        ("Остаток фонда", f"{roubles(remainder)} руб."),
    )
    return AllotmentPoolData(
        title=f"Категория: {titles.get(entry['code'], entry['code'])}",
        facts=[FactLine(label=label, text=text) for label, text in facts],
        rows=[_line(row, found[row["nomination"]]) for row in rows if row["pool"] == entry["code"]],
    )


def _line(row: Row, nomination: Nomination) -> AllotmentLine:
    return AllotmentLine(
        name=nomination.teacher.full_name,
        school=nomination.unit.short_name,
        share=number(Decimal(row["share"])),
        points=number(Decimal(row["points"])),
        was=roubles(Decimal(row["was"])) if "was" in row else "",
        amount=roubles(Decimal(row["amount"])),
        note=CAPPED if row.get("note") == "capped" else "",
    )


def _measured(allocation: Allocation, nomination: Nomination) -> MeasuredLine:
    return MeasuredLine(
        name=nomination.teacher.full_name,
        school=nomination.unit.short_name,
        measure=allocation.reward_period.system.measure(nomination.measure).title,
    )
