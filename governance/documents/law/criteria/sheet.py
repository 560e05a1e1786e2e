"""A whole sheet of criteria, as data, and the hash that names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from governance.documents.law.validation import (
    ImpossibleInput,
    check_numbers,
    check_once,
    decimal_of,
    list_of,
    plain,
    shown,
    values_of,
    words_of,
)
from governance.proof.canonical_json import sha256

from .criterion import Criterion

# The parts of a sheet that are lists of names.
NAMED = ("required", "guarantee", "ahead_of_all", "tie_break")

# The key by which the earlier application wins: the moment in which it was handed in, as 20120620143059.
SUBMITTED = "submitted"

# More than any sheet needs; together with the limited digits of a number it keeps every sum exact.
MOST_CRITERIA = 100
MOST_DECIMALS = 6


@dataclass(frozen=True)
class TieKey:
    """What orders equal points: the values of a criterion or of a key, the higher or the lower first."""

    name: str
    lower_first: bool


@dataclass(frozen=True)
class BestOf:
    """A group of criteria of which only the best `take` count."""

    codes: tuple[str, ...]
    take: int

    def __post_init__(self) -> None:
        check_numbers(take=self.take)
        if not 1 <= self.take <= len(self.codes):
            raise ImpossibleInput(
                _("“take” must be from 1 to %(most)d, as many as the group has codes.")
                % {"most": len(self.codes)}
            )

    @classmethod
    def from_json(cls, data: object) -> Self:
        codes, take = values_of(data, "best_of", "codes", "take")
        codes = words_of("codes", codes)
        if not codes:
            raise ImpossibleInput(_("“codes” must name at least one."))
        return cls(codes, take)

    def to_json(self) -> dict[str, Any]:
        return {"codes": list(self.codes), "take": self.take}


@dataclass(frozen=True)
class SumCap:
    """The most points that several criteria give together, after the caps and best-of of their own."""

    codes: tuple[str, ...]
    cap: Decimal

    @classmethod
    def from_json(cls, data: object) -> Self:
        codes, cap = values_of(data, "caps", "codes", "cap")
        codes = words_of("codes", codes)
        if not codes:
            raise ImpossibleInput(_("“codes” must name at least one."))
        return cls(codes, decimal_of("cap", cap))

    def to_json(self) -> dict[str, Any]:
        return {"codes": sorted(self.codes), "cap": plain(self.cap)}


@dataclass(frozen=True)
class CriteriaSheet:
    """The criteria and the rules that hold for several of them.

    `guarantee`, `ahead_of_all` and `precedence` name flags of applicants, `tie_break` names criteria and `keys`,
    which are values without points; a minus before a name puts the lower first. The ranking says what they do,
    rewards leave them empty. Raises `ImpossibleInput` for what contradicts itself.
    """

    criteria: tuple[Criterion, ...]
    best_of: tuple[BestOf, ...] = ()
    required: tuple[str, ...] = ()
    guarantee: tuple[str, ...] = ()
    ahead_of_all: tuple[str, ...] = ()
    tie_break: tuple[str, ...] = ()
    decimals: int = 2
    caps: tuple[SumCap, ...] = ()
    total_minimum: Decimal | None = None
    precedence: tuple[tuple[str, ...], ...] = ()
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.criteria) <= MOST_CRITERIA:
            raise ImpossibleInput(
                _("A sheet must have from 1 to %(most)d criteria.") % {"most": MOST_CRITERIA}
            )
        if type(self.decimals) is not int or not 0 <= self.decimals <= MOST_DECIMALS:
            raise ImpossibleInput(
                _("“round” must be a whole number from 0 to %(most)d.") % {"most": MOST_DECIMALS}
            )
        check_once("criteria", [criterion.code for criterion in self.criteria])
        check_once("best_of", [code for group in self.best_of for code in group.codes])
        self._check_caps()
        check_known("required", self.required, self.by_code)
        check_once("keys", [*self.keys, *self.by_code])
        check_known(
            "tie_break",
            [key.name for key in self.order_of_equals],
            {**self.by_code, **dict.fromkeys(self.keys)},
        )
        self._check_precedence()

    def _check_caps(self) -> None:
        check_once("caps", [code for cap in self.caps for code in cap.codes])
        for cap in self.caps:
            check_known("caps", cap.codes, self.by_code)
        own = [(criterion.code, criterion.cap) for criterion in self.criteria if criterion.cap is not None]
        for code, most in [*own, *((", ".join(cap.codes), cap.cap) for cap in self.caps)]:
            if most != round(most, self.decimals):
                raise ImpossibleInput(
                    _("The cap of %(code)s is finer than the points, which have %(decimals)d decimals.")
                    % {"code": code, "decimals": self.decimals}
                )

    def _check_precedence(self) -> None:
        check_once("precedence", [flag for flags in self.precedence for flag in flags])
        if self.precedence and self.ahead_of_all:
            raise ImpossibleInput(
                _("“precedence” and “ahead_of_all” cannot stand together: make the latter the first class.")
            )
        if not all(self.precedence):
            raise ImpossibleInput(_("Every class of “precedence” must name at least one flag."))

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a sheet as it is stored; only `criteria` is required, what else is left out is empty.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        criteria, best_of, decimals, *words, keys, caps, total_minimum, precedence = values_of(
            data,
            "sheet",
            "criteria",
            optional={"best_of": [], "round": 2, **{name: [] for name in NAMED}},
            nullable={"keys": [], "caps": [], "total_minimum": None, "precedence": []},
        )
        if total_minimum is not None:
            total_minimum = decimal_of("total_minimum", total_minimum)
        classes = list_of("precedence", precedence)
        return cls(
            tuple(Criterion.from_json(criterion) for criterion in list_of("criteria", criteria)),
            tuple(BestOf.from_json(group) for group in list_of("best_of", best_of)),
            caps=tuple(SumCap.from_json(cap) for cap in list_of("caps", caps)),
            total_minimum=total_minimum,
            precedence=tuple(words_of("precedence", flags) for flags in classes),
            keys=words_of("keys", keys),
            decimals=decimals,
            **{name: words_of(name, value) for name, value in zip(NAMED, words, strict=True)},
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads; equal rules give equal JSON."""
        groups = [BestOf(tuple(sorted(group.codes)), group.take).to_json() for group in self.best_of]
        newer = {
            "caps": sorted((cap.to_json() for cap in self.caps), key=lambda cap: cap["codes"]),
            "total_minimum": None if self.total_minimum is None else plain(self.total_minimum),
            "precedence": [sorted(flags) for flags in self.precedence],
            "keys": sorted(self.keys),
        }
        return {
            "criteria": [criterion.to_json() for criterion in self.criteria],
            "best_of": sorted(groups, key=lambda group: group["codes"]),
            "required": sorted(self.required),
            "guarantee": sorted(self.guarantee),
            "ahead_of_all": sorted(self.ahead_of_all),
            "tie_break": list(self.tie_break),
            "round": self.decimals,
            # Left out where they are empty: sheets without them keep their hash.
            **{name: value for name, value in newer.items() if value},
        }

    @cached_property
    def order_of_equals(self) -> tuple[TieKey, ...]:
        """The keys of `tie_break`; an exact name wins over a minus."""
        known = {*self.by_code, *self.keys}
        return tuple(
            TieKey(word.removeprefix("-"), lower_first=True)
            if word.startswith("-") and word not in known
            else TieKey(word, lower_first=False)
            for word in self.tie_break
        )

    @cached_property
    def flags(self) -> frozenset[str]:
        """All flags that the sheet knows."""
        classes = (flag for flags in self.precedence for flag in flags)
        return frozenset((*self.guarantee, *self.ahead_of_all, *classes))

    @property
    def criteria_hash(self) -> str:
        """The hash that the protocol cites, so that anybody can prove by which rules it was decided."""
        return sha256(self.to_json())

    @cached_property
    def by_code(self) -> Mapping[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}


def check_known(name: str, words: Sequence[str], known: Mapping[str, object]) -> None:
    """Raise `ImpossibleInput` for a word that is not among the `known` criteria."""
    for word in words:
        if word not in known:
            raise ImpossibleInput(
                _("“%(name)s” names %(word)s, and the sheet has no such criterion.")
                % {"name": name, "word": shown(word)}
            )
