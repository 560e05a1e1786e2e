"""Orders that follow from another paper: one that approves it, one that annuls an order."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.changed_order import ChangedOrder
from governance.documents.approval.effects import AGREE, AMEND, ANNUL, APPROVE, PUT_UP, REPEAL, RESTORE
from governance.documents.approval.order_changes import read_changes
from governance.documents.approval.order_text import order_text_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.card import takes, unmet_by
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import position_of
from governance.documents.kinds.order.reviving import ended_by, revivals
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS
from governance.documents.record.kind_settings import Phase
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


@undivided
def draft_approval_order(subject: Document, decision: Document | None, *further: Document) -> Order:
    """Draft the order of a school's director that approves what a body, if one is asked, has agreed to.

    It approves exactly the version that was decided on, rests on the decision if there is one, charges the author
    with the execution, leaves control to the signer, and is read by the whole district; or it has the words of its
    kind (`order_text`) and stays in its school. `further`: other decisions that it rests on. A new edition takes the
    force of the order by which the former one was approved. Raises NotLegal when the district has no base school.
    """
    school = issuer_of(subject)
    decided = decision.link_that_orders(AGREE, subject.pk) if decision is not None else None
    version = decided.version if decided else subject.present_version
    if version is None:
        raise NotLegal(_("«%(paper)s» has no version to approve: submit it first.") % {"paper": subject})
    text = order_text_of(subject)
    links = [Link(target=subject, effect=effect, version=version, place="1") for effect in (APPROVE, PUT_UP)]
    if decision is not None:
        place = decided.place if decided else ""
        bases = [Link(target=decision, effect=BASIS, place=place)]
        links = [*bases, *(Link(target=paper, effect=BASIS) for paper in further), *links]
    basis = decision or subject
    if text is not None:
        points = [OrderPoint(text=point) for point in text.points]
        return begin_order(
            school, text.title, points, links, basis=basis, series=text.series, preamble=text.preamble
        )
    author = subject.author
    execution = OrderPoint(
        text=phrases.execution_point(subject),
        executor=author,
        executor_text=position_of(author, school) if author else "",
    )
    former = _former_order(subject)
    points = [OrderPoint(text=phrases.approval_point(subject, renewed=former is not None)), execution]
    if former is not None:
        points.insert(1, OrderPoint(text=phrases.repealing_point(former, None)))
        links.append(Link(target=former, effect=REPEAL, place="2"))
    title = phrases.approval_title(subject, renewed=former is not None)
    return begin_order(school, title, points, links, basis=basis, readers=[subject.district])


def _former_order(subject: Document) -> Order | None:
    """The order in force by which the edition that this paper replaces was approved, if it approved nothing else."""
    replaced = getattr(subject.whole, "replaces", None)
    order = replaced.whole.rests_on if replaced is not None else None
    former = order.whole if order is not None else None
    if not isinstance(former, Order) or former.state not in IN_FORCE or len(former.approvals()) > 1:
        return None
    return former


def issuer_of(subject: Document) -> Unit:
    """The school whose director approves: a school's own paper in that school, the district's in its base school."""
    if subject.unit.kind == UnitKind.SCHOOL:
        return subject.unit
    base = Unit.objects.filter(district=subject.district, is_base=True).first()
    if base is None:
        raise NotLegal(_("The district has no base school whose director would approve: mark one."))
    return base


@undivided
def draft_annulling_order(order: ChangedOrder, *, by: Person, reason: str, revive: bool = False) -> Order:
    """Draft the order that annuls another one and repeals what that one approved.

    `revive`: what that one had ended stands again, and the order says so; by itself nothing does (`reviving`).

    Raises NotLegal when there is no reason or no force to take away, NotAllowed when `by` may not draft orders there.
    """
    if not reason.strip():
        raise NotLegal(_("Write why the order is to be annulled."))
    if not order.may_be_annulled:
        raise NotLegal(_("«%(paper)s» is not in force: there is nothing to annul.") % {"paper": order})
    points, links = revivals(ended_by(order)) if revive else ([], [])
    annulment = Link(target=order, effect=ANNUL, place="1")
    return begin_order(
        order.unit,
        phrases.annulling_title(order),
        [OrderPoint(text=phrases.annulling_point(order)), *points],
        [annulment, *_ends_of_approved(order), *_restorations(order), *links],
        by=by,
        readers=order.readers.all(),
        series=order.register_code,
        preamble=" ".join(reason.split()),
    )


@undivided
def draft_repealing_order(
    order: ChangedOrder, *, by: Person, reason: str, since: date | None = None
) -> Order:
    """Draft the order that takes the force of another one from a day on («признать утратившим силу»), and of what that
    one approved. What was done by it until then stands.

    `since`: None for the day of the signature. Raises NotLegal when there is no reason, no force to take away, or the
    day has passed; NotAllowed when `by` may not draft orders there.
    """
    if not reason.strip():
        raise NotLegal(_("Write why the order loses its force."))
    if not order.is_order_in_force:
        raise NotLegal(_("«%(paper)s» is not in force: there is nothing to repeal.") % {"paper": order})
    if since is not None and since < clock.today():
        raise NotLegal(_("An order loses its force from today on or later: choose another day, or annul it."))
    return begin_order(
        order.unit,
        phrases.repealing_title(order),
        [OrderPoint(text=phrases.repealing_point(order, since))],
        [Link(target=order, effect=REPEAL, place="1"), *_ends_of_approved(order)],
        by=by,
        readers=order.readers.all(),
        series=order.register_code,
        preamble=" ".join(reason.split()),
        acts_from=since,
    )


@undivided
def draft_amending_order(
    order: ChangedOrder,
    *,
    changes: Iterable[Mapping[str, Any]] = (),
    by: Person | None = None,
    basis: Document | None = None,
    reason: str = "",
    since: date | None = None,
) -> Order:
    """Draft the order that changes points of another one, or rows of the lists that it approved.

    `changes`: see `changes.read_changes`; none: they are written afterwards. By a person, or as the consequence of the
    paper `basis`. Raises NotLegal for a change that does not fit the order as it reads now, NotAllowed when `by` may
    not draft orders there.
    """
    order.check_can_be_changed()
    check_since(since)
    given = list(changes)
    link = Link(target=order, effect=AMEND, version=order.present_version, place="1")

    def write(amending: Order) -> None:
        if given:
            amending.set_changes(read_changes(given))

    return begin_order(
        order.unit,
        phrases.amending_title(order),
        [],
        [link],
        also=write,
        by=by,
        basis=basis,
        readers=order.readers.all(),
        series=order.register_code,
        preamble=" ".join(reason.split()),
        amends=order,
        acts_from=since,
    )


def check_since(since: date | None) -> None:
    """Raises NotLegal for a day before today: an order begins with its signature at the earliest."""
    if since is not None and since < clock.today():
        raise NotLegal(
            _("An order comes into force from its signature on or later, not before %(day)s.")
            % {"day": list_date(clock.today())}
        )


def _ends_of_approved(order: ChangedOrder) -> list[Link]:
    """What the order approved and is in force loses that with it. Raises NotLegal where something rests on it."""
    carried = [approval.target for approval in order.approvals() if approval.carried_at is not None]
    links = [Link(target=paper, effect=REPEAL, place="1") for paper in carried]
    if (borne := next(filter(None, map(unmet_by, links)), None)) is not None:
        raise NotLegal(borne)
    return [*filter(takes, links)]


def _restorations(order: ChangedOrder) -> list[Link]:
    """What an annulled order has changed reads as before, as long as it is in force: the change has never been."""
    changed = [link.target for link in order.links_to_others() if link.effect == AMEND and link.carried_at]
    return [
        Link(target=paper, effect=RESTORE, place="1") for paper in changed if paper.phase == Phase.IN_FORCE
    ]


def begin_order(
    unit: Unit,
    title: str,
    points: list[OrderPoint],
    links: list[Link],
    *,
    also: Callable[[Order], None] = lambda order: None,
    **fields: Any,
) -> Order:
    """Draft an order with its points and links, and what is written with them.

    A point without a number gets that of its place.
    """

    def write(order: Order, act: Act) -> None:
        for position, point in enumerate(points, start=1):
            point.order, point.position, point.number = order, position, point.number or str(position)
        OrderPoint.objects.bulk_create(points)
        for link in links:
            link.source = order
        Link.objects.bulk_create(links)
        also(order)

    return draft(Order, unit=unit, title=title[:500], fill=write, **fields)
