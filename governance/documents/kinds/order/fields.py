"""The words of an order as people give them: what each field takes, and the sentence where it does not fit."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.wording import OrderWording
from governance.documents.language.phrases import list_date
from governance.roles.may import ground_for
from governance.roles.rights import Right

MOST_COPIES = 99
# The fields that people write as text: what pages call them, and their longest length.
TEXT_FIELDS = {
    "title": (_("title"), 500),
    "preamble": (_("grounds and purpose"), 10_000),
    "place": (_("place"), 100),
    "prepared_by": (_("executor of the paper, phone"), 200),
    "control_text": (_("control, in words"), 500),
}


def read_field(order: OrderWording, name: str, value: Any) -> Any:
    """The value to keep in the field `name`. Raises NotLegal when it does not fit or people may not write it."""
    if name in TEXT_FIELDS:
        return _read_text(name, value)
    if name == "series":
        if value not in order.Series.values:
            raise NotLegal(_("Choose the series of the order from the list."))
        return value
    if name == "control_by":
        if value is not None and ground_for(value, Right.CONTROL_ORDER, order.unit_id) is None:
            raise NotLegal(
                _("%(person)s has no right to control orders of «%(unit)s»: choose another person.")
                % {"person": value, "unit": order.unit}
            )
        return value
    if name == "acts_from":
        return _read_day(order, value)
    if name == "annex_copies":
        if value is not None and (type(value) is not int or not 1 <= value <= MOST_COPIES):
            raise NotLegal(_("Give the copies of the annex as a number from 1 to 99."))
        return value
    raise NotLegal(_("An order has no such field."))


def _read_day(order: OrderWording, value: Any) -> date | None:
    if value == order.acts_from:
        return order.acts_from
    if value is not None and not isinstance(value, date):
        raise NotLegal(_("Give the day as a date, for example 15.12.2011."))
    if order.says_day_itself:
        raise NotLegal(
            _(
                "The day stands in the words of this order: reject it, and draft the repealing order with another day."
            )
        )
    if value is not None and value < clock.today():
        raise NotLegal(
            _("An order comes into force from its signature on or later, not before %(day)s.")
            % {"day": list_date(clock.today())}
        )
    return value


def _read_text(name: str, value: Any) -> str:
    label, longest = TEXT_FIELDS[name]
    text = str(value or "").strip()
    if name != "preamble":  # only grounds may stand in several lines
        text = " ".join(text.split())
    if name == "title" and not text:
        raise NotLegal(_("Give the paper a title."))
    if len(text) > longest:
        raise NotLegal(
            _("The field «%(field)s» holds at most %(count)s characters: shorten it.")
            % {"field": label, "count": longest}
        )
    return text
