"""Editing a contract before it is put up: its text, what fills the blanks, its terms, who acts for each party."""

from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import day_field, text_field
from governance.desk.base.template_filters import reworded
from governance.desk.editors.clauses import ClauseEditor, Item, Mark
from governance.desk.kinds.contract.form import ActsEditor, TermsForm, changed, mark_blanks
from governance.desk.kinds.contract.wording import Blanks, BlanksForm, WordingForm
from governance.desk.papers.forms import Facts
from governance.desk.papers.write import WritePage
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import OWN_BLANKS
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.language.clauses import Section, blanks_in, clauses_of


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
    address, name = "papers/<key:pk>/contract/", "contract_edit"
    shows = ("document", "editor", "missing")

    def prepare(self) -> None:
        contract = self.document
        self.editor = ClauseEditor(contract.sections, self.data)
        self.acts = ActsEditor(contract.legal_basis, self.data)
        self.pressed = self.editor.pressed or self.acts.pressed
        # After a small button nothing is saved, so nothing is validated.
        self.judged = None if self.pressed else self.data
        blanks = blanks_of(contract)
        filled = self.as_typed("values", BlanksForm.filled(blanks, contract.values))
        self.values = BlanksForm(self.judged, prefix="values", initial=filled, blanks=blanks)
        self.parties = [(party, self.words_of(party)) for party in contract.sides]
        self.editors = [self.editor, self.values, self.acts, *(words for _party, words in self.parties)]
        common = contract.form_version.content["sections"] if contract.form_version else None
        self.missing = mark_deviations(self.editor, common) if common is not None else []
        asked = {*(blank["name"] for blank in blanks), *OWN_BLANKS}
        unknown = [name for name in blanks_in(self.editor.sections) if name not in asked]
        mark_blanks(self.editor, unknown, _("Save the contract to fill %(names)s."))

    def words_of(self, party: ContractParty) -> WordingForm:
        prefix = f"party-{party.unit_id}"
        standing = {"represented_by": party.represented_by, "basis": party.basis}
        return WordingForm(self.judged, prefix=prefix, initial=self.as_typed(prefix, standing))

    def as_typed(self, prefix: str, standing: dict[str, str]) -> Facts:
        """The words of one of the page's further forms: as they stand, or as typed before a small button."""
        if self.data is None or not self.pressed:
            return {**standing}
        start = f"{prefix}-"
        return {name.removeprefix(start): self.data[name] for name in self.data if name.startswith(start)}

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
        given = self.form.facts() | {"legal_basis": self.acts.legal_basis}
        values = {name: value for name, value in self.values.values().items() if value}
        if values != {name: value for name, value in self.document.values.items() if value}:
            given["values"] = values
        changes = changed(self.document, given, self.editor)
        return [*of_parties, (self.move, changes)] if changes else of_parties


def blanks_of(contract: Contract) -> Blanks:
    """The blanks to fill: those of the form it was made from, and others that its own text has."""
    known = list(contract.form_version.content["blanks"]) if contract.form_version else []
    names = {blank["name"] for blank in known} | set(OWN_BLANKS)
    own = [name for name in [*blanks_in(contract.sections), *contract.values] if name not in names]
    return [*known, *({"name": name, "label": name} for name in dict.fromkeys(own))]


def mark_deviations(editor: ClauseEditor, common: list[Section]) -> list[Item]:
    """Mark beside each clause what it says otherwise than the common form; the clauses of the form that are gone."""
    theirs = {clause["id"]: clause for clause in clauses_of(common)}
    for clause in clauses_of(editor.sections):
        form = theirs.pop(clause["id"], None)
        if form is None:
            if clause["text"].strip():
                editor.mark(clause["id"], Mark("held", _("Not in the common form.")))
        elif form["text"] != clause["text"].strip():
            pieces = reworded(form["text"], clause["text"].strip() or "—")
            editor.mark(clause["id"], Mark("held", _("Otherwise than the common form:"), pieces))
    return list(theirs.values())
