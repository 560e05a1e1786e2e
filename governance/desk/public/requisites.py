"""What the holder of a copy may know of a paper: read from its record, its links and its signatures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.desk.base.components import Fact, known
from governance.desk.base.format import day
from governance.documents.approval.effects import AGREE, AMEND, APPROVE, CHANGE_LIST
from governance.documents.record.attached import Link, Signature
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import text_of
from governance.documents.seals.witness import sealed_since

# Links to the papers by which a paper is agreed and approved; their signers count as its signers.
RESTS_ON = (AGREE, APPROVE)
CHANGES = (AMEND, CHANGE_LIST)


@dataclass(frozen=True)
class Requisites:
    """What the record says of a paper.

    `since`: the day it came into force, None if it never did, by the event at `position`; `version`: the hash of that
    version; `ended`: the event by which it ceased to be in force; `rests_on`: the papers that agreed and approved it;
    `changed_by`: those that have changed it since, in their order, none of them annulled.
    """

    since: date | None
    position: int
    version: str
    ended: Event | None
    signers: list[str]
    rests_on: list[Document]
    changed_by: list[Document]


def requisites(paper: Document) -> Requisites:
    """Read the record of a paper: three queries."""
    model = paper.model
    binding = model.states_in(Phase.IN_FORCE)
    events = Event.objects.filter(document_id=paper.pk).exclude(move="draft").select_related("basis")
    since: date | None = None
    position, version, ended = 0, "", None
    for event in events.order_by("position"):
        if event.to_state in binding and event.from_state not in binding and not since:
            since, position = timezone.localtime(event.at).date(), event.position
            version = event.version_hash
        if event.from_state in binding and event.to_state not in binding:
            ended = event
    if since is None or paper.state in binding:
        ended = None
    if since is not None and paper.acts_from is not None:
        since = max(since, paper.acts_from)
    links = (
        Link.objects.filter(target_id=paper.pk, effect__in=(*RESTS_ON, *CHANGES), carried_at__isnull=False)
        .select_related("source")
        .order_by("carried_at", "pk")
    )
    # Of each sort the latest: a paper that was sent back is agreed to again.
    latest = {link.effect: link.source for link in links}
    changes = dict.fromkeys(link.source for link in links if link.effect in CHANGES)
    rests_on = [latest[effect] for effect in RESTS_ON if effect in latest]
    signatures = Signature.objects.filter(
        document_id__in=[paper.pk, *(source.pk for source in rests_on)], voided_at=None
    )
    signers = dict.fromkeys(
        ", ".join(filter(None, [signature.capacity, signature.signature_name, signature.late_entry]))
        for signature in signatures.order_by("signed_at", "pk")
    )
    changed_by = [change for change in changes if change.phase != Phase.VOID]
    return Requisites(since, position, version, ended, list(signers), rests_on, changed_by)


def grounds_of(papers: Iterable[Document]) -> dict[int, list[Document]]:
    """The papers that agreed and approved each of these, by its key; one query."""
    links = (
        Link.objects.filter(
            target__in=[paper.pk for paper in papers], effect__in=RESTS_ON, carried_at__isnull=False
        )
        .select_related("source")
        .order_by("carried_at", "pk")
    )
    # Of each sort the latest: a paper that was sent back is agreed to again.
    latest = {(link.target_id, link.effect): link.source for link in links}
    grounds: dict[int, list[Document]] = {}
    for (target, _effect), source in sorted(latest.items(), key=lambda one: RESTS_ON.index(one[0][1])):
        grounds.setdefault(target, []).append(source)
    return grounds


def facts(paper: Document, details: Requisites, *, with_title: bool = True) -> list[Fact]:
    """The rows that the holder of a copy compares with it."""
    rows = [
        Fact(_("Kind"), paper.model.kind_label),
        Fact(_("Title"), paper.title if with_title else ""),
        Fact(_("Unit"), unit_then(paper)),
        Fact(_("Number"), paper.number),
        Fact(_("Date"), day(paper.registered_on)),
        Fact(_("In force since") if paper.has_begun else _("Comes into force on"), day(details.since)),
        Fact(_("State"), paper.state_label),
        Fact(_("Changed by"), "; ".join(named(change) for change in details.changed_by)),
        Fact(_("Rests on"), "; ".join(named(source) for source in details.rests_on)),
        Fact(_("Signed by"), "; ".join(details.signers)),
        Fact(_("Imprint of the version"), details.version),
        Fact(_("Check code"), paper.spelt_code),
        seal_fact(paper, details.position),
    ]
    return known(rows)


def seal_fact(paper: Document, position: int) -> Fact:
    """Since which seal of the district the event at this position is witnessed, with the way to it."""
    moment = sealed_since(paper, position)
    if moment is None:
        return Fact(_("Seal of the record"), _("the seal of the next morning will hold it"))
    since = _("held since %(day)s") % {"day": day(timezone.localtime(moment).date())}
    return Fact(_("Seal of the record"), since, reverse("seals", args=[paper.district_id]))


def unit_then(paper: Document) -> str:
    """The unit of a paper, as it was called when the paper was frozen."""
    frozen = text_of(paper)
    return frozen.unit_name if frozen else paper.unit.name


def named(paper: Document) -> str:
    """A paper by its requisites alone: «Приказ от 12.01.2012 № 47-ОД»."""
    return " ".join(filter(None, [str(paper.model.kind_label), number_text(paper)]))


def number_text(paper: Document) -> str:
    if not paper.number:
        return ""
    return _("No. %(number)s of %(day)s") % {"number": paper.number, "day": day(paper.registered_on)}


def ended_text(details: Requisites) -> str:
    """Since when it is no longer in force, and by which paper."""
    if details.ended is None:
        return ""
    on = day(timezone.localtime(details.ended.at).date())
    if details.ended.basis is not None:
        return _("Since %(day)s, by: %(paper)s.") % {"day": on, "paper": named(details.ended.basis)}
    return _("Since %(day)s.") % {"day": on}
