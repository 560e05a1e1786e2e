"""Signing a paper: who signed which version in which capacity; signatures taken back stay on record."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment


def signed_places(document: Document) -> set[str]:
    """Where valid signatures over the present version stand; read once for this version in memory."""
    known = document.known_signatures
    if document.version not in known:
        valid = document.signatures.filter(version__number=document.version, voided_at=None)
        known[document.version] = set(valid.values_list("place", flat=True))
    return known[document.version]


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
    places = signed_places(document)
    if place in places:
        raise NotLegal(_("This place is signed already."))
    ground = signer or act.ground
    if ground is None:
        raise NotLegal(_("Only a person signs."))
    places.add(place)
    return Signature.objects.create(
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


def void_signatures(document: Document, at: datetime) -> None:
    """Void the signatures given so far, because the text is changed again; they stay on record."""
    document.known_signatures.clear()
    for signature in document.signatures.filter(voided_at=None):
        signature.voided_at = at
        signature.save(update_fields=["voided_at"])
