"""The protocol of disagreements: all rounds, each proposed wording beside ours, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.sheet import opinions_of
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Badge, Tab
from governance.desk.base.page import Page
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.record.document import Document
from governance.documents.record.events import Event

ANSWERS: dict[str, Badge] = {
    Proposal.Answer.ACCEPTED: Badge("force", _("accepted")),
    Proposal.Answer.DECLINED: Badge("alarm", _("declined: our wording stands")),
    Proposal.Answer.OTHER: Badge("force", _("settled by another wording")),
}
# What one side has answered, and the other has not agreed to yet.
OFFERED: dict[str, Badge] = {
    "": Badge("held", _("not answered yet")),
    Proposal.Answer.DECLINED: Badge("held", _("we keep our wording: not agreed yet")),
    Proposal.Answer.OTHER: Badge("held", _("another wording offered: not agreed yet")),
}


class Answered(NamedTuple):
    """A proposed wording, what came of it, the reason of the answer, and whether both sides stand behind it."""

    proposal: Proposal
    answer: Badge
    reason: str
    settled: bool


@dataclass(kw_only=True)
class RoundsPage(Page):
    """templates/governance/opinions/rounds.html; `disputed`: somebody has sent the paper back."""

    document: Consulted
    tabs: Sequence[Tab]
    # Each answer of a unit, with the wordings that it proposed.
    rounds: list[tuple[Opinion, list[Answered]]]
    disputed: bool


@of_paper()
def paper_rounds(request: SignedInRequest, document: Document) -> HttpResponse:
    """How the text was agreed upon: whoever may see the paper sees all of it, on both sides."""
    if not isinstance(document, Consulted):
        raise Http404
    answered = [opinion for opinion in opinions_of(document) if opinion.given_at is not None]
    answered.sort(key=lambda opinion: (opinion.given_at, opinion.pk), reverse=True)
    prefetch_related_objects(answered, Prefetch("proposals", Proposal.objects.select_related("answered_by")))
    reasons, agreed = reasons_of(document), document.latest_agreed()
    page = RoundsPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        document=document,
        tabs=tabs(document, "rounds"),
        rounds=[
            (
                opinion,
                [answered_of(opinion, proposal, reasons, agreed) for proposal in opinion.proposals.all()],
            )
            for opinion in answered
        ],
        disputed=any(opinion.outcome == Opinion.Outcome.OBJECTION for opinion in answered),
    )
    return page.response(request, "governance/opinions/rounds.html")


def answered_of(
    opinion: Opinion, proposal: Proposal, reasons: dict[int, str], agreed: dict[int, int]
) -> Answered:
    settled = opinion.is_settled(proposal, agreed)
    badge = (ANSWERS if settled else OFFERED)[proposal.answer]
    return Answered(proposal, badge, reasons.get(proposal.pk, ""), settled)


def reasons_of(document: Document) -> dict[int, str]:
    """The reason of each answer, by the id of its proposal; one query."""
    events = Event.objects.filter(document_id=document.pk, move="answer_proposal").select_related("note")
    return {event.facts["proposal"]: event.reason for event in events}
