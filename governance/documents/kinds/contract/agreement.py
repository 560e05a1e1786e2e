"""What contracts and their additional agreements have in common: parties, rounds of agreement, two or more signatures.

The parties agree to a frozen version clause by clause and sign that version, in any order, in the system or by hand; a
changed letter is another version, and signatures over the old one bind nobody.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.negotiation import IN_FORCE, PARTLY_SIGNED, SIGNING, Negotiation
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.files import attach_scan
from governance.documents.record.numbering import give_number
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import May, move
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.roles.unit import Unit


def parties_to_sign(paper: "Agreement") -> Sequence[Unit]:
    """The schools whose signature is still missing."""
    return [party.unit for party in paper.sides if party.place not in paper.signed_places]


def once_signed(paper: "Agreement", act: Act, **facts: Any) -> str:
    """The state after a signature: in force with the last one."""
    return PARTLY_SIGNED if parties_to_sign(paper) else IN_FORCE


class Agreement(Negotiation):
    """A paper that binds two schools or more from their last signature on."""

    class Meta:
        abstract = True

    def enter_into_force(self, act: Act) -> None:
        """Called with the last signature, number and date given. Raises NotLegal when it may not bind."""
        raise NotImplementedError

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=GET_STATE(once_signed, states=(PARTLY_SIGNED, IN_FORCE)),
        rule=May(Right.SIGN_CONTRACT, on=parties_to_sign),
        words=verb("contract", "Sign", "signed"),
        needs_password=True,
    )
    def sign(self, act: Act) -> None:
        """Confirm in the system, for the school whose head or stand-in one is. The last signature gives the number."""
        assert act.ground is not None  # the rule asks for it
        party = self.side(act.ground.unit_id)
        signature = sign_as(self, act, party.place)
        self._signed(act, party, signature)

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=GET_STATE(once_signed, states=(PARTLY_SIGNED, IN_FORCE)),
        rule=May(Right.CERTIFY_PAPER),
        words=verb("contract", "Enter a signature by hand", "entered a signature by hand"),
        inner=True,
    )
    def certify_signature(
        self, act: Act, *, unit: int, signed_on: date, name: str, data: bytes, signer: int | None = None
    ) -> None:
        """«Подписано на бумаге»: the scan is kept and certified; it ranks with a confirmation in the system.

        `signer` is the id of the appointment in which somebody signed, by default of whoever the contract names.
        """
        party = self.side(unit)
        if party.place in self.signed_places:
            raise NotLegal(_("«%(unit)s» has signed already.") % {"unit": party.unit})
        version = self.present_version
        frozen_on = timezone.localdate(version.created_at) if version else clock.today()
        if not frozen_on <= signed_on <= clock.today():
            raise NotLegal(
                _(
                    "The day beside the signature lies before this text was put up, or in the future: correct it."
                )
            )
        appointment = self._signer(party, signer, signed_on)
        scan = attach_scan(self, act, name=name, data=data)
        signature = sign_as(
            self,
            act,
            party.place,
            signer=appointment,
            way=Signature.Way.PAPER,
            scan=scan,
            signed_on=signed_on,
            certified_by=act.ground,
        )
        self._signed(act, party, signature)

    def _signer(self, party: ContractParty, signer: int | None, day: date) -> Appointment:
        """The appointment in which a sheet was signed. Raises NotLegal when it gave no right to that day."""
        key = signer or party.appointment_id
        appointment = (
            Appointment.objects.in_force(day)
            .carrying(Right.SIGN_CONTRACT, party.unit_id)
            .filter(pk=key)
            .select_related("person", "unit")
            .first()
        )
        if appointment is None:
            raise NotLegal(
                _("Whoever signed had no right to sign for «%(unit)s» on %(day)s: choose who signed.")
                % {"unit": party.unit, "day": day.strftime("%d.%m.%Y")}
            )
        return appointment

    def _signed(self, act: Act, party: ContractParty, signature: Signature) -> None:
        self._unread()
        act.facts.update(part=party.place, unit=party.unit_id, signature=signature.pk, way=signature.way)
        if parties_to_sign(self):
            return
        give_number(self, act, on=clock.today())
        self.in_force_since = clock.today()
        self.enter_into_force(act)
        act.facts.update(number=self.number, date=clock.today().isoformat())
