"""Accounts: a new person, name and case forms, a password shown once, closing and opening."""

import secrets

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.pages.people.forms import PersonForm
from governance.desk.pages.people.scope import changeable, crumbs, form_page, scope
from governance.documents.record import audit_log
from governance.documents.record.document import CODE_ALPHABET
from governance.roles.person import Person


@signed_in
def person_new(request: SignedInRequest) -> HttpResponse:
    scope(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), audit_log.acting(request.user):
            created = form.save(commit=False)
            password = set_password(created, by=request.user)
        return once(request, created, password)
    return form_page(
        request, form, title=_("New person"), submit=_("Enter the person"), back=reverse("people")
    )


@signed_in
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = changeable(request, pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        with audit_log.acting(request.user):
            form.save()
        messages.success(request, _("The changes have been kept."))
        return redirect("person", pk=pk)
    return form_page(request, form, title=_("Name and account"), submit=_("Keep"), person=person)


@require_POST
@signed_in
def person_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set a new password, which is shown once to whoever sets it."""
    person = changeable(request, pk)
    with transaction.atomic(), audit_log.acting(request.user):
        password = set_password(person, by=request.user)
    return once(request, person, password)


@require_POST
@signed_in
def person_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again. People are never deleted, because the record refers to them."""
    person = changeable(request, pk)
    if person.pk == request.user.pk:
        messages.error(request, _("You cannot close your own account."))
        return redirect("person", pk=pk)
    with audit_log.acting(request.user):
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
    messages.success(
        request, _("The account is open again.") if person.is_active else _("The account is closed.")
    )
    return redirect("person", pk=pk)


def set_password(person: Person, *, by: Person) -> str:
    """Set a random password (12 characters, 57 bits) and return it; only its hash is stored."""
    signs = "".join(secrets.choice(CODE_ALPHABET) for _sign in range(12)).lower()
    password = "-".join(signs[start : start + 4] for start in range(0, 12, 4))
    person.set_password(password)
    person.save()
    audit_log.note_password(person, by=by)
    return password


def once(request: SignedInRequest, person: Person, password: str) -> HttpResponse:
    context = {"title": person.full_name, "found": person, "password": password, "crumbs": crumbs(person)}
    page = render(request, "governance/person_password.html", context)
    page["Cache-Control"] = "no-store"
    return page
