"""Whom and where this person may appoint.

The right is held on a district and reaches its units. Nobody sets a password for a person who acts in another district
too: that would be a way into it.
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
    """The units at which this person may appoint. Raises Http404 for those who may nowhere."""
    held = {unit for right, unit in request.pairs if right == Right.APPOINT}
    if not held:
        raise Http404
    return Unit.objects.filter(Q(pk__in=held) | Q(district_id__in=held)).order_by("kind", "pk")


def people_of(units: QuerySet[Unit]) -> QuerySet[Person]:
    """Whoever holds or held a role at these units, and the newly entered who hold none yet."""
    here = Appointment.objects.filter(unit__in=units).values("person")
    anywhere = Appointment.objects.values("person")
    return Person.objects.filter(Q(pk__in=here) | ~Q(pk__in=anywhere))


def barred(person: Person, units: QuerySet[Unit]) -> str:
    """Why the account of this person is not changed here; empty when it may be."""
    if person.is_staff or person.is_superuser:
        return _("This account repairs the system: it is changed on the server only.")
    elsewhere = Appointment.objects.in_force().filter(person=person).exclude(unit__in=units)
    if elsewhere.exists():
        return _(
            "This person also acts in another district: their account can be changed on the server only."
        )
    return ""


def changeable(request: SignedInRequest, pk: int) -> Person:
    """The person, if their account may be changed by this administrator; Http404 otherwise."""
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    if barred(found, units):
        raise Http404
    return found


def crumbs(found: Person | None = None) -> list[dict[str, str]]:
    trail_of = [{"label": _("People and roles"), "href": reverse("people")}]
    if found is not None:
        trail_of.append({"label": found.name, "href": reverse("person", args=[found.pk])})
    return trail_of


def form_page(
    request: SignedInRequest,
    form: Any,
    *,
    title: str,
    submit: str,
    found: Person | None = None,
    back: str = "",
    lead: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead or (found.full_name if found else ""),
        "form": form,
        "submit": submit,
        "cancel": back or (reverse("person", args=[found.pk]) if found else ""),
        "crumbs": crumbs(found),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
