"""Choosing a password by the link of a letter or by the code of a slip. The administrator never sees one."""

from typing import Any

from allauth.account.internal.flows.password_reset import perform_password_reset_login
from allauth.usersessions.models import UserSession
from axes.utils import reset as forget_failures
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.letters import tell
from governance.desk.base.access import everyone
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often
from governance.letters.devices import forget
from governance.roles.acts.accounts import note_account
from governance.roles.entry import EntryPass, pass_behind, pass_still_open, typed_code, use_pass
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person

SESSION_KEY = "entry_pass"


class ChosenPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = _(
            "At least 10 characters, not only digits and no usual word."
        )


class CodeForm(forms.Form):
    """What stands on a printed slip."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("Twelve letters and digits; dashes and large letters do not matter."),
    )

    row: EntryPass | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        found = pass_behind(typed_code(cleaned["code"]))
        if found is None or found.person.email != cleaned["email"].lower():
            raise forms.ValidationError(
                _(
                    "This code does not open the account of this e-mail: it was mistyped, used, or is too old. The "
                    "administrator can print a new one."
                )
            )
        self.row = found
        return cleaned


@everyone
def entry_link(request: HttpRequest, key: str) -> HttpResponse:
    """The address in a letter. It leads on at once, so that the key stands in no history and no other address."""
    if guesses_keys(request):
        return too_often(request)
    row = pass_behind(key)
    if row is None:
        note_wrong_key(request)
    answer = closed(request) if row is None else opened(request, row)
    # Only here: from a page without it, no form could be sent.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@everyone
def entry_code(request: HttpRequest) -> HttpResponse:
    """The page for whoever has a printed slip."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if guesses_keys(request):
            return too_often(request)
        if form.is_valid() and form.row is not None:
            return opened(request, form.row)
        note_wrong_key(request)
    status = 422 if form.errors else 200
    return private(render(request, "governance/accounts/code.html", {"form": form}, status=status))


def opened(request: HttpRequest, row: EntryPass) -> HttpResponse:
    """Whoever was signed in here is signed out: it may be somebody else's browser."""
    if request.user.is_authenticated:
        logout(request)
    request.session[SESSION_KEY] = row.pk
    return private(redirect("entry_password"))


@everyone
def entry_password(request: HttpRequest) -> HttpResponse:
    """Choose a password, and be signed in: with the second factor, if there is one."""
    row = pass_still_open(request.session.get(SESSION_KEY) or 0)
    if row is None:
        return closed(request)
    person = row.person
    form = ChosenPasswordForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if not use_pass(row):
                return closed(request)
            form.save()
            chosen(person)
        del request.session[SESSION_KEY]
        return private(perform_password_reset_login(request, person, email=person.email))
    status = 422 if form.errors else 200
    shown = {"form": form, "person": person}
    return private(render(request, "governance/accounts/choose.html", shown, status=status))


def chosen(person: Person) -> None:
    """A new password: whoever was signed in with the old one is not any more, and failures of before are forgotten."""
    UserSession.objects.filter(user_id=person.pk).delete()
    forget(person=person)
    forget_failures(username=person.email)
    note_account(OrganisationAct.CHOOSE_PASSWORD, person, by=person)
    tell(person, _("A new password has been chosen for your account."))


def closed(request: HttpRequest) -> HttpResponse:
    """One answer, whatever the cause."""
    request.session.pop(SESSION_KEY, None)
    return private(render(request, "governance/accounts/no_entry.html", status=404))


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps the page, and no search engine lists it."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
