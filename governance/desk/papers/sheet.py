"""The text of a paper as it will print: on the screen and as PDF from the same data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from governance.desk.access import SignedInRequest, of_paper
from governance.documents.document import Document
from governance.documents.printing import render


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
    name = slugify(f"{document.kind} {document.number}") or document.kind
    return HttpResponse(
        render(document.print_form, gather()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


@of_paper()
def paper_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    if not is_printed(document):
        raise Http404
    return pdf_response(document)
