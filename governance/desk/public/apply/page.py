"""The page of the form, for a new application and for one opened by its private link."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.visitor import in_the_next_hour, is_too_often, next_hour
from governance.desk.papers.forms import Facts
from governance.desk.public.apply.fields import Upload
from governance.desk.public.apply.form import ApplicationForm
from governance.desk.public.apply.holder import by_key, private
from governance.desk.public.apply.submission import SentAlready, application_behind, save_application
from governance.desk.public.codes import normal
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.consent import text_of_consent
from governance.documents.language.phrases import list_date
from governance.roles.person import Person

FILLED_IN = (State.DRAFT, State.INCOMPLETE)


@everyone
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """A new application to an announced admission, while it takes any."""
    campaign = (
        Campaign.objects.filter(code=normal(code), state=Campaign.State.ANNOUNCED)
        .select_related("unit", "district", "commission")
        .first()
    )
    if campaign is None:
        raise Http404
    if not campaign.takes_applications:
        return closed(request, campaign)
    return private(filled_in(request, campaign))


def closed(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Outside the days of the intake: when it is, or was."""
    return render(request, "governance/apply/closed.html", {"campaign": campaign})


@by_key
def fill(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """Go on filling in: a draft, or what the school has asked for."""
    if application.state not in FILLED_IN:
        messages.info(request, _("The application is sent and cannot be changed now."))
        return redirect("own_application", key=key)
    return filled_in(request, application.campaign, application, key)


def filled_in(
    request: HttpRequest,
    campaign: Campaign,
    application: Application | None = None,
    key: str = "",
    by: Person | None = None,
    known: Facts | None = None,
    proofs: Callable[[ApplicationForm], list[Upload]] | None = None,
) -> HttpResponse:
    """The form, empty, kept or refused; once it is taken, where to go.

    `known`: with what a new one is filled; `proofs`: further files that go with it.
    """
    is_sent = request.method == "POST"
    form = ApplicationForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        campaign=campaign,
        application=application,
        finishing=request.POST.get("do") == "send",
        known=known,
    )
    if by is not None:
        form.fields["consent"].label = _("The consent signed on paper is in the school")
    is_refused = is_sent and by is None and sends_too_often(request)
    if is_refused:
        form.sent_too_often = True
        sentence = _("Too many forms came in this hour. What you wrote stays here: send it after %(time)s.")
        form.add_error(None, sentence % {"time": next_hour()})
    elif is_sent and form.is_valid():
        if proofs is not None:
            form.uploads += proofs(form)
        try:
            return save_and_continue(request, form, application, key or form.key, by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "campaign": campaign,
        "application": application,
        "by": by,
        "consent_text": text_of_consent(campaign),
        "answers": application is not None and application.state == State.INCOMPLETE,
        "megabytes": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024,
        # It names the month: «до 22 июня 2012 г.»
        "until": list_date(campaign.intake_until) if campaign.intake_until else "",
    }
    page = render(request, "governance/apply/form.html", shown, status=422 if form.errors else 200)
    return in_the_next_hour(page) if is_refused else page


def sends_too_often(request: HttpRequest) -> bool:
    """Count one more form that was sent: whether it is too many from its address, or in all."""
    most, in_all = settings.APPLY_SENDS_PER_HOUR, settings.APPLY_SENDS_PER_HOUR_IN_ALL
    return is_too_often(request, "apply", most, in_all=in_all)


def save_and_continue(
    request: HttpRequest, form: ApplicationForm, application: Application | None, key: str, by: Person | None
) -> HttpResponse:
    """Save a valid form and go to the next page. Raises Refused with a sentence."""
    try:
        saved = save_application(form, application, key=key, by=by)
    except SentAlready:
        # The same form again: it was sent twice, or somebody went back to a draft and continues there.
        earlier = application_behind(key)
        assert earlier is not None, "the form has made an application"
        saved = earlier
        if earlier.state == State.DRAFT:
            form.application = application = earlier
            saved = save_application(form, earlier, key=key, by=by)
    if by is not None:
        messages.success(
            request, _("The application is registered.") if saved.number else _("The draft is kept.")
        )
        return redirect("paper", pk=saved.pk)
    if application is None or (form.finishing and application.state == State.DRAFT):
        return redirect("kept", key=key)
    messages.success(request, _("Sent to the school.") if form.finishing else _("Kept; it is not sent yet."))
    return redirect("own_application", key=key)
