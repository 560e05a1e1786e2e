"""What of given figures cannot be, and what asks for an explanation. Pure: each fault is a sentence for whoever gives.

Cannot be: a part above its whole, a share above 100 %. Asks for a note: an input without a number, and one that differs
from the year before by more than `bound` per cent and by at least three.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from governance.documents.law.indicators.evaluation import Outcome, evaluate, known, unknown
from governance.documents.law.indicators.formula import Node, names_in
from governance.documents.law.indicators.indicator import Input, InputKind, UnitOf
from governance.documents.law.indicators.sheet import IndicatorSheet
from governance.documents.law.validation import plain

MATTERS = 3


@dataclass(frozen=True)
class Fault:
    """`code` of the input at which it is said; `note`: a note settles it."""

    code: str
    sentence: str
    note: bool = False


def faults_of(
    sheet: IndicatorSheet,
    asked: Sequence[Input],
    given: Mapping[str, Decimal],
    before: Mapping[str, Decimal],
    notes: Mapping[str, str],
    bound: int,
) -> list[Fault]:
    """What stands in the way of handing these figures in, in the order in which they are asked."""
    faults: list[Fault] = []
    too_large = {
        row.code
        for row in asked
        if row.part_of in given and row.code in given and given[row.code] > given[row.part_of]
    }
    shares = _shares(sheet, asked, given, too_large)
    for row in asked:
        if row.code not in given:
            if not notes.get(row.code):
                said = _("«%(name)s»: write the number, or a note why there is none.") % {"name": row.title}
                faults.append(Fault(row.code, said, note=True))
            continue
        if row.code in too_large:
            whole = sheet.input_by_code[row.part_of]
            said = _("«%(part)s» (%(more)s) cannot be more than «%(whole)s» (%(less)s).") % {
                "part": row.title,
                "more": shown(given[row.code]),
                "whole": whole.title,
                "less": shown(given[whole.code]),
            }
            faults.append(Fault(row.code, said))
        elif row.code in shares:
            faults.append(Fault(row.code, shares[row.code]))
        elif not notes.get(row.code) and is_sudden(row, given[row.code], before.get(row.code), bound):
            said = _("«%(name)s»: %(now)s, and a year ago %(then)s: add a note about such a change.") % {
                "name": row.title,
                "now": shown(given[row.code]),
                "then": shown(before[row.code]),
            }
            faults.append(Fault(row.code, said, note=True))
    return faults


def is_sudden(row: Input, now: Decimal, then: Decimal | None, bound: int) -> bool:
    if then is None or row.kind == InputKind.YES_NO:
        return False
    change = abs(now - then)
    return change >= MATTERS and change * 100 > bound * then


def shown(number: Decimal) -> str:
    return plain(number).replace(".", ",")


def _shares(
    sheet: IndicatorSheet, asked: Sequence[Input], given: Mapping[str, Decimal], told: set[str]
) -> dict[str, str]:
    """By the first input of its formula, what is said of a share above 100 %; not where it is `told` already."""
    own = {row.code for row in asked}

    def value_of(code: str) -> Outcome:
        return known(Fraction(given[code])) if code in given else unknown(code)

    def no_sum(_inner: Node) -> Outcome:
        return unknown("sum")

    said: dict[str, str] = {}
    for indicator in sheet.indicators:
        if indicator.unit_of != UnitOf.PERCENT or not indicator.formula:
            continue
        names = names_in(indicator.node)
        if not names or not names <= own or names & told:
            continue
        number = evaluate(indicator.node, value_of, no_sum).number
        if number is not None and number > 100:
            first = next(row.code for row in asked if row.code in names)
            rounded = Outcome(number).rounded(indicator.places)
            assert rounded is not None
            said.setdefault(
                first,
                _("«%(name)s» would be %(share)s %%, and a share is at most 100 %%.")
                % {"name": indicator.title, "share": shown(rounded)},
            )
    return said
