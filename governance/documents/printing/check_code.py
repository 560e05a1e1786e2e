"""How the reader of a printed copy verifies it: the public address with the check code, as text and as QR code."""

from django.conf import settings

from governance.documents.printing.data import CheckData
from governance.documents.printing.pdf import qr_svg
from governance.documents.record.document import Document


def check_of(document: Document) -> CheckData:
    """The address and the code that every printed page shows."""
    address = f"{settings.PUBLIC_ADDRESS}/check/{document.spelt_code}/"
    return CheckData(address=address, code=document.spelt_code, qr=qr_svg(address))
