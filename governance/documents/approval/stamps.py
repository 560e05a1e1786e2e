"""Stamps on approved papers, computed from the papers that they rest on (docs/domain.md, "Stamps")."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from governance.documents.approval.awaited import BODIES, Awaited, awaited_by
from governance.documents.approval.effects import AGREE, ANNUL, APPROVE, CONSIDER, REPEAL, SEND_BACK
from governance.documents.approval.opinions import Consulted, Opinion
from governance.documents.language import phrases
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.printing.data import StampData
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import VersionText, words_of
from governance.roles.names import Case, beside_signature
from governance.roles.unit import UnitKind

AGREED, HEARD = "СОГЛАСОВАНО", "УЧТЕНО МНЕНИЕ"
PROTOCOL, LETTER = "протокол", "письмом"


@dataclass(frozen=True)
class Stamp:
    """One stamp: either signed by a person, with the day, or the paper that it rests on, never both (ГОСТ Р 7.0.97).

    `number`, `date` and `source` are None while it is blank.
    """

    word: str  # «СОГЛАСОВАНО», «УТВЕРЖДЁН», «Приложение № 1»
    who: str  # «Советом школьного округа», «к приказу КОГОКУ СОШ г. Лузы», or the capacity of the one who signed
    number: str | None = None
    date: datetime.date | None = None
    signed: bool = False  # by a person
    signer: str = ""  # «Л.В. Пелевин»
    by_protocol: bool = False
    void: bool = False
    void_reason: str = ""
    source: Document | None = None

    @property
    def text(self) -> str:
        """«Советом школьного округа (протокол от 12.09.2011 № 2)», with blanks for what is not there yet."""
        if self.signed:
            return self.who
        if self.who.startswith(LETTER):
            return f"{self.who} {self.number}"
        named = phrases.number_and_date(self.number, self.date)
        return f"{self.who} ({PROTOCOL} {named})" if self.by_protocol else f"{self.who} {named}"

    @property
    def day(self) -> str:
        """The day of a signature, or its blank."""
        if not self.signed:
            return ""
        return phrases.paper_date(self.date) if self.date else phrases.blank_day()


def stamps_of(document: Document) -> list[Stamp]:
    """The stamps of a paper, and blanks for others that its kind expects; one query, with blanks one more, and one with
    outside bodies.

    There is a stamp when a link has been carried out and the paper has not been returned to its drafter since. A stamp
    whose source was annulled stays and is void.
    """
    # A paper returned to its drafter has no stamps, whatever it had before.
    carried = () if document.phase == Phase.DRAFT else _carried_links(document)
    present = {link.effect: link for link in carried}
    effects = (AGREE, CONSIDER, APPROVE)
    blank = [e for e in effects if e not in present and e in document.model.expects_stamps]
    awaited = awaited_by(document) if blank else Awaited("", "")
    stamps = []
    for effect in effects:
        if effect == CONSIDER and effect in present:
            stamps.extend(_heard(present[effect].source))
        elif effect in present:
            stamps.append(_stamp(present[effect]))
        elif effect in blank:
            stamps.append(_blank(document, effect, awaited))
    if isinstance(document, Consulted):
        stamps.extend(_stamps_from_outside(document))
    return stamps


def printed_stamps(paper: Document) -> list[StampData]:
    """The stamps of a paper as print data."""
    stamps = []
    for stamp in stamps_of(paper):
        printed = StampData(heading=stamp.word, text=stamp.text)
        if stamp.signed:
            printed["signer"], printed["day"] = stamp.signer, stamp.day
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
        Link.objects.filter(
            target_id=document.pk, effect__in=[AGREE, CONSIDER, APPROVE], carried_at__isnull=False
        )
        .annotate(
            # Positions in the record give the order even if both have the same time.
            carried=Subquery(carried[:1]),
            drafted=Coalesce(Subquery(drafted[:1]), 0),
            source_kept=Subquery(
                VersionText.objects.filter(
                    version__document_id=OuterRef("source_id"), version__number=OuterRef("source__version")
                ).values("words__kept")[:1]
            ),
            source_unit=Subquery(
                VersionText.objects.filter(
                    version__document_id=OuterRef("source_id"), version__number=OuterRef("source__version")
                ).values("unit_name")[:1]
            ),
            annex_number=Subquery(
                _approving(OuterRef("source_id")).filter(pk__lte=OuterRef("pk")).values("n")
            ),
            annulled_by=Subquery(annulment.values("source__number")[:1]),
            annulled_on=Subquery(annulment.values("source__registered_on")[:1]),
        )
        .filter(carried__gt=F("drafted"))
        .select_related("source__unit", "target")
        .order_by("carried")
    )


def _approving(source: Any) -> QuerySet[Any]:
    """How many papers an order approves, as `n`: each is an annex of it, numbered as they were put into it."""
    links = Link.objects.filter(source_id=source, effect=APPROVE).order_by()
    return links.values("source_id").annotate(n=Count("pk"))


def _is_by_body(document: Document) -> bool:
    """Whether the decision of a body approves papers of this kind, without an order."""
    return document.model.decision_moves == (APPROVE, SEND_BACK)


def _approved(document: Document) -> str:
    """The word of a stamp where the decision of a body approves; it agrees with the noun."""
    noun = document.model.noun
    return noun.ending("УТВЕРЖДЁН", "УТВЕРЖДЕНА", "УТВЕРЖДЕНО", "УТВЕРЖДЕНЫ") if noun else "УТВЕРЖДЕНО"


def _heard(opinion: Document) -> list[Stamp]:
    """«УЧТЕНО МНЕНИЕ первичной профсоюзной организации …»; none where the body was silent."""
    sheet: Any = opinion.whole
    if not sheet.was_given:
        return []
    said = (words_of(sheet) or {})["kept"]
    day = datetime.date.fromisoformat(said["date"]) if said["date"] else None
    return [Stamp(HEARD, said["body"], number=said["number"], date=day, by_protocol=True)]


def _blank(document: Document, effect: str, awaited: Awaited) -> Stamp:
    if effect == AGREE:
        return Stamp(AGREED, awaited.body, by_protocol=True)
    if effect == CONSIDER:
        return Stamp(HEARD, "представительного органа работников", by_protocol=True)
    if _is_by_body(document):
        return Stamp(_approved(document), _by(awaited.body), by_protocol=True)
    return Stamp(*_annex(1, awaited.school))


def _stamp(link: Link) -> Stamp:
    source = _deciding_paper(link.source)
    void = source.phase == Phase.VOID
    by_body = link.effect == AGREE or source.unit.kind in BODIES
    if link.effect == AGREE:
        word, who = AGREED, _body(link, source)
    elif by_body:
        word, who = _approved(link.target), _by(_body(link, source))
    else:
        name = link.source_unit or source.unit.name  # type: ignore[attr-defined]  # annotated
        number: int = link.annex_number  # type: ignore[attr-defined]  # annotated
        word, who = _annex(number, source.unit.form_of(name, Case.GENITIVE))
    return Stamp(
        word=word,
        who=who,
        number=source.number,
        date=source.registered_on,
        by_protocol=by_body,
        void=void,
        void_reason=_reason(link) if void else "",
        source=source,
    )


def _annex(number: int, school: str) -> tuple[str, str]:
    """What an order approves is its annex, and is marked so instead of a stamp of the same order."""
    return f"Приложение № {number}", f"к приказу {school}"


def _by(body: str) -> str:
    """In the middle of a sentence: «УТВЕРЖДЁН приёмной комиссией …»."""
    return decapitalized(body)


def _body(link: Link, source: Document) -> str:
    """By the body that decided, as it was called when its protocol was frozen."""
    known = link.source_kept if source.pk == link.source_id else (words_of(source) or {}).get("kept")  # type: ignore[attr-defined]  # annotated
    return source.unit.form_of(known or source.unit.name, Case.INSTRUMENTAL)


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
    return Stamp(AGREED, opinion.unit.name, signed=True)


def _consent(opinion: Opinion) -> Stamp:
    if opinion.letter:
        author = opinion.unit.form_of(opinion.unit_name, Case.GENITIVE)
        return Stamp(AGREED, f"{LETTER} {author}", number=opinion.letter)
    assert opinion.given_at is not None  # as a constraint holds of every answer
    return Stamp(
        AGREED,
        opinion.capacity or opinion.unit_name,
        date=timezone.localtime(opinion.given_at).date(),
        signed=True,
        signer=beside_signature(opinion.name),
    )


def _reason(link: Link) -> str:
    number, day = link.annulled_by, link.annulled_on  # type: ignore[attr-defined]  # annotated in `_carried_links`
    return f"отменён приказом {phrases.number_and_date(number, day)}" if number else "документ утратил силу"
