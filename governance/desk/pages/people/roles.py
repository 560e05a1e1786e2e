"""Appointing, appointing a stand-in, dismissing. Nobody appoints themselves."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.pages.people.forms import AppointForm, EndForm, StandInForm
from governance.desk.pages.people.scope import PersonFormPage, people_of, scope
from governance.desk.papers.forms import Facts
from governance.roles.appointment import Appointment, appoint, dismiss
from governance.roles.catalogue import Role
from governance.roles.person import Person


class AppointPage(PersonFormPage):
    title = gettext_lazy("Appoint to a role")
    submit = gettext_lazy("Appoint")
    form_class: type[AppointForm] | type[StandInForm] = AppointForm

    person: Person

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        units = scope(request)
        self.person = get_object_or_404(people_of(units), pk=pk)
        self.form = self.form_class(self.data, units)

    def facts(self) -> Facts:
        """What the appointment consists of. Ask a valid form."""
        given = self.form.cleaned_data
        return {**given, "role": Role(given["role"])}

    def change(self) -> HttpResponse:
        if self.person.pk == self.request.user.pk:
            raise ValidationError(_("Nobody appoints themselves: ask another administrator."))
        appointment = appoint(self.person, **self.facts())
        facts = {"who": self.person.name, "capacity": appointment.capacity}
        return self.to_person(_("Appointed: %(who)s, %(capacity)s.") % facts)


class StandInPage(AppointPage):
    title = gettext_lazy("Appoint as a stand-in")
    form_class = StandInForm

    def facts(self) -> Facts:
        given = self.form.cleaned_data
        holder = given["stands_for"]
        return {**given, "role": Role(holder.role), "unit": holder.unit, "title": holder.title}


class EndPage(PersonFormPage):
    title = gettext_lazy("End the appointment")
    submit = gettext_lazy("Dismiss")

    person: Person

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        held = Appointment.objects.select_related("person", "unit").filter(unit__in=scope(request))
        self.appointment = get_object_or_404(held, pk=pk)
        self.person = self.appointment.person
        self.form = EndForm(self.data, self.appointment)

    def change(self) -> HttpResponse:
        dismiss(self.appointment, until=self.form.cleaned_data["until"])
        return self.to_person(_("%(who)s: the appointment ends.") % {"who": self.person.name})

    def get_lead(self) -> str:
        return f"{self.person.full_name}, {self.appointment.capacity} ({self.appointment.unit})"
