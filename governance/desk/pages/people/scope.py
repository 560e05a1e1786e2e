"""Whom this person may appoint, and where: the right is held on a district, and covers its units and its people."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, units_within
from governance.desk.base.components import Crumb
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Section
from governance.desk.pages.organisation.act_page import ActPage
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
    """The people of the districts that are among these units."""
    return Person.objects.filter(district__in=units)


def barred(person: Person) -> str:
    """Why the account of this person cannot be changed here; empty if it can."""
    if person.is_staff or person.is_superuser:
        return _("This account repairs the system: it is changed on the server only.")
    return ""


def changeable(request: SignedInRequest, pk: int) -> Person:
    """The person, if this administrator may change their account. Raises Http404 otherwise."""
    person = get_object_or_404(people_of(scope(request)), pk=pk)
    if barred(person):
        raise Http404
    return person


PEOPLE = enter_section(
    Section("people", gettext_lazy("People and roles"), "people"),
    Group.DISTRICT,
    is_for=lambda reader: reader.holds(Right.APPOINT),
)


def crumbs(person: Person | None = None) -> list[Crumb]:
    if person is None:
        return [PEOPLE.crumb]
    return [PEOPLE.crumb, Crumb(person.name, reverse("person", args=[person.pk]))]


class PersonFormPage(ActPage):
    """A form about a person."""

    section = PEOPLE
    person: Person | None = None

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(self.person)

    def get_lead(self) -> str:
        return self.person.full_name if self.person is not None else ""

    def get_cancel(self) -> str:
        return self.get_crumbs()[-1].href
