"""How the reader of a printed copy verifies it: the public address with the paper's code, as text and as QR."""

from django.conf import settings

from governance.documents.document import Document
from governance.documents.print_data import Check
from governance.documents.printing import qr_svg


def check_of(document: Document) -> Check:
    """What every printed page carries for its reader."""
    address = f"{settings.PUBLIC_ADDRESS}/check/{document.spelt_code}/"
    return Check(address=address, code=document.spelt_code, qr=qr_svg(address))
