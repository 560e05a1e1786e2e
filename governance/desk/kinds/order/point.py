"""One point of an order for whoever controls it: carried out, moved, or returned to its executor."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.page import Page
from governance.desk.kinds.order.execution import PointShown, shown_point
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
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


@dataclass(frozen=True)
class PointMove:
    """What can be done with a point: the form that it asks for, the title of that, the word on its button."""

    form: type[SeenForm]
    title: Words
    submit: Words


POINT_MOVES = {
    "close_point": PointMove(CloseForm, gettext_lazy("Carried out"), gettext_lazy("Mark as carried out")),
    "move_due": PointMove(DueForm, gettext_lazy("Move the deadline"), gettext_lazy("Move")),
    "return_point": PointMove(ReturnForm, gettext_lazy("Return to the executor"), gettext_lazy("Return")),
}


@dataclass(frozen=True)
class MoveShown:
    """A move with its form, as it stands or as it was typed."""

    move: str
    form: SeenForm
    title: Words
    submit: Words


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
    tried = request.POST.get("move", "")
    moves = ["return_point"] if chosen.done_at else ["close_point", "move_due"]
    if tried in POINT_MOVES and tried not in moves:
        moves.append(tried)  # somebody was faster: the refusal says so, and what was typed stays
    forms = {
        move: POINT_MOVES[move].form(
            request.POST if move == tried else None,
            initial={"seen": document.revision},
            auto_id=f"{move}_%s",
        )
        for move in moves
    }
    form = forms.get(tried)
    if (
        form is not None
        and form.is_valid()
        and attempt(request, document, tried, form, part=chosen.part, **form.facts()) is not None
    ):
        return redirect("order_execution", pk=document.pk)
    page = PointPage(
        title=_("Point %(number)s") % {"number": chosen.number},
        crumbs=order_crumbs(document),
        document=document,
        point=shown_point(document, chosen, follows=False),
        forms=[
            MoveShown(move, form, POINT_MOVES[move].title, POINT_MOVES[move].submit)
            for move, form in forms.items()
        ],
        cancel=reverse("order_execution", args=[document.pk]),
    )
    return page.response(
        request, "governance/order/point.html", status=422 if request.method == "POST" else 200
    )
