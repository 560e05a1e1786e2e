"""Writing an order: begun by hand, its words and points on one page; small buttons move the points up and down."""

from collections.abc import Iterable, Mapping

from django import forms
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.order.forms import people_choices
from governance.desk.papers.create import FIELD_OF_COPY, BeginForm, BeginPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.approval.order_changes import LONGEST_TEXT
from governance.documents.kinds.order.beginning import order_beginning
from governance.documents.kinds.order.fields import MOST_COPIES
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import MAX_POINTS
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.documents.settings.order_library.setting import offered
from governance.roles.may import holders
from governance.roles.rights import Right
from governance.roles.unit import Unit

EMPTY_POINTS = 3
HEADING_MISSING = _("Write the heading: «О …», «Об …».")


class NewOrderForm(BeginForm):
    """The school, the series and the heading; all else follows on the next page."""

    asks_unit = False

    series = forms.ChoiceField(label=_("Series"), choices=Order.Series.choices)
    title = text_field(
        _("Heading"),
        500,
        lines=2,
        help_text=_("«Об …» or «О …», as it will stand over the order."),
        missing=HEADING_MISSING,
        printed=True,
    )
    field_order = ("unit", "series", "title")

    def prepare(self) -> None:
        # The school is shown even where there is no choice: it stands over the order.
        choices = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["unit"] = forms.ChoiceField(label=_("School"), choices=choices)
        self.usual = order_beginning(next(iter(self.units.values())).root_id)
        self.initial["title"] = self.usual.title

    @transaction.atomic
    def begin(self, model: type[Document]) -> Document:
        """Draft the order, with the grounds and points that orders of the district begin with. Raises Refused."""
        order, usual = super().begin(model), self.usual
        if self.copied is not None or not (usual.grounds or usual.points):
            return order
        points = [{"text": point} for point in usual.points]
        return perform(order, "revise", by=self.request.user, preamble=usual.grounds, points=points)


class BeginOrder(BeginPage):
    """The heading alone; an order of which this one would be a copy leads to the form by which it was filled in."""

    form_class = NewOrderForm
    template = "governance/order/new.html"
    title = _("New order")
    lead = _("Its number and date come with the signature.")
    submit = _("Go on to the points")

    def respond(self) -> HttpResponse:
        """A link on an order asks for its copy: one by a form is filled in at once."""
        source = self.form.initial.get(FIELD_OF_COPY) if self.data is None else None
        order = Order.objects.filter(pk=source).select_related("filling", "unit").first() if source else None
        return (order and self._to_form(order, order.unit)) or super().respond()

    def send(self) -> HttpResponse | None:
        if self.form.is_valid() and self.form.copied is not None:
            source = self.form.copied.whole
            assert isinstance(source, Order)
            if (to_form := self._to_form(source, self.form.unit)) is not None:
                return to_form
        return super().send()

    @staticmethod
    def _to_form(source: Order, school: Unit) -> HttpResponse | None:
        """The form by which the order was filled in, with its blanks; None where there is none to fill in."""
        filled = source.filled
        if filled is None or filled.code not in offered(source.district_id):
            return None
        address = reverse("order_by_form", args=[filled.code])
        return redirect(f"{address}?{FIELD_OF_COPY}={source.pk}&school={school.pk}")

    def get_cancel(self) -> str:
        return ""


class OrderForm(SeenForm):
    """The words of an order around its points."""

    title = text_field(_("Heading"), 500, lines=2, missing=HEADING_MISSING, printed=True)
    preamble = text_field(
        _("Grounds and purpose"),
        10_000,
        lines=3,
        required=False,
        printed=True,
        help_text=_(
            "What stands before ПРИКАЗЫВАЮ: «В целях …», «В соответствии с …». Papers that the order rests on are "
            "named by themselves."
        ),
    )
    place = text_field(_("Place"), 100, required=False)
    series = forms.ChoiceField(label=_("Series"), choices=Order.Series.choices)
    prepared_by = text_field(
        _("Executor of the paper, phone"),
        200,
        required=False,
        help_text=_("At the foot of the print; if empty, the name of the author."),
    )
    acts_from = day_field(
        _("Comes into force on"),
        required=False,
        help_text=_(
            "Only if that is not the day of its signature. The order says so in a point of its own; what it approves "
            "comes into force on that day."
        ),
    )
    annex_copies = forms.IntegerField(
        label=_("Copies of the annex"),
        required=False,
        min_value=1,
        max_value=MOST_COPIES,
        error_messages={
            name: _("Give the copies of the annex as a number from 1 to 99.")
            for name in ("invalid", "min_value", "max_value")
        },
        help_text=_("«прилагается на … л. в 1 экз.»; the sheets are counted from the print."),
    )
    control_by = forms.ChoiceField(label=_("Who controls the execution"), required=False)
    control_text = text_field(
        _("Control, in other words"),
        500,
        required=False,
        help_text=_("Only if the usual sentence does not fit."),
    )


