"""Additional agreements: begun from a contract in force, and written clause by clause."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clause_fields import ClauseFieldsForm
from governance.desk.editors.clauses import ClauseEditor, Item
from governance.desk.kinds.contract.terms import drafts
from governance.desk.papers.form_page import FormShell
from governance.desk.papers.forms import Facts
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.making import draft_amendment
from governance.documents.language.clauses import MAX_CLAUSE, clauses_of

WORDING = "wording"
# The title of the page on which an agreement of each purpose is begun, and what it says.
BEGINNINGS = {
    Purpose.CHANGE.value: (
        _("Change the contract"),
        _(
            "A signed contract is changed only by an additional agreement: all its parties agree to it and sign it. "
            "Until then the contract stays as it is."
        ),
    ),
    Purpose.TERMINATE.value: (
        _("End the contract by agreement"),
        _(
            "The parties agree on the last day and sign, as they signed the contract. Until then nothing changes."
        ),
    ),
}


@of_paper("contract")
def contract_amend(request: SignedInRequest, document: Contract, purpose: str) -> HttpResponse:
    """Begin an agreement that changes or ends the contract; it is written on a page of its own."""
    if purpose not in BEGINNINGS or not drafts(request, document):
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begun = draft_amendment(document, by=request.user, purpose=Purpose(purpose))
            return redirect("amendment_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    title, lead = BEGINNINGS[purpose]
    page = FormShell(
        crumbs=crumbs_of(document),
        title=title,
        lead=lead,
        form=form,
        submit=_("Begin the additional agreement"),
        cancel=reverse("paper", args=[document.pk]),
        multipart=False,
    )
    return page.response(request, "governance/form.html", status=422 if form.errors else 200)


class EndingForm(ClauseFieldsForm):
    """The title, and the last day of a contract that is ended."""

    title = text_field(_("Title"), 500, missing=_("Give the paper a title."))
    new_ends_on = day_field(_("Last day of the contract"), missing=_("Say on which day the contract ends."))

    def facts(self) -> Facts:
        names = ("title", "new_ends_on")
        return {**{name: self.cleaned_data[name] for name in names}, "changes": self.words(WORDING)}


class AmendmentForm(EndingForm):
    """The title, another last day, and one field for each clause of the contract as it reads now."""

    new_ends_on = day_field(_("New last day"), required=False, help_text=_("Only if the term changes."))

    @staticmethod
    def fields_of() -> dict[str, forms.Field]:
        said = _("Correct the words. Empty the field to take the clause out.")
        return {WORDING: text_field(_("New wording"), MAX_CLAUSE, lines=3, required=False, help_text=said)}

    def untouched(self, clause: Item) -> str:
        return str(clause["text"])


class AmendmentPage(WritePage[Amendment]):
    """Write what is changed; the text of the agreement is computed from that."""

    template = "governance/contract/amendment.html"
    label = _("Write the agreement")
    said = _("The agreement is kept; read it and send it for agreement.")
    address, name = "papers/<key:pk>/amendment/", "amendment_edit"
    shows = ("document", "editor")

    def prepare(self) -> None:
        self.ends = self.document.purpose == Purpose.TERMINATE
        self.text = [] if self.ends else consolidated(self.document.contract)
        self.editor = ClauseEditor(self.document.sections, self.data)
        self.editors = [self.editor]

    def get_form_class(self) -> type[EndingForm]:
        return EndingForm if self.ends else AmendmentForm

    def get_initial(self) -> Facts:
        present = {f"{WORDING}-{clause['id']}": clause["text"] for clause in clauses_of(self.text)}
        changed = {f"{WORDING}-{key}": text for key, text in self.document.changes.items()}
        return super().get_initial() | present | changed

    def get_form_options(self) -> Facts:
        return {"sections": self.text}

    def facts(self) -> Facts:
        return {**self.form.facts(), "sections": self.editor.sections}

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)
