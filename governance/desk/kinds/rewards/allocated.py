"""What an allocation gives, as its pages show it: what became of each pool, what each person gets and why."""

from collections.abc import Iterable, Mapping
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


class PoolShown:
    """What became of a pool. `how`: the division that gives the value of a point; `percent`: how far it is spent."""

    def __init__(self, pool: Entry, entry: Entry) -> None:
        amount, paid = Decimal(pool["amount"]), Decimal(entry["paid"])
        self.title = pool["title"]
        self.amount = roubles(amount)
        self.points = figure(entry["points"])
        self.value = roubles(entry["value"])
        self.paid = roubles(paid)
        self.remainder = roubles(entry["remainder"])
        self.excess = roubles(entry.get("excess", ""))
        self.how = quotient(amount, entry)
        self.percent = int(paid * 100 / amount) if amount else 0
        self.exceeded = paid > amount


def pools_shown(period: RewardPeriod, pools: Iterable[Entry]) -> list[PoolShown]:
    """In the order of the period."""
    entries = {pool["code"]: pool for pool in pools}
    return [PoolShown(pool, entries[pool["code"]]) for pool in period.pools if pool["code"] in entries]


class PersonShown:
    """What one person gets. `was`: the sum before a correction; `how`: the product that gives it."""

    hint = ""

    def __init__(self, row: Entry, one: Nomination, pools: Mapping[str, str], value: str) -> None:
        measures = one.reward_period.system.all_measures
        measure = next((measure for measure in measures if measure.code == one.measure), None)
        money = measure is not None and measure.with_money
        self.nomination = one.pk
        self.href = reverse("paper", args=[one.pk])
        self.name = one.teacher.full_name
        self.school = str(one.unit)
        self.measure = measure.title if measure else ""
        self.pool = pools.get(row["pool"], "")
        self.points = figure(row["points"]) if money else ""
        self.share = figure(row["share"]) if Decimal(row["share"]) != 1 else ""
        self.amount = roubles(row["amount"]) if money else ""
        self.was = roubles(row.get("was", ""))
        self.how = product(row, value) if money else ""
        self.capped = row.get("note") == "capped"


def nominations_of(rows: Iterable[Entry]) -> dict[int, Nomination]:
    """The nominations of the rows with their teachers and schools; one query."""
    found = Nomination.objects.filter(pk__in=[row["nomination"] for row in rows])
    return {one.pk: one for one in found.select_related("teacher", "unit")}


def people_shown(
    period: RewardPeriod,
    rows: Iterable[Entry],
    people: Mapping[int, Nomination],
    values: Mapping[str, str],
    lowered: Mapping[int, Decimal] | None = None,
) -> list[PersonShown]:
    """One person a row, by school and name; `values` of a point by pool say how a sum came about.

    Where one point more would lower a sum, to what stands in `lowered`.
    """
    pools = {entry["code"]: entry["title"] for entry in period.pools}
    found = []
    for row in sorted(rows, key=lambda row: place(people[row["nomination"]])):
        one = people[row["nomination"]]
        one.reward_period = period
        person = PersonShown(row, one, pools, values.get(row["pool"], "0"))
        if lowered and one.pk in lowered:
            said = _("one point more would give %(sum)s: the value of a point would fall by a rouble")
            person.hint = said % {"sum": roubles(lowered[one.pk])}
        found.append(person)
    return found


def place(nomination: Nomination) -> tuple[int, str, str, int]:
    """By which the people of an allocation are sorted."""
    teacher = nomination.teacher
    return nomination.unit_id, teacher.surname, teacher.given, nomination.pk


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
