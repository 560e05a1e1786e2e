"""Accounts and appointments: names, closing, appointing, dismissing. Nobody appoints themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.accounts.letters import letters_leave
from governance.desk.accounts.passes import invite
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.pages.people.forms import AppointForm, EndForm, PersonForm, StandInForm
from governance.desk.pages.people.scope import PersonFormPage, changeable, people_of, scope
from governance.desk.papers.forms import Facts
from governance.documents.record import audit_log
from governance.roles.appointment import Appointment, appoint, dismiss
from governance.roles.catalogue import Role
from governance.roles.person import Person


class NewPersonPage(PersonFormPage):
    title = gettext_lazy("New person")
    submit = gettext_lazy("Enter the person")

    form: PersonForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        scope(request)
        self.form = PersonForm(self.data)

    def change(self) -> HttpResponse:
        created = self.form.save(commit=False)
        created.set_unusable_password()
        created.save()
        if letters_leave():
            invite(created, by=self.request.user)
            said = _("%(who)s is entered and invited by a letter.") % {"who": created.name}
        else:
            said = _("%(who)s is entered. Print a slip with a code, so that they can sign in.") % {
                "who": created.name
            }
        messages.success(self.request, said)
        return redirect("person", pk=created.pk)


class PersonEditPage(PersonFormPage):
    title = gettext_lazy("Name and account")
    submit = gettext_lazy("Keep")

    form: PersonForm
    person: Person

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.person = changeable(request, pk)
        self.form = PersonForm(self.data, instance=self.person)

    def change(self) -> HttpResponse:
        self.form.save()
        return self.to_person(_("The changes have been kept."))


@require_POST
@signed_in
def person_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again. People are never deleted, because the record refers to them."""
    person = changeable(request, pk)
    if person.pk == request.user.pk:
        messages.error(request, _("You cannot close your own account."))
        return redirect("person", pk=pk)
    with audit_log.acting(request.user):
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
    messages.success(
        request, _("The account is open again.") if person.is_active else _("The account is closed.")
    )
    return redirect("person", pk=pk)


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
