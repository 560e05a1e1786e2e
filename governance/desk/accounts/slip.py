"""The printed slip with a one-time code, for whoever cannot be written to."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from governance import clock
from governance.desk.accounts.site import site_name
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import qr_svg
from governance.roles.entry import EntryPass
from governance.roles.person import Person


class SlipData(PaperData):
    """templates/print/slip.typ"""

    district: str
    name: str
    email: str
    code: str
    address: str
    qr: str
    until: str


def slip_data(person: Person, code: str, row: EntryPass) -> SlipData:
    address = settings.PUBLIC_ADDRESS + reverse("entry_code")
    return {
        "title": f"Код для первого входа: {person.full_name}",
        "created": clock.now().isoformat(),
        "district": site_name(),
        "name": person.full_name,
        "email": person.email,
        "code": "-".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "address": address,
        "qr": qr_svg(address),
        "until": timezone.localtime(row.until).strftime("%d.%m.%Y %H:%M"),
    }
