"""An order that carries out a decision: its points in their order with the same words, executors and terms, linked.

What is due again in each period becomes a point with a point inside it for each period that is left. Signed, it takes
the points over, so that they are followed in the order alone; carried out, it ends them; without force before that, it
gives them back.
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
    """A point of a decision as an order takes it over: its part there, and who answers for it in words.

    `periods`: of what is due again, each period in words with its last day. Without a day or periods it is repeated in
    the order, and followed nowhere.
    """

    part: str
    text: str
    executor: Person | None
    executor_text: str
    due: date | None
    periods: Sequence[tuple[str, date]] = ()

    @property
    def is_followed(self) -> bool:
        return self.due is not None or bool(self.periods)

    def rows(self, number: int) -> list[OrderPoint]:
        """The point of the order with this number, and those inside it."""
        charged = {"executor": self.executor, "executor_text": self.executor_text[:300]}
        if not self.periods:
            return [OrderPoint(number=str(number), text=self.text, due=self.due, **charged)]
        return [
            OrderPoint(number=str(number), text=self.text),
            *(
                OrderPoint(number=f"{number}.{place}", text=f"За {words}", due=day, **charged)
                for place, (words, day) in enumerate(self.periods, start=1)
            ),
        ]


@undivided
def draft_order_on_decision(
    decision: Document, *, place: str, title: str, points: Sequence[TakenPoint], by: Person
) -> Order:
    """Draft the order on the points of one question (its number is `place`).

    Raises NotLegal where none of them is on control, NotAllowed where `by` may not draft orders in the school.
    """
    followed = [point for point in points if point.is_followed]
    if not followed:
        raise NotLegal(_("This decision has no points on control that an order could carry out."))
    rows = [row for number, point in enumerate(points, start=1) for row in point.rows(number)]
    links = [
        Link(target=decision, effect=BASIS, place=place),
        *(
            Link(target=decision, effect=effect, place=point.part)
            for effect in (TAKE_OVER, FULFIL, HAND_BACK)
            for point in followed
        ),
    ]
    return begin_order(issuing_school(decision), title, rows, links, by=by)


def issuing_school(decision: Document) -> Unit:
    """The school whose director orders it: that of a commission, of the district's bodies the base school."""
    parent = decision.unit.parent
    if parent is not None and parent.kind == UnitKind.SCHOOL:
        return parent
    return issuer_of(decision)
