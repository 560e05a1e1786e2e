"""The distribution of reward pools by points: what a point is worth, what each is paid, what is left.

Pure: pools and awards in, amounts out. The what-if page, the council's decision and the `distribute` command
all ask here. Source: docs/domain.md, "Rewards".

Counted points. The points of an award times its share, the part of the period that the person worked.
Coefficient. Multiplies every amount, as the district coefficient of wages does (районный коэффициент); 1 unless given.
Value of a point. The pool divided by the sum of its counted points times the coefficient, rounded down to the rouble
    or the kopeck. It is the same for everybody in the pool and does not depend on the cap.
Amount. Counted points times the value times the coefficient, rounded down to the kopeck. So equal counted points get
    equal amounts, and more never less than fewer. Rounded to the rouble, the value can fall so far by one more point
    that the person who got it is paid less; the what-if before the vote shows that.
Cap per person. Whoever would get more is paid the cap. The excess goes back to the pool and stays there as part of
    its remainder. It is not shared out again: then a point would be worth more the harder the cap bites, and
    nobody could check an amount with the two numbers that are announced. The council may decide on the
    remainder anew. Over several pools the cap holds for the sum: a later pool, in the order given, pays what the
    earlier ones have left of it.
Remainder. The pool less what is paid: nothing is lost to rounding, and no pool is ever exceeded.
No points. A pool whose points are zero pays nothing and stays whole.
One person has one award in a pool: an id that stands in it twice is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import (
    ImpossibleInput,
    about,
    check_once,
    check_word,
    decimal_of,
    list_of,
    plain,
    shown,
    values_of,
    word_of,
)

_KOPECKS = 100
_POOL = gettext_lazy("Pool %(code)s")
_NUMBERED = gettext_lazy("Award no. %(number)d of the list")
_NAMED = gettext_lazy("Award %(id)s")


class Rounding(StrEnum):
    """To what the value of a point is rounded down."""

    ROUBLE = "down_rouble"
    KOPECK = "down_kopeck"


@dataclass(frozen=True)
class Pool:
    """Money for one category of people, from the adopted estimate."""

    code: str
    amount: Decimal

    @classmethod
    def from_json(cls, data: object) -> Self:
        code, amount = values_of(data, "pool", "code", "amount")
        code = word_of("code", code)
        with about(_POOL, code=code):
            return cls(code, _money("amount", amount))


@dataclass(frozen=True)
class Award:
    """One person's points in a pool, for their share of the period."""

    id: str
    pool: str
    points: Decimal
    share: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if self.share > 1:
            raise ImpossibleInput(
                _("“share” cannot be above 1, and %(share)s is.") % {"share": plain(self.share)}
            )

    @classmethod
    def from_json(cls, data: object, number: int) -> Self:
        """Read the award at this number of the input; the sentence of a refusal names the person."""
        with about(_NUMBERED, number=number):
            id_, pool, points, share = values_of(
                data, "award", "id", "pool", "points", optional={"share": "1"}
            )
            id_ = word_of("id", id_)
        with about(_NAMED, id=id_):
            return cls(id_, word_of("pool", pool), decimal_of("points", points), decimal_of("share", share))

    @property
    def counted(self) -> Decimal:
        return self.points * self.share


