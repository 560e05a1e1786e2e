"""The profile: the person's appointments and rights, language, calendar link, password."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from governance import clock
from governance.desk.base.access import SignedInRequest, everyone, signed_in
from governance.desk.base.terms import appointment_row, standing
from governance.documents.record import audit_log
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    held = (
        Appointment.objects.filter(person=request.user)
        .select_related("unit", "stands_for__person")
        .order_by("-since", "-pk")
    )
    groups: dict[str, list[dict[str, Any]]] = {}
    for appointment in held:
        groups.setdefault(standing(appointment, today), []).append(appointment_row(appointment))
    context = {
        "title": request.user.full_name,
        "email": request.user.email,
        "groups": [{"title": title, "appointments": rows} for title, rows in in_order(groups)],
        "rights": rights_by_unit(request.pairs),
        "languages": settings.LANGUAGES,
        "calendar": settings.PUBLIC_ADDRESS + reverse("calendar_link", args=[request.user.calendar_key]),
        "people": reverse("people") if any(right == Right.APPOINT for right, _unit in request.pairs) else "",
    }
    return render(request, "governance/profile.html", context)


def in_order(groups: dict[str, list[dict[str, Any]]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The groups with their titles: present, coming and ended appointments."""
    titles = {"now": _("In force"), "coming": _("Coming"), "over": _("Ended")}
    return [(title, groups[key]) for key, title in titles.items() if key in groups]


def rights_by_unit(pairs: set[tuple[str, int]]) -> list[dict[str, Any]]:
    """The rights of a person, unit by unit; one query."""
    units = Unit.objects.filter(pk__in={unit for _right, unit in pairs}).order_by("kind", "pk")
    return [
        {"unit": unit, "rights": [right.label for right in Right if (right.value, unit.pk) in pairs]}
        for unit in units
    ]


@signed_in
def password(request: SignedInRequest) -> HttpResponse:
    """Change one's own password; all other sessions of this person end."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        audit_log.note_password(form.user, by=form.user)
        messages.success(request, _("The password has been changed; other devices have to sign in anew."))
        return redirect("profile")
    context = {
        "title": _("Change of password"),
        "lead": _("At least 10 characters, not only digits and no usual word."),
        "form": form,
        "submit": _("Change the password"),
        "cancel": reverse("profile"),
        "crumbs": [{"label": _("Profile and roles"), "href": reverse("profile")}],
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def calendar_key(request: SignedInRequest) -> HttpResponse:
    """Give a new private link to the calendar; the old one stops working."""
    Person.objects.filter(pk=request.user.pk).update(calendar_key=secrets.token_urlsafe())
    messages.success(request, _("Here is a new link; the old one does not work any more."))
    return redirect(f"{reverse('profile')}#calendar")


# Django's own view: stores the choice in a cookie and returns to the page.
language = everyone(require_POST(set_language))
