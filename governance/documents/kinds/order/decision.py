"""The decision on an order: its signature gives the number, and a rejection frees the papers that it is about."""

from typing import Any

from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.effects import (
    AMEND,
    ANNUL,
    APPROVE,
    CHANGE_LIST,
    DROP_CHANGE,
    REPEAL,
    RESTORE,
    SEND_BACK,
)
from governance.documents.kinds.order.card import OrderCard, takes
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.kinds.order.preparation import (
    CHANGES_FIT,
    NOTHING_AWAITED,
    OrderPreparation,
    can_carry,
)
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment, Link, Signature
from governance.documents.record.files import scan_of
from governance.documents.record.numbering import give_number
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import May, move
from governance.roles.may import holders_among
from governance.roles.rights import Right

State = OrderCard.State

# Where the head's signature stands.
SIGNER = "director"


def if_points_have_deadlines(order: OrderCard, act: Act, **facts: Any) -> str:
    return State.EXECUTING if any(point.is_open for point in order.points.all()) else State.SIGNED


CAN_DECIDE = can_carry(APPROVE, ANNUL, REPEAL, RESTORE, AMEND, CHANGE_LIST)


class OrderDecision(OrderPreparation):
    """The moves of the head of the school."""

    class Meta:
        abstract = True

    @move(
        source=[State.AGREEING, State.SIGNING],
        target=State.DRAFT,
        rule=May(Right.SIGN_ORDER),
        words=verb("order", "Send back for rework", "sent back for rework"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """The signer wants other words; the papers that the order is about keep their state."""

    @move(
        source=[State.DRAFT, State.AGREEING, State.SIGNING],
        target=State.REJECTED,
        rule=May(Right.SIGN_ORDER),
        words=verb("order", "Reject the order", "rejected the order"),
        needs_reason=True,
        grave=True,
    )
    def reject(self, act: Act) -> None:
        """The signer does not issue it; the papers it would have approved go back for rework."""
        for link in self.approvals():
            back = Link(
                source_id=self.pk,
                target=link.target,
                effect=SEND_BACK,
                version=link.version,
                place=link.place,
            )
            # One that its own drafter has taken back meanwhile needs no sending.
            if takes(back):
                back.save()
        for link in self.links_to_others():
            if link.effect == CHANGE_LIST:
                Link(source_id=self.pk, target=link.target, effect=DROP_CHANGE, place=link.place).save()
        self.known_links = None

    @move(
        source=State.SIGNING,
        target=GET_STATE(if_points_have_deadlines, states=[State.SIGNED, State.EXECUTING]),
        rule=May(Right.SIGN_ORDER),
        conditions=(CAN_DECIDE, CHANGES_FIT, NOTHING_AWAITED),
        words=verb("order", "Sign the order", "signed the order"),
        needs_password=True,
    )
    def sign(self, act: Act, *, way: str = Signature.Way.SYSTEM, scan: int | None = None) -> None:
        """Sign the frozen text; the order gets its number and date, executors and readers are asked.

        `way="paper"` with the id of an attached `scan` records a signature by hand.
        """
        self.check_day()
        self.check_before_signing()
        signature = sign_as(self, act, SIGNER, way=way, scan=self._scan(way, scan))
        give_number(self, act, on=clock.today())
        self.after_signing(act)
        self._ask_readers(act)
        act.facts.update(number=self.number, date=clock.today().isoformat(), signature=signature.pk)

    def check_before_signing(self) -> None:
        """What has to be tested under a lock; of an order that changes another one."""

    def after_signing(self, act: Act) -> None:
        """What follows in the organisation from the order that is signed now; of one that was begun by a form."""

    def _scan(self, way: str, scan: int | None) -> Attachment | None:
        if way == Signature.Way.SYSTEM:
            return None
        return scan_of(self, scan if way == Signature.Way.PAPER else None)

    def _ask_readers(self, act: Act) -> None:
        """Those on the list, the executors and the controller read the order; its signer knows it."""
        self.read_lists("points", "acquaintances")
        charged = {point.executor: None for point in self.points.all() if point.executor}
        if self.control_by is not None:
            charged[self.control_by] = None
        listed = [reader.person for reader in self.acquaintances.all()]
        others = [person for person in charged if person != act.by and person not in listed]
        able = holders_among(others, Right.READ, self.district_id)
        new = [person for person in others if person.pk in able]
        added = Acquaintance.objects.bulk_create(
            Acquaintance(
                order_id=self.pk,
                person=person,
                name=person.name,
                capacity=able[person.pk].capacity,
                asked_at=act.at,
            )
            for person in new
        )
        waiting = [reader for reader in self.acquaintances.all() if reader.asked_at is None]
        if waiting:
            self.acquaintances.filter(asked_at=None).update(asked_at=act.at)
            for reader in waiting:
                reader.asked_at = act.at
        self.add_to_list("acquaintances", added)
        self.involve((charged, "point"), ([*(reader.person for reader in waiting), *new], "reading"))
