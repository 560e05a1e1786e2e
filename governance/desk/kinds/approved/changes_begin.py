"""Beginning the changes of a plan or a regulation in force: from its page, or by choosing it."""

from collections.abc import Sequence
from typing import ClassVar, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb, PageLink
from governance.desk.base.fields import choose_from
from governance.desk.base.page import DOCUMENTS
from governance.desk.base.rights import may
from governance.desk.papers.create import BeginForm, BeginPage
from governance.documents.approval.amendable import Amendable
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.changing import draft_changes
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.rights import Right
from governance.roles.unit import Unit


def change_by_parts(request: SignedInRequest, document: Document) -> PageLink | None:
    """From a paper in force, whoever may draft begins changes of its rows or clauses."""
    if not isinstance(document, Amendable) or not document.changed_by:
        return None
    if document.state != ApprovalState.APPROVED or not may(request, Right.DRAFT_PAPER, document.unit_id):
        return None
    address = reverse(f"{document.changed_by}_new")
    return PageLink(label=_("Change by parts…"), href=f"{address}?amends={document.pk}")


class ChangesOfForm(BeginForm):
    """The paper in force that is to be changed."""

    asks_unit = False
    refused_at = "amends"

    amends = forms.ChoiceField(
        label=_("In force now"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the paper that is to be changed."),
            "invalid_choice": _("This paper is not in force any more: choose another one."),
        },
    )

    def offer(self, papers: Sequence[Amendable]) -> None:
        self.papers = {str(paper.pk): paper for paper in papers}
        choose_from(self, "amends", [(key, paper.full_title) for key, paper in self.papers.items()])
        first = next(iter(self.papers), "") if len(self.papers) == 1 else ""
        self.initial["amends"] = self.request.GET.get("amends") or first

    def begin(self, model: type[Document]) -> Document:
        """Draft the changes. Raises Refused."""
        return draft_changes(self.papers[self.cleaned_data["amends"]], by=self.request.user)


class BeginChanges(BeginPage):
    """Begin the changes of one of the papers in force."""

    form_class = ChangesOfForm
    lead = _(
        "Rows or clauses are added, worded anew or taken out by a paper that goes the way on which the changed one was "
        "approved. From its day on that one shows how it reads, and by what."
    )
    then = "changes_edit"

    model: ClassVar[type[PaperChanges]]

    def get_form(self) -> BeginForm:
        form = cast(ChangesOfForm, super().get_form())
        form.offer(papers_to_change(self.model, [*form.units.values()]))
        return form

    def get_crumbs(self) -> Sequence[Crumb]:
        address = f"{DOCUMENTS.href}?kind={self.model.kind_name}"
        return [DOCUMENTS.crumb, Crumb(self.model.kind_label_many, address)]


def papers_to_change(model: type[PaperChanges], units: Sequence[Unit]) -> list[Amendable]:
    """The papers in force of these units that are changed by papers of this kind, the latest first."""
    changed = next(
        cast(type[Amendable], kind)
        for kind in KINDS.values()
        if getattr(kind, "changed_by", "") == model.kind_name
    )
    in_force = changed._default_manager.filter(unit__in=units, state=ApprovalState.APPROVED)
    return list(in_force.order_by("-approved_on", "-pk"))
