"""What a published report does not tell: the figure of a school behind which so few people stand that one knows them.

A count of people from 1 to `least` - 1, or one that far below the count of which it is a part, is withheld. Where that
is one school alone, the sum of the district would tell it, so the next smallest goes with it. It is decided for each
input once, so that two indicators over the same input do not tell together what each withholds. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from governance.documents.law.indicators.computing import Given
from governance.documents.law.indicators.indicator import Indicator, Input, InputKind
from governance.documents.law.indicators.sheet import IndicatorSheet


@dataclass(frozen=True)
class Withheld:
    """By the code of each input that counts people: the keys of the schools whose count is not told."""

    sheet: IndicatorSheet
    by_input: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, sheet: IndicatorSheet, schools: Mapping[str, Given], least: int) -> "Withheld":
        """`schools`: what each has given, by its key; `least`: the fewest people of whom a figure tells."""
        counts = (row for row in sheet.inputs if row.kind == InputKind.PEOPLE)
        return cls(sheet, {row.code: _withheld(row, schools, least) for row in counts})

    def schools(self, indicator: Indicator) -> frozenset[str]:
        """Those whose figure of this indicator is not told."""
        return frozenset().union(*(self.by_input.get(code, ()) for code in self.sheet.inputs_of(indicator)))

    def district(self, indicator: Indicator) -> bool:
        """Whether the figure of the district is that of one school, which is not told."""
        return any(len(self.by_input.get(code, ())) == 1 for code in self.sheet.inputs_of(indicator))


def _withheld(row: Input, schools: Mapping[str, Given], least: int) -> frozenset[str]:
    told = {key: given[row.code] for key, given in schools.items() if row.code in given}
    few = {key for key in told if _is_few(row, schools[key], least)}
    if len(few) == 1:
        few |= set(sorted(told.keys() - few, key=lambda key: (told[key], key))[:1])
    return frozenset(few)


def _is_few(row: Input, given: Given, least: int) -> bool:
    counts = [given[row.code]]
    if row.part_of in given:
        counts.append(given[row.part_of] - counts[0])
    return any(Decimal(0) < count < least for count in counts)
