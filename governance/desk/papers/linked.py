"""The papers that a paper is linked with, and the grounds of a decision about it, as sentences; one query."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, page_data
from governance.desk.base.components import Words
from governance.desk.base.format import day
from governance.documents.approval.effects import AGREE, APPROVE, PROTOCOL_OF, TAKE_UP
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.extract import EXTRACT_OF
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS, EFFECTS
from governance.documents.record.kind_settings import Phase

# The votes of a protocol are needed for its own links and for links to it.
SPOKEN_OF = (BASIS, EXTRACT_OF, PROTOCOL_OF)


@dataclass(frozen=True)
class SeenLink:
    """A link from (`outward`) or to the paper of a page; whether its reader may see the other one, and the vote."""

    link: Link
    outward: bool
    is_open: bool
    outcome: Mapping[str, int] | None

    @property
    def other(self) -> Document:
        return self.link.target if self.outward else self.link.source

    @property
    def relation(self) -> str:
        label = self.link.label if self.outward else self.link.label_at_target
        if self.link.failure:
            failed = {"relation": label, "why": self.link.failure}
            return _("%(relation)s — could not be carried out: %(why)s") % failed
        return label

    @property
    def vote(self) -> str:
        """«за 5, против 0, воздержались 1»; empty for a link without a vote."""
        if not self.outcome:
            return ""
        return _("for %(for)d, against %(against)d, abstained %(abstain)d") % {
            name: self.outcome.get(name, 0) for name in ("for", "against", "abstain")
        }


def links_of(document: Document, request: SignedInRequest) -> list[SeenLink]:
    """All links from and to a paper."""
    vote = (
        Round.objects.annotate(place=Cast("item__position", CharField()))
        .filter(
            item__meeting__protocol=OuterRef("speaker"), place=OuterRef("place"), state=Round.State.CLOSED
        )
        .order_by("-number")
        .values("outcome")
    )
    # An effect on many papers is in the text of the source: listed here only if it failed, and at each target.
    to_many = [name for name, effect in EFFECTS.items() if effect.to_many]
    links = list(
        Link.objects.filter(Q(source_id=document.pk) | Q(target_id=document.pk))
        .exclude(source_id=document.pk, effect__in=to_many, failure="")
        .select_related("source__unit", "target__unit", "version")
        .annotate(
            other_id=Case(When(source_id=document.pk, then=F("target_id")), default=F("source_id")),
            speaker=Case(When(effect__in=SPOKEN_OF, then=F("target_id")), default=F("source_id")),
            open_to_me=Exists(
                Document.objects.visible_to(request.user, request.pairs).filter(pk=OuterRef("other_id")),
                output_field=BooleanField(),
            ),
            vote=Subquery(vote[:1]),
        )
        .order_by("pk")
    )
    document.known_links = [link for link in links if link.source_id == document.pk]
    return [SeenLink(link, link.source_id == document.pk, link.open_to_me, link.vote) for link in links]


@dataclass
class Linked:
    """One paper of components/links.html; its `label` says only the kind where the reader may not see it."""

    paper: Document
    label: Words
    relation: str
    is_open: bool


def linked_papers(links: list[SeenLink]) -> list[Linked]:
    """Each linked paper once."""
    papers: dict[int, Linked] = {}
    for link in links:
        paper, relation = link.other, link.relation
        label = named(paper) if link.is_open else paper.model.kind_label
        known = papers.setdefault(paper.pk, Linked(paper, label, relation, link.is_open))
        if relation not in known.relation:
            known.relation += f"; {relation}"
    return list(papers.values())


def named(paper: Document) -> str:
    """«Приказ от 14.09.2011 № 83-ОД», or the title of a paper that has no number yet."""
    if not paper.number:
        return paper.title
    return _("%(kind)s No. %(number)s of %(day)s") % {
        "kind": paper.model.kind_label,
        "number": paper.number,
        "day": day(paper.registered_on),
    }


# --- grounds ------------------------------------------------------------------------------------------------------


def grounds(document: Document, links: list[SeenLink]) -> list[str]:
    """Sentences on what a decision about this paper rests on: first those of its kind, then those of linked papers."""
    say = getattr(document, "grounds_for_decision", None)
    sentences = [str(sentence) for sentence in say()] if say else []
    arrival = page_data(document)
    if document.phase == Phase.DRAFT and document.version and arrival.reason:
        back = {"who": arrival.basis or arrival.capacity, "reason": arrival.reason}
        sentences.append(_("Sent back (%(who)s): %(reason)s") % back)
    return [*sentences, *(sentence for link in links if (sentence := ground(document, link)))]


def ground(document: Document, seen: SeenLink) -> str:
    """The sentence of one link, if a decision rests on it."""
    link, vote = seen.link, seen.vote
    agreed_by, on_agenda = (getattr(document, name, None) for name in ("agreed_by_id", "on_agenda_id"))
    facts = {"body": seen.other.unit, "day": day(seen.other.registered_on), "vote": vote}
    if seen.outward:
        if link.effect == BASIS and vote:
            return _("%(body)s decided on it on %(day)s: %(vote)s.") % facts
        if link.effect == APPROVE and link.version is not None:
            return _("Approves version %(n)d: «%(paper)s».") % {
                "n": link.version.number,
                "paper": link.target,
            }
    elif link.effect == TAKE_UP and on_agenda == link.source_id:
        return _("Stands on the agenda: «%(meeting)s».") % {"meeting": link.source}
    elif link.effect == AGREE and agreed_by == link.source_id and link.carried_at and link.version:
        return agreed(vote) % {**facts, "n": link.version.number}
    return ""


def agreed(vote: str) -> str:
    """«Совет округа согласовал версию 2 12.09.2011 (за 5, против 0, воздержался 1).»"""
    if vote:
        return _("%(body)s agreed to version %(n)d on %(day)s: %(vote)s.")
    return _("%(body)s agreed to version %(n)d on %(day)s.")
