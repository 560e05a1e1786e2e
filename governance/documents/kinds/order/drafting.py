"""Orders that follow from another paper: one that approves it, one that annuls an order."""

from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.effects import AGREE, ANNUL, APPROVE, PUT_UP, REPEAL
from governance.documents.approval.order_text import order_text_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.card import takes
from governance.documents.kinds.order.order import IN_FORCE, Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import position_of
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS, Effect
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


@undivided
def draft_approval_order(subject: Document, decision: Document | None) -> Order:
    """Draft the order of a school's director that approves what a body, if one is asked, has agreed to.

    It approves exactly the version that was decided on, rests on the decision if there is one, charges the author
    with the execution, leaves control to the signer, and is read by the whole district; or it has the words of its
    kind (`order_text`) and stays in its school. Raises NotLegal when the
    district has no base school.
    """
    school = issuer_of(subject)
    decided = decision.link_that_orders(AGREE, subject.pk) if decision is not None else None
    version = decided.version if decided else subject.present_version
    if version is None:
        raise NotLegal(_("«%(paper)s» has no version to approve: submit it first.") % {"paper": subject})
    text = order_text_of(subject)
    if text is None:
        order = _begun(
            school, phrases.approval_title(subject), basis=decision or subject, readers=[subject.district]
        )
        author = subject.author
        _write_points(
            order,
            OrderPoint(text=phrases.approval_point(subject)),
            OrderPoint(
                text=phrases.execution_point(subject),
                executor=author,
                executor_text=position_of(author, school) if author else "",
            ),
        )
    else:
        order = _begun(
            school, text.title, basis=decision or subject, series=text.series, preamble=text.preamble
        )
        _write_points(order, *(OrderPoint(text=point) for point in text.points))
    links = [
        Link(source=order, target=subject, effect=effect, version=version, place="1")
        for effect in (APPROVE, PUT_UP)
    ]
    if decision is not None:
        place = decided.place if decided else ""
        links.insert(0, Link(source=order, target=decision, effect=BASIS, place=place))
    Link.objects.bulk_create(links)
    return order


def issuer_of(subject: Document) -> Unit:
    """The school whose director approves: a school's own paper in that school, the district's in its base school."""
    if subject.unit.kind == UnitKind.SCHOOL:
        return subject.unit
    base = Unit.objects.filter(district=subject.district, is_base=True).first()
    if base is None:
        raise NotLegal(_("The district has no base school whose director would approve: mark one."))
    return base


@undivided
def draft_annulling_order(order: Order, *, by: Person, reason: str) -> Order:
    """Draft the order that annuls another one and repeals what that one approved.

    Raises NotLegal when there is no reason or no force to take away, NotAllowed when `by` may not draft orders there.
    """
    if not reason.strip():
        raise NotLegal(_("Write why the order is to be annulled."))
    if order.state not in IN_FORCE:
        raise NotLegal(_("«%(paper)s» is not in force: there is nothing to annul.") % {"paper": order})
    annulling = _begun(
        order.unit,
        phrases.annulling_title(order),
        by=by,
        readers=order.readers.all(),
        series=order.series,
        preamble=" ".join(reason.split()),
    )
    _write_points(annulling, OrderPoint(text=phrases.annulling_point(order)))
    _link(annulling, order, ANNUL, place="1")
    for approval in order.approvals():
        repeal = Link(source=annulling, target=approval.target, effect=REPEAL, place="1")
        if approval.carried_at is not None and takes(repeal):
            repeal.save()
    return annulling


def _begun(
    unit: Unit, title: str, *, by: Person | None = None, basis: Document | None = None, **fields: Any
) -> Order:
    order = draft(Order, unit=unit, title=title[:500], by=by, basis=basis, **fields)
    assert isinstance(order, Order)
    return order


def _link(order: Order, target: Document, effect: Effect, *, place: str) -> None:
    Link.objects.create(source=order, target=target, effect=effect, place=place)


def _write_points(order: Order, *points: OrderPoint) -> None:
    for position, point in enumerate(points, start=1):
        point.order, point.position, point.number = order, position, str(position)
    OrderPoint.objects.bulk_create(points)
