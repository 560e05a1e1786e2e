"""Signing in by e-mail and password; django-axes limits guessing."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.desk.base.access import everyone
from governance.roles.appointment import Appointment
from governance.roles.person import Person


def demo_people() -> dict[str, dict[Person, list[str]]]:
    """The people in office with their capacities, each once, under the unit of their first appointment."""
    units: dict[str, dict[Person, list[str]]] = {}
    places: dict[Person, str] = {}
    for appointment in Appointment.objects.in_force().select_related("person", "unit").order_by("pk"):
        unit = places.setdefault(appointment.person, str(appointment.unit))
        units.setdefault(unit, {}).setdefault(appointment.person, []).append(appointment.capacity)
    return units


# In the demonstration the page lists the people, grouped by unit.
DEMO = {"units": demo_people, "demo_password": settings.DEMO_PASSWORD} if settings.DEMO else None

sign_in = everyone(
    LoginView.as_view(
        template_name="governance/signin.html", redirect_authenticated_user=True, extra_context=DEMO
    )
)
sign_out = everyone(LogoutView.as_view())


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords, called by axes."""
    return render(request, "governance/locked_out.html", {"minutes": 15}, status=429)
