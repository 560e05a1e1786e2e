"""Reading what one applicant brings to the criteria of a sheet."""

from decimal import Decimal

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, decimal_of, plain

from .sheet import CriteriaSheet, check_known


def read_values(sheet: CriteriaSheet, data: object) -> dict[str, Decimal]:
    """Return the values by the code of their criterion; raises `ImpossibleInput` and names the field."""
    if not isinstance(data, dict):
        raise ImpossibleInput(_("“%(where)s” must be a JSON object.") % {"where": "values"})
    check_known("values", list(data), sheet.by_code)
    values = {code: decimal_of(code, value) for code, value in data.items()}
    for code, value in values.items():
        largest = sheet.by_code[code].max_value
        if largest is not None and value > largest:
            raise ImpossibleInput(
                _("“%(name)s” cannot be above %(largest)s, and %(value)s is.")
                % {"name": code, "largest": plain(largest), "value": plain(value)}
            )
    return values
