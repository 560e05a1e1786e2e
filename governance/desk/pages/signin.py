"""Signing in by e-mail and password; django-axes limits guessing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.desk.base.access import everyone
from governance.roles.appointment import Appointment


class SignIn(LoginView):
    """The sign-in page; in the demonstration it lists the people, grouped by unit."""

    template_name = "governance/signin.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_people"] = demo_people()
            context["demo_password"] = settings.DEMO_PASSWORD
        return context


class DemoPerson:
    """Somebody in office; further capacities are added to `role`."""

    def __init__(self, appointment: Appointment) -> None:
        person = appointment.person
        self.name, self.initials, self.email = person.name, person.initials, person.email
        self.role = appointment.capacity


@dataclass(frozen=True)
class DemoUnit:
    title: str
    people: list[DemoPerson]


def demo_people() -> list[DemoUnit]:
    """People in office, each once, under the unit of their first appointment."""
    units: dict[str, DemoUnit] = {}
    seen: dict[int, DemoPerson] = {}
    for appointment in Appointment.objects.in_force().select_related("person", "unit").order_by("pk"):
        known = seen.get(appointment.person_id)
        if known is not None:
            known.role += f"; {appointment.capacity}"
            continue
        seen[appointment.person_id] = shown = DemoPerson(appointment)
        title = str(appointment.unit)
        units.setdefault(title, DemoUnit(title, [])).people.append(shown)
    return list(units.values())


sign_in = everyone(SignIn.as_view())
sign_out = everyone(LogoutView.as_view())


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The page after too many wrong passwords, called by axes."""
    return render(request, "governance/locked_out.html", {"minutes": 15}, status=429)
