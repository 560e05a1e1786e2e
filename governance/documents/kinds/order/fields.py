"""The words of an order as people give them: what each field takes, and the sentence where it does not fit."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.card import OrderCard
from governance.roles.may import ground_for
from governance.roles.rights import Right

# The fields that people write as text: what pages call them, and their longest length.
TEXT_FIELDS = {
    "title": (_("title"), 500),
    "preamble": (_("grounds and purpose"), 10_000),
    "place": (_("place"), 100),
    "prepared_by": (_("executor of the paper, phone"), 200),
    "control_text": (_("control, in words"), 500),
}


def read_field(order: OrderCard, name: str, value: Any) -> Any:
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
    raise NotLegal(_("An order has no such field."))


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
