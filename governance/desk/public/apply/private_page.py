"""The private page of an application, with its papers and files, for the holder of the link."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.papers.sheet import pdf_response
from governance.desk.public.apply.holder import by_key
from governance.desk.public.apply.status_page import StatusPage
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.record.attached import Attachment


@by_key
def kept(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The page after the form: number, code and private link, to be written down."""
    link = settings.PUBLIC_ADDRESS + reverse("own_application", args=[key])
    also = {"application": application, "key": key, "link": link}
    return render(request, "governance/apply/kept.html", also)


@by_key
def own_application(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The state, what is missing and until when, what happens next, results, data, and possible acts."""
    return StatusPage(application, key).response(request, "governance/apply/own.html")


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
