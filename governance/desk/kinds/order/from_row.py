"""The row of a plan from which an order is begun: named by the address, for whoever sees the plan and drafts orders."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.keys import key_in
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import issuer_of
from governance.documents.kinds.order.from_row import links_to_row, orders_of_rows
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.roles.unit import Unit

# In the query of an address: «row=12.45», the plan and its row.
ROW = "row"


@dataclass(frozen=True)
class RowToOrder:
    """A row, its plan, the school that issues the order, and orders that were begun from it before."""

    plan: Plan
    row: PlanRow
    school: Unit
    begun: list[Document]

    @property
    def query(self) -> str:
        return f"{ROW}={self.plan.pk}.{self.row.pk}"

    @property
    def href(self) -> str:
        return f"{reverse('plan_execution', args=[self.plan.pk])}#row-{self.row.pk}"

    def links(self) -> list[Link]:
        """Raises NotLegal where no order can be begun from the row now."""
        self.plan.check_to_be_ordered(self.row)
        return links_to_row(self.plan, self.row.part)

    @property
    def hindrance(self) -> str:
        """Why no order can be begun now; or that one is under way."""
        try:
            self.plan.check_to_be_ordered(self.row)
        except NotLegal as refusal:
            return str(refusal)
        if self.begun:
            return _("An order on this row is under way already: «%(order)s».") % {"order": self.begun[0]}
        return ""


def row_asked(request: SignedInRequest, schools: list[Unit]) -> RowToOrder | None:
    """The row that the address names; None where it names none. Raises Http404 where this person cannot order it."""
    asked = request.GET.get(ROW, "")
    if not asked:
        return None
    plan_key, row_key = map(key_in, (asked.partition(".")[0], asked.partition(".")[2]))
    if plan_key is None or row_key is None:
        raise Http404
    plans = Plan._default_manager.select_related("unit", "district").visible_to(request.user, request.pairs)
    plan = plans.filter(pk=plan_key).first()
    row = plan.rows().filter(pk=row_key).select_related("taken_by").first() if plan is not None else None
    if plan is None or row is None:
        raise Http404
    try:
        school = issuer_of(plan)
    except NotLegal as refusal:
        raise Http404 from refusal
    own = next((unit for unit in schools if unit.pk == school.pk), None)
    if own is None:
        raise Http404
    return RowToOrder(plan, row, own, orders_of_rows(plan).get(row.part, []))
