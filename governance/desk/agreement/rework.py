"""The page on which a protocol of disagreements is answered; then the paper is sent out again."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.agreement.rounds import WordingShown, wording_row
from governance.desk.agreement.sheet import opinions_of
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.base.page import Page
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.work import work_page
from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.errors import Refused, Stale
from governance.documents.language.clauses import MAX_CLAUSE
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON, perform

Answer = Proposal.Answer


class ProposalForm(forms.Form):
    """The answer to one proposed wording; it may be left open."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Our answer"), widget=forms.RadioSelect, required=False, help_text=" "
    )
    wording = text_field(
        gettext_lazy("The other wording"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=gettext_lazy("Only if you have chosen another wording."),
    )
    reason = text_field(
        gettext_lazy("Why"),
        LONGEST_REASON,
        lines=2,
        required=False,
        help_text=gettext_lazy("Required if the wording stays as it is."),
    )

    def __init__(self, data: Any, *, proposal: Proposal) -> None:
        super().__init__(data, prefix=f"p{proposal.pk}")
        self.proposal = proposal
        choices = [
            (Answer.DECLINED.value, _("Keep our wording")),
            (Answer.OTHER.value, _("Another wording")),
        ]
        if proposal.theirs:
            choices.insert(0, (Answer.ACCEPTED.value, _("Accept their wording")))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Each answer needs what belongs to it; text without a choice would be lost."""
        typed = self.cleaned_data
        if not typed.get("answer") and (typed.get("wording") or typed.get("reason")):
            self.add_error("answer", _("Choose: accept their wording, keep ours, or write another one."))
        if typed.get("answer") == Answer.DECLINED and not typed.get("reason"):
            self.add_error("reason", _("Write why the wording stays as it is."))
        if typed.get("answer") == Answer.OTHER and not typed.get("wording"):
            self.add_error("wording", _("Write the other wording of the clause."))


@dataclass(frozen=True, kw_only=True)
class ProposalShown(WordingShown):
    """A proposed wording with the form that answers it."""

    form: ProposalForm


@dataclass(kw_only=True)
class ReworkPage(Page):
    """templates/governance/opinions/rework.html; `wrong`: it comes back because something is to be corrected."""

    document: Consulted
    form: SeenForm
    wrong: bool
    proposals: list[ProposalShown]
    remarks: list[Opinion]
    cancel: str


@work_page(None, "answer_proposal")
def paper_rework(request: SignedInRequest, document: Document) -> HttpResponse:
    """All open proposals on one page; the answers are saved together or not at all."""
    if not isinstance(document, Consulted):
        raise Http404
    data = request.POST if request.method == "POST" else None
    seen = SeenForm(data, initial={"seen": document.revision})
    asked = [ProposalForm(data, proposal=proposal) for proposal in document.open_proposals()]
    if request.method == "POST":
        fit = [form.is_valid() for form in [seen, *asked]]
        answered = [form for form in asked if all(fit) and form.cleaned_data["answer"]]
        if all(fit) and not answered and request.POST.get("do") != "send":
            seen.add_error(
                None, _("Choose an answer first: accept their wording, keep ours, or write another one.")
            )
        elif all(fit) and answer_all(request, document, seen, answered):
            return after_answers(request, document, answered)
    wrong = request.method == "POST"
    page = ReworkPage(
        title=_("Answer the protocol of disagreements"),
        crumbs=crumbs_of(document),
        document=document,
        form=seen,
        wrong=wrong,
        proposals=[ProposalShown(**vars(wording_row(form.proposal)), form=form) for form in asked],
        remarks=[opinion for opinion in opinions_of(document) if is_remark(opinion)],
        cancel=reverse("paper", args=[document.pk]),
    )
    return page.response(request, "governance/opinions/rework.html", status=422 if wrong else 200)


def is_remark(opinion: Opinion) -> bool:
    """Whether the opinion is of the latest round and has a remark on the whole text."""
    return opinion.lapsed_at is None and bool(opinion.remark)


def answer_all(
    request: SignedInRequest, document: Document, seen: SeenForm, answered: list[ProposalForm]
) -> bool:
    """Save all answers in one transaction. Returns False when one is refused: the sentence stands at its proposal."""
    revision = seen.cleaned_data["seen"]
    try:
        with transaction.atomic():
            for form in answered:
                given = form.cleaned_data
                try:
                    perform(
                        document,
                        "answer_proposal",
                        by=request.user,
                        reason=given["reason"],
                        seen=revision,
                        proposal=form.proposal.pk,
                        answer=given["answer"],
                        wording=given["wording"],
                    )
                except Stale:
                    raise
                except Refused as refusal:
                    form.add_error(None, str(refusal))
                    raise
                revision = None  # the next answers see the changes of the first one
    except Refused as refusal:
        seen.add_error(None, str(refusal))
        seen.see(document.revision)
        return False
    return True


def after_answers(request: SignedInRequest, document: Document, answered: list[ProposalForm]) -> HttpResponse:
    """Back to the paper; if that was asked for and is possible, it is sent out again."""
    if answered:
        messages.success(request, _("The answers are kept."))
    if request.POST.get("do") == "send":
        try:
            perform(document, "submit", by=request.user)
            messages.success(
                request, _("The new version is sent for agreement; only those who objected are asked.")
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
    return redirect("paper", pk=document.pk)
