"""The list of people, and the page of one person with their roles."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.page import ListPage, Page
from governance.desk.base.terms import by_standing
from governance.desk.pages.people.entering import state_of
from governance.desk.pages.people.scope import PEOPLE, barred, crumbs, people_of, scope
from governance.documents.language.search import searchable
from governance.letters.bounces import came_back_from
from governance.roles.appointment import Appointment
from governance.roles.person import Person

PER_PAGE = 50


class PeoplePage(ListPage):
    def __init__(self, request: SignedInRequest) -> None:
        units = scope(request)
        self.query = request.GET.get("q", "")[:100]
        listed = people_of(units)
        if self.query.strip():
            listed = listed.filter(pk__in=named(listed, self.query))
        today = clock.today()
        held = Appointment.objects.filter(
            Q(until=None) | Q(until__gte=today), unit__in=units, since__lte=today
        )
        prefetch = Prefetch("appointments", held.select_related("unit"))
        pages = Paginator(listed.order_by("surname", "given", "pk").prefetch_related(prefetch), PER_PAGE)
        super().__init__(
            title=PEOPLE.label,
            section=PEOPLE.name,
            lead=ngettext("%(n)d person.", "%(n)d people.", pages.count) % {"n": pages.count},
            page_obj=pages.get_page(request.GET.get("page")),
        )


@signed_in
def people(request: SignedInRequest) -> HttpResponse:
    return PeoplePage(request).response(request, "governance/people.html")


def named(people: QuerySet[Person], query: str) -> list[int]:
    """Ids of the people whose name or e-mail contains every word; compared here, as databases differ on Cyrillic."""
    words = searchable(query).split()
    rows = people.values_list("pk", "surname", "given", "patronymic", "email")
    return [pk for pk, *parts in rows if all(word in searchable(" ".join(parts)) for word in words)]


@signed_in
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person with their appointments; `barred`: why the account cannot be changed here, or nothing."""
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    held = Appointment.objects.filter(person=found, unit__in=units).select_related(
        "unit", "stands_for__person"
    )
    groups = by_standing(held.order_by("-since", "-pk"), clock.today())
    also = {
        "found": found,
        "groups": groups,
        "barred": barred(found),
        "account": state_of(found),
        "came_back": came_back_from(found.pk),
    }
    page = Page(title=found.full_name, section=PEOPLE.name, crumbs=crumbs())
    return page.response(request, "governance/person.html", also=also)
