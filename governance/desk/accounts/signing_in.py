"""The page to sign in; in the demonstration it lists the people of the district."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from governance.desk.accounts.founding import may_be_founded_on_a_page
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


class SignInPage(LoginView):
    template_name = "governance/signin.html"
    # In the demonstration the page lists the people, grouped by unit.
    extra_context: dict[str, Any] | None = (
        {"units": demo_people, "demo_password": settings.DEMO_PASSWORD} if settings.DEMO else None
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Where there is no district yet, nobody can sign in: the first page founds it."""
        if may_be_founded_on_a_page():
            return redirect("first_page")
        page: HttpResponseBase = super().get(request, *args, **kwargs)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return {**page, "outside": settings.OIDC_NAME}


sign_in = everyone(SignInPage.as_view())