@dataclass(frozen=True)
class Funds:
    """What is to be distributed, and how. Raises `ImpossibleInput` for what contradicts itself."""

    pools: Sequence[Pool]
    awards: Sequence[Award]
    rounding: Rounding
    cap_per_person: Decimal | None = None
    coefficient: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        codes = [pool.code for pool in self.pools]
        check_once("pools", codes)
        in_pool: dict[str, list[str]] = {code: [] for code in codes}
        for award in self.awards:
            in_pool.setdefault(award.pool, []).append(award.id)
        for code in codes:
            check_once("awards", in_pool[code])
        for award in self.awards:
            if award.pool not in codes:
                raise ImpossibleInput(
                    _("Award %(id)s: there is no pool %(pool)s.")
                    % {"id": award.id, "pool": shown(award.pool)}
                )
        if self.cap_per_person == 0:
            raise ImpossibleInput(_("“cap_per_person” must be above zero; null stands for no cap."))
        if not self.coefficient:
            raise ImpossibleInput(_("“coefficient” must be above zero; left out it is 1."))

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the input of `distribute`; raises `ImpossibleInput` with one sentence that says what is wrong."""
        pools, rounding, awards, cap, coefficient = values_of(
            data,
            "input",
            "pools",
            "rounding",
            "awards",
            optional={"cap_per_person": None},
            nullable={"coefficient": "1"},
        )
        check_word("rounding", rounding, tuple(Rounding))
        return cls(
            [Pool.from_json(pool) for pool in list_of("pools", pools)],
            [Award.from_json(award, number) for number, award in enumerate(list_of("awards", awards), 1)],
            Rounding(rounding),
            None if cap is None else _money("cap_per_person", cap),
            decimal_of("coefficient", coefficient),
        )


@dataclass(frozen=True)
class Paid:
    """What one person is paid, and by which pools; `excess` is what the cap kept back."""

    id: str
    amount: Decimal
    excess: Decimal
    pools: tuple[tuple[str, Decimal], ...]

    def to_json(self) -> dict[str, Any]:
        line: dict[str, Any] = {"id": self.id, "amount": str(self.amount)}
        if self.excess:
            line["note"] = "capped"
        if len(self.pools) > 1:
            line["pools"] = [{"code": code, "amount": str(amount)} for code, amount in self.pools]
        return line


@dataclass(frozen=True)
class Spent:
    """The result of one pool; `excess` is the part of the remainder that the cap returned to it."""

    code: str
    points: Decimal
    value: Decimal
    paid: Decimal
    remainder: Decimal
    excess: Decimal

    def to_json(self) -> dict[str, str]:
        line = {
            "code": self.code,
            "points": plain(self.points),
            "value": str(self.value),
            "paid": str(self.paid),
            "remainder": str(self.remainder),
        }
        return line | {"excess": str(self.excess)} if self.excess else line


@dataclass(frozen=True)
class Distribution:
    """The result, pools by code and awards by id."""

    pools: tuple[Spent, ...]
    awards: tuple[Paid, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what `distribute` prints."""
        return {
            "pools": [pool.to_json() for pool in self.pools],
            "awards": [award.to_json() for award in self.awards],
        }


def distribute(funds: Funds) -> Distribution:
    """Return what each pool pays to whom, and what is left of it."""
    of_pool: dict[str, list[Award]] = {pool.code: [] for pool in funds.pools}
    for award in funds.awards:
        of_pool[award.pool].append(award)
    times = Fraction(funds.coefficient)
    spent: list[Spent] = []
    paid: dict[str, Paid] = {}
    for pool in funds.pools:
        awards = of_pool[pool.code]
        points = sum((award.counted for award in awards), Decimal(0))
        kopecks = _value_of_a_point(pool, Fraction(points) * times, funds.rounding)
        total = excess = _roubles(0)
        for award in awards:
            before = paid.get(award.id, Paid(award.id, _roubles(0), _roubles(0), ()))
            due = _roubles(Fraction(award.counted) * times * kopecks // 1)
            cap = funds.cap_per_person
            amount = due if cap is None else min(due, cap - before.amount)
            paid[award.id] = Paid(
                award.id,
                before.amount + amount,
                before.excess + due - amount,
                (*before.pools, (pool.code, amount)),
            )
            total += amount
            excess += due - amount
        spent.append(
            Spent(
                code=pool.code,
                points=points,
                value=Decimal(kopecks // _KOPECKS)
                if funds.rounding is Rounding.ROUBLE
                else _roubles(kopecks),
                paid=total,
                remainder=pool.amount - total,
                excess=excess,
            )
        )
    return Distribution(
        tuple(sorted(spent, key=lambda pool: pool.code)), tuple(paid[id_] for id_ in sorted(paid))
    )


def _value_of_a_point(pool: Pool, points: Fraction, rounding: Rounding) -> int:
    """The value of a point in kopecks; 0 where nobody has points."""
    if not points:
        return 0
    kopecks = Fraction(pool.amount * _KOPECKS) // points
    return kopecks - kopecks % _KOPECKS if rounding is Rounding.ROUBLE else kopecks


def _roubles(kopecks: int) -> Decimal:
    return Decimal(kopecks).scaleb(-2)


def _money(name: str, value: object) -> Decimal:
    """Read roubles with kopecks."""
    return decimal_of(name, value, digits=10, places=2).quantize(_roubles(1))
