"""People and their roles, for whoever holds the right to appoint: the network administrator.

The right is held on a district and reaches its units. Nobody appoints themselves, and nobody sets a password for a
person who acts in another district too: that would be a way into it.
"""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.access import SignedInRequest, signed_in
from governance.desk.people_forms import AppointForm, EndForm, PersonForm, StandInForm
from governance.desk.profile import in_order
from governance.desk.terms import appointment_row, standing
from governance.documents import trail
from governance.documents.document import CODE_ALPHABET
from governance.documents.search import searchable
from governance.roles.appointment import Appointment, appoint, dismiss
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

PER_PAGE = 50


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


# --- lists --------------------------------------------------------------------------------------------------------


@signed_in
def people(request: SignedInRequest) -> HttpResponse:
    units = scope(request)
    query = request.GET.get("q", "")[:100]
    found = people_of(units)
    if query.strip():
        found = found.filter(pk__in=named(found, query))
    held = Appointment.objects.filter(unit__in=units).select_related("unit", "stands_for__person")
    paginator = Paginator(
        found.order_by("surname", "given", "pk").prefetch_related(Prefetch("appointments", queryset=held)),
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
                    appointment_row(one) for one in person.appointments.all() if standing(one, today) == "now"
                ],
            }
            for person in page
        ],
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "governance/people.html", context)


def named(people: QuerySet[Person], query: str) -> list[int]:
    """Those whose name or e-mail has every word; compared here, for databases fold Cyrillic each in its own way."""
    words = searchable(query).split()
    rows = people.values_list("pk", "surname", "given", "patronymic", "email")
    return [pk for pk, *parts in rows if all(word in searchable(" ".join(parts)) for word in words)]


@signed_in
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    today = clock.today()
    groups: dict[str, list[dict[str, Any]]] = {}
    held = Appointment.objects.filter(person=found, unit__in=units).select_related(
        "unit", "stands_for__person"
    )
    for appointment in held.order_by("-since", "-pk"):
        groups.setdefault(standing(appointment, today), []).append(appointment_row(appointment))
    context = {
        "title": found.full_name,
        "found": found,
        "groups": [
            {"title": title, "appointments": rows, "may_end": rows is not groups.get("over")}
            for title, rows in in_order(groups)
        ],
        "barred": barred(found, units),
        "crumbs": crumbs(),
    }
    return render(request, "governance/person.html", context)


def crumbs(found: Person | None = None) -> list[dict[str, str]]:
    trail_of = [{"label": _("People and roles"), "href": reverse("people")}]
    if found is not None:
        trail_of.append({"label": found.name, "href": reverse("person", args=[found.pk])})
    return trail_of


# --- accounts -----------------------------------------------------------------------------------------------------


@signed_in
def person_new(request: SignedInRequest) -> HttpResponse:
    scope(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), trail.acting(request.user):
            created = form.save(commit=False)
            password = set_password(created, by=request.user)
        return once(request, created, password)
    return form_page(
        request, form, title=_("New person"), submit=_("Enter the person"), back=reverse("people")
    )


@signed_in
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = PersonForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with trail.acting(request.user):
            form.save()
        messages.success(request, _("The changes have been kept."))
        return redirect("person", pk=pk)
    return form_page(request, form, title=_("Name and account"), submit=_("Keep"), found=found)


@require_POST
@signed_in
def person_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new password, shown once to whoever sets it."""
    found = changeable(request, pk)
    with transaction.atomic(), trail.acting(request.user):
        password = set_password(found, by=request.user)
    return once(request, found, password)


@require_POST
@signed_in
def person_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again. People are never deleted: the record rests on them."""
    found = changeable(request, pk)
    if found.pk == request.user.pk:
        messages.error(request, _("You cannot close your own account."))
        return redirect("person", pk=pk)
    with trail.acting(request.user):
        found.is_active = not found.is_active
        found.save(update_fields=["is_active"])
    messages.success(
        request, _("The account is open again.") if found.is_active else _("The account is closed.")
    )
    return redirect("person", pk=pk)


def changeable(request: SignedInRequest, pk: int) -> Person:
    """The person, if their account may be changed by this administrator; Http404 otherwise."""
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    if barred(found, units):
        raise Http404
    return found


def set_password(found: Person, *, by: Person) -> str:
    """Give the person a random password of the code's alphabet, 57 bits; returned once, kept as a hash alone."""
    signs = "".join(secrets.choice(CODE_ALPHABET) for _sign in range(12)).lower()
    password = "-".join(signs[start : start + 4] for start in range(0, 12, 4))
    found.set_password(password)
    found.save()
    trail.note_password(found, by=by)
    return password


def once(request: SignedInRequest, found: Person, password: str) -> HttpResponse:
    context = {"title": found.full_name, "found": found, "password": password, "crumbs": crumbs(found)}
    page = render(request, "governance/person_password.html", context)
    page["Cache-Control"] = "no-store"
    return page


# --- roles --------------------------------------------------------------------------------------------------------


@signed_in
def person_appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    form = AppointForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        given["role"] = Role(given["role"])
        if entered(request, form, found, given):
            return redirect("person", pk=pk)
    return form_page(request, form, title=_("Appoint to a role"), submit=_("Appoint"), found=found)


@signed_in
def person_stand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    found = get_object_or_404(people_of(units), pk=pk)
    form = StandInForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        holder = form.cleaned_data["stands_for"]
        given = {**form.cleaned_data, "role": Role(holder.role), "unit": holder.unit, "title": holder.title}
        if entered(request, form, found, given):
            return redirect("person", pk=pk)
    return form_page(request, form, title=_("Appoint as a stand-in"), submit=_("Appoint"), found=found)


def entered(request: SignedInRequest, form: Any, found: Person, given: dict[str, Any]) -> bool:
    """Make the appointment; what the rules of appointments refuse becomes the form's error."""
    if found.pk == request.user.pk:
        form.add_error(None, _("Nobody appoints themselves: ask another administrator."))
        return False
    try:
        with trail.acting(request.user):
            appointment = appoint(found, given.pop("role"), given.pop("unit"), **given)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(
        request,
        _("Appointed: %(who)s, %(capacity)s.") % {"who": found.name, "capacity": appointment.capacity},
    )
    return True


@signed_in
def appointment_end(request: SignedInRequest, pk: int) -> HttpResponse:
    units = scope(request)
    appointment = get_object_or_404(
        Appointment.objects.select_related("person", "unit").filter(unit__in=units), pk=pk
    )
    form = EndForm(request.POST or None, appointment=appointment)
    if request.method == "POST" and form.is_valid():
        with trail.acting(request.user):
            dismiss(appointment, until=form.cleaned_data["until"])
        messages.success(request, _("%(who)s: the appointment ends.") % {"who": appointment.person.name})
        return redirect("person", pk=appointment.person_id)
    lead = f"{appointment.person.full_name}, {appointment.capacity} ({appointment.unit})"
    return form_page(
        request,
        form,
        title=_("End the appointment"),
        submit=_("Dismiss"),
        found=appointment.person,
        lead=lead,
    )


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
