"""Stamps on approved papers, computed from the papers that they rest on (docs/domain.md, "Stamps")."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from governance.documents.approval.effects import AGREE, ANNUL, APPROVE, REPEAL, SEND_BACK
from governance.documents.approval.opinions import Consulted, Opinion
from governance.documents.language import phrases
from governance.documents.printing.citation import cited
from governance.documents.printing.data import StampData
from governance.documents.record.attached import Link, Signature
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import VersionText, words_of
from governance.roles.names import beside_signature
from governance.roles.unit import UnitKind

WORDS: dict[str, str] = {AGREE: "СОГЛАСОВАНО", APPROVE: "УТВЕРЖДАЮ"}
# The names of bodies in a blank stamp, as in the head of the district's own plan.
BODIES = {
    UnitKind.COUNCIL: "Совет школьного округа",
    UnitKind.METHODICAL_COUNCIL: "Методический совет",
    UnitKind.COMMISSION: "Приёмная комиссия",
}
DIRECTOR, DIRECTOR_OF_SCHOOL = "Директор базовой школы", "Директор школы"
LETTER = "письмо"


@dataclass(frozen=True)
class Stamp:
    """One stamp. `number`, `date` and `source` are None while it is blank."""

    word: str  # «УТВЕРЖДАЮ»
    body: str  # the deciding body, or the capacity of the one who signed
    paper: str  # «приказ»; empty where a person agreed without a paper of their own
    number: str | None = None
    date: datetime.date | None = None
    signer: str = ""  # «Л.В. Пелевин»; empty where a body decides
    void: bool = False
    void_reason: str = ""
    source: Document | None = None

    @property
    def basis(self) -> str:
        """«приказ от 14.09.2011 № 83-ОД», or the day alone, with blanks for what is not there yet."""
        if not self.paper:
            return phrases.paper_date(self.date) if self.date else phrases.blank_day()
        if self.paper == LETTER:
            return f"{self.paper} {self.number}"
        return f"{self.paper} {phrases.number_and_date(self.number, self.date)}"


def stamps_of(document: Document) -> list[Stamp]:
    """The stamps of a paper, and blanks for others that its kind expects; two queries, three with outside bodies.

    There is a stamp when a link has been carried out and the paper has not been returned to its drafter since. A stamp
    whose source was annulled stays and is void.
    """
    # A paper returned to its drafter has no stamps, whatever it had before.
    carried = () if document.phase == Phase.DRAFT else _carried_links(document)
    present = {link.effect: link for link in carried}
    approval = present.get(APPROVE)
    signature = _signature(approval.source_id) if approval else None
    stamps = []
    for effect in WORDS:
        if effect in present:
            stamps.append(_stamp(present[effect], signature if effect == APPROVE else None))
        elif effect in document.model.expects_stamps:
            stamps.append(_blank(document, effect))
    if isinstance(document, Consulted):
        stamps.extend(_stamps_from_outside(document))
    return stamps


def printed_stamps(paper: Document) -> list[StampData]:
    """The stamps of a paper as print data."""
    stamps = []
    for stamp in stamps_of(paper):
        printed = StampData(heading=stamp.word, who=stamp.body, signer=stamp.signer, basis=stamp.basis)
        if stamp.void:
            printed["void"] = stamp.void_reason
        stamps.append(printed)
    return stamps


def void_of(document: Document) -> str:
    """The paper that took the force of this one away, «приказ от 01.03.2012 № 91-ОД»; empty if none did."""
    return ended_by(document) if document.phase == Phase.VOID else ""


def ended_by(document: Document) -> str:
    """The paper by which this one lost its force, from the beginning or from a day on; empty if none did."""
    link = (
        document.links_in.filter(effect__in=[ANNUL, REPEAL], carried_at__isnull=False)
        .select_related("source")
        .order_by("pk")
        .last()
    )
    return cited(link.source) if link else ""


def _carried_links(document: Document) -> QuerySet[Link]:
    """The links that stamps follow from, in the order in which they were carried out."""
    drafts = document.model.states_in(Phase.DRAFT)
    events = Event.objects.order_by("-position").values("position")
    carried = events.filter(
        document_id=OuterRef("target_id"), basis_id=OuterRef("source_id"), move=OuterRef("effect")
    )
    drafted = events.filter(document_id=OuterRef("target_id"), to_state__in=drafts)
    annulment = Link.objects.filter(
        target_id=OuterRef("source_id"), effect=ANNUL, carried_at__isnull=False
    ).order_by("-pk")
    return (
        Link.objects.filter(target_id=document.pk, effect__in=list(WORDS), carried_at__isnull=False)
        .annotate(
            # Positions in the record give the order even if both have the same time.
            carried=Subquery(carried[:1]),
            drafted=Coalesce(Subquery(drafted[:1]), 0),
            source_kept=Subquery(
                VersionText.objects.filter(
                    version__document_id=OuterRef("source_id"), version__number=OuterRef("source__version")
                ).values("words__kept")[:1]
            ),
            annulled_by=Subquery(annulment.values("source__number")[:1]),
            annulled_on=Subquery(annulment.values("source__registered_on")[:1]),
        )
        .filter(carried__gt=F("drafted"))
        .select_related("source__unit", "target")
        .order_by("carried")
    )


def _signature(order: int) -> Signature | None:
    return Signature.objects.filter(document_id=order, voided_at=None).order_by("pk").last()


def _is_by_body(document: Document) -> bool:
    """Whether the decision of a body approves papers of this kind, without an order."""
    return document.model.decision_moves == (APPROVE, SEND_BACK)


def _approved(document: Document) -> str:
    """The word of a stamp where the decision of a body approves; it agrees with the noun."""
    noun = document.model.noun
    return noun.ending("УТВЕРЖДЁН", "УТВЕРЖДЕНА", "УТВЕРЖДЕНО", "УТВЕРЖДЕНЫ") if noun else "УТВЕРЖДЕНО"


def _blank(document: Document, effect: str) -> Stamp:
    kind = document.model.decided_by_kind
    body = BODIES.get(kind, "") if kind else ""
    if effect == AGREE:
        return Stamp(WORDS[effect], body, "протокол")
    if _is_by_body(document):
        return Stamp(_approved(document), body, "протокол")
    # A school's own paper is approved by its own director.
    director = DIRECTOR_OF_SCHOOL if document.unit.kind == UnitKind.SCHOOL else DIRECTOR
    return Stamp(WORDS[effect], director, "приказ")


def _stamp(link: Link, signature: Signature | None) -> Stamp:
    effect = link.effect
    source = _deciding_paper(link.source)
    void = source.phase == Phase.VOID
    # A director approves in the first person («УТВЕРЖДАЮ»); a decision of a body is reported («УТВЕРЖДЁН»).
    by_body = effect == APPROVE and source.unit.kind in BODIES
    if by_body:
        signature = None
    return Stamp(
        word=_approved(link.target) if by_body else WORDS[effect],
        body=signature.capacity if signature else _body(link, source),
        paper="приказ" if effect == APPROVE and not by_body else "протокол",
        number=source.number,
        date=source.registered_on,
        signer=signature.signature_name if signature else "",
        void=void,
        void_reason=_reason(link) if void else "",
        source=source,
    )


def _body(link: Link, source: Document) -> str:
    """The body that decided, as it was called when its protocol was frozen."""
    known = link.source_kept if source.pk == link.source_id else (words_of(source) or {}).get("kept")  # type: ignore[attr-defined]  # annotated
    return known or source.unit.name


def _deciding_paper(source: Document) -> Document:
    """The protocol instead of a paper that a body decided on: an upheld appeal approves a new list by its protocol."""
    decided = source.model.decision_moves is not None and source.whole.rests_on
    return decided or source


def _stamps_from_outside(document: Consulted) -> list[Stamp]:
    """«СОГЛАСОВАНО» of each outside body that is asked, by its own answer; blank until it agrees."""
    return [
        _consent(opinion) if opinion.agrees and document.phase != Phase.DRAFT else _asked(opinion)
        for opinion in document.live_opinions
        if opinion.unit.kind == UnitKind.OUTSIDE
    ]


def _asked(opinion: Opinion) -> Stamp:
    return Stamp(WORDS[AGREE], opinion.unit.name, "")


def _consent(opinion: Opinion) -> Stamp:
    word = WORDS[AGREE]
    if opinion.letter:
        return Stamp(word, opinion.unit_name, LETTER, number=opinion.letter)
    assert opinion.given_at is not None  # as a constraint holds of every answer
    return Stamp(
        word,
        opinion.capacity or opinion.unit_name,
        "",
        date=timezone.localtime(opinion.given_at).date(),
        signer=beside_signature(opinion.name),
    )


def _reason(link: Link) -> str:
    number, day = link.annulled_by, link.annulled_on  # type: ignore[attr-defined]  # annotated in `_carried_links`
    return f"отменён приказом {phrases.number_and_date(number, day)}" if number else "документ утратил силу"
