"""What contracts and their additional agreements have in common: parties, rounds of agreement, two or more signatures.

The parties agree to a frozen version clause by clause and sign that version, in any order, in the system or by hand; a
changed letter is another version, and signatures over the old one bind nobody.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.negotiation import IN_FORCE, PARTLY_SIGNED, SIGNING, Negotiation
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.numbering import give_number
from governance.documents.record.signatures import check_signed_on, sign_as, sign_by_hand
from governance.documents.record.transitions import May, move
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


def parties_to_sign(paper: "Agreement") -> Sequence[Unit]:
    """The schools whose signature is still missing."""
    return [party.unit for party in paper.sides if party.place not in paper.signed_places]


def somebody_else_is_named(paper: "Agreement", person: Person) -> str | None:
    """Why somebody whom the text does not name as acting for the school may not sign it; None for those it names."""
    waiting = [party for party in paper.sides if party.place not in paper.signed_places]
    if any(party.appointment.person_id == person.pk for party in waiting):
        return None
    may_sign = Appointment.objects.in_force().filter(person=person)
    party = next(
        (party for party in waiting if may_sign.carrying(Right.SIGN_CONTRACT, party.unit_id).exists()), None
    )
    return misnamed(paper, party) if party is not None else None


def misnamed(paper: "Agreement", party: ContractParty) -> str:
    """What to do where the text names somebody who does not sign."""
    said = {"name": party.appointment.person.name, "unit": party.unit}
    if paper.signed_places:
        return (
            _(
                "The text names %(name)s as acting for «%(unit)s», and the other side has signed it so: "
                "either they sign, or the base school takes the paper back for rework, and all sign the new text."
            )
            % said
        )
    return (
        _(
            "The text names %(name)s as acting for «%(unit)s». Nobody has signed yet: whoever acts now presses "
            "«Name who acts now», and the text gets their name; or the base school takes it back and puts it up anew."
        )
        % said
    )


def is_named_already(paper: "Agreement", person: Person) -> str | None:
    if any(party.appointment.person_id == person.pk for party in paper.sides):
        return _("The text names you already.")
    return None


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
        rule=May(Right.SIGN_CONTRACT, on=parties_to_sign, unless=somebody_else_is_named),
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
        source=SIGNING,
        rule=May(Right.SIGN_CONTRACT, on=parties_to_sign, unless=is_named_already),
        words=verb("contract", "Name who acts now", "named in the text who acts now"),
    )
    def name_representative(self, act: Act) -> None:
        """The head whom the text names is away, and nobody has signed: the text is frozen anew with the stand-in."""
        assert act.ground is not None  # the rule asks for it
        party = self.side(act.ground.unit_id)
        party.act_through(act.ground)
        self._unread()
        self.freeze(act)
        act.facts["unit"] = party.unit_id

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
        check_signed_on(self, signed_on)
        appointment = self._signer(party, signer, signed_on)
        if appointment.person_id != party.appointment.person_id:
            raise NotLegal(misnamed(self, party))
        signature = sign_by_hand(
            self, act, party.place, signer=appointment, signed_on=signed_on, name=name, data=data
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
