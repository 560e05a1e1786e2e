"""One point of an order for whoever controls it: carried out, moved, or returned to its executor."""

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Badge, Crumb
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.order.execution import point_state
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.part_moves import PartMove, PartPage
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import LONGEST_REASON


class CloseForm(SeenForm):
    """The point is carried out."""

    note = text_field(gettext_lazy("What was done"), LONGEST_TEXT, lines=3, required=False)


class DueForm(SeenForm):
    """The point gets another deadline."""

    due = day_field(
        gettext_lazy("New deadline"), error_messages={"required": gettext_lazy("Give the new deadline.")}
    )
    reason = text_field(
        gettext_lazy("Why it is moved"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write why the deadline is moved.")},
    )


class ReturnForm(SeenForm):
    """What was reported does not do."""

    reason = text_field(
        gettext_lazy("What is missing"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write what is missing: the executor has to know.")},
    )


class PointPage(PartPage[Order]):
    """The page of a point; 404 where the order has no such point with a deadline."""

    template = "governance/order/point.html"
    move = "close_point"
    back = gettext_lazy("Back to the points")
    part_moves = {
        "close_point": PartMove(CloseForm, gettext_lazy("Carried out"), gettext_lazy("Mark as carried out")),
        "move_due": PartMove(DueForm, gettext_lazy("Move the deadline"), gettext_lazy("Move")),
        "return_point": PartMove(ReturnForm, gettext_lazy("Return to the executor"), gettext_lazy("Return")),
    }

    def prepare(self) -> None:
        followed = self.document.points.filter(pk=self.part["point"], due__isnull=False)
        point = followed.select_related("executor", "done_by").first()
        if point is None:
            raise Http404
        self.point = point

    def usual(self) -> Sequence[str]:
        return ["return_point"] if self.point.done_at else ["close_point", "move_due"]

    def part_facts(self) -> Facts:
        return {"part": self.point.part}

    def state(self) -> Badge:
        return point_state(self.point)

    def get_title(self) -> str:
        return _("Point %(number)s") % {"number": self.point.number}

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)

    def get_cancel(self) -> str:
        return reverse("order_execution", args=[self.document.pk])
