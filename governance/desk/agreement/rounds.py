"""The protocol of disagreements: all rounds, each proposed wording beside ours, and its answer."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.agreement.sheet import note, on_day, opinions_of, standing
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import state_of
from governance.desk.papers.tabs import tabs
from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.language.diff import TextPiece, difference
from governance.documents.record.document import Document
from governance.documents.record.events import Event

Answer = Proposal.Answer


@of_paper()
def paper_rounds(request: SignedInRequest, document: Any) -> HttpResponse:
    """How the text was agreed upon: whoever may see the paper sees all of it, on both sides."""
    if not isinstance(document, Consulted):
        raise Http404
    answered = [opinion for opinion in opinions_of(document) if opinion.given_at is not None]
    proposals: dict[int, list[Proposal]] = {}
    for proposal in Proposal.objects.filter(opinion__document_id=document.pk).select_related("answered_by"):
        proposals.setdefault(proposal.opinion_id, []).append(proposal)
    reasons = reasons_of(document)
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label_many, "href": f"{reverse('documents')}?kind={document.kind}"},
        ],
        "title": document.title,
        "state": state_of(document),
        "tabs": tabs(document, "rounds"),
        "pdf": reverse("disagreements_pdf", args=[document.pk]) if was_sent_back(answered) else "",
        "rounds": [
            round_of(opinion, [proposal_row(proposal, reasons) for proposal in proposals.get(opinion.pk, [])])
            for opinion in sorted(answered, key=lambda opinion: (opinion.given_at, opinion.pk), reverse=True)
        ],
    }
    return render(request, "governance/opinions/rounds.html", context)


def was_sent_back(answered: list[Opinion]) -> bool:
    return any(opinion.outcome == Opinion.Outcome.OBJECTION for opinion in answered)


def reasons_of(document: Document) -> dict[int, str]:
    """The reason of each answer, by the id of its proposal; one query."""
    events = Event.objects.filter(document_id=document.pk, move="answer_proposal").select_related("note")
    return {event.facts["proposal"]: event.reason for event in events}


def round_of(opinion: Opinion, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """One unit's answer to one version."""
    meaning, word = standing(opinion, opinion.given_at.date())  # type: ignore[union-attr]  # it is given
    return {
        "unit": str(opinion.unit),
        "meaning": meaning,
        "said": word,
        "note": note(opinion),
        "remark": opinion.remark,
        "lines": lines,
    }


def proposal_row(proposal: Proposal, reasons: dict[int, str]) -> dict[str, Any]:
    """A proposed wording with its answer."""
    meanings = {Answer.ACCEPTED: "force", Answer.DECLINED: "alarm", Answer.OTHER: "force"}
    words = {
        Answer.ACCEPTED: _("accepted"),
        Answer.DECLINED: _("declined: our wording stands"),
        Answer.OTHER: _("settled by another wording"),
    }
    answer = Answer(proposal.answer) if proposal.answer else None
    return {
        **wording_row(proposal),
        "meaning": meanings[answer] if answer else "held",
        "answer": words[answer] if answer else _("not answered yet"),
        "agreed": proposal.agreed if answer == Answer.OTHER else "",
        "reason": reasons.get(proposal.pk, ""),
        "who": proposal.answered_by.name if proposal.answered_by else "",
        "on": on_day(proposal.answered_at) if proposal.answered_at else "",
    }


def wording_row(proposal: Proposal) -> dict[str, Any]:
    """The clause with our wording, their wording and the difference between the two."""
    return {
        "number": proposal.number,
        "ours": proposal.ours,
        "theirs": proposal.theirs,
        "pieces": pieces(proposal.ours, proposal.theirs) if proposal.theirs else (),
        "why": proposal.why,
    }


def pieces(ours: str, theirs: str) -> tuple[TextPiece, ...]:
    """Their wording compared word by word with ours."""
    changes = difference({"text": ours}, {"text": theirs})
    return changes[0].pieces if changes else (TextPiece("same", theirs),)
