"""Whom this person may appoint, and where.

The right is held on a district and covers its units. Nobody may set the password of a person who also acts in another
district, because that would open the other district.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


def scope(request: SignedInRequest) -> QuerySet[Unit]:
    """The units at which this person may appoint. Raises Http404 if there are none."""
    held = {unit for right, unit in request.pairs if right == Right.APPOINT}
    if not held:
        raise Http404
    return Unit.objects.filter(Q(pk__in=held) | Q(district_id__in=held)).order_by("kind", "pk")


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


def crumbs(person: Person | None = None) -> list[dict[str, str]]:
    links = [{"label": _("People and roles"), "href": reverse("people")}]
    if person is not None:
        links.append({"label": person.name, "href": reverse("person", args=[person.pk])})
    return links


def form_page(
    request: SignedInRequest,
    form: Any,
    *,
    title: str,
    submit: str,
    person: Person | None = None,
    back: str = "",
    lead: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead or (person.full_name if person else ""),
        "form": form,
        "submit": submit,
        "cancel": back or (reverse("person", args=[person.pk]) if person else ""),
        "crumbs": crumbs(person),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
