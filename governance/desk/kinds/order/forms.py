"""What the moves of an order ask for on its page: whose visa, which opinion, who reads, what was done."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.page import DOCUMENTS
from governance.desk.papers.forms import ChoosingForm, Facts, FactsForm
from governance.desk.papers.reporting import ReportForm
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Visa
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.rights import Right

LONGEST_TEXT = 5_000


def order_crumbs(order: Document) -> list[Crumb]:
    """Over the pages of larger work on an order."""
    return [DOCUMENTS.crumb, Crumb(order.kind_label, reverse("paper", args=[order.pk]))]


def people_choices(appointments: Iterable[Appointment]) -> list[tuple[str, str]]:
    """«Крылова И.П. — директор МОКУ СОШ № 2 г. Лузы», by name."""
    named = sorted(appointments, key=lambda held: (held.person.surname, held.person.given))
    return [(str(held.person_id), f"{held.person.name} — {held.capacity}") for held in named]


class PeopleForm(ChoosingForm[Order]):
    """A choice of people in office who hold the right in the unit of the order's field `at`."""

    chosen_in = "chosen"
    right: ClassVar[Right]
    at: ClassVar[str]

    @classmethod
    def wanted(cls, document: Order) -> set[tuple[str, int]]:
        return {(cls.right.value, getattr(document, cls.at))}

    def listed(self) -> set[int]:
        """Those who are asked already, by their ids."""
        raise NotImplementedError

    def choices(self) -> list[tuple[str, str]]:
        listed, holders = self.listed(), self.document.holders(self.right, getattr(self.document, self.at))
        offered = [held for held in holders if held.person_id not in listed]
        self.people = {str(held.person_id): held.person for held in offered}
        return people_choices(offered)


class AskVisaForm(PeopleForm):
    """Whose opinion is asked before the signature."""

    right, at = Right.GIVE_VISA, "unit_id"

    chosen = forms.ChoiceField(
        label=_("Whose visa"), error_messages={"invalid_choice": _("Choose a person from the list.")}
    )

    def listed(self) -> set[int]:
        return {visa.person_id for visa in self.document.visas.all() if visa.lapsed_at is None}

    def facts(self) -> Facts:
        return {"person": self.people[self.cleaned_data["chosen"]]}


class AcquaintForm(PeopleForm):
    """Who has to read the order once it is signed."""

    right, at = Right.READ, "district_id"

    chosen = forms.MultipleChoiceField(
        label=_("Who has to read it"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
        error_messages={
            "required": _("Mark the people first."),
            "invalid_choice": _("Choose people from the list."),
        },
    )

    def listed(self) -> set[int]:
        return {reader.person_id for reader in self.document.acquaintances.all()}

    def facts(self) -> Facts:
        return {"people": [self.people[key] for key in self.cleaned_data["chosen"]]}


class VisaForm(FactsForm[Order]):
    """The opinion asked of one person."""

    outcome = forms.ChoiceField(
        label=_("Your opinion"),
        widget=forms.RadioSelect(attrs={"class": "radio"}),
        choices=[
            (Visa.Outcome.AGREED, _("I agree")),
            (Visa.Outcome.WITH_REMARKS, _("I agree with a remark")),
            (Visa.Outcome.REFUSED, _("I do not agree: back to the drafter")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    remark = text_field(
        _("Remark"), LONGEST_TEXT, lines=3, required=False, help_text=_("Required unless you simply agree.")
    )

    def clean(self) -> None:
        silent = not self.cleaned_data.get("remark", "").strip() and "remark" not in self.errors
        if silent and self.cleaned_data.get("outcome", Visa.Outcome.AGREED) != Visa.Outcome.AGREED:
            self.add_error("remark", _("Write the remark: the drafter has to know what to change."))


class OrderReportForm(ReportForm[Order]):
    """Which of my points is carried out, and how."""

    def choices(self) -> list[tuple[str, str]]:
        user, points = self.request.user, self.document.points.all()
        return [
            (point.part, str(point)) for point in points if point.is_open and point.executor_id == user.pk
        ]


class OrderFailureForm(ChoosingForm[Order]):
    """What another paper could not take: tried once more, or left as it is."""

    chosen_in = "part"

    part = forms.ChoiceField(label=_("What could not be carried out"))
    again = forms.BooleanField(label=_("Try once more (the cause has been removed)"), required=False)

    def choices(self) -> list[tuple[str, str]]:
        return [
            (f"link:{link.pk}", f"{link.label}: {link.target} — {link.failure}")
            for link in self.document.links_to_others()
            if link.failure
        ]
