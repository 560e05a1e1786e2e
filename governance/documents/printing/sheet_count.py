"""How many sheets a paper has, counted from its print: what an order says of its annex."""

import io
import logging

from pypdf import PdfReader

from governance.documents.printing.pdf import PrintingFailed, render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document

logger = logging.getLogger(__name__)


def sheets_of(paper: Document) -> int | None:
    """The sheets of the print of a paper, one page each; None for a paper that is not printed, or cannot be now."""
    if not paper.model.printed:
        return None
    try:
        content = render(paper.model.print_form, print_data(paper))
    except PrintingFailed:
        logger.exception("The sheets of paper %s could not be counted.", paper.pk)
        return None
    return len(PdfReader(io.BytesIO(content)).pages)
