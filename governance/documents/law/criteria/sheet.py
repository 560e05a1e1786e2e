"""A whole sheet of criteria, as data, and the hash that names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from governance.documents.law.validation import (
    ImpossibleInput,
    check_numbers,
    check_once,
    list_of,
    shown,
    values_of,
    words_of,
)
from governance.proof.canonical_json import sha256

from .criterion import Criterion

# More than any sheet needs; together with the limited digits of a number it keeps every sum exact.
MOST_CRITERIA = 100
MOST_DECIMALS = 6


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
class CriteriaSheet:
    """The criteria and the rules that hold for several of them.

    `guarantee` and `ahead_of_all` name flags of applicants, `tie_break` names criteria: the ranking says what
    they do, rewards leave them empty. Raises `ImpossibleInput` for what contradicts itself.
    """

    criteria: tuple[Criterion, ...]
    best_of: tuple[BestOf, ...] = ()
    required: tuple[str, ...] = ()
    guarantee: tuple[str, ...] = ()
    ahead_of_all: tuple[str, ...] = ()
    tie_break: tuple[str, ...] = ()
    decimals: int = 2

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
        for criterion in self.criteria:
            if criterion.cap is not None and criterion.cap != round(criterion.cap, self.decimals):
                raise ImpossibleInput(
                    _("The cap of %(code)s is finer than the points, which have %(decimals)d decimals.")
                    % {"code": criterion.code, "decimals": self.decimals}
                )
        check_known("required", self.required, self.by_code)
        check_known("tie_break", self.tie_break, self.by_code)

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a sheet as it is stored; only `criteria` is required, what else is left out is empty.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        criteria, best_of, required, guarantee, ahead_of_all, tie_break, decimals = values_of(
            data,
            "sheet",
            "criteria",
            optional={
                "best_of": [],
                "required": [],
                "guarantee": [],
                "ahead_of_all": [],
                "tie_break": [],
                "round": 2,
            },
        )
        return cls(
            tuple(Criterion.from_json(criterion) for criterion in list_of("criteria", criteria)),
            tuple(BestOf.from_json(group) for group in list_of("best_of", best_of)),
            required=words_of("required", required),
            guarantee=words_of("guarantee", guarantee),
            ahead_of_all=words_of("ahead_of_all", ahead_of_all),
            tie_break=words_of("tie_break", tie_break),
            decimals=decimals,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads; equal rules give equal JSON."""
        groups = [BestOf(tuple(sorted(group.codes)), group.take).to_json() for group in self.best_of]
        return {
            "criteria": [criterion.to_json() for criterion in self.criteria],
            "best_of": sorted(groups, key=lambda group: group["codes"]),
            "required": sorted(self.required),
            "guarantee": sorted(self.guarantee),
            "ahead_of_all": sorted(self.ahead_of_all),
            "tie_break": list(self.tie_break),
            "round": self.decimals,
        }

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
