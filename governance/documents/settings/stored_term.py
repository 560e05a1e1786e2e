"""A term that one paper or one body has for itself, in the form in which the settings of a district have theirs.

A contract says how long before its end a party gives notice, a system of rewards how long a teacher may object: such a
paper begins with what the district has set, and keeps its own.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.checked_json import CheckedJSONField
from governance.documents.errors import NotLegal
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.working_days import Term

# The most of each unit, a year of them: what is longer is a mistyped number.
MOST = {"working_days": 250, "days": 366, "weeks": 52, "months": 12}


def checked_term(value: Any) -> Term:
    """Read {"count": 5, "unit": "working_days"}. Raises ValidationError for what is none, or longer than a year."""
    try:
        term = Term.from_json(value)
    except ImpossibleInput as error:
        raise ValidationError(str(error)) from error
    if term.count > MOST[term.unit]:
        raise ValidationError(
            _("A term has at most a year, and this one is “%(term)s”: correct its length or its unit.")
            % {"term": term}
        )
    return term


def read_term(value: Any) -> dict[str, Any]:
    """The same for a move on a paper: the JSON to store. Raises NotLegal with the sentence."""
    try:
        return checked_term(value).to_json()
    except ValidationError as error:
        raise NotLegal(error.messages[0]) from error


class TermField(CheckedJSONField):
    """The JSON of a `Term` of at most a year; whatever is none cannot be written."""

    checked = staticmethod(checked_term)
