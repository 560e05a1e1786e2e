"""Writing an order: begun by hand, its words and points on one page."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.order.forms import people_choices
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import LONGEST_TEXT, MAX_POINTS
from governance.documents.record.perform import draft
from governance.roles.appointment import Appointment
from governance.roles.may import holders
from governance.roles.rights import Right
from governance.roles.unit import Unit

EMPTY_POINTS = 3


class NewOrderForm(forms.Form):
    """The school, the series and the heading; all else follows on the next page."""

    unit = forms.ChoiceField(label=gettext_lazy("School"))
    series = forms.ChoiceField(label=gettext_lazy("Series"), choices=Order.Series.choices)
    title = text_field(
        gettext_lazy("Heading"),
        500,
        lines=2,
        help_text=gettext_lazy("«Об …» or «О …», as it will stand over the order."),
        error_messages={"required": gettext_lazy("Write the heading: «О …», «Об …».")},
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]


@signed_in
def order_new(request: SignedInRequest) -> HttpResponse:
    """Begin an order by hand. 404 for those who draft orders nowhere."""
    held = {unit for right, unit in request.pairs if right == Right.DRAFT_ORDER}
    units = list(Unit.objects.filter(pk__in=held).order_by("pk"))
    if not units:
        raise Http404
    form = NewOrderForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit = next(unit for unit in units if str(unit.pk) == given["unit"])
        try:
            order = draft(Order, unit=unit, title=given["title"], by=request.user, series=given["series"])
            return redirect("order_edit", pk=order.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "documents",
        "crumbs": [{"label": _("Documents"), "href": reverse("documents")}],
        "title": _("New order"),
        "lead": _("Its number and date come with the signature."),
        "form": form,
        "submit": _("Go on to the points"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


class OrderForm(SeenForm):
    """The words of an order around its points."""

    title = text_field(
        gettext_lazy("Heading"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Write the heading: «О …», «Об …».")},
    )
    preamble = text_field(
        gettext_lazy("Grounds and purpose"),
        10_000,
        lines=3,
        required=False,
        help_text=gettext_lazy(
            "What stands before ПРИКАЗЫВАЮ: «В целях …», «В соответствии с …». Papers that the order rests on are "
            "named by themselves."
        ),
    )
    place = text_field(gettext_lazy("Place"), 100, required=False)
    series = forms.ChoiceField(label=gettext_lazy("Series"), choices=Order.Series.choices)
    control_by = forms.ChoiceField(label=gettext_lazy("Who controls the execution"), required=False)
    control_text = text_field(
        gettext_lazy("Control, in other words"),
        500,
        required=False,
        help_text=gettext_lazy("Only if the usual sentence does not fit."),
    )

    def __init__(self, *args: Any, controllers: list[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(held.person_id): held.person for held in controllers}
        self.fields["control_by"].choices = [  # type: ignore[attr-defined]
            ("", _("the signer («I keep the control»)")),
            *people_choices(controllers),
        ]

    def changes(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        given["control_by"] = self.people.get(given["control_by"])
        return given


class PointForm(forms.Form):
    """One point. A point without a text is left out."""

    LEVELS = (("1", gettext_lazy("point")), ("2", gettext_lazy("subpoint")))

    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=LEVELS)
    text = text_field(gettext_lazy("What is to be done"), LONGEST_TEXT, lines=2, required=False)
    executor = forms.ChoiceField(label=gettext_lazy("Executor"), required=False)
    executor_text = text_field(
        gettext_lazy("Position, or another executor"),
        300,
        required=False,
        help_text=gettext_lazy("If empty: the position of the executor chosen."),
    )
    due = day_field(gettext_lazy("Deadline"), required=False)

    FIELDS = ("level", "text", "executor", "executor_text", "due")

    def __init__(self, *args: Any, executors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["executor"].choices = [("", _("nobody by name")), *executors]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = any(given.get(name) for name in ("executor", "executor_text", "due"))
        if said and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is to be done, or empty the whole point."))
        return given


class Points:
    """The points as forms: as they stand, or as they were typed, rearranged without being saved."""

    def __init__(self, order: Order, data: QueryDict | None = None) -> None:
        readers = holders(Right.READ, order.district_id)
        standing = list(order.points.select_related("executor"))
        self.people = {str(held.person_id): held.person for held in readers}
        self.executors = people_choices(readers)
        for point in standing:
            # Whoever has left office since stays named until the drafter names another one.
            if point.executor is not None and str(point.executor_id) not in self.people:
                self.people[str(point.executor_id)] = point.executor
                self.executors.append((str(point.executor_id), point.executor_words))
        self.data = data
        self.rows = typed_rows(data) if data is not None else standing_rows(standing)

    def arrange(self, press: str) -> bool:
        """Carry out a press of «more», «up:2», «down:2», «drop:2» (places from 0). False when it is none of these."""
        name, _colon, key = press.partition(":")
        place = int(key) if key.isdecimal() else -1
        if name == "more":
            self.rows += [{} for _empty in range(EMPTY_POINTS)]
        elif name == "drop" and place < len(self.rows):
            del self.rows[place]
        elif name in ("up", "down") and place < len(self.rows):
            to = place + (1 if name == "down" else -1)
            if 0 <= to < len(self.rows):
                self.rows[place], self.rows[to] = self.rows[to], self.rows[place]
        else:
            return False
        self.data = None
        return True

    def forms(self, *, bound: bool) -> list[PointForm]:
        return [
            PointForm(
                self.data if bound else None,
                initial=row,
                prefix=f"point-{place}",
                executors=self.executors,
            )
            for place, row in enumerate(self.rows)
        ]

    def read(self, filled: list[PointForm]) -> list[dict[str, Any]]:
        """The points for the door, numbered by their levels."""
        found = []
        first, second = 0, 0
        for form in filled:
            given = form.cleaned_data
            if not given["text"]:
                continue
            if given["level"] == "2" and first:
                second += 1
                number = f"{first}.{second}"
            else:
                first, second = first + 1, 0
                number = str(first)
            found.append(
                {
                    "number": number,
                    "text": given["text"],
                    "executor": self.people.get(given["executor"]),
                    "executor_text": given["executor_text"],
                    "due": given["due"],
                }
            )
        return found


def standing_rows(points: list[OrderPoint]) -> list[dict[str, Any]]:
    """The points as they stand, and room for more."""
    found: list[dict[str, Any]] = [
        {
            "level": "2" if "." in point.number else "1",
            "text": point.text,
            "executor": str(point.executor_id or ""),
            "executor_text": point.executor_text,
            "due": point.due,
        }
        for point in points
    ]
    return found or [{} for _empty in range(EMPTY_POINTS)]


def typed_rows(data: QueryDict) -> list[dict[str, Any]]:
    """The points as they were typed, whatever they are worth."""
    count = data.get("points", "")
    total = min(int(count), MAX_POINTS + EMPTY_POINTS) if count.isdecimal() and len(count) < 6 else 0
    return [
        {name: data.get(f"point-{place}-{name}", "") for name in PointForm.FIELDS} for place in range(total)
    ]


@work_page("order", "revise")
def order_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """All words of the order. Rearranging points only shows them anew; saving goes through the door."""
    controllers = holders(Right.CONTROL_ORDER, document.unit_id)
    initial = {
        name: getattr(document, name) for name in ("title", "preamble", "place", "series", "control_text")
    }
    initial |= {"seen": document.revision, "control_by": str(document.control_by_id or "")}
    points = Points(document, request.POST if request.method == "POST" else None)
    rearranged = request.method == "POST" and points.arrange(request.POST.get("do", ""))
    if rearranged:
        # Nothing is to be saved yet, so nothing is judged: what was typed is shown again.
        form = OrderForm(initial=request.POST.dict(), controllers=controllers)
    else:
        form = OrderForm(request.POST or None, initial=initial, controllers=controllers)
    point_forms = points.forms(bound=request.method == "POST" and not rearranged)
    if request.method == "POST" and not rearranged:
        # Each is asked, so that each is marked.
        fit = not [one for one in point_forms if not one.is_valid()]
        if form.is_valid() and fit:
            given = points.read(point_forms)
            if attempt(request, document, "revise", form, points=given, **form.changes()) is not None:
                return redirect("paper", pk=document.pk)
        elif not fit and not form.non_field_errors():
            form.add_error(None, _("Nothing has been saved yet: correct what is marked in the points."))
    refused = request.method == "POST" and not rearranged
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Edit the order"),
        "document": document,
        "form": form,
        "points": point_forms,
        "count": len(point_forms),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/order/edit.html", context, status=422 if refused else 200)
