"""Signing in by e-mail and password; django-axes limits guessing."""

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


def demo_people() -> list[dict[str, Any]]:
    """People in office, each once, under the unit of their first appointment."""
    groups: dict[str, list[dict[str, str]]] = {}
    seen: dict[int, dict[str, str]] = {}
    appointments = Appointment.objects.in_force().select_related("person", "unit").order_by("pk")
    for appointment in appointments:
        person = appointment.person
        if person.pk in seen:
            seen[person.pk]["role"] += f"; {appointment.capacity}"
            continue
        entry = {
            "name": person.name,
            "initials": person.initials,
            "email": person.email,
            "role": appointment.capacity,
        }
        seen[person.pk] = entry
        groups.setdefault(str(appointment.unit), []).append(entry)
    return [{"title": title, "people": people} for title, people in groups.items()]


sign_in = everyone(SignIn.as_view())
sign_out = everyone(LogoutView.as_view())


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The page after too many wrong passwords, called by axes."""
    return render(request, "governance/locked_out.html", {"minutes": 15}, status=429)
