"""Appointing, appointing a stand-in, dismissing. Nobody appoints themselves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.pages.people.forms import AppointForm, EndForm, StandInForm
from governance.desk.pages.people.scope import form_page, people_of, scope
from governance.documents.record import audit_log
from governance.roles.appointment import Appointment, appoint, dismiss
from governance.roles.catalogue import Role
from governance.roles.person import Person


@signed_in
def person_appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    person = get_object_or_404(people_of(units), pk=pk)
    form = AppointForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        given["role"] = Role(given["role"])
        if make_appointment(request, form, person, given):
            return redirect("person", pk=pk)
    return form_page(request, form, title=_("Appoint to a role"), submit=_("Appoint"), person=person)


@signed_in
def person_stand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    person = get_object_or_404(people_of(units), pk=pk)
    form = StandInForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        holder = form.cleaned_data["stands_for"]
        given = {**form.cleaned_data, "role": Role(holder.role), "unit": holder.unit, "title": holder.title}
        if make_appointment(request, form, person, given):
            return redirect("person", pk=pk)
    return form_page(request, form, title=_("Appoint as a stand-in"), submit=_("Appoint"), person=person)


def make_appointment(request: SignedInRequest, form: Any, person: Person, given: dict[str, Any]) -> bool:
    """Make the appointment. Returns False when it is refused: the sentence becomes an error of the form."""
    if person.pk == request.user.pk:
        form.add_error(None, _("Nobody appoints themselves: ask another administrator."))
        return False
    try:
        with audit_log.acting(request.user):
            appointment = appoint(person, given.pop("role"), given.pop("unit"), **given)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(
        request,
        _("Appointed: %(who)s, %(capacity)s.") % {"who": person.name, "capacity": appointment.capacity},
    )
    return True


@signed_in
def appointment_end(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    appointment = get_object_or_404(
        Appointment.objects.select_related("person", "unit").filter(unit__in=units), pk=pk
    )
    form = EndForm(request.POST or None, appointment=appointment)
    if request.method == "POST" and form.is_valid():
        with audit_log.acting(request.user):
            dismiss(appointment, until=form.cleaned_data["until"])
        messages.success(request, _("%(who)s: the appointment ends.") % {"who": appointment.person.name})
        return redirect("person", pk=appointment.person_id)
    lead = f"{appointment.person.full_name}, {appointment.capacity} ({appointment.unit})"
    return form_page(
        request,
        form,
        title=_("End the appointment"),
        submit=_("Dismiss"),
        person=appointment.person,
        lead=lead,
    )
