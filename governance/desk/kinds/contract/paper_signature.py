"""A signature by hand, entered by the clerk: who signed on which day, and the scan. It ranks with any other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.letter import ScanFacts
from governance.desk.base.fields import day_field
from governance.documents.kinds.contract.agreement import parties_to_sign
from governance.roles.rights import Right


class HandSignatureForm(ScanFacts):
    """The party and its signatory are one choice: whoever may sign for a school whose signature is missing."""

    signer = forms.ChoiceField(
        label=_("Who signed"), error_messages={"required": _("Choose who signed the sheet.")}
    )
    signed_on = day_field(
        _("The day beside the signature"),
        error_messages={"required": _("Give the day that stands beside the signature.")},
    )

    field_order = ("signer", "signed_on", "file")

    @classmethod
    def wanted(cls, document: Any) -> set[tuple[str, int]]:
        return {(Right.SIGN_CONTRACT.value, unit.pk) for unit in parties_to_sign(document)}

    def prepare(self) -> None:
        awaited = {unit.pk for unit in parties_to_sign(self.document)}
        choices: list[Any] = [("", "—")]
        for party in self.document.sides:
            if party.unit_id not in awaited:
                continue
            # Whoever the contract names comes first; a stand-in may have signed instead.
            able = {
                one.pk: one
                for one in (
                    party.appointment,
                    *self.document.holders(Right.SIGN_CONTRACT, party.unit_id),
                )
            }
            choices += [
                (f"{party.unit_id}:{one.pk}", f"{one.person.name}, {one.capacity}") for one in able.values()
            ]
        self.fields["signer"].choices = choices  # type: ignore[attr-defined]

    @property
    def fits(self) -> bool:
        return bool(parties_to_sign(self.document))

    def facts(self) -> dict[str, Any]:
        found = super().facts()
        unit, _colon, appointment = found.pop("signer").partition(":")
        return {**found, "unit": int(unit), "signer": int(appointment)}
