"""Rewards on numbers: funds and points, what a point is worth, what each gets and how it was reckoned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import CommaField, SumField, choose_from, text_field
from governance.desk.base.format import figure
from governance.desk.editors.rows import RowsEditor
from governance.desk.pages.calculators.page import COUNT, Calculator
from governance.documents.language.phrases import roubles
from governance.documents.law.distribution import Distribution, Funds, Paid, Rounding, Spent, distribute
from governance.documents.law.validation import LONGEST_WORD, plain

ROUNDINGS = [
    (Rounding.ROUBLE.value, gettext_lazy("down to the rouble")),
    (Rounding.KOPECK.value, gettext_lazy("down to the kopeck")),
]
SUM = gettext_lazy("Give a sum in roubles, with kopecks at most, for example 50000,00.")
MOST_POOLS, MOST_PEOPLE = 10, 200


class DistributionForm(forms.Form):
    rounding = forms.ChoiceField(label=gettext_lazy("The value of a point is rounded"), choices=ROUNDINGS)
    cap = SumField(
        label=gettext_lazy("At most for one person, roubles"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        said=SUM,
        help_text=gettext_lazy("Empty: no limit."),
    )
    coefficient = CommaField(
        label=gettext_lazy("Coefficient"),
        required=False,
        min_value=Decimal("0.000001"),
        max_digits=12,
        decimal_places=6,
        said=gettext_lazy("Give a number above zero, for example 1,15."),
        help_text=gettext_lazy("The district coefficient of wages; empty: none."),
    )


class PoolForm(forms.Form):
    title = text_field(gettext_lazy("Fund"), LONGEST_WORD, missing=gettext_lazy("Name the fund."))
    amount = SumField(
        label=gettext_lazy("Sum, roubles"), min_value=0, max_digits=12, decimal_places=2, said=SUM
    )


class PersonForm(forms.Form):
    """One person in one fund; who stands in several funds has a line in each."""

    name = text_field(gettext_lazy("Who"), LONGEST_WORD, missing=gettext_lazy("Name the person."))
    pool = forms.ChoiceField(label=gettext_lazy("Out of which fund"))
    points = CommaField(
        label=pgettext_lazy("rewards", "Points"),
        min_value=0,
        max_digits=12,
        decimal_places=6,
        said=gettext_lazy("Give the points as a number from 0, for example 12,5."),
    )
    share = CommaField(
        label=gettext_lazy("Part of the period worked"),
        initial=Decimal(1),
        min_value=0,
        max_value=1,
        max_digits=7,
        decimal_places=6,
        said=gettext_lazy("Give the part from 0 to 1, for example 0,5."),
    )

    def __init__(self, *args: Any, pools: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "pool", [(title, title) for title in pools])


@dataclass(frozen=True)
class PoolShown:
    title: str
    amount: Decimal
    spent: Spent
    coefficient: Decimal

    @property
    def how(self) -> str:
        """«36 000,00 : 77,5 = 464,00 за балл»."""
        if not self.spent.points:
            return _("nobody has points in it")
        times = f" : {figure(self.coefficient)}" if self.coefficient != 1 else ""
        return _("%(sum)s : %(points)s%(times)s = %(value)s for a point") % {
            "sum": roubles(self.amount),
            "points": figure(self.spent.points),
            "times": times,
            "value": roubles(self.spent.value),
        }


@dataclass(frozen=True)
class PersonShown:
    paid: Paid
    # «26 × 464,00» for each fund.
    how: Sequence[str]

    @property
    def is_capped(self) -> bool:
        return bool(self.paid.excess)


@dataclass(frozen=True)
class DistributionShown:
    pools: Sequence[PoolShown]
    people: Sequence[PersonShown]


class DistributeCalculator(Calculator):
    title = gettext_lazy("Rewards by points")
    lead = gettext_lazy(
        "The council's allocation is computed by the same law. Do not type names: numbers or codes do."
    )
    template = "governance/calculators/distribute.html"
    shows = ("answer", "pools", "people")

    form: DistributionForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        begun = [{"title": _("teachers"), "amount": Decimal("50000.00")}]
        self.pools = RowsEditor(
            "pool", PoolForm, begun, self.data, blank=0, least=1, most=MOST_POOLS, saved_by=[COUNT]
        )
        self.people = RowsEditor(
            "person",
            PersonForm,
            [],
            self.data,
            blank=0,
            least=3,
            most=MOST_PEOPLE,
            unseen=("pool", "share"),
            saved_by=[COUNT],
            pools=titles_in(self.data) or [begun[0]["title"]],
        )
        self.pressed = self.pools.pressed or self.people.pressed
        self.form = DistributionForm(
            None if self.pressed else self.data,
            initial=None if self.data is None else dict(self.data.items()),
        )

    def is_valid(self) -> bool:
        valid = [self.form.is_valid(), self.pools.is_valid(), self.people.is_valid()]
        if all(valid) and not (self.pools.given and self.people.given):
            self.form.add_error(None, _("Name a fund with its sum, and at least one person with points."))
            return False
        return all(valid)

    def worked_out(self) -> DistributionShown:
        given, pools, people = self.form.cleaned_data, self.pools.given, self.people.given
        coefficient = given["coefficient"] or Decimal(1)
        funds = Funds.from_json(
            {
                "pools": [{"code": row["title"], "amount": plain(row["amount"])} for row in pools],
                "rounding": given["rounding"],
                "cap_per_person": None if given["cap"] is None else plain(given["cap"]),
                "coefficient": plain(coefficient),
                "awards": [
                    {
                        "id": row["name"],
                        "pool": row["pool"],
                        "points": plain(row["points"]),
                        "share": plain(row["share"]),
                    }
                    for row in people
                ],
            }
        )
        return shown(funds, distribute(funds))


def titles_in(data: QueryDict | None) -> list[str]:
    """The names of the funds as they stand on the page."""
    typed: Mapping[str, object] = data or {}
    return [
        " ".join(str(text).split())
        for name, text in typed.items()
        if name.startswith("pool-") and name.endswith("-title") and str(text).strip()
    ]


def shown(funds: Funds, result: Distribution) -> DistributionShown:
    spent = {pool.code: pool for pool in result.pools}
    times = f" × {figure(funds.coefficient)}" if funds.coefficient != 1 else ""
    how: dict[str, list[str]] = {}
    for award in funds.awards:
        product = f"{figure(award.counted)} × {roubles(spent[award.pool].value)}{times}"
        how.setdefault(award.id, []).append(product)
    return DistributionShown(
        [PoolShown(pool.code, pool.amount, spent[pool.code], funds.coefficient) for pool in funds.pools],
        [PersonShown(paid, how[paid.id]) for paid in result.awards],
    )
