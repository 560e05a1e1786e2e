"""The page of a protocol of disagreements: beside each clause fields for another wording and the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.base.page import Page
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.work import attempt, work_page
from governance.documents.approval.opinions import Consulted
from governance.documents.language.clauses import MAX_CLAUSE, Section, clauses_of
from governance.documents.record.document import Document

THEIRS, WHY = "theirs-", "why-"


class AnswerForm(SeenForm):
    """A general remark, and two fields for each clause."""

    remark = text_field(
        gettext_lazy("General remark"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=gettext_lazy("What concerns the whole text. May be left empty if you word clauses."),
    )

    def __init__(self, *args: Any, sections: list[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for clause in clauses_of(sections):
            self.fields[THEIRS + clause["id"]] = text_field(
                _("Your wording"), MAX_CLAUSE, lines=3, required=False
            )
            self.fields[WHY + clause["id"]] = text_field(_("Why"), MAX_CLAUSE, lines=2, required=False)

    def shown(self) -> list[Section]:
        """The sections with the fields of each clause; a clause with something typed is shown unfolded."""
        return [
            {**section, "clauses": [self._clause(clause) for clause in section["clauses"]]}
            for section in self.sections
        ]

    def _clause(self, clause: dict[str, Any]) -> dict[str, Any]:
        theirs, why = self[THEIRS + clause["id"]], self[WHY + clause["id"]]
        return {
            **clause,
            "fields": [theirs, why],
            "open": bool(theirs.value() or why.value() or theirs.errors or why.errors),
        }

    def proposals(self) -> list[dict[str, str]]:
        return [
            {
                "clause": clause["id"],
                "theirs": self.cleaned_data[THEIRS + clause["id"]],
                "why": self.cleaned_data[WHY + clause["id"]],
            }
            for clause in clauses_of(self.sections)
        ]


@dataclass(kw_only=True)
class AnswerPage(Page):
    """templates/governance/opinions/answer.html; `left`: what was typed for clauses that are no more."""

    document: Consulted
    form: AnswerForm
    sections: list[Section]
    left: list[str]
    cancel: str


@work_page(None, "object_to")
def paper_answer(request: SignedInRequest, document: Document) -> HttpResponse:
    """Send the paper back with other wordings of its clauses; what was typed is kept even if the paper has changed."""
    if not isinstance(document, Consulted):
        raise Http404
    sections = document.sections_put_up
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, sections=sections, initial={"seen": document.revision})
    taken = request.POST.get("take")
    if taken is not None:
        form = AnswerForm(sections=sections, initial=with_ours(request.POST, sections, taken))
    elif sent is not None and form.is_valid():
        remark, proposals = form.cleaned_data["remark"], form.proposals()
        if attempt(request, document, "object_to", form, remark=remark, proposals=proposals):
            messages.success(
                request, _("The protocol of disagreements is sent: the drafter answers each wording.")
            )
            return redirect("paper", pk=document.pk)
    page = AnswerPage(
        title=_("Protocol of disagreements"),
        crumbs=crumbs_of(document),
        document=document,
        form=form,
        sections=form.shown(),
        left=left_over(request.POST, sections),
        cancel=reverse("paper", args=[document.pk]),
    )
    return page.response(request, "governance/opinions/answer.html", status=422 if form.errors else 200)


def with_ours(typed: Mapping[str, str], sections: list[Section], key: str) -> dict[str, str]:
    """What was typed, with the present text of the clause `key` filled in as the start of another wording."""
    clause = next((clause for clause in clauses_of(sections) if clause["id"] == key), None)
    return {**{name: typed[name] for name in typed}, **({THEIRS + key: clause["text"]} if clause else {})}


def left_over(typed: Mapping[str, str], sections: list[Section]) -> list[str]:
    """What was typed for clauses that the text no longer has."""
    known = {clause["id"] for clause in clauses_of(sections)}
    return [
        typed[name]
        for name in typed
        if name.startswith((THEIRS, WHY)) and name.partition("-")[2] not in known and typed[name].strip()
    ]
