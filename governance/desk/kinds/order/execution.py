"""An order beside its text: visas, readers, points with deadlines, all on one page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab, Words
from governance.desk.base.format import day, due_text, state_of
from governance.desk.base.page import Page
from governance.desk.kinds.order.forms import order_crumbs
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.tabs import tabs
from governance.desk.papers.work import attempt
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of

VISA_MEANINGS = {
    Visa.Outcome.AGREED: "force",
    Visa.Outcome.WITH_REMARKS: "due",
    Visa.Outcome.REFUSED: "alarm",
}


def may(request: SignedInRequest, document: Document, move: str) -> bool:
    """Whether this person can make the move as the paper stands; no query for rules without a personal part."""
    try:
        rule: Any = transition_of(document, move).permission
    except Refused:
        return False
    return rule.objection(document, request.user, request.pairs) is None


@dataclass(frozen=True, kw_only=True)
class ReaderShown:
    """Somebody who has to read it; `drop` is the value of the button that takes them off the list."""

    name: str
    meaning: str
    word: Words
    drop: str


@dataclass(frozen=True, kw_only=True)
class VisaShown(ReaderShown):
    """Somebody whose opinion was asked."""

    role: str
    day: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class PointShown:
    """A point with a deadline; `href` for whoever controls it."""

    number: str
    text: str
    executor: str
    meaning: str
    word: Words
    notes: list[str]
    href: str


@dataclass(kw_only=True)
class OrderExecutionPage(Page):
    """templates/governance/order/execution.html."""

    document: Order
    state: object
    tabs: list[Tab]
    form: SeenForm
    seen: int
    visas: list[VisaShown]
    readers: list[ReaderShown]
    have_read: int
    points: list[PointShown]
    signed: bool


# --- the page -----------------------------------------------------------------------------------------------------

DROPS = ("drop_visa", "drop_reader")


@of_paper("order")
def order_execution(request: SignedInRequest, document: Order) -> HttpResponse:
    """Who gave a visa, who has read it, which points are carried out; taking people off the lists."""
    form = SeenForm(request.POST or None)
    if request.method == "POST":
        name, _space, part = request.POST.get("do", "").partition(" ")
        if (
            form.is_valid()
            and name in DROPS
            and attempt(request, document, name, form, part=part) is not None
        ):
            return redirect("order_execution", pk=document.pk)
        if name not in DROPS:
            form.add_error(None, _("There is no such button: open the page again."))
    visas = document.visas.select_related("person", "appointment")
    readers = list(document.acquaintances.select_related("person"))
    points = list(document.points.select_related("executor", "done_by"))
    follows = may(request, document, "close_point")
    page = OrderExecutionPage(
        title=document.title,
        crumbs=order_crumbs(document),
        document=document,
        state=state_of(document),
        tabs=tabs(document, "execution"),
        form=form,
        seen=document.revision,
        visas=[shown_visa(visa, droppable=may(request, document, "drop_visa")) for visa in visas],
        readers=[shown_reader(reader, droppable=may(request, document, "drop_reader")) for reader in readers],
        have_read=sum(1 for reader in readers if reader.confirmed_at),
        points=[shown_point(document, point, follows=follows) for point in points if point.due],
        signed=bool(document.number),
    )
    return page.response(request, "governance/order/execution.html", status=422 if form.errors else 200)


def shown_visa(visa: Visa, *, droppable: bool) -> VisaShown:
    meaning, word = "held", _("awaited")
    if visa.outcome:
        meaning, word = VISA_MEANINGS[Visa.Outcome(visa.outcome)], visa.get_outcome_display()
    if visa.lapsed_at:
        meaning, word = "quiet", _("lapsed: %(what)s") % {"what": word}
    return VisaShown(
        name=visa.person.name,
        role=visa.appointment.capacity,
        meaning=meaning,
        word=word,
        day=day(visa.given_at.date()) if visa.given_at else "",
        remark=visa.remark,
        drop=f"drop_visa {visa.part}" if droppable and not visa.lapsed_at else "",
    )


def shown_reader(reader: Acquaintance, *, droppable: bool) -> ReaderShown:
    if reader.confirmed_at:
        meaning, word = "force", _("read on %(day)s") % {"day": day(reader.confirmed_at.date())}
    elif reader.asked_at:
        meaning, word = "held", _("asked on %(day)s") % {"day": day(reader.asked_at.date())}
    else:
        meaning, word = "quiet", _("will be asked at the signature")
    return ReaderShown(
        name=reader.person.name,
        meaning=meaning,
        word=word,
        drop=f"drop_reader {reader.part}" if droppable and not reader.confirmed_at else "",
    )


def shown_point(document: Order, point: OrderPoint, *, follows: bool) -> PointShown:
    notes = []
    if point.done_at:
        meaning, word = "force", _("carried out")
        said = f": {point.done_note}" if point.done_note else ""
        notes.append(f"{point.done_by}, {day(point.done_at.date())}{said}")
    else:
        meaning, word = due_text(point.deadline, clock.today())
    if point.moved_to:
        notes.append(_("The deadline was %(day)s.") % {"day": day(point.due)})
    return PointShown(
        number=point.number,
        text=point.text,
        executor=point.executor_line,
        meaning=meaning,
        word=word,
        notes=notes,
        href=reverse("order_point", args=[document.pk, point.pk]) if follows else "",
    )
