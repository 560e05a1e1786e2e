"""The line of a signature as it prints: with its mark once it is given, blank before."""

from django.utils import timezone

from governance.documents.language.phrases import confirmed_in_system, signed_on_paper
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import SignatureLine
from governance.documents.record.attached import Signature


def signature_line(signed: Signature | None, *, position: str, name: str) -> SignatureLine:
    """`position` and `name` stand where nobody has signed yet: whoever signs is named as on that day."""
    if signed is None:
        return SignatureLine(position=capitalized(position), name=name, mark="none")
    line = SignatureLine(
        position=capitalized(signed.capacity), name=signed.signature_name, mark="system", text=""
    )
    moment = timezone.localtime(signed.signed_at)
    if signed.way == Signature.Way.SYSTEM:
        line["text"] = confirmed_in_system(signed.name, signed.full_capacity, moment, signed.sha256)
        return line
    line["mark"] = "paper"
    line["text"] = signed_on_paper(signed.signed_on or moment.date())
    if signed.certificate:
        line["text"] = f"{line['text']}. {signed.certificate}"
    return line
