"""Editing a contract before it is put up: its text, what fills the blanks, its terms, who acts for each party."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.kinds.contract.form import TermsForm, changed, mark_blanks
from governance.desk.kinds.contract.lines import ActsEditor
from governance.desk.kinds.contract.wording import Blanks, BlanksForm, WordingForm
from governance.desk.papers.forms import Facts
from governance.desk.papers.write import WritePage
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import OWN_BLANKS
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.language.clauses import Section, blanks_in, clauses_of
from governance.documents.language.diff import difference


class ContractTermsForm(TermsForm):
    """What stands around the text of a contract."""

    place = text_field(
        gettext_lazy("Place"),
        100,
        required=False,
        help_text=gettext_lazy("Where it is concluded; it stands beside the date."),
    )
    starts_on = day_field(
        gettext_lazy("First day"),
        required=False,
        help_text=gettext_lazy("If empty, or past by then: the day of the last signature."),
    )

    field_order = ("title", "place", "starts_on", "ends_on", "notice_days")

    def clean(self) -> None:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The contract would end before it begins: correct its dates."))


class ContractPage(WritePage[Contract]):
    """The page with the whole text of the contract; small buttons only show it again."""

    form_class = ContractTermsForm
    template = "governance/contract/edit.html"
    label = gettext_lazy("Edit the contract")
    said = gettext_lazy("The contract is saved.")
    address, name = "papers/<int:pk>/contract/", "contract_edit"
    shows = ("document", "editor", "missing", "proposals")

    def prepare(self) -> None:
        contract = self.document
        self.editor = ClauseEditor(contract.sections, self.data)
        self.act_lines = ActsEditor(contract.legal_basis, self.data)
        # After a small button nothing is saved, so nothing is validated.
        self.pressed = self.editor.pressed or self.act_lines.pressed
        self.blanks = blanks_of(contract)
        filled = BlanksForm.filled(self.blanks, contract.values)
        self.values = BlanksForm(
            self._judged, blanks=self.blanks, prefix="values", initial=self._initial("values", filled)
        )
        self.parties = [(party, self._wording(party)) for party in contract.sides]
        self.editors = [
            self.editor,
            self.values,
            self.act_lines,
            *(wording for _party, wording in self.parties),
        ]
        common = contract.form_version.content["sections"] if contract.form_version else None
        self.missing = mark_deviations(self.editor, common) if common is not None else []
        asked = {*(blank["name"] for blank in self.blanks), *OWN_BLANKS}
        unknown = [name for name in blanks_in(self.editor.sections) if name not in asked]
        mark_blanks(self.editor, unknown, _("Save the contract to fill %(names)s."))

    @property
    def _judged(self) -> Any:
        return None if self.pressed else self.data

    def _initial(self, prefix: str, standing: dict[str, str]) -> dict[str, Any]:
        """Of one of the page's further forms: as it stands, or as it was typed before a small button."""
        typed = self.data.dict() if self.data is not None else {}
        return unprefixed(typed, prefix) if self.pressed else standing

    def _wording(self, party: ContractParty) -> WordingForm:
        prefix = f"party-{party.unit_id}"
        standing = {"represented_by": party.represented_by, "basis": party.basis}
        return WordingForm(self._judged, prefix=prefix, initial=self._initial(prefix, standing))

    @property
    def acts(self) -> object:
        return self.act_lines.formset

    @property
    def proposals(self) -> bool:
        """Whether wordings that the other party proposed await an answer."""
        contract = self.document
        return contract.state == Contract.State.REWORK and contract.open_proposals().exists()

    def moves(self) -> list[tuple[str, Facts]]:
        """The words of each party that were corrected, and what else is new."""
        of_parties: list[tuple[str, Facts]] = [
            (
                "revise_party",
                {
                    "unit": party.unit_id,
                    "represented_by": wording.cleaned_data["represented_by"],
                    "acting_on": wording.cleaned_data["basis"],
                },
            )
            for party, wording in self.parties
            if wording.has_changed()
        ]
        given = self.form.facts() | {"legal_basis": self.act_lines.legal_basis}
        if self.editor.is_changed:
            given["sections"] = self.editor.sections
        values = {name: value for name, value in self.values.values().items() if value}
        if values != {name: value for name, value in self.document.values.items() if value}:
            given["values"] = values
        changes = changed(self.document, given)
        return [*of_parties, (self.move, changes)] if changes else of_parties


def blanks_of(contract: Contract) -> Blanks:
    """The blanks to fill: those of the form it was made from, and others that its own text has."""
    known = list(contract.form_version.content["blanks"]) if contract.form_version else []
    names = {blank["name"] for blank in known} | set(OWN_BLANKS)
    own = [name for name in [*blanks_in(contract.sections), *contract.values] if name not in names]
    return [*known, *({"name": name, "label": name} for name in dict.fromkeys(own))]


def unprefixed(typed: dict[str, Any], prefix: str) -> dict[str, Any]:
    """What was typed into one of the page's forms, by the names of its own fields."""
    start = f"{prefix}-"
    return {name.removeprefix(start): value for name, value in typed.items() if name.startswith(start)}


def mark_deviations(editor: ClauseEditor, common: list[Section]) -> list[dict[str, Any]]:
    """Mark beside each clause what it says otherwise than the common form; the clauses of the form that are gone."""
    theirs = {clause["id"]: clause for clause in clauses_of(common)}
    for clause in clauses_of(editor.sections):
        form = theirs.pop(clause["id"], None)
        if form is None:
            if clause["text"].strip():
                editor.mark(clause["id"], Mark("held", _("Not in the common form.")))
        elif form["text"] != clause["text"].strip():
            (change,) = difference({"text": form["text"]}, {"text": clause["text"].strip() or "—"})
            editor.mark(clause["id"], Mark("held", _("Otherwise than the common form:"), change.pieces))
    return list(theirs.values())
