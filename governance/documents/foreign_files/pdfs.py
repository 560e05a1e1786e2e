"""PDFs: whether one opens and has a sheet."""

import io

from pypdf import PdfReader

from governance.documents.foreign_files.limits import Unreadable


def read(data: bytes) -> None:
    """Open a PDF as far as the list of its sheets. Raises Unreadable("damaged") without any."""
    reader = PdfReader(io.BytesIO(data))
    # One that may only be printed is opened by the empty password; one that nobody can read is no scan.
    if (reader.is_encrypted and not reader.decrypt("")) or not len(reader.pages):
        raise Unreadable("damaged")