class PointForm(forms.Form):
    """One point. A point without a text is left out."""

    LEVELS = (("1", _("point")), ("2", _("subpoint")))

    text = text_field(_("What is to be done"), LONGEST_TEXT, lines=2, required=False, printed=True)
    executor = forms.ChoiceField(label=_("Executor"), required=False)
    executor_text = text_field(
        _("Position, or another executor"),
        300,
        required=False,
        help_text=_("If empty: the position of the executor chosen."),
    )
    due = day_field(_("Deadline"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS)

    def clean(self) -> None:
        said = any(self.cleaned_data.get(name) for name in ("executor", "executor_text", "due"))
        if said and not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is to be done, or empty the whole point."))


class PointsEditor(RowsEditor):
    """The points of an order as rows."""

    at_once = EMPTY_POINTS

    def __init__(self, order: Order, data: QueryDict | None = None) -> None:
        points = list(order.points.select_related("executor"))
        self.first = order.first_own_point
        readers = holders(Right.READ, order.district_id)
        self.people = {str(held.person_id): held.person for held in readers}
        self.executors: list[tuple[str, Words]] = [("", _("nobody by name")), *people_choices(readers)]
        for point in points:
            # Whoever has left office since stays named until the drafter names another one.
            if point.executor is not None and str(point.executor_id) not in self.people:
                self.people[str(point.executor_id)] = point.executor
                self.executors.append((str(point.executor_id), point.executor_line))
        super().__init__(
            "point",
            PointForm,
            [standing_row(point) for point in points],
            data,
            blank=0 if points or data is not None else EMPTY_POINTS,
            most=MAX_POINTS + EMPTY_POINTS,
            unseen=["level"],
        )

    def complete(self, row: forms.Form, key: int) -> None:
        choose_from(row, "executor", self.executors)

    @property
    def points(self) -> list[Facts]:
        """The points for `perform`, numbered by their levels. Only after `is_valid`."""
        written = [point for point in self.given if point["text"]]
        return [
            {
                "number": number,
                "text": point["text"],
                "executor": self.people.get(point["executor"]),
                "executor_text": point["executor_text"],
                "due": point["due"],
            }
            for number, point in zip(
                numbers((point["level"] for point in written), self.first), written, strict=True
            )
        ]


def numbers(levels: Iterable[str], first_number: int = 1) -> list[str]:
    """The number of each point by its level: «1», «2», «2.1». The first is never a subpoint."""
    result: list[str] = []
    first, second = first_number - 1, 0
    for level in levels:
        if level == "2" and result:
            second += 1
            result.append(f"{first}.{second}")
        else:
            first, second = first + 1, 0
            result.append(str(first))
    return result


def standing_row(point: OrderPoint) -> Mapping[str, object]:
    return {
        "level": "2" if "." in point.number else "1",
        "text": point.text,
        "executor": str(point.executor_id or ""),
        "executor_text": point.executor_text,
        "due": point.due,
    }


class OrderPage(WritePage[Order]):
    """The page with the whole text of the order; rearranging points only shows it again."""

    form_class = OrderForm
    template = "governance/order/edit.html"
    title = label = _("Edit the order")
    unsaved = _("Nothing has been saved yet: correct what is marked in the points.")
    address, name = "papers/<key:pk>/order/", "order_edit"
    shows = ("document", "points")

    def prepare(self) -> None:
        self.points = PointsEditor(self.document, self.data)
        self.editors = [self.points]

    def get_initial(self) -> Facts:
        return super().get_initial() | {"control_by": str(self.document.control_by_id or "")}

    def get_form(self) -> SeenForm:
        form = super().get_form()
        controllers = holders(Right.CONTROL_ORDER, self.document.unit_id)
        self.controllers = {str(held.person_id): held.person for held in controllers}
        nobody = ("", _("the signer («I keep the control»)"))
        choose_from(form, "control_by", [nobody, *people_choices(controllers)])
        if self.document.says_day_itself:
            del form.fields["acts_from"]
        if not self.document.approvals():
            del form.fields["annex_copies"]
        return form

    def facts(self) -> Facts:
        facts = super().facts()
        controller = self.controllers.get(facts["control_by"])
        return facts | {"control_by": controller, "points": self.points.points}
