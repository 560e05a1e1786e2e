"""Forms on the page of a contract: a signature by hand, entered by the clerk; giving notice."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import choose_from, day_field
from governance.desk.base.format import day
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import Facts, FactsForm
from governance.documents.kinds.contract.agreement import Agreement, parties_to_sign
from governance.documents.kinds.contract.contract import Contract, bound_parties
from governance.roles.rights import Right


class HandSignatureForm(ScanFacts[Agreement]):
    """Who signed on which day, and the scan. The party and its signatory are one choice: whoever may sign for it."""

    signer = forms.ChoiceField(
        label=gettext_lazy("Who signed"),
        error_messages={"required": gettext_lazy("Choose who signed the sheet.")},
    )
    signed_on = day_field(
        gettext_lazy("The day beside the signature"),
        missing=gettext_lazy("Give the day that stands beside the signature."),
    )

    field_order = ("signer", "signed_on", "file")

    @classmethod
    def wanted(cls, document: Agreement) -> set[tuple[str, int]]:
        return {(Right.SIGN_CONTRACT.value, unit.pk) for unit in parties_to_sign(document)}

    def prepare(self) -> None:
        choices = [("", "—")]
        for unit in parties_to_sign(self.document):
            # Whoever the contract names comes first; a stand-in may have signed instead.
            named = self.document.side(unit.pk).appointment
            able = dict.fromkeys([named, *self.document.holders(Right.SIGN_CONTRACT, unit.pk)])
            choices += [(f"{unit.pk}:{held.pk}", f"{held.person.name}, {held.capacity}") for held in able]
        choose_from(self, "signer", choices)

    @property
    def fits(self) -> bool:
        return bool(parties_to_sign(self.document))

    def facts(self) -> Facts:
        facts = super().facts()
        unit, _colon, appointment = facts.pop("signer").partition(":")
        return {**facts, "unit": int(unit), "signer": int(appointment)}


class NoticeForm(FactsForm[Contract]):
    """Nothing is typed but the reason and the password; the last day is reckoned and shown before."""

    @property
    def fits(self) -> bool:
        """Not where the contract ends by itself before the notice would."""
        ends_on = self.document.ends_on
        return ends_on is None or self.document.last_day_by_notice() < ends_on

    def grounds(self) -> list[str]:
        last, notice = self.document.last_day_by_notice(), self.document.notice_term
        facts = {"day": day(last), "next": day(last + timedelta(days=1)), "term": notice}
        term = (
            _("No notice is asked: the contract ends today, %(day)s.")
            if notice is None
            else _("The term of notice is %(term)s; given today, the last day is %(day)s.")
        )
        others = [_("The contract stays in force between the other schools.")]
        seat = _(
            "From %(next)s on a school without another contract in force takes no part in the council's decisions."
        )
        said = [term % facts, *(others if len(bound_parties(self.document)) > 2 else [])]
        return [*said, seat % facts] if self.document.gives_membership else said
