"""What the holder of a private link may do: each act is confirmed on a page of its own and made by `perform`."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import text_field
from governance.desk.base.page import Page
from governance.desk.papers.form_page import FormShell
from governance.desk.papers.forms import revision_of
from governance.desk.public.apply.holder import by_key
from governance.desk.public.apply.known import is_in_time, is_known, published_list
from governance.documents.errors import Refused
from governance.documents.kinds.admission.appeal import LONGEST_APPEAL, Appeal, file_appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import BEFORE_REVIEW, PLACED, State
from governance.documents.kinds.admission.consent import Consent, consent_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.perform import check_seen, perform


class HolderAct(NamedTuple):
    """An act of the holder, and what is said when it is done; `grave`: it is final."""

    label: Words
    done: Words
    grave: bool = True


ACTS = {
    "take_place": HolderAct(
        gettext_lazy("Take the place"), gettext_lazy("You have taken the place."), grave=False
    ),
    "turn_down": HolderAct(
        gettext_lazy("Turn the place down"), gettext_lazy("You have turned the place down.")
    ),
    "decline": HolderAct(gettext_lazy("Give the place up"), gettext_lazy("You have given the place up.")),
    "withdraw": HolderAct(
        gettext_lazy("Withdraw the application"), gettext_lazy("The application is withdrawn.")
    ),
    "take_consent_back": HolderAct(
        gettext_lazy("Take the consent back"), gettext_lazy("The consent is taken back.")
    ),
}


def open_acts(
    application: Application, ranking: Rating | None, consent: Consent | None, appeals: Iterable[Appeal]
) -> dict[str, bool]:
    """Which acts are possible now, by name. An outcome that is not published yet makes none possible."""
    state, known = application.state, is_known(application, ranking)
    appealed = any(appeal.state == Appeal.State.REVIEW for appeal in appeals)
    return {
        "take_place": state == State.OFFERED and is_in_time(application.offered_until),
        "turn_down": state == State.OFFERED,
        "decline": (state == State.RECOMMENDED and known) or state == State.ENROLLED,
        "withdraw": state in (*BEFORE_REVIEW, State.REVIEW, *PLACED),
        "take_consent_back": consent is not None and consent.state == "given",
        "appeal": ranking is not None
        and known
        and not appealed
        and state in (*PLACED, State.ENROLLED)
        and is_in_time(ranking.appeals_until),
    }


def open_now(application: Application) -> dict[str, bool]:
    return open_acts(
        application, published_list(application), consent_of(application), application.appeals.all()
    )


@by_key
def own_act(request: HttpRequest, application: Application, key: str, name: str) -> HttpResponse:
    """The page that asks for confirmation of an act, and the act itself."""
    act = ACTS.get(name)
    if act is None:
        raise Http404
    back = reverse("own_application", args=[key])
    refused = ""
    if request.method == "POST":
        try:
            make(application, name, key, revision_of(request.POST.get("seen", "")))
            messages.success(request, str(act.done))
            return redirect(back)
        except Refused as refusal:
            refused = str(refusal)
    elif not open_now(application)[name]:
        return not_now(request, back)
    also = {"name": name, "act": act, "application": application, "refused": refused, "back": back}
    page = Page(section="", title=act.label)
    return page.response(request, "governance/apply/act.html", status=422 if refused else 200, also=also)


def make(application: Application, name: str, key: str, seen: int) -> None:
    """`seen`: the revision of the application. Raises Refused; Http404 where there is no consent to be taken back."""
    if name != "take_consent_back":
        perform(application, name, key=key, seen=seen)
        return
    check_seen(application, seen)
    consent = consent_of(application)
    if consent is None:
        raise Http404
    perform(consent, "withdraw", key=key)


def not_now(request: HttpRequest, back: str) -> HttpResponse:
    messages.info(request, _("This is not possible now."))
    return redirect(back)


class AppealForm(forms.Form):
    """What the parents object to."""

    text = text_field(
        gettext_lazy("What you object to and why"),
        LONGEST_APPEAL,
        lines=8,
        help_text=gettext_lazy("For example: which point was not counted and which paper confirms it."),
        error_messages={"required": gettext_lazy("Write what you object to and why.")},
    )


@by_key
def own_appeal(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """File an appeal within its term."""
    back = reverse("own_application", args=[key])
    is_sent = request.method == "POST"
    form = AppealForm(request.POST if is_sent else None)
    if form.is_valid():
        try:
            appeal = file_appeal(application, form.cleaned_data["text"], key=key)
            said = _("The appeal is registered: No. %(number)s.") % {"number": appeal.number}
            messages.success(request, said)
            return redirect(back)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    elif not is_sent and not open_now(application)["appeal"]:
        return not_now(request, back)
    page = FormShell(
        section="",
        title=_("Appeal"),
        lead=_(
            "Another commission hears it, none of whose members took part in the selection. If it agrees with you, "
            "your points are corrected and the list is computed and published anew."
        ),
        form=form,
        submit=_("File the appeal"),
        cancel=back,
        multipart=False,
    )
    return page.response(request, "governance/form.html", status=422 if form.errors else 200)
