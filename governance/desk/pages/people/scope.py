"""Whom this person may appoint, and where.

The right is held on a district and covers its units. Nobody may set the password of a person who also acts in another
district, because that would open the other district.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, units_within
from governance.desk.base.components import Crumb
from governance.desk.base.page import Section
from governance.desk.papers.form_page import FormPage
from governance.documents.record import audit_log
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


def scope(request: SignedInRequest) -> QuerySet[Unit]:
    """The units at which this person may appoint. Raises Http404 if there are none."""
    held = {unit for right, unit in request.pairs if right == Right.APPOINT}
    if not held:
        raise Http404
    return units_within(held)


def people_of(units: QuerySet[Unit]) -> QuerySet[Person]:
    """People who hold or held a role at these units, and new people who have none yet."""
    here = Appointment.objects.filter(unit__in=units).values("person")
    anywhere = Appointment.objects.values("person")
    return Person.objects.filter(Q(pk__in=here) | ~Q(pk__in=anywhere))


def barred(person: Person, units: QuerySet[Unit]) -> str:
    """Why the account of this person cannot be changed here; empty if it can."""
    if person.is_staff or person.is_superuser:
        return _("This account repairs the system: it is changed on the server only.")
    elsewhere = Appointment.objects.in_force().filter(person=person).exclude(unit__in=units)
    if elsewhere.exists():
        return _(
            "This person also acts in another district: their account can be changed on the server only."
        )
    return ""


def changeable(request: SignedInRequest, pk: int) -> Person:
    """The person, if this administrator may change their account. Raises Http404 otherwise."""
    units = scope(request)
    person = get_object_or_404(people_of(units), pk=pk)
    if barred(person, units):
        raise Http404
    return person


PEOPLE = Section("", gettext_lazy("People and roles"), "people")


def crumbs(person: Person | None = None) -> list[Crumb]:
    if person is None:
        return [PEOPLE.crumb]
    return [PEOPLE.crumb, Crumb(person.name, reverse("person", args=[person.pk]))]


class PersonFormPage(FormPage):
    """A form about a person; `change` does what was asked, by this administrator, and says where to go."""

    section = PEOPLE
    person: Person | None = None

    def change(self) -> HttpResponse:
        """Ask a valid form. Raises ValidationError for what is refused."""
        raise NotImplementedError

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        try:
            with transaction.atomic(), audit_log.acting(self.request.user):
                return self.change()
        except ValidationError as refusal:
            self.form.add_error(None, refusal)
            return None

    def to_person(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return redirect(self.get_cancel())

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(self.person)

    def get_lead(self) -> str:
        return self.person.full_name if self.person is not None else ""

    def get_cancel(self) -> str:
        return self.get_crumbs()[-1].href
