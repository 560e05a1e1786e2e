"""A forgotten password. The page answers the same whether there is an account or not: only the mailbox learns it."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django_tasks import task

from governance.desk.accounts.entering import private
from governance.desk.accounts.letters import letters_leave
from governance.desk.accounts.passes import send_reset
from governance.desk.base.access import everyone
from governance.desk.base.visitor import is_too_often, too_often
from governance.documents.record.rate_limit import count_attempt
from governance.letters.cipher import decrypt, encrypt
from governance.roles.person import Person


class MailboxForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail with which you sign in"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


@everyone
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter with a link to choose a new password."""
    form = MailboxForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and letters_leave():
        if is_too_often(request, "reset", settings.RESETS_PER_HOUR):
            return too_often(request)
        if form.is_valid():
            # The worker looks it up, so that the page takes the same time for every address.
            write_reset.enqueue(encrypt(form.cleaned_data["email"].lower()))
            return private(redirect("forgotten_sent"))
    status = 422 if form.errors else 200
    shown = {"form": form, "letters_leave": letters_leave()}
    return private(render(request, "governance/accounts/forgotten.html", shown, status=status))


@everyone
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """The page after asking: the same for everybody."""
    return private(render(request, "governance/accounts/forgotten_sent.html"))


@task()
def write_reset(encrypted: str) -> None:
    """Write the letter for an account with this address, which is encrypted: it waits in a table for the worker."""
    write_if_known(decrypt(encrypted))


def write_if_known(email: str) -> None:
    """The letter for an open account with this mailbox, as long as it has not got too many in this hour."""
    if count_attempt("reset letter", email) > settings.RESET_LETTERS_PER_HOUR:
        return
    person = Person.objects.filter(email=email, is_active=True).first()
    if person is not None:
        send_reset(person, by=None)
