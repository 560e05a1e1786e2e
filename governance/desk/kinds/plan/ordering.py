"""The orders that carry out rows of a plan: which there are, and who may begin one."""

from dataclasses import dataclass

from governance.desk.base.access import SignedInRequest
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.order.from_row import orders_of_rows
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.roles.rights import Right


@dataclass(frozen=True)
class OrderOfRow:
    """An order begun from a row; `is_open` to the reader: others learn its number alone."""

    order: Document
    is_open: bool


def orders_shown(request: SignedInRequest, plan: Plan) -> dict[str, list[OrderOfRow]]:
    """By the part of a row the orders that were begun from it; two queries at most."""
    by_row = orders_of_rows(plan)
    keys = [order.pk for orders in by_row.values() for order in orders]
    seen = Document.objects.visible_to(request.user, request.pairs)
    known = set(seen.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return {
        part: [OrderOfRow(order, order.pk in known) for order in orders] for part, orders in by_row.items()
    }


def begins_orders(request: SignedInRequest, plan: Plan) -> bool:
    """Whether this person drafts orders of the district's base school, and the plan is in force; no query."""
    schools = {held.unit_id for held in request.appointments if held.unit.is_base}
    drafts = any((Right.DRAFT_ORDER, pk) in request.pairs for pk in schools)
    return drafts and plan.state == ApprovalState.APPROVED
