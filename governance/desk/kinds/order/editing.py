"""Writing an order: begun by hand, its words and points on one page."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import choose_from, text_field
from governance.desk.kinds.order.forms import people_choices
from governance.desk.kinds.order.points import PointsEditor
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.order.order import Order
from governance.roles.may import holders
from governance.roles.rights import Right

HEADING_MISSING = gettext_lazy("Write the heading: «О …», «Об …».")


class NewOrderForm(BeginForm):
    """The school, the series and the heading; all else follows on the next page."""

    asks_unit = False

    series = forms.ChoiceField(label=gettext_lazy("Series"), choices=Order.Series.choices)
    title = text_field(
        gettext_lazy("Heading"),
        500,
        lines=2,
        help_text=gettext_lazy("«Об …» or «О …», as it will stand over the order."),
        error_messages={"required": HEADING_MISSING},
    )
    field_order = ("unit", "series", "title")

    def prepare(self) -> None:
        # The school is shown even where there is no choice: it stands over the order.
        choices = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["unit"] = forms.ChoiceField(label=gettext_lazy("School"), choices=choices)


class BeginOrder(BeginPage):
    form_class = NewOrderForm
    title = gettext_lazy("New order")
    lead = gettext_lazy("Its number and date come with the signature.")
    submit = gettext_lazy("Go on to the points")

    def get_cancel(self) -> str:
        return ""


class OrderForm(SeenForm):
    """The words of an order around its points."""

    title = text_field(gettext_lazy("Heading"), 500, lines=2, error_messages={"required": HEADING_MISSING})
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


class OrderPage(WritePage[Order]):
    """The page with the whole text of the order; rearranging points only shows it again."""

    form_class = OrderForm
    template = "governance/order/edit.html"
    title = label = gettext_lazy("Edit the order")
    unsaved = gettext_lazy("Nothing has been saved yet: correct what is marked in the points.")
    address, name = "papers/<int:pk>/order/", "order_edit"
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
        return form

    def facts(self) -> Facts:
        facts = super().facts()
        controller = self.controllers.get(facts["control_by"])
        return facts | {"control_by": controller, "points": self.points.points}
