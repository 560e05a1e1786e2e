"""The list of people, and the page of one person with their roles."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.terms import appointment_row, standing
from governance.desk.pages.people.scope import barred, crumbs, people_of, scope
from governance.desk.pages.profile import in_order
from governance.documents.language.search import searchable
from governance.roles.appointment import Appointment
from governance.roles.person import Person

PER_PAGE = 50


@signed_in
def people(request: SignedInRequest) -> HttpResponse:
    units = scope(request)
    query = request.GET.get("q", "")[:100]
    listed = people_of(units)
    if query.strip():
        listed = listed.filter(pk__in=named(listed, query))
    held = Appointment.objects.filter(unit__in=units).select_related("unit", "stands_for__person")
    paginator = Paginator(
        listed.order_by("surname", "given", "pk").prefetch_related(Prefetch("appointments", queryset=held)),
        PER_PAGE,
    )
    page = paginator.get_page(request.GET.get("page"))
    today = clock.today()
    context = {
        "title": _("People and roles"),
        "lead": ngettext("%(n)d person.", "%(n)d people.", paginator.count) % {"n": paginator.count},
        "query": query,
        "rows": [
            {
                "href": reverse("person", args=[person.pk]),
                "person": person,
                "roles": [
                    appointment_row(appointment)
                    for appointment in person.appointments.all()
                    if standing(appointment, today) == "now"
                ],
            }
            for person in page
        ],
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "governance/people.html", context)


def named(people: QuerySet[Person], query: str) -> list[int]:
    """Ids of the people whose name or e-mail contains every word; compared here, as databases differ on Cyrillic."""
    words = searchable(query).split()
    rows = people.values_list("pk", "surname", "given", "patronymic", "email")
    return [pk for pk, *parts in rows if all(word in searchable(" ".join(parts)) for word in words)]


@signed_in
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    shown = get_object_or_404(people_of(units), pk=pk)
    today = clock.today()
    groups: dict[str, list[dict[str, Any]]] = {}
    held = Appointment.objects.filter(person=shown, unit__in=units).select_related(
        "unit", "stands_for__person"
    )
    for appointment in held.order_by("-since", "-pk"):
        groups.setdefault(standing(appointment, today), []).append(appointment_row(appointment))
    context = {
        "title": shown.full_name,
        "found": shown,
        "groups": [
            {"title": title, "appointments": rows, "may_end": rows is not groups.get("over")}
            for title, rows in in_order(groups)
        ],
        "barred": barred(shown, units),
        "crumbs": crumbs(),
    }
    return render(request, "governance/person.html", context)
