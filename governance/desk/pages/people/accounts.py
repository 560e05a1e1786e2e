"""Accounts and appointments: names, closing, appointing. Nobody appoints themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.letters import letters_leave
from governance.desk.accounts.passes import invite, tell_of_new_mailbox
from governance.desk.base.access import SignedInRequest
from governance.desk.pages.people.forms import AppointForm, BasisForm, PersonForm, StandInForm
from governance.desk.pages.people.scope import PersonFormPage, changeable, people_of, scope
from governance.desk.papers.forms import Facts
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import correct_person, enter_person, let_sign_in
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import UnitKind


class NewPersonPage(PersonFormPage):
    title = gettext_lazy("New person")
    submit = gettext_lazy("Enter the person")

    form: PersonForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.district = scope(request).get(kind=UnitKind.DISTRICT)
        self.form = PersonForm(self.data)

    def change(self) -> HttpResponse:
        by, basis = self.request.user, self.form.cleaned_data["basis"]
        created = enter_person(self.district, by=by, basis=basis, **self.form.values())
        if letters_leave():
            invite(created, by=by)
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
        given = self.form.cleaned_data
        about = {"by": self.request.user, "basis": given["basis"], "since": given["since"]}
        before = Person.objects.values_list("email", flat=True).get(pk=self.person.pk)
        correct_person(self.person, **about, **self.form.values())
        if self.person.email != before:
            tell_of_new_mailbox(self.person, before, by=self.request.user)
        return self.done(_("The changes have been kept."))


class AccountPage(PersonFormPage):
    """Close the account, or open it again. People are never deleted, because the record refers to them."""

    submit = gettext_lazy("Confirm")

    form: BasisForm
    person: Person

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.person = changeable(request, pk)
        self.form = BasisForm(self.data)

    def change(self) -> HttpResponse:
        opens = not self.person.is_active
        let_sign_in(self.person, opens, by=self.request.user, basis=self.form.cleaned_data["basis"])
        return self.done(_("The account is open again.") if opens else _("The account is closed."))

    def get_title(self) -> str:
        return _("Close the account") if self.person.is_active else _("Open the account again")

    def get_lead(self) -> str:
        if self.person.is_active:
            return _("The person cannot sign in or act any more; their signatures stay.")
        return self.person.full_name


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
        appointment = appoint(self.person, by=self.request.user, **self.facts())
        facts = {"who": self.person.name, "capacity": appointment.capacity}
        return self.done(_("Appointed: %(who)s, %(capacity)s.") % facts)


class StandInPage(AppointPage):
    title = gettext_lazy("Appoint as a stand-in")
    form_class = StandInForm

    def facts(self) -> Facts:
        given = self.form.cleaned_data
        holder = given["stands_for"]
        return {**given, "role": Role(holder.role), "unit": holder.unit, "title": holder.title}
