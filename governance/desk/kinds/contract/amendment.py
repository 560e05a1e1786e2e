"""Additional agreements: begun from a contract in force, and written clause by clause."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clauses import ClauseEditor
from governance.desk.kinds.contract.terms import drafts
from governance.desk.papers.form_page import FormShell
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.making import draft_amendment
from governance.documents.language.clauses import MAX_CLAUSE, Section, clauses_of

WORDING = "wording-"


@of_paper("contract")
def contract_amend(request: SignedInRequest, document: Contract, purpose: str) -> HttpResponse:
    """Begin an agreement that changes or ends the contract; it is written on a page of its own."""
    if purpose not in Purpose.values or not drafts(request, document):
        raise Http404
    ends = purpose == Purpose.TERMINATE
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = draft_amendment(document, by=request.user, purpose=Purpose(purpose))
            return redirect("amendment_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    lead = _(
        "A signed contract is changed only by an additional agreement: all its parties agree to it and sign it. "
        "Until then the contract stays as it is."
    )
    if ends:
        lead = _(
            "The parties agree on the last day and sign, as they signed the contract. Until then nothing changes."
        )
    page = FormShell(
        crumbs=crumbs_of(document),
        title=_("End the contract by agreement") if ends else _("Change the contract"),
        lead=lead,
        form=form,
        submit=_("Begin the additional agreement"),
        cancel=reverse("paper", args=[document.pk]),
        multipart=False,
    )
    return page.response(request, "governance/form.html", status=422 if form.errors else 200)


class AmendmentForm(SeenForm):
    """The title, another last day, and one field for each clause of the contract as it reads now."""

    title = text_field(
        gettext_lazy("Title"), 500, error_messages={"required": gettext_lazy("Give the paper a title.")}
    )
    new_ends_on = day_field(gettext_lazy("New last day"), required=False)

    def __init__(self, *args: Any, sections: list[Section], ends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        day = self.fields["new_ends_on"]
        if ends:
            day.label = _("Last day of the contract")
            day.required = True
            day.error_messages["required"] = _("Say on which day the contract ends.")
        else:
            day.help_text = _("Only if the term changes.")
        for clause in clauses_of(sections):
            self.fields[WORDING + clause["id"]] = text_field(
                _("New wording"),
                MAX_CLAUSE,
                lines=3,
                required=False,
                help_text=_("Correct the words. Empty the field to take the clause out."),
            )

    def shown(self) -> list[Section]:
        """The text with its fields; a clause whose words are changed stands open."""
        return [
            {**section, "clauses": [self._clause(clause) for clause in section["clauses"]]}
            for section in self.sections
        ]

    def _clause(self, clause: dict[str, Any]) -> dict[str, Any]:
        field = self[WORDING + clause["id"]]
        return {**clause, "field": field, "open": bool(field.errors) or field.value() != clause["text"]}

    def wordings(self) -> dict[str, str]:
        return {
            clause["id"]: self.cleaned_data[WORDING + clause["id"]] for clause in clauses_of(self.sections)
        }


class AmendmentPage(WritePage[Amendment]):
    """Write what is changed; the text of the agreement is computed from that."""

    form_class = AmendmentForm
    template = "governance/contract/amendment.html"
    label = gettext_lazy("Write the agreement")
    said = gettext_lazy("The agreement is kept; read it and send it for agreement.")
    address, name = "papers/<int:pk>/amendment/", "amendment_edit"
    shows = ("document", "editor", "sections")

    form: AmendmentForm

    def prepare(self) -> None:
        self.ends = self.document.purpose == Purpose.TERMINATE
        self.text = [] if self.ends else consolidated(self.document.contract)
        self.editor = ClauseEditor(self.document.sections, self.data)
        self.editors = [self.editor]

    def get_initial(self) -> Facts:
        present = {WORDING + clause["id"]: clause["text"] for clause in clauses_of(self.text)}
        changed = {WORDING + key: text for key, text in self.document.changes.items()}
        return super().get_initial() | present | changed

    def get_form_options(self) -> Facts:
        return {"sections": self.text, "ends": self.ends}

    @property
    def sections(self) -> list[Section]:
        return self.form.shown()

    def facts(self) -> Facts:
        names = ("title", "new_ends_on")
        return {
            **{name: self.form.cleaned_data[name] for name in names},
            "changes": self.form.wordings(),
            "sections": self.editor.sections,
        }

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)
