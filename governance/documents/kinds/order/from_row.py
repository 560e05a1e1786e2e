"""An order that is begun from a row of a plan: it rests on the plan, and carries the row out (decision 50)."""

from collections.abc import Iterable

from governance.documents.approval.effects import FULFIL, HAND_BACK, TAKE_OVER
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS

# Of a row such an order has not been begun in vain.
IN_VAIN = (Order.State.REJECTED, Order.State.ANNULLED)


def links_to_row(plan: Document, part: str) -> list[Link]:
    """What the order is to the plan: it rests on it, takes the row over, ends it, and gives it back."""
    return [
        Link(target=plan, effect=BASIS),
        *(Link(target=plan, effect=effect, place=part) for effect in (TAKE_OVER, FULFIL, HAND_BACK)),
    ]


def orders_of_rows(plan: Document) -> dict[str, list[Document]]:
    """By the part of a row the orders begun from it that were not rejected or annulled; one query."""
    links: Iterable[Link] = (
        Link.objects.filter(target_id=plan.pk, effect=TAKE_OVER)
        .exclude(source__state__in=IN_VAIN)
        .select_related("source")
        .order_by("pk")
    )
    found: dict[str, list[Document]] = {}
    for link in links:
        found.setdefault(link.place, []).append(link.source)
    return found
