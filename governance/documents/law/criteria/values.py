"""Reading what one applicant brings to the criteria of a sheet."""

from decimal import Decimal

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, decimal_of, plain

from .sheet import CriteriaSheet, check_known

# A key may be a moment, such as 20120620143059.
KEY_DIGITS = 14


def read_values(sheet: CriteriaSheet, data: object) -> dict[str, Decimal]:
    """Return the values by the code of their criterion; raises `ImpossibleInput` and names the field."""
    if not isinstance(data, dict):
        raise ImpossibleInput(_("“%(where)s” must be a JSON object.") % {"where": "values"})
    check_known("values", list(data), {**sheet.by_code, **dict.fromkeys(sheet.keys)})
    values = {
        code: decimal_of(code, value, digits=KEY_DIGITS if code in sheet.keys else 6)
        for code, value in data.items()
    }
    for code, value in values.items():
        largest = None if code in sheet.keys else sheet.by_code[code].max_value
        if largest is not None and value > largest:
            raise ImpossibleInput(
                _("“%(name)s” cannot be above %(largest)s, and %(value)s is.")
                % {"name": code, "largest": plain(largest), "value": plain(value)}
            )
    return values
