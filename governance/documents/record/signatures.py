"""Signing a paper: who signed which version in which capacity; signatures taken back stay on record."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.document import Document
from governance.documents.record.files import attach_scan
from governance.documents.record.transitions import Condition
from governance.documents.settings.forms.signatures import SCAN_CERTIFIED
from governance.roles.appointment import Appointment


def valid_signatures(document: Document) -> dict[str, Signature]:
    """The valid signatures over the present version, by their place; read once for this version in memory."""
    known = document.known_signatures
    if document.version not in known:
        valid = document.signatures.filter(version__number=document.version, voided_at=None)
        known[document.version] = {one.place: one for one in valid.select_related("person")}
    return known[document.version]


def signed_places(document: Document) -> set[str]:
    """Where valid signatures over the present version stand."""
    return set(valid_signatures(document))


SIGNED_ALREADY = _("This place is signed already.")


def unsigned(place: str) -> Condition:
    """That nobody has signed at the place yet: what is signed is not asked for again."""
    return Condition(lambda document: place not in signed_places(document), SIGNED_ALREADY)


def sign_as(
    document: Document, act: Act, place: str, *, signer: Appointment | None = None, **kept: Any
) -> Signature:
    """Record a signature over the present version: of whoever acts, or of the `signer` whose signed sheet they certify.

    What is signed is what was frozen, whatever is called otherwise since. Raises NotLegal if there is no version, or if
    the place is signed already.
    """
    version = document.present_version
    if version is None:
        raise NotLegal(_("Put the text up for signature first."))
    signed = valid_signatures(document)
    if place in signed:
        raise NotLegal(SIGNED_ALREADY)
    ground = signer or act.ground
    if ground is None:
        raise NotLegal(_("Only a person signs."))
    signed[place] = Signature.objects.create(
        document_id=document.pk,
        version=version,
        place=place,
        person=ground.person,
        appointment=ground,
        name=ground.person.name,
        capacity=ground.capacity,
        late_entry=ground.late_entry,
        signed_at=act.at,
        sha256=version.sha256,
        **kept,
    )
    return signed[place]


def check_signed_on(document: Document, day: date) -> None:
    """Raises NotLegal for a day beside a signature by hand that lies before the text or in the future."""
    version = document.present_version
    frozen_on = timezone.localdate(version.created_at) if version else clock.today()
    if not frozen_on <= day <= clock.today():
        raise NotLegal(
            _("The day beside the signature lies before this text was put up, or in the future: correct it.")
        )


def sign_by_hand(
    document: Document, act: Act, place: str, *, signer: Appointment, signed_on: date, name: str, data: bytes
) -> Signature:
    """«Подписано на бумаге»: whoever acts certifies the scan of the sheet that `signer` has signed.

    Raises NotLegal as `sign_as` does, and for a scan that does not open.
    """
    scan = attach_scan(document, act, name=name, data=data)
    return sign_as(
        document,
        act,
        place,
        signer=signer,
        way=Signature.Way.PAPER,
        scan=scan,
        signed_on=signed_on,
        certified_by=act.ground,
        certificate=certificate_of(act),
    )


def certificate_of(act: Act) -> str:
    """«Скан заверен: А.П. Тестова, делопроизводитель …, 16.01.2012», in the words of that day."""
    if act.ground is None:
        return ""
    clerk, day = act.ground, timezone.localdate(act.at)
    who = f"{clerk.person.signature_name}, {clerk.capacity}"
    return SCAN_CERTIFIED.filled(clerk.unit.root_id, day, кто=who, день=list_date(day))


def void_signatures(document: Document, at: datetime) -> None:
    """Void the signatures given so far, because the text is changed again; they stay on record."""
    document.known_signatures.clear()
    for signature in document.signatures.filter(voided_at=None):
        signature.voided_at = at
        signature.save(update_fields=["voided_at"])
