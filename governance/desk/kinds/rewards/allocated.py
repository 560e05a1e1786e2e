"""What an allocation gives, as its pages show it: what became of each pool, what each person gets and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.format import figure
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import roubles

# A row or a pool of an allocation as it is stored.
Entry = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class PoolShown:
    """`how`: the division that gives the value of a point; `percent`: how far it is spent."""

    title: str
    amount: str
    points: str
    value: str
    paid: str
    remainder: str
    excess: str
    how: str
    percent: int
    exceeded: bool


def pools_shown(period: RewardPeriod, pools: Iterable[Entry]) -> list[PoolShown]:
    """What became of each pool, in the order of the period."""
    entries = {pool["code"]: pool for pool in pools}
    return [pool_shown(pool, entries[pool["code"]]) for pool in period.pools if pool["code"] in entries]


def pool_shown(pool: Entry, entry: Entry) -> PoolShown:
    amount, paid = Decimal(pool["amount"]), Decimal(entry["paid"])
    return PoolShown(
        title=pool["title"],
        amount=roubles(amount),
        points=figure(entry["points"]),
        value=roubles(entry["value"]),
        paid=roubles(paid),
        remainder=roubles(entry["remainder"]),
        excess=roubles(entry.get("excess", "")),
        how=quotient(amount, entry),
        percent=int(paid * 100 / amount) if amount else 0,
        exceeded=paid > amount,
    )


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """`was`: the sum before a correction; `how`: the product that gives it; `hint`: what one point more would do."""

    nomination: int
    href: str
    name: str
    school: str
    measure: str
    pool: str
    points: str
    share: str
    amount: str
    was: str
    how: str
    capped: bool
    hint: str = ""


def nominations_of(rows: Iterable[Entry]) -> dict[int, Nomination]:
    """The nominations of the rows with their teachers and schools; one query."""
    found = Nomination.objects.filter(pk__in=[row["nomination"] for row in rows])
    return {one.pk: one for one in found.select_related("teacher", "unit")}


def people_shown(
    period: RewardPeriod,
    rows: Iterable[Entry],
    people: Mapping[int, Nomination],
    values: Mapping[str, str],
) -> list[PersonShown]:
    """One person a row, by school and name; `values` of a point by pool say how a sum came about."""

    def place(row: Entry) -> tuple[int | None, str, str, int]:
        one = people[row["nomination"]]
        return one.unit_id, one.teacher.surname, one.teacher.given, one.pk

    titles = {entry["code"]: entry["title"] for entry in period.pools}
    measures = {measure.code: measure for measure in period.system.all_measures}
    found = []
    for row in sorted(rows, key=place):
        one = people[row["nomination"]]
        measure = measures.get(one.measure)
        money = measure is not None and measure.with_money
        found.append(
            PersonShown(
                nomination=one.pk,
                href=reverse("paper", args=[one.pk]),
                name=one.teacher.full_name,
                school=str(one.unit),
                measure=measure.title if measure else "",
                pool=titles.get(row["pool"], ""),
                points=figure(row["points"]) if money else "",
                share=figure(row["share"]) if Decimal(row["share"]) != 1 else "",
                amount=roubles(row["amount"]) if money else "",
                was=roubles(row.get("was", "")),
                how=product(row, values.get(row["pool"], "0")) if money else "",
                capped=row.get("note") == "capped",
            )
        )
    return found


def with_hints(rows: Iterable[PersonShown], lowered: Mapping[int, Decimal]) -> list[PersonShown]:
    """The rows with what one point more would give to whom it would lower the sum."""
    said = _("one point more would give %(sum)s: the value of a point would fall by a rouble")
    return [
        replace(row, hint=said % {"sum": roubles(lowered[row.nomination])})
        if row.nomination in lowered
        else row
        for row in rows
    ]


def quotient(amount: Decimal, pool: Entry) -> str:
    """«36 000,00 : 77,5», where that gives the value of a point: a correction keeps the value as adopted."""
    counted = Decimal(pool["points"])
    if not 0 <= amount - counted * Decimal(pool["value"]) < counted:
        return ""
    return f"{roubles(amount)} : {figure(counted)}"


def product(row: Entry, value: str) -> str:
    """«26 × 464,00», where that is the sum: a limit, or a correction, gives another one."""
    if Decimal(row["points"]) * Decimal(value) != Decimal(row["amount"]):
        return ""
    return f"{figure(row['points'])} × {roubles(value)}"
