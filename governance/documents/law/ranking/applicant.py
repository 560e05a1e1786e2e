"""Reading who is ranked: a code, values and flags; never a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.criteria import CriteriaSheet, read_values
from governance.documents.law.validation import (
    ImpossibleInput,
    about,
    check_once,
    list_of,
    shown,
    values_of,
    word_of,
    words_of,
)

_NUMBERED = gettext_lazy("Applicant no. %(number)d of the list")
_NAMED = gettext_lazy("Applicant %(id)s")


@dataclass(frozen=True)
class RankingEntry:
    """One applicant as the ranking takes it: values by code of a criterion, and flags that the sheet names."""

    id: str
    values: Mapping[str, Decimal]
    flags: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: object, sheet: CriteriaSheet, number: int) -> Self:
        """Read the applicant who stands at this number of the input.

        Raises `ImpossibleInput` with one sentence that names applicant and field.
        """
        with about(_NUMBERED, number=number):
            id_, values, flags = values_of(data, "applicant", "id", "values", optional={"flags": []})
            id_ = word_of("id", id_)
        with about(_NAMED, id=id_):
            return cls(id_, read_values(sheet, values), _read_flags(sheet, flags))


def read_applicants(sheet: CriteriaSheet, data: object) -> list[RankingEntry]:
    """Read a list of applicants, none of them twice; raises `ImpossibleInput`."""
    applicants = [
        RankingEntry.from_json(applicant, sheet, number)
        for number, applicant in enumerate(list_of("applicants", data), start=1)
    ]
    check_once("applicants", [applicant.id for applicant in applicants])
    return applicants


def _read_flags(sheet: CriteriaSheet, data: object) -> tuple[str, ...]:
    flags = words_of("flags", data)
    for flag in flags:
        # A flag that the sheet does not know is misspelt, and would silently cost a place.
        if flag not in sheet.flags:
            raise ImpossibleInput(
                _("“flags” names %(flag)s, and neither “guarantee” nor “ahead_of_all” nor “precedence” does.")
                % {"flag": shown(flag)}
            )
    return flags
