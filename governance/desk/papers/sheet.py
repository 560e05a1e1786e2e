"""The text of a paper as it will print: on the screen and as PDF from the same data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from governance.desk.base.access import SignedInRequest, of_paper
from governance.documents.approval.disagreements_print import disagreements_data
from governance.documents.approval.opinions import Consulted
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document


def sheet(document: Document) -> dict[str, Any] | None:
    """The print data of a paper and the template that shows it; None for a paper that is not printed."""
    if not document.printed:
        return None
    return {"template": f"governance/sheets/{document.print_form}.html", "paper": print_data(document)}


def pdf_response(document: Document) -> HttpResponse:
    """The paper as PDF/A, shown in the browser under a telling name."""
    return pdf(render(document.print_form, print_data(document)), f"{document.kind} {document.number}")


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser under a telling name."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'},
    )


@of_paper()
def paper_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    if not document.printed:
        raise Http404
    return pdf_response(document)


@of_paper()
def disagreements_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    """The protocol of disagreements over a paper that was sent back."""
    data = disagreements_data(document) if isinstance(document, Consulted) else None
    if data is None:
        raise Http404
    return pdf(render("disagreements", data), f"disagreements {document.number}")
