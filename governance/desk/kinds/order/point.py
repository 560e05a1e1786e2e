"""One point of an order for whoever controls it: carried out, moved, or returned to its executor."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.page import Page
from governance.desk.kinds.order.execution import PointShown, shown_point
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.part_moves import MoveShown, PartMove, PartMoves
from governance.desk.papers.work import work_page
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


POINT_MOVES = {
    "close_point": PartMove(CloseForm, gettext_lazy("Carried out"), gettext_lazy("Mark as carried out")),
    "move_due": PartMove(DueForm, gettext_lazy("Move the deadline"), gettext_lazy("Move")),
    "return_point": PartMove(ReturnForm, gettext_lazy("Return to the executor"), gettext_lazy("Return")),
}


@dataclass(kw_only=True)
class PointPage(Page):
    """templates/governance/order/point.html."""

    document: Order
    point: PointShown
    forms: list[MoveShown]
    cancel: str


@work_page("order", "close_point")
def order_point(request: SignedInRequest, document: Order, point: int) -> HttpResponse:
    """404 where the order has no such point with a deadline."""
    followed = document.points.filter(pk=point, due__isnull=False)
    chosen = followed.select_related("executor", "done_by").first()
    if chosen is None:
        raise Http404
    usual = ["return_point"] if chosen.done_at else ["close_point", "move_due"]
    moves = PartMoves(request, document, POINT_MOVES, usual)
    if moves.made(part=chosen.part):
        return redirect("order_execution", pk=document.pk)
    page = PointPage(
        title=_("Point %(number)s") % {"number": chosen.number},
        crumbs=order_crumbs(document),
        document=document,
        point=shown_point(document, chosen, follows=False),
        forms=moves.shown,
        cancel=reverse("order_execution", args=[document.pk]),
    )
    return page.response(
        request, "governance/order/point.html", status=422 if request.method == "POST" else 200
    )
