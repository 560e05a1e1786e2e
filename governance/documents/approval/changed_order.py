"""Orders that orders change, repeal or annul: those made here, and old ones whose words lie on paper."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, cast

from django.utils.translation import gettext as _

from governance.documents.approval.effects import ANNUL, REPEAL
from governance.documents.approval.order_changes import (
    EditionPoint,
    OrderChange,
    changed,
    changes_in_force,
)
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import number_and_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.paper import Paper

# The registers in which a school numbers its orders.
ORDER_SERIES = ("order", "order_staff", "order_pupils")


class ChangedOrder(Paper):
    """The base of such orders: how they read now, and whether an order may change or end them."""

    class Meta(Paper.Meta):
        abstract = True

    @property
    def is_order(self) -> bool:
        """Whether orders have a say in it."""
        return True

    @property
    def is_order_in_force(self) -> bool:
        """Whether an order may change it or take its force."""
        raise NotImplementedError

    @property
    def may_be_annulled(self) -> bool:
        """Whether an order may annul it: also one that has lost its force from a day on."""
        raise NotImplementedError

    def check_can_be_changed(self) -> None:
        """Raises NotLegal unless an order may change it."""
        if not self.is_order_in_force:
            raise NotLegal(_("«%(paper)s» is not in force: there is nothing to change.") % {"paper": self})

    def approvals(self) -> list[Link]:
        """The links by which it approves papers."""
        return []

    # Its words are known to paper alone.
    lies_on_paper: ClassVar[bool] = False

    def signed_points(self) -> list[EditionPoint]:
        """Its points as they were signed; none of an order that lies on paper."""
        return []

    def edition(self, changes: Iterable[OrderChange] | None = None) -> list[EditionPoint]:
        """Its points as they read now, those that have ended among them; of an old order, those that were changed.

        `changes`: `changes_in_force`, if they are known.
        """
        made = changes_in_force(self) if changes is None else changes
        by = [(change, number_and_date(change.order.number, change.order.registered_on)) for change in made]
        return changed(self.signed_points(), by, whole=not self.lies_on_paper)

    def edition_with(self, changes: Iterable[OrderChange], by: str = "") -> list[EditionPoint]:
        """How it would read with these changes too, cited as `by`. Raises NotLegal where one does not fit."""
        made = [(change, by) for change in changes]
        return changed(self.edition(), made, whole=not self.lies_on_paper)

    def edition_without(self, orders: Collection[int]) -> list[EditionPoint]:
        """How it reads once these orders are annulled."""
        return self.edition([change for change in changes_in_force(self) if change.order_id not in orders])


def once_restored(order: ChangedOrder, act: Act, **facts: Any) -> str:
    """One in force stays as it is; one without force is again as before if what took its force is just annulled."""
    if order.is_order_in_force:
        return order.state
    ends = Event.objects.filter(document_id=order.pk, move__in=(REPEAL, ANNUL))
    end = ends.order_by("position").last()
    annulled = act.basis.links_out.filter(effect=ANNUL) if act.basis is not None else Link.objects.none()
    if end is None or end.basis_id not in annulled.values_list("target_id", flat=True):
        return order.state
    return end.from_state


def changed_order(card: Document) -> ChangedOrder:
    """The order of which this is the card, as it stands now."""
    return cast(ChangedOrder, card.model._default_manager.get(pk=card.pk))
