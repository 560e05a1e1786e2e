"""How the reader of a printed copy verifies it: the public address with the check code, as text and as QR code."""

from django.conf import settings

from governance.documents.printing.data import CheckData
from governance.documents.printing.pdf import qr_svg
from governance.documents.record.document import Document, spelt


def check_of(document: Document, mark: str = "") -> CheckData:
    """The address and the code that every printed page shows; `mark` is that of a print beside the card (`copies`)."""
    code = spelt(document.code + mark)
    address = f"{settings.PUBLIC_ADDRESS}/check/{code}/"
    return CheckData(address=address, code=code, qr=qr_svg(address))
