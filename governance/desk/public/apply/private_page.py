"""The private page of an application, with its papers and files, for the holder of the link."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.format import day, state_of
from governance.desk.papers.sheet import pdf_response
from governance.desk.public.apply import status_page
from governance.desk.public.apply.acts import open_acts
from governance.desk.public.apply.holder import by_key
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.record.attached import Attachment


@by_key
def kept(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The page after the form: number, code and private link, to be written down."""
    context = {
        "application": application,
        "link": settings.PUBLIC_ADDRESS + reverse("own_application", args=[key]),
        "key": key,
        "sent": application.submitted_at is not None,
        "until": day(application.campaign.intake_until),
        "results": day(application.campaign.results_on),
        "email": application.applicant.email,
    }
    return render(request, "governance/apply/kept.html", context)


@by_key
def own_application(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The state, what is missing and until when, what happens next, results, data, and possible acts."""
    ranking = status_page.published_list(application)
    consent = consent_of(application)
    points = list(status_page.points(application, ranking))
    appeals = list(application.appeals.order_by("pk"))
    context: dict[str, Any] = {
        "application": application,
        "campaign": application.campaign,
        "key": key,
        "state": status_page.badge(application, ranking),
        "now": status_page.now(application, ranking),
        "fill": application.state in (State.DRAFT, State.INCOMPLETE),
        "answers": application.state == State.INCOMPLETE,
        "acts": open_acts(application, ranking, consent, appeals),
        "steps": status_page.steps(application, ranking),
        "results": status_page.results(application, ranking),
        "list": reverse("public_paper", args=[ranking.code]) if ranking is not None else "",
        "points": points,
        "counted": any(point["counted"] for point in points),
        "facts": status_page.facts(application),
        "wishes": status_page.wishes(application),
        "files": status_page.files(application, key),
        "consent": consent,
        "consent_state": state_of(consent) if consent is not None else None,
        "consent_given": consent is not None and consent.state == "given",
        "appeals": [{"paper": appeal, "state": state_of(appeal)} for appeal in appeals],
        "unconfirmed": bool(application.applicant.email) and application.email_confirmed_at is None,
    }
    return render(request, "governance/apply/own.html", context)


@by_key
def own_pdf(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    return pdf_response(request, application)


@by_key
def own_consent(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    consent = consent_of(application)
    if consent is None:
        raise Http404(_("There is no consent."))
    return pdf_response(request, consent)


@by_key
def own_file(request: HttpRequest, application: Application, key: str, file: int) -> FileResponse:
    """A file of this application, always as a download."""
    attachment = Attachment.objects.filter(document_id=application.pk, pk=file, erased_at=None).first()
    if attachment is None:
        raise Http404
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
