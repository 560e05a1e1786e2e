"""Editing a contract before it is put up: its text, what fills the blanks, its terms, who acts for each party."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.kinds.contract.form import ActLines, TermsForm, acts, changed, more_lines
from governance.desk.kinds.contract.making import Blanks, BlanksForm, WordsForm
from governance.desk.papers.undeclared import PAGES, OwnPage
from governance.desk.papers.work import attempt_all, is_refused, saved, work_page
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import OWN_BLANKS
from governance.documents.language.clauses import Section, blanks_in, clauses_of
from governance.documents.language.diff import difference

PAGES["contract", "revise"] = OwnPage("contract_edit", gettext_lazy("Edit the contract"))


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

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The contract would end before it begins: correct its dates."))
        return self.cleaned_data


class ContractPage:
    """A contract with its lists and its text: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, contract: Contract, data: QueryDict | None) -> None:
        self.contract = contract
        self.editor = ClauseEditor(contract.sections, data)
        press = data.get("do", "") if data is not None else ""
        self.pressed = self.editor.pressed or press == "more:acts"
        names = ("title", "place", "starts_on", "ends_on", "notice_days")
        standing = {"seen": contract.revision, **{name: getattr(contract, name) for name in names}}
        # After a small button nothing is to be saved, so nothing is judged.
        typed = data.dict() if data is not None else {}
        judged = None if self.pressed else data
        self.form = ContractTermsForm(judged, initial=typed if self.pressed else standing)
        self.blanks = blanks_of(contract)
        values = BlanksForm.filled(self.blanks, contract.values)
        self.values = BlanksForm(
            judged,
            blanks=self.blanks,
            prefix="values",
            initial=unprefixed(typed, "values") if self.pressed else values,
        )
        self.parties = [
            (
                party,
                WordsForm(
                    judged,
                    prefix=f"party-{party.unit_id}",
                    initial=unprefixed(typed, f"party-{party.unit_id}")
                    if self.pressed
                    else {"represented_by": party.represented_by, "basis": party.basis},
                ),
            )
            for party in contract.sides
        ]
        if data is not None and press == "more:acts":
            data = more_lines(data, "acts")
        self.acts = ActLines(data, initial=contract.legal_basis, prefix="acts")
        common = contract.form_version.content["sections"] if contract.form_version else None
        self.missing = mark_deviations(self.editor, common) if common is not None else []
        self._mark_open_blanks()

    def is_valid(self) -> bool:
        # Each is asked, so that each is marked.
        return all(
            [
                self.form.is_valid(),
                self.values.is_valid(),
                self.acts.is_valid(),
                *[form.is_valid() for _party, form in self.parties],
            ]
        )

    def save(self, request: SignedInRequest, document: Contract) -> bool:
        """Whether the door took it; what it refused stands on the form."""
        return attempt_all(request, document, self.form, self.moves()) is not None

    def moves(self) -> list[tuple[str, dict[str, Any]]]:
        """What the door is asked for: the words of each party that were corrected, and what else is new."""
        found: list[tuple[str, dict[str, Any]]] = [
            (
                "revise_party",
                {
                    "unit": party.unit_id,
                    "represented_by": words.cleaned_data["represented_by"],
                    "acting_on": words.cleaned_data["basis"],
                },
            )
            for party, words in self.parties
            if words.has_changed()
        ]
        given = {name: value for name, value in self.form.cleaned_data.items() if name != "seen"}
        given["legal_basis"] = acts(self.acts)
        if self.editor.is_changed:
            given["sections"] = self.editor.sections
        values = {name: value for name, value in self.values.values().items() if value}
        if values != {name: value for name, value in self.contract.values.items() if value}:
            given["values"] = values
        changes = changed(self.contract, given)
        return [*found, ("revise", changes)] if changes else found

    def _mark_open_blanks(self) -> None:
        asked = {blank["name"] for blank in self.blanks}
        for clause in clauses_of(self.editor.sections):
            unknown = [
                name for name in blanks_in([{"clauses": [clause]}]) if name not in {*asked, *OWN_BLANKS}
            ]
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in unknown)
                sentence = _("Save the contract to fill %(names)s.") % {"names": names}
                self.editor.mark(clause["id"], Mark("due", sentence))


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


@work_page("contract", "revise")
def contract_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """All words of the contract. The small buttons only show it anew; saving goes through the door."""
    page = ContractPage(document, request.POST if request.method == "POST" else None)
    done = saved(request, document, page, said=_("The contract is saved."), here="contract_edit")
    if done is not None:
        return done
    context = {
        "section": "contracts",
        "crumbs": [
            {"label": _("Contracts"), "href": reverse("contracts")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Edit the contract"),
        "document": document,
        "page": page,
        "form": page.form,
        "editor": page.editor,
        "missing": page.missing,
        "proposals": document.state == Contract.State.REWORK and document.open_proposals().exists(),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(
        request, "governance/contract/edit.html", context, status=422 if is_refused(request, page) else 200
    )
