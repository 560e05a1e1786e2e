"""The protocol of disagreements: all rounds, each proposed wording beside ours, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.agreement.sheet import note, on_day, opinions_of, standing
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab, Words
from governance.desk.base.format import state_of
from governance.desk.base.page import Page
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.language.diff import TextPiece, difference
from governance.documents.record.document import Document
from governance.documents.record.events import Event

Answer = Proposal.Answer


@dataclass(frozen=True, kw_only=True)
class WordingShown:
    """A clause: our wording, theirs, the difference between the two, and why."""

    number: str
    ours: str
    theirs: str
    pieces: Sequence[TextPiece]
    why: str


@dataclass(frozen=True, kw_only=True)
class AnsweredShown(WordingShown):
    """A proposed wording with its answer: who gave it, when and why; `agreed` is another wording."""

    meaning: str
    answer: Words
    agreed: str
    reason: str
    who: str
    on: str


@dataclass(frozen=True, kw_only=True)
class RoundShown:
    """One unit's answer to one version."""

    unit: str
    meaning: str
    said: Words
    note: Words
    remark: str
    lines: list[AnsweredShown]


@dataclass(kw_only=True)
class RoundsPage(Page):
    """templates/governance/opinions/rounds.html."""

    state: object
    tabs: list[Tab]
    pdf: str
    rounds: list[RoundShown]


@of_paper()
def paper_rounds(request: SignedInRequest, document: Document) -> HttpResponse:
    """How the text was agreed upon: whoever may see the paper sees all of it, on both sides."""
    if not isinstance(document, Consulted):
        raise Http404
    answered = [opinion for opinion in opinions_of(document) if opinion.given_at is not None]
    proposals: dict[int, list[Proposal]] = {}
    for proposal in Proposal.objects.filter(opinion__document_id=document.pk).select_related("answered_by"):
        proposals.setdefault(proposal.opinion_id, []).append(proposal)
    reasons = reasons_of(document)
    page = RoundsPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        state=state_of(document),
        tabs=tabs(document, "rounds"),
        pdf=reverse("disagreements_pdf", args=[document.pk]) if was_sent_back(answered) else "",
        rounds=[
            round_of(opinion, [proposal_row(proposal, reasons) for proposal in proposals.get(opinion.pk, [])])
            for opinion in sorted(answered, key=lambda opinion: (opinion.given_at, opinion.pk), reverse=True)
        ],
    )
    return page.response(request, "governance/opinions/rounds.html")


def was_sent_back(answered: list[Opinion]) -> bool:
    return any(opinion.outcome == Opinion.Outcome.OBJECTION for opinion in answered)


def reasons_of(document: Document) -> dict[int, str]:
    """The reason of each answer, by the id of its proposal; one query."""
    events = Event.objects.filter(document_id=document.pk, move="answer_proposal").select_related("note")
    return {event.facts["proposal"]: event.reason for event in events}


def round_of(opinion: Opinion, lines: list[AnsweredShown]) -> RoundShown:
    """One unit's answer to one version."""
    meaning, word = standing(opinion, opinion.given_at.date())  # type: ignore[union-attr]  # it is given
    return RoundShown(
        unit=str(opinion.unit),
        meaning=meaning,
        said=word,
        note=note(opinion),
        remark=opinion.remark,
        lines=lines,
    )


MEANINGS = {Answer.ACCEPTED: "force", Answer.DECLINED: "alarm", Answer.OTHER: "force"}
ANSWERS = {
    Answer.ACCEPTED: gettext_lazy("accepted"),
    Answer.DECLINED: gettext_lazy("declined: our wording stands"),
    Answer.OTHER: gettext_lazy("settled by another wording"),
}


def proposal_row(proposal: Proposal, reasons: dict[int, str]) -> AnsweredShown:
    """A proposed wording with its answer."""
    answer = Answer(proposal.answer) if proposal.answer else None
    return AnsweredShown(
        **vars(wording_row(proposal)),
        meaning=MEANINGS[answer] if answer else "held",
        answer=ANSWERS[answer] if answer else _("not answered yet"),
        agreed=proposal.agreed if answer == Answer.OTHER else "",
        reason=reasons.get(proposal.pk, ""),
        who=proposal.answered_by.name if proposal.answered_by else "",
        on=on_day(proposal.answered_at) if proposal.answered_at else "",
    )


def wording_row(proposal: Proposal) -> WordingShown:
    """The clause with our wording, their wording and the difference between the two."""
    return WordingShown(
        number=proposal.number,
        ours=proposal.ours,
        theirs=proposal.theirs,
        pieces=pieces(proposal.ours, proposal.theirs) if proposal.theirs else (),
        why=proposal.why,
    )


def pieces(ours: str, theirs: str) -> tuple[TextPiece, ...]:
    """Their wording compared word by word with ours."""
    changes = difference({"text": ours}, {"text": theirs})
    return changes[0].pieces if changes else (TextPiece("same", theirs),)
