"""The text of a paper as it will print: on the screen and as PDF from the same data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from governance.desk.base.access import SignedInRequest, of_paper
from governance.documents.approval.disagreements_print import disagreements_over
from governance.documents.approval.opinions import Consulted
from governance.documents.printing.pdf import render
from governance.documents.record.document import Document


def is_printed(document: Document) -> bool:
    return hasattr(document, "print_data")


def sheet(document: Document) -> dict[str, Any] | None:
    """The print data of a paper and the template that shows it; None for a paper that is not printed."""
    if not is_printed(document):
        return None
    return {"template": f"governance/sheets/{document.print_form}.html", "paper": document.print_data()}  # type: ignore[attr-defined]


def pdf_response(document: Document) -> HttpResponse:
    """The paper as PDF/A, shown in the browser under a telling name."""
    gather = document.print_data  # type: ignore[attr-defined]  # only printed kinds have a PDF address
    return pdf(render(document.print_form, gather()), f"{document.kind} {document.number}")


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser under a telling name."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'},
    )


@of_paper()
def paper_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    if not is_printed(document):
        raise Http404
    return pdf_response(document)


@of_paper()
def disagreements_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    """The protocol of disagreements over a paper that was sent back."""
    found = disagreements_over(document) if isinstance(document, Consulted) else None
    if found is None:
        raise Http404
    return pdf(render(found.print_form, found.print_data()), f"{found.print_form} {document.number}")
