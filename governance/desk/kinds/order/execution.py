"""An order beside its text: visas, readers, points with deadlines."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day, due_words, state_of
from governance.desk.kinds.order.forms import LONGEST_TEXT
from governance.desk.kinds.order.page import frame
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.tabs import tabs
from governance.desk.papers.work import attempt, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON, transition_of

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


# --- the page -----------------------------------------------------------------------------------------------------

DROPS = ("drop_visa", "drop_reader")


@of_paper("order")
def order_execution(request: SignedInRequest, document: Any) -> HttpResponse:
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
    context = {
        **frame(document),
        "title": document.title,
        "state": state_of(document),
        "tabs": tabs(document, "execution"),
        "form": form,
        "seen": document.revision,
        "visas": [shown_visa(visa, droppable=may(request, document, "drop_visa")) for visa in visas],
        "readers": [shown_reader(one, droppable=may(request, document, "drop_reader")) for one in readers],
        "have_read": sum(1 for reader in readers if reader.confirmed_at),
        "points": [shown_point(document, point, follows=follows) for point in points if point.due],
        "signed": bool(document.number),
    }
    return render(request, "governance/order/execution.html", context, status=422 if form.errors else 200)


def shown_visa(visa: Visa, *, droppable: bool) -> dict[str, Any]:
    meaning, word = "held", _("awaited")
    if visa.outcome:
        meaning, word = VISA_MEANINGS[Visa.Outcome(visa.outcome)], visa.get_outcome_display()
    if visa.lapsed_at:
        meaning, word = "quiet", _("lapsed: %(what)s") % {"what": word}
    return {
        "name": visa.person.name,
        "role": visa.appointment.capacity,
        "meaning": meaning,
        "word": word,
        "day": day(visa.given_at.date()) if visa.given_at else "",
        "remark": visa.remark,
        "drop": f"drop_visa {visa.part}" if droppable and not visa.lapsed_at else "",
    }


def shown_reader(reader: Acquaintance, *, droppable: bool) -> dict[str, Any]:
    if reader.confirmed_at:
        meaning, word = "force", _("read on %(day)s") % {"day": day(reader.confirmed_at.date())}
    elif reader.asked_at:
        meaning, word = "held", _("asked on %(day)s") % {"day": day(reader.asked_at.date())}
    else:
        meaning, word = "quiet", _("will be asked at the signature")
    return {
        "name": reader.person.name,
        "meaning": meaning,
        "word": word,
        "drop": f"drop_reader {reader.part}" if droppable and not reader.confirmed_at else "",
    }


def shown_point(document: Order, point: OrderPoint, *, follows: bool) -> dict[str, Any]:
    notes = []
    if point.done_at:
        meaning, word = "force", _("carried out")
        said = f": {point.done_note}" if point.done_note else ""
        notes.append(f"{point.done_by}, {day(point.done_at.date())}{said}")
    else:
        meaning, word = due_words(point.deadline, clock.today())
    if point.moved_to:
        notes.append(_("The deadline was %(day)s.") % {"day": day(point.due)})
    return {
        "number": point.number,
        "text": point.text,
        "executor": point.executor_words,
        "meaning": meaning,
        "word": word,
        "notes": notes,
        "href": reverse("order_point", args=[document.pk, point.pk]) if follows else "",
    }


# --- one point ----------------------------------------------------------------------------------------------------


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


POINT_FORMS: dict[str, type[SeenForm]] = {
    "close_point": CloseForm,
    "move_due": DueForm,
    "return_point": ReturnForm,
}


@work_page("order", "close_point")
def order_point(request: SignedInRequest, document: Any, point: int) -> HttpResponse:
    """One point for whoever controls the order: carried out, moved, or returned to its executor."""
    found = document.points.filter(pk=point, due__isnull=False).select_related("executor", "done_by").first()
    if found is None:
        raise Http404
    move = request.POST.get("move", "")
    names = ["return_point"] if found.done_at else ["close_point", "move_due"]
    if move in POINT_FORMS and move not in names:
        names.append(move)  # somebody was faster: the refusal says so, and what was typed stays
    point_forms = {
        name: POINT_FORMS[name](
            request.POST if name == move else None, initial={"seen": document.revision}, auto_id=f"{name}_%s"
        )
        for name in names
    }
    tried = point_forms.get(move)
    if tried is not None and tried.is_valid():
        facts = {name: value for name, value in tried.cleaned_data.items() if name != "seen"}
        if attempt(request, document, move, tried, part=found.part, **facts) is not None:
            return redirect("order_execution", pk=document.pk)
    shown = shown_point(document, found, follows=False)
    words: dict[str, Callable[[], tuple[str, str]]] = {
        "close_point": lambda: (_("Carried out"), _("Mark as carried out")),
        "move_due": lambda: (_("Move the deadline"), _("Move")),
        "return_point": lambda: (_("Return to the executor"), _("Return")),
    }
    context = {
        **frame(document),
        "title": _("Point %(number)s") % {"number": found.number},
        "point": shown,
        "forms": [
            {"move": name, "form": form, "title": words[name]()[0], "submit": words[name]()[1]}
            for name, form in point_forms.items()
        ],
        "cancel": reverse("order_execution", args=[document.pk]),
    }
    return render(
        request, "governance/order/point.html", context, status=422 if request.method == "POST" else 200
    )
