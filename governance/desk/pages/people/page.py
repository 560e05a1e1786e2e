"""The list of people, and the page of one person with their roles."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.page import ListPage, Page
from governance.desk.base.terms import AppointmentRow, by_standing, standing
from governance.desk.pages.people.scope import PEOPLE, barred, crumbs, people_of, scope
from governance.documents.language.search import searchable
from governance.roles.appointment import Appointment
from governance.roles.person import Person

PER_PAGE = 50


class PersonRow:
    """A person with the roles that they hold now."""

    def __init__(self, person: Person, today: date) -> None:
        self.href = reverse("person", args=[person.pk])
        self.person = person
        held = person.appointments.all()
        self.roles = [AppointmentRow(one) for one in held if standing(one, today) == "now"]


class PeoplePage(ListPage):
    def __init__(self, request: SignedInRequest) -> None:
        units = scope(request)
        self.query = request.GET.get("q", "")[:100]
        listed = people_of(units)
        if self.query.strip():
            listed = listed.filter(pk__in=named(listed, self.query))
        held = Appointment.objects.filter(unit__in=units).select_related("unit", "stands_for__person")
        ordered = listed.order_by("surname", "given", "pk")
        pages = Paginator(ordered.prefetch_related(Prefetch("appointments", queryset=held)), PER_PAGE)
        super().__init__(
            title=PEOPLE.label,
            section="",
            lead=ngettext("%(n)d person.", "%(n)d people.", pages.count) % {"n": pages.count},
            page_obj=pages.get_page(request.GET.get("page")),
        )
        self.rows = [PersonRow(person, clock.today()) for person in self.page_obj]


@signed_in
def people(request: SignedInRequest) -> HttpResponse:
    return PeoplePage(request).response(request, "governance/people.html")


def named(people: QuerySet[Person], query: str) -> list[int]:
    """Ids of the people whose name or e-mail contains every word; compared here, as databases differ on Cyrillic."""
    words = searchable(query).split()
    rows = people.values_list("pk", "surname", "given", "patronymic", "email")
    return [pk for pk, *parts in rows if all(word in searchable(" ".join(parts)) for word in words)]


class PersonPage(Page):
    """`barred`: why the account cannot be changed here, or nothing."""

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        units = scope(request)
        self.found = get_object_or_404(people_of(units), pk=pk)
        super().__init__(title=self.found.full_name, section="", crumbs=crumbs())
        held = Appointment.objects.filter(person=self.found, unit__in=units)
        held = held.select_related("unit", "stands_for__person").order_by("-since", "-pk")
        self.groups = by_standing(held, clock.today())
        self.barred = barred(self.found, units)


@signed_in
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    return PersonPage(request, pk).response(request, "governance/person.html")
