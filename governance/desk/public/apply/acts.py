"""What the holder of a private link may do: each act is confirmed on a page of its own and made by `perform`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.public.apply.holder import by_key
from governance.desk.public.apply.status_page import is_in_time, is_known, published_list
from governance.documents.errors import Refused
from governance.documents.kinds.admission.appeal import LONGEST_APPEAL, Appeal, file_appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import BEFORE_REVIEW, PLACED, State
from governance.documents.kinds.admission.consent import Consent, consent_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.perform import perform


@dataclass(frozen=True)
class HolderAct:
    """An act of the holder. `follows`: its consequences, shown before it is confirmed; `grave`: it is final."""

    label: "str | Promise"
    follows: "str | Promise"
    done: "str | Promise"
    grave: bool = False


ACTS = {
    "take_place": HolderAct(
        gettext_lazy("Take the place"),
        gettext_lazy(
            "You take the offered place. A place that the pupil held before becomes free for others. "
            "Then the director signs the order of enrolment."
        ),
        gettext_lazy("You have taken the place."),
    ),
    "turn_down": HolderAct(
        gettext_lazy("Turn the place down"),
        gettext_lazy(
            "The offered place goes to the next in reserve and is not offered to you again. "
            "What the pupil holds or waits for besides stays."
        ),
        gettext_lazy("You have turned the place down."),
        grave=True,
    ),
    "decline": HolderAct(
        gettext_lazy("Give the place up"),
        gettext_lazy("The place goes to the next in reserve at once. It cannot be had back."),
        gettext_lazy("You have given the place up."),
        grave=True,
    ),
    "withdraw": HolderAct(
        gettext_lazy("Withdraw the application"),
        gettext_lazy(
            "Nobody considers the application any more. While the intake goes on, you can send a new one."
        ),
        gettext_lazy("The application is withdrawn."),
        grave=True,
    ),
    "take_consent_back": HolderAct(
        gettext_lazy("Take the consent back"),
        gettext_lazy(
            "The school may not process the data any more, so an application that is not enrolled yet is withdrawn "
            "with the consent."
        ),
        gettext_lazy("The consent is taken back."),
        grave=True,
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
        and is_in_time(application.campaign.appeals_until),
    }


def open_now(application: Application) -> dict[str, bool]:
    return open_acts(
        application, published_list(application), consent_of(application), application.appeals.all()
    )


@by_key
def own_act(request: HttpRequest, application: Application, key: str, name: str) -> Any:
    """The page that asks for confirmation of an act, and the act itself."""
    act = ACTS.get(name)
    if act is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            if name == "take_consent_back":
                consent = consent_of(application)
                if consent is None:
                    raise Http404
                perform(consent, "withdraw", key=key)
            else:
                perform(application, name, key=key)
            messages.success(request, str(act.done))
            return redirect("own_application", key=key)
        except Refused as refusal:
            refused = str(refusal)
    elif not open_now(application)[name]:
        messages.info(request, _("This is not possible now."))
        return redirect("own_application", key=key)
    context = {
        "act": act,
        "application": application,
        "refused": refused,
        "back": reverse("own_application", args=[key]),
    }
    return render(request, "governance/apply/act.html", context, status=422 if refused else 200)


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
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            try:
                appeal = file_appeal(application, form.cleaned_data["text"], key=key)
                messages.success(
                    request, _("The appeal is registered: No. %(number)s.") % {"number": appeal.number}
                )
                return redirect("own_application", key=key)
            except Refused as refusal:
                form.add_error(None, str(refusal))
    elif not open_now(application)["appeal"]:
        messages.info(request, _("This is not possible now."))
        return redirect("own_application", key=key)
    context = {
        "title": _("Appeal"),
        "lead": _(
            "Another commission hears it, none of whose members took part in the selection. If it agrees with you, "
            "your points are corrected and the list is computed and published anew."
        ),
        "form": form,
        "submit": _("File the appeal"),
        "cancel": reverse("own_application", args=[key]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
