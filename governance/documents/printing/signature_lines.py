"""The line of a signature as it prints: with its mark once it is given, blank before.

The mark is said in the words of the district (its id) on the day of the signature.
"""

from datetime import date, datetime

from django.utils import timezone

from governance.documents.language.phrases import list_date, list_moment
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import SignatureLine
from governance.documents.record.attached import Signature
from governance.documents.settings.forms.signatures import SIGNED_IN_SYSTEM, SIGNED_ON_PAPER


def confirmed_in_system(district: int, name: str, capacity: str, moment: datetime, fingerprint: str) -> str:
    """The mark of a simple electronic signature: who, in which capacity, when, over which content."""
    return SIGNED_IN_SYSTEM.filled(
        district,
        moment.date(),
        кто=", ".join(filter(None, (name, capacity))),
        когда=list_moment(moment),
        отпечаток=f"{fingerprint[:12]}…",
    )


def signed_on_paper(district: int, day: date) -> str:
    """The mark of a signature by hand whose scan is kept with the paper."""
    return SIGNED_ON_PAPER.filled(district, day, день=list_date(day))


def signature_line(signed: Signature | None, district: int, *, position: str, name: str) -> SignatureLine:
    """`position` and `name` stand where nobody has signed yet: whoever signs is named as on that day."""
    if signed is None:
        return SignatureLine(position=capitalized(position), name=name, mark="none")
    return signed_line(signed, district)


def signed_line(signed: Signature, district: int, position: str = "") -> SignatureLine:
    """The line of a signature that was given; `position`: the office as the paper words it, else the signer's own."""
    name, moment = signed.signature_name, timezone.localtime(signed.signed_at)
    office = capitalized(position or signed.capacity)
    if signed.way == Signature.Way.SYSTEM:
        mark = confirmed_in_system(district, name, signed.full_capacity, moment, signed.sha256)
        return SignatureLine(position=office, name=name, mark="system", text=mark)
    by_hand = signed_on_paper(district, signed.signed_on or moment.date())
    text = ". ".join(filter(None, [by_hand, signed.certificate]))
    return SignatureLine(position=office, name=name, mark="paper", text=text)
