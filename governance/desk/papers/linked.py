"""The papers that a paper is linked with, and the grounds of a decision about it, as sentences; one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.format import day, state_of
from governance.documents.approval.effects import (
    AGREE,
    APPROVE,
    PROTOCOL_OF,
    TAKE_UP,
)
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.extract import EXTRACT_OF
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS, EFFECTS
from governance.documents.record.kind_settings import Phase

# The votes of a protocol are needed for its own links and for links to it.
SPOKEN_OF = (BASIS, EXTRACT_OF, PROTOCOL_OF)


def links_of(document: Document, request: SignedInRequest) -> list[Link]:
    """All links from and to a paper: the other paper, whether this person may see it, and the vote behind the link."""
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
    found: list[Any] = list(
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
    document.known_links = [link for link in found if link.source_id == document.pk]
    return found


@dataclass
class Linked:
    """One paper of components/links.html."""

    relation: str
    label: str
    href: str
    meaning: str
    state: Words


def shown(document: Document, links: list[Link]) -> list[Linked]:
    """Each linked paper once; of one that the reader may not see only the kind is shown."""
    found: dict[int, Linked] = {}
    for link in links:
        outward = link.source_id == document.pk
        other = link.target if outward else link.source
        relation = relation_of(link, outward=outward)
        if other.pk in found:
            if relation not in found[other.pk].relation:
                found[other.pk].relation += f"; {relation}"
            continue
        open_to_me: bool = link.open_to_me  # type: ignore[attr-defined]  # annotated in `links_of`
        badge = state_of(other)
        found[other.pk] = Linked(
            relation=relation,
            label=named(other) if open_to_me else str(other.model.kind_label),
            href=reverse("paper", args=[other.pk]) if open_to_me else "",
            meaning=badge.meaning,
            state=badge.word,
        )
    return list(found.values())


def named(paper: Document) -> str:
    """«Приказ № 83-ОД от 14.09.2011», or the title of a paper that has no number yet."""
    if not paper.number:
        return paper.title
    return _("%(kind)s No. %(number)s of %(day)s") % {
        "kind": paper.model.kind_label,
        "number": paper.number,
        "day": day(paper.registered_on),
    }


def relation_of(link: Link, *, outward: bool) -> str:
    label = link.label if outward else link.label_at_target
    if link.failure:
        return _("%(relation)s — could not be carried out: %(why)s") % {
            "relation": label,
            "why": link.failure,
        }
    return label


# --- grounds ------------------------------------------------------------------------------------------------------


def grounds(document: Document, links: list[Link]) -> list[str]:
    """Sentences on what a decision about this paper rests on: first those of its kind, then those of linked papers."""
    say = getattr(document, "grounds_for_decision", None)
    said = [str(sentence) for sentence in say()] if say else []
    if document.phase == Phase.DRAFT and document.version:
        said += sent_back(document)
    for link in links:
        if link.target_id == document.pk and link.effect == AGREE and link.carried_at:
            said += agreed(document, link)
        elif link.target_id == document.pk and link.effect == TAKE_UP and is_awaited(document, link):
            said.append(_("Stands on the agenda: «%(meeting)s».") % {"meeting": link.source})
        elif link.source_id == document.pk and link.effect == BASIS and vote_of(link):
            said.append(
                _("%(body)s decided on it on %(day)s: %(vote)s.")
                % {"body": link.target.unit, "day": day(link.target.registered_on), "vote": vote_of(link)}
            )
        elif link.source_id == document.pk and link.effect == APPROVE and link.version is not None:
            said.append(
                _("Approves version %(n)d: «%(paper)s».") % {"n": link.version.number, "paper": link.target}
            )
    return said


def is_awaited(document: Document, link: Link) -> bool:
    return getattr(document, "on_agenda_id", None) == link.source_id


def agreed(document: Document, link: Link) -> list[str]:
    """«Совет округа согласовал версию 2 12.09.2011 (за 5, против 0, воздержался 1).»"""
    if getattr(document, "agreed_by_id", None) != link.source_id or link.version is None:
        return []
    facts = {
        "body": link.source.unit,
        "n": link.version.number,
        "day": day(link.source.registered_on),
        "vote": vote_of(link),
    }
    if not facts["vote"]:
        return [_("%(body)s agreed to version %(n)d on %(day)s.") % facts]
    return [_("%(body)s agreed to version %(n)d on %(day)s: %(vote)s.") % facts]


def vote_of(link: Link) -> str:
    """«за 5, против 0, воздержались 1»; empty for a link without a vote."""
    outcome: dict[str, Any] | None = link.vote  # type: ignore[attr-defined]  # annotated in `links_of`
    if not outcome:
        return ""
    return _("for %(for)d, against %(against)d, abstained %(abstain)d") % {
        name: outcome.get(name, 0) for name in ("for", "against", "abstain")
    }


def sent_back(document: Any) -> list[str]:
    """Why the paper was sent back to its drafter; `for_pages` has read that."""
    if not document.arrival_reason:
        return []
    who = document.arrival_basis or document.arrival_capacity
    return [_("Sent back (%(who)s): %(reason)s") % {"who": who, "reason": document.arrival_reason}]
