"""Appointing somebody from the page of a unit: who, to which of its roles, to which seat."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import choose_from, choose_row
from governance.desk.pages.organisation.setup import UnitPage
from governance.desk.pages.people.forms import AppointForm
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import ROLES, Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class AppointHereForm(AppointForm):
    """An appointment at a unit that is known already."""

    field_order = ("person", "role", "seat", "since", "until", "basis", "title")

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Who"),
        empty_label="—",
        help_text=gettext_lazy("Whoever is not in the list yet is entered first, under “People and roles”."),
    )

    def __init__(self, data: Any, unit: Unit, right: str = "") -> None:
        super().__init__(data, Unit.objects.filter(pk=unit.pk))
        del self.fields["unit"]
        choose_row(self, "person", Person.objects.filter(district_id=unit.root_id, is_active=True))
        kind = UnitKind(unit.kind)
        roles = [(role.value, role.label) for role, row in ROLES.items() if kind in row.held_at]
        choose_from(self, "role", [("", "—"), *roles])
        self.initial["role"] = next(
            (role for role, _label in roles if right and right in ROLES[Role(role)].own), ""
        )
        taken = Appointment.objects.in_force().filter(seat__unit=unit).values("seat")
        free = Seat.objects.filter(unit=unit, until=None).exclude(pk__in=taken).select_related("unit")
        choose_row(self, "seat", free)
        if not free.exists():
            del self.fields["seat"]


class UnitAppointPage(UnitPage):
    title = gettext_lazy("Appoint to a role")
    submit = gettext_lazy("Appoint")

    form: AppointHereForm

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request, pk)
        if (Right.APPOINT, self.unit.root_id) not in request.pairs:
            raise Http404

    def made(self) -> AppointHereForm:
        self.form = AppointHereForm(self.data, self.unit, self.request.GET.get("right", ""))
        return self.form

    def change(self) -> HttpResponse:
        given = self.form.cleaned_data
        appointed = appoint(
            given.pop("person"), Role(given.pop("role")), self.unit, by=self.request.user, **given
        )
        return self.done(
            _("Appointed: %(who)s, %(capacity)s.")
            % {"who": appointed.person.name, "capacity": appointed.capacity}
        )
