"""An order that carries out points of a decision: the same words, executors and terms, with a link both ways.

Signed, it takes the points over, so that they are followed in the order alone; carried out, it ends them; without
force before that, it gives them back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.documents.approval.effects import FULFIL, HAND_BACK, TAKE_OVER
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import begin_order, issuer_of
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS
from governance.documents.record.under_way import undivided
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


@dataclass(frozen=True)
class TakenPoint:
    """A point of a decision as an order takes it over: its part there, and who answers for it in words."""

    part: str
    text: str
    executor: Person | None
    executor_text: str
    due: date | None


@undivided
def draft_order_on_decision(
    decision: Document, *, place: str, title: str, points: Sequence[TakenPoint], by: Person
) -> Order:
    """Draft the order on the points of one question (its number is `place`). Raises NotLegal without points, NotAllowed
    where `by` may not draft orders in the school."""
    if not points:
        raise NotLegal(_("This decision has no points on control that an order could carry out."))
    rows = [
        OrderPoint(
            text=point.text,
            executor=point.executor,
            executor_text=point.executor_text[:300],
            due=point.due,
        )
        for point in points
    ]
    links = [
        Link(target=decision, effect=BASIS, place=place),
        *(
            Link(target=decision, effect=effect, place=point.part)
            for effect in (TAKE_OVER, FULFIL, HAND_BACK)
            for point in points
        ),
    ]
    return begin_order(issuing_school(decision), title, rows, links, by=by)


def issuing_school(decision: Document) -> Unit:
    """The school whose director orders it: that of a commission, of the district's bodies the base school."""
    parent = decision.unit.parent
    if parent is not None and parent.kind == UnitKind.SCHOOL:
        return parent
    return issuer_of(decision)
