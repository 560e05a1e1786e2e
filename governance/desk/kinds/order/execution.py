"""An order beside its text: visas, readers, points with deadlines on one page, and a page for each such point."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Badge, Crumb, Tab
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day, due_text
from governance.desk.base.page import Page
from governance.desk.base.rights import objection_to
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.part_moves import PartMove, PartPage, reason_field
from governance.desk.papers.tabs import tabs
from governance.desk.papers.work import attempt
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.kinds.order.reading import LONGEST_EXCUSE
from governance.documents.kinds.order.roll import has_roll

VISA_MEANINGS = {
    Visa.Outcome.AGREED: "force",
    Visa.Outcome.WITH_REMARKS: "due",
    Visa.Outcome.REFUSED: "alarm",
}
DROPS = ("drop_visa", "drop_reader")


@dataclass(frozen=True)
class Asked:
    """Somebody asked for a visa or to read, how that stands, and what this person may do: take them off the list, or
    name them as not having read it."""

    part: Visa | Acquaintance
    state: Badge
    droppable: bool
    excusable: bool = False


@dataclass(kw_only=True)
class OrderExecutionPage(Page):
    """templates/governance/order/execution.html; `follows`: whether this person controls the points; `roll`: whether
    there is an acquaintance roll to print."""

    document: Order
    tabs: Sequence[Tab]
    form: SeenForm
    visas: Sequence[Asked]
    readers: Sequence[Asked]
    have_read: int
    points: Sequence[tuple[OrderPoint, Badge]]
    follows: bool
    roll: bool


@of_paper("order")
def order_execution(request: SignedInRequest, document: Order) -> HttpResponse:
    """Who gave a visa, who has read it, which points are carried out; taking people off the lists."""
    form = SeenForm(request.POST or None)
    if request.method == "POST":
        name, _space, part = request.POST.get("do", "").partition(" ")
        if name not in DROPS:
            form.add_error(None, _("There is no such button: open the page again."))
        elif form.is_valid() and attempt(request, document, name, form, part=part) is not None:
            return redirect("order_execution", pk=document.pk)
    may_excuse = objection_to(request, document, "excuse_reader") is None
    may_drop = {name: objection_to(request, document, name) is None for name in DROPS}
    visas = document.visas.select_related("person", "appointment")
    readers = list(document.acquaintances.select_related("person"))
    points = document.points.filter(due__isnull=False).select_related("executor", "done_by")
    page = OrderExecutionPage(
        title=document.title,
        crumbs=order_crumbs(document),
        document=document,
        tabs=tabs(document, "execution"),
        form=form,
        visas=[Asked(visa, visa_state(visa), may_drop["drop_visa"] and not visa.lapsed_at) for visa in visas],
        readers=[
            Asked(
                reader,
                reader_state(reader),
                may_drop["drop_reader"] and not reader.confirmed_at,
                may_excuse and reader.is_open,
            )
            for reader in readers
        ],
        have_read=sum(1 for reader in readers if reader.confirmed_at),
        points=[(point, point_state(point)) for point in points],
        follows=objection_to(request, document, "close_point") is None,
        roll=has_roll(document),
    )
    return page.response(request, "governance/order/execution.html", status=422 if form.errors else 200)


def visa_state(visa: Visa) -> Badge:
    state = Badge("held", _("awaited"))
    if visa.outcome:
        state = Badge(VISA_MEANINGS[Visa.Outcome(visa.outcome)], visa.get_outcome_display())
    if visa.lapsed_at:
        return Badge("quiet", _("lapsed: %(what)s") % {"what": state.word})
    return state


def reader_state(reader: Acquaintance) -> Badge:
    if reader.confirmed_at:
        return Badge("force", _("read on %(day)s") % {"day": day(reader.confirmed_at.date())})
    if reader.excused_at:
        return Badge("quiet", _("has not read it"))
    if reader.asked_at:
        return Badge("held", _("asked on %(day)s") % {"day": day(reader.asked_at.date())})
    return Badge("quiet", _("will be asked at the signature"))


def point_state(point: OrderPoint) -> Badge:
    if point.done_at:
        return Badge("force", _("carried out"))
    return Badge(*due_text(point.deadline, clock.today()))


class PointPage(PartPage[Order]):
    """A point for whoever controls it; 404 where the order has no such point with a deadline."""

    template = "governance/order/point.html"
    move = "close_point"
    back = _("Back to the points")
    part_moves = {
        "close_point": PartMove(
            _("Carried out"),
            _("Mark as carried out"),
            note=text_field(_("What was done"), LONGEST_TEXT, lines=3, required=False),
        ),
        "move_due": PartMove(
            _("Move the deadline"),
            _("Move"),
            due=day_field(_("New deadline"), missing=_("Give the new deadline.")),
            reason=reason_field(_("Why it is moved"), _("Write why the deadline is moved.")),
        ),
        "return_point": PartMove(
            _("Return to the executor"),
            _("Return"),
            reason=reason_field(_("What is missing"), _("Write what is missing: the executor has to know.")),
        ),
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


class ReaderPage(PartPage[Order]):
    """Somebody who has to read the order and cannot confirm it; 404 where nobody is awaited."""

    move = "excuse_reader"
    back = _("Back to the points")
    part_moves = {
        "excuse_reader": PartMove(
            _("Has not read the order"),
            _("Name as not having read it"),
            reason=text_field(
                _("Why"), LONGEST_EXCUSE, missing=_("Write why: on leave, dismissed, refused to sign.")
            ),
        ),
    }

    def prepare(self) -> None:
        reader = self.document.acquaintances.filter(pk=self.part["reader"]).first()
        if reader is None or not reader.is_unread:
            raise Http404
        self.reader = reader

    def usual(self) -> Sequence[str]:
        return ["excuse_reader"]

    def part_facts(self) -> Facts:
        return {"part": self.reader.part}

    def state(self) -> Badge:
        return reader_state(self.reader)

    def get_title(self) -> str:
        return self.reader.name

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)

    def get_cancel(self) -> str:
        return reverse("order_execution", args=[self.document.pk])
