"""What an allocation gives, or would give under another rounding or limit: by pool, and to each person with why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import figure
from governance.desk.kinds.rewards.section import cap_field
from governance.desk.papers.forms import Facts
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import ROUNDINGS, RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.law.distribution import Award, Funds, Rounding, distribute

# A row or a pool as it is stored, by an allocation or by a period.
Entry = Mapping[str, Any]


# --- what is given ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PoolShown:
    """What became of a pool."""

    pool: Entry
    spent: Entry

    @property
    def percent(self) -> int:
        """How far it is spent."""
        amount = Decimal(self.pool["amount"])
        return int(Decimal(self.spent["paid"]) * 100 / amount) if amount else 0

    @property
    def is_exceeded(self) -> bool:
        return Decimal(self.spent["paid"]) > Decimal(self.pool["amount"])

    @property
    def how(self) -> str:
        """«36 000,00 : 77,5», where that gives the value of a point: a correction keeps the value as adopted."""
        amount, points = Decimal(self.pool["amount"]), Decimal(self.spent["points"])
        if not 0 <= amount - points * Decimal(self.spent["value"]) < points:
            return ""
        return f"{roubles(amount)} : {figure(points)}"


def pools_shown(period: RewardPeriod, pools: Iterable[Entry]) -> list[PoolShown]:
    """In the order of the period."""
    entries = {entry["code"]: entry for entry in pools}
    return [PoolShown(pool, entries[pool["code"]]) for pool in period.pools if pool["code"] in entries]


@dataclass(frozen=True)
class PersonShown:
    """What one person gets. `how`: the product that gives it; `lowered`: the sum that one point more would give."""

    row: Entry
    nomination: Nomination
    how: str = ""
    lowered: Decimal | None = None


def nominations_of(rows: Iterable[Entry]) -> dict[int, Nomination]:
    """The nominations of the rows with their teachers and schools; one query."""
    nominations = Nomination.objects.select_related("teacher", "unit")
    return nominations.in_bulk([row["nomination"] for row in rows])


def people_shown(
    period: RewardPeriod,
    rows: Iterable[Entry],
    people: Mapping[int, Nomination],
    values: Mapping[str, str],
    lowered: Mapping[int, Decimal],
) -> list[PersonShown]:
    """One person a row, by school and name; `values` of a point by pool say how a sum came about.

    Where one point more would lower a sum, to what stands in `lowered`.
    """
    for nomination in people.values():
        nomination.reward_period = period
    persons = []
    for row in rows:
        key, value = row["nomination"], values.get(row["pool"], "0")
        persons.append(PersonShown(row, people[key], product(row, value), lowered.get(key)))
    return sorted(persons, key=place)


def place(person: PersonShown) -> tuple[int, str, str, int]:
    """By which the people of an allocation are sorted."""
    nomination, teacher = person.nomination, person.nomination.teacher
    return nomination.unit_id, teacher.surname, teacher.given, nomination.pk


def product(row: Entry, value: str) -> str:
    """«26 × 464,00», where that is the sum: a limit, or a correction, gives another one."""
    if Decimal(row["points"]) * Decimal(value) != Decimal(row["amount"]):
        return ""
    return f"{figure(row['points'])} × {roubles(value)}"


# --- what would be given ----------------------------------------------------------------------------------------------


class WhatIfForm(forms.Form):
    rounding = forms.ChoiceField(label=gettext_lazy("The value of a point is rounded"), choices=ROUNDINGS)
    cap = cap_field(gettext_lazy("Empty: no limit."))


class WhatIf:
    """An allocation as it stands, or under the rounding and the cap that the address asks for: then it is `shown`.

    What is not understood stands beside its field and changes nothing.
    """

    def __init__(self, request: SignedInRequest, document: Allocation) -> None:
        period = document.reward_period
        standing: Facts = {"rounding": period.rounding, "cap": period.cap}
        is_asked = "rounding" in request.GET and document.corrects_id is None
        self.form = WhatIfForm(request.GET if is_asked else None, initial=standing)
        asked = self.form.cleaned_data if is_asked and self.form.is_valid() else standing
        self.rounding, self.cap = Rounding(asked["rounding"]), asked["cap"]
        self.pools: Iterable[Entry] = document.pools
        self.rows: Iterable[Entry] = document.rows
        self.shown = asked != standing
        if self.shown:
            result = distribute(funds(period, document.rows, self.rounding, self.cap)).to_json()
            awards = {entry["id"]: {"note": "", **entry} for entry in result["awards"]}
            self.pools = result["pools"]
            self.rows = [{**row, **awards[str(row["nomination"])]} for row in document.rows]

    @property
    def rule(self) -> str:
        """The rounding and the cap in a sentence."""
        words = {"rounding": dict(ROUNDINGS)[self.rounding], "cap": roubles(self.cap)}
        if self.cap is None:
            rule = _("The value of a point is rounded %(rounding)s; there is no limit for one person.")
        else:
            rule = _("The value of a point is rounded %(rounding)s; at most %(cap)s roubles for one person.")
        return rule % words


def funds(period: RewardPeriod, rows: Iterable[Entry], rounding: Rounding, cap: Decimal | None) -> Funds:
    """The rows as awards: their points are counted with the share already."""
    return Funds(
        [period.pool(entry["code"]) for entry in period.pools],
        [Award(str(row["nomination"]), row["pool"], Decimal(row["points"])) for row in rows],
        rounding,
        cap,
    )


def lowered_sums(period: RewardPeriod, rows: Iterable[Entry]) -> dict[int, Decimal]:
    """Whose sum would fall by one point more, and to what: the value of a point is rounded down (`distribution`)."""
    sums: dict[int, Decimal] = {}
    for row in rows if period.rounding == Rounding.ROUBLE else ():
        points = Decimal(row["points"])
        if not points:
            continue
        more = {**row, "points": points + Decimal(row["share"])}
        pool = [more if other is row else other for other in rows if other["pool"] == row["pool"]]
        awards = distribute(funds(period, pool, Rounding.ROUBLE, period.cap)).awards
        amount = next(paid.amount for paid in awards if paid.id == str(row["nomination"]))
        if amount < Decimal(row["amount"]):
            sums[row["nomination"]] = amount
    return sums
