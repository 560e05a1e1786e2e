"""What an annulling order puts in force again: only what it says so of, by a point of its own.

An act that ended another one and is annulled itself revives nothing by itself: revival is stated expressly, or the
other act stays without force (docs/domain.md, "Order"). The point and what it does go together.
"""

import re
from collections.abc import Iterable
from typing import Any

from governance.documents.approval.changed_order import ChangedOrder
from governance.documents.approval.effects import ANNUL, APPROVE, REPEAL, RESTORE
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase


def can_stand_again(paper: Document) -> bool:
    return hasattr(paper.model, RESTORE) and getattr(paper.model, RESTORE)._django_fsm.has_transition(
        paper.state
    )


def ended_by(order: ChangedOrder) -> list[Document]:
    """What this order has taken the force of and could have it back: orders, then what others had approved.

    An order whose annex ends for good with it (a list of people) is not among them: another one is issued.
    """
    ended = [
        link.target for link in order.links_to_others() if link.effect in (ANNUL, REPEAL) and link.carried_at
    ]
    papers = {paper.pk: paper for paper in [*ended, *_replaced_by(order)] if can_stand_again(paper)}
    # What stood again meanwhile and was ended by another order is that one's.
    ends = Event.objects.filter(document_id__in=papers, move__in=(ANNUL, REPEAL)).order_by("position")
    last = dict(ends.values_list("document_id", "basis_id"))
    own = {order.pk, *(approval.target_id for approval in order.approvals())}
    papers = {key: paper for key, paper in papers.items() if last.get(key) in own}
    approved = Link.objects.filter(source__in=papers, effect=APPROVE, carried_at__isnull=False)
    for link in approved.select_related("target"):
        if not can_stand_again(link.target):
            papers.pop(link.source_id, None)
    return sorted(papers.values(), key=lambda paper: not issubclass(paper.model, ChangedOrder))


def _replaced_by(order: ChangedOrder) -> list[Document]:
    """The former editions that lost their force to what the order approved."""
    approved = [approval.target_id for approval in order.approvals() if approval.carried_at is not None]
    links = Link.objects.filter(source_id__in=approved, effect=REPEAL, carried_at__isnull=False)
    return [link.target for link in links.select_related("target__unit")]


def revivals(papers: Iterable[Document]) -> tuple[list[OrderPoint], list[Link]]:
    """A point for each order, and one for each paper that none of these orders had approved; what they do."""
    points, places, links = list[OrderPoint](), dict[int, str](), list[Link]()
    approving = _approving([paper.pk for paper in papers])
    for paper in papers:
        place = places.get(approving.get(paper.pk, 0), "")
        if not place:
            points.append(OrderPoint(text=phrases.reviving_point(paper)))
            place = str(len(points) + 1)  # behind the one that annuls
        places[paper.pk] = place
        links.append(Link(target=paper, effect=RESTORE, place=place))
    return points, links


def _approving(papers: list[int]) -> dict[int, int]:
    """By paper, which of these orders has approved it."""
    links = Link.objects.filter(
        effect=APPROVE, source__in=papers, target__in=papers, carried_at__isnull=False
    )
    return dict(links.values_list("target_id", "source_id"))


def drop_unsaid(order: Any) -> None:
    """Where the drafter has taken out the point by which something stands again, it does not."""
    # What is in force has only been changed, and reads as before without a point of its own.
    links = [
        link
        for link in order.links_to_others()
        if link.effect == RESTORE and link.target.phase != Phase.IN_FORCE
    ]
    annulled = [phrases.requisites(link.target) for link in order.links_to_others() if link.effect == ANNUL]
    points = [point for point in order.points.all() if not any(_says(point.text, one) for one in annulled)]
    for place in {link.place for link in links}:
        group = [link for link in links if link.place == place]
        # A point names an order, and not what that one had approved.
        orders = [link for link in group if link.target.number]
        names = [phrases.called(link.target) for link in orders or group]
        said = next((point for point in points if any(_says(point.text, name) for name in names)), None)
        standing = Link.objects.filter(pk__in=[link.pk for link in group])
        if said is None:
            standing.delete()
        else:
            standing.update(place=said.number)
    order.known_links = None


def _says(text: str, name: str) -> bool:
    """Whether the text has this name whole: «№ 1» does not stand in «№ 12»."""
    return re.search(rf"{re.escape(name)}(?![\w/-])", text) is not None
