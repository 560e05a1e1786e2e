"""The text of a paper on the screen and as PDF, from the same print data."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import slugify

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.visitor import is_too_often, too_often
from governance.documents.approval.disagreements_print import disagreements_data
from governance.documents.approval.opinions import Consulted
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import PrintingStopped, render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document


@dataclass(frozen=True)
class Sheet:
    """The text of a paper: its template and its print data."""

    template: str
    paper: PaperData


def sheet(document: Document) -> Sheet | None:
    """The print data of a paper and the template that shows it; None for a paper that is not printed."""
    if not document.printed:
        return None
    return Sheet(f"governance/sheets/{document.print_form}.html", print_data(document))


def pdf_response(request: HttpRequest, document: Document) -> HttpResponse:
    """The paper as PDF."""
    return pdf(request, document.print_form, print_data(document), file_name(document))


def pdf(request: HttpRequest, form: str, data: PaperData, name: str) -> HttpResponse:
    """Print data in a form, to be shown in the browser under a descriptive name; or a page that says why it failed.

    For visitors who are not signed in only so much is printed in an hour.
    """
    if not request.user.is_authenticated and is_too_often(
        request, "print", settings.PRINTS_PER_HOUR, in_all=settings.PRINTS_PER_HOUR_IN_ALL
    ):
        return too_often(request)
    try:
        content = render(form, data)
    except PrintingStopped as error:
        return TemplateResponse(request, "governance/not_printed.html", {"reason": error}, status=503)
    return pdf_file(content, name)


def file_name(document: Document) -> str:
    return f"{document.kind} {document.number}"


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """A PDF, to be shown in the browser under a descriptive name."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'},
    )


@of_paper(by_letter=True)
def paper_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    if not document.printed:
        raise Http404
    return pdf_response(request, document)


@of_paper()
def disagreements_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    """The protocol of disagreements of a paper that was sent back, as PDF."""
    data = disagreements_data(document) if isinstance(document, Consulted) else None
    if data is None:
        raise Http404
    return pdf(request, "disagreements", data, f"disagreements {document.number}")
