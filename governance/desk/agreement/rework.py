"""The page on which a protocol of disagreements is answered; then the paper is sent out again."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.sheet import has_unsettled, live_opinions
from governance.desk.base.components import Crumb
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.page import DOCUMENTS
from governance.desk.papers.forms import Facts
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.errors import Refused
from governance.documents.language.clauses import MAX_CLAUSE
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON, perform

Answer = Proposal.Answer


class ProposalForm(forms.Form):
    """The answer to one proposed wording; it may be left open."""

    # Nothing in it only shows the page anew.
    pressed = False

    answer = forms.ChoiceField(label=_("Our answer"), widget=forms.RadioSelect, required=False, help_text=" ")
    wording = text_field(
        _("The other wording"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=_("Only if you have chosen another wording."),
    )
    reason = text_field(
        _("Why"),
        LONGEST_REASON,
        lines=2,
        required=False,
        help_text=_("Required if the wording stays as it is."),
    )

    def __init__(self, data: QueryDict | None, *, proposal: Proposal) -> None:
        super().__init__(data, prefix=f"p{proposal.pk}")
        self.proposal = proposal
        choices = [
            (Answer.DECLINED.value, _("Keep our wording")),
            (Answer.OTHER.value, _("Another wording")),
        ]
        if proposal.theirs:
            choices.insert(0, (Answer.ACCEPTED.value, _("Accept their wording")))
        choose_from(self, "answer", choices)

    def clean(self) -> None:
        """Each answer needs what belongs to it; text without a choice would be lost."""
        typed = self.cleaned_data
        if not typed.get("answer") and (typed.get("wording") or typed.get("reason")):
            self.add_error("answer", _("Choose: accept their wording, keep ours, or write another one."))
        if typed.get("answer") == Answer.DECLINED and not typed.get("reason"):
            self.add_error("reason", _("Write why the wording stays as it is."))
        if typed.get("answer") == Answer.OTHER and not typed.get("wording"):
            self.add_error("wording", _("Write the other wording of the clause."))


class ReworkPage(WritePage[Consulted]):
    """All open proposals on one page; the answers are saved together or not at all."""

    template = "governance/opinions/rework.html"
    section = DOCUMENTS
    label = _("Answer the protocol of disagreements")
    unsaved = _("Please correct what is marked; everything you typed is kept.")
    address, name = "papers/<key:pk>/rework/", "paper_rework"

    def prepare(self) -> None:
        self.sends = self.request.POST.get("do") == "send"
        self.proposals = [
            ProposalForm(self.data, proposal=proposal) for proposal in self.document.open_proposals()
        ]
        self.editors = [*self.proposals]

    @classmethod
    def fits(cls, document: Consulted) -> bool:
        return has_unsettled(document)

    def remarks(self) -> list[Opinion]:
        """The remarks on the whole text in the latest round."""
        return [opinion for opinion in live_opinions(self.document) if opinion.remark]

    def is_valid(self) -> bool:
        fits = super().is_valid()
        if fits and not self.sends and not self.moves():
            self.form.add_error(
                None, _("Choose an answer first: accept their wording, keep ours, or write another one.")
            )
            return False
        return fits

    def moves(self) -> list[tuple[str, Facts]]:
        """An answer for each proposal that has one."""
        return [
            (self.move, {**form.cleaned_data, "proposal": form.proposal.pk})
            for form in self.proposals
            if form.cleaned_data["answer"]
        ]

    def saved(self, paper: Document) -> HttpResponse | None:
        """Back to the paper; if that was asked for and is possible, it is sent out again."""
        if self.moves():
            messages.success(self.request, _("The answers are kept."))
        if self.sends:
            try:
                perform(paper, "submit", by=self.request.user, seen=paper.revision)
                messages.success(
                    self.request,
                    _("The new version is sent for agreement; only those who objected are asked."),
                )
            except Refused as refusal:
                messages.warning(self.request, str(refusal))
        return super().saved(paper)

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)
