"""Rows of a plan that an order carries out: followed there from its signature on, done with it or given back."""

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.effects import FULFIL, HAND_BACK, TAKE_OVER
from governance.documents.approval.execution import following
from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.following import PlanFollowing
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.language.phrases import number_and_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.transitions import ByPaper, move

# A plan that was closed meanwhile keeps its marks, and the order is none the worse.
FOLLOWED = [ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED]


class PlanOrdered(PlanFollowing):
    """The moves that an order makes on the rows from which it was begun."""

    class Meta(PlanFollowing.Meta):
        abstract = True

    def check_to_be_ordered(self, row: PlanRow) -> None:
        """Raises NotLegal unless an order can be begun that carries out this row."""
        if self.state != ApprovalState.APPROVED:
            raise NotLegal(_("Orders are begun from the rows of an approved plan."))
        if row.done_on is not None:
            raise NotLegal(_("The row is marked as done already."))
        if row.taken_by_id is not None:
            raise NotLegal(_("Another order carries out this row already."))

    def _ordered(self, act: Act) -> tuple[Document, PlanRow | None]:
        """The order, and the row that its link names; None where changes of the plan have ended that."""
        order = act.basis
        carrying = order.carrying if order is not None else None
        assert order is not None  # made by a paper alone
        assert carrying is not None
        row = next((row for row in self.rows() if row.part == carrying.place), None)
        if row is not None:
            act.facts["row"] = row.pk
        return order, row

    @move(
        source=FOLLOWED,
        rule=ByPaper(TAKE_OVER),
        words=verb("plan", "Hand a row to an order", "handed a row to an order"),
        inner=True,
    )
    def take_over(self, act: Act) -> None:
        """An order was signed that was begun from the row: it is followed there, and nobody is asked here."""
        order, row = self._ordered(act)
        if row is None or self.state != ApprovalState.APPROVED:
            raise NotLegal(_("The plan does not have this row any more: the order is followed by itself."))
        if row.is_reported:
            raise NotLegal(_("A report on this row awaits its answer: accept it or return it first."))
        self.check_to_be_ordered(row)
        row.taken_by = order
        row.save(update_fields=["taken_by"])

    @move(
        source=FOLLOWED,
        rule=ByPaper(FULFIL),
        words=verb("plan", "Carry out a row", "a row carried out by an order"),
        inner=True,
    )
    def fulfil(self, act: Act) -> None:
        """The order is taken off control, and the row is done with it."""
        order, row = self._ordered(act)
        if row is None or row.taken_by_id != order.pk or row.done_on is not None:
            return
        row.done_on = clock.today()
        row.done_note = f"исполнен приказ {number_and_date(order.number, order.registered_on)}"
        row.save(update_fields=["done_on", "done_note"])
        following.answer(self, act, row.part, accepted=True)

    @move(
        source=FOLLOWED,
        rule=ByPaper(HAND_BACK),
        words=verb("plan", "Take a row back", "took a row back from an order"),
        inner=True,
    )
    def hand_back(self, act: Act) -> None:
        """The order has lost its force: the row is open again. One that is done stays so, unless the order is annulled:
        then it has never been."""
        order, row = self._ordered(act)
        if row is None or row.taken_by_id != order.pk:
            return
        if row.done_on is not None and order.phase != Phase.VOID:
            return
        row.taken_by, row.done_on, row.done_note = None, None, ""
        row.save(update_fields=["taken_by", "done_on", "done_note"])
