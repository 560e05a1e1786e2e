"""A new private link, and the confirmation of an address: both by a letter, so that the mailbox proves who asks.

The page answers the same, in the same time, whether there is an application or not: only the mailbox learns it.
"""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import everyone
from governance.desk.base.visitor import in_the_next_hour, is_too_often, next_hour
from governance.desk.public.apply.guard import Guarded
from governance.desk.public.apply.holder import no_such_link, private
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key, opens
from governance.flows.processes.admission_letters import read_token, write_links
from governance.letters.cipher import encrypt


class LinkForm(Guarded):
    """The address under which the application was sent."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail that stands in the application"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the e-mail."),
            "invalid": gettext_lazy("Give the address as in name@mail.ru."),
        },
    )


@everyone
def ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for a letter with a new link."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    is_refused = False
    if request.method == "POST" and form.is_valid():
        most, in_all = settings.APPLY_LINKS_PER_HOUR, settings.APPLY_LINKS_PER_HOUR_IN_ALL
        is_refused = is_too_often(request, "link", most, in_all=in_all)
        if is_refused:
            sentence = _("Too many questions came in this hour: ask again after %(time)s.")
            form.add_error(None, sentence % {"time": next_hour()})
        else:
            # The worker looks it up, so that the page takes the same time for every address.
            write_links.enqueue(encrypt(form.cleaned_data["email"]))
            return private(redirect("link_sent"))
    status = 422 if form.errors else 200
    page = private(render(request, "governance/apply/ask_link.html", {"form": form}, status=status))
    return in_the_next_hour(page) if is_refused else page


@everyone
def link_sent(request: HttpRequest) -> HttpResponse:
    """The page after asking for a link: the same for everybody."""
    return private(render(request, "governance/apply/link_sent.html"))


def letter_page(request: HttpRequest, application: Application, *, confirms: bool) -> HttpResponse:
    """Where an address in a letter leads: one button; of the application its number alone is shown."""
    also = {"application": application, "confirms": confirms}
    return private(render(request, "governance/apply/letter.html", also))


@everyone
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the address in a letter. Mail scanners follow links, so a button asks first."""
    content = read_token(token)
    if content is None:
        return private(no_such_link(request))
    application, _key = content
    if request.method == "POST":
        return private(_given_anew(application))
    return letter_page(request, application, confirms=False)


def _given_anew(application: Application) -> HttpResponse:
    with transaction.atomic():
        key = new_key()
        application = perform(application, "renew_link", basis=application, opened_by=key)
        # Whoever came here has read that mailbox.
        if application.email_confirmed_at is None:
            perform(application, "confirm_email", key=key)
    return redirect("kept", key=key)


@everyone
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the address in the first letter: whoever follows it has read that mailbox."""
    content = read_token(token)
    if content is None:
        return private(no_such_link(request))
    application, key = content
    if not opens(application, key):
        # Another link was given meanwhile; this one still proves who reads the mailbox.
        return private(redirect("new_link", token=token))
    if request.method == "POST":
        try:
            perform(application, "confirm_email", key=key)
            messages.success(request, _("The address is confirmed: we shall write to you."))
        except Refused as refusal:
            messages.info(request, str(refusal))
        return private(redirect("own_application", key=key))
    return letter_page(request, application, confirms=True)
