"""An order that changes another one («О внесении изменений в приказ …»), and what becomes of the order that is changed.

The amended order shows from then on how it reads now, and who has changed it; what was signed stays as it was signed.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from governance.documents.approval.changed_list import ChangedByOrder, Wanted, wanted_of
from governance.documents.approval.changed_order import ChangedOrder, changed_order, once_restored
from governance.documents.approval.effects import AMEND, ANNUL, CHANGE_LIST, RESTORE
from governance.documents.approval.order_changes import (
    EditionPoint,
    OrderChange,
    read_changes,
    signed_points,
)
from governance.documents.errors import NotLegal
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.card import OrderCard
from governance.documents.kinds.order.decision import OrderDecision
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.transitions import ByPaper, May, condition, move
from governance.roles.rights import Right

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

State = OrderCard.State
IN_FORCE = [State.SIGNED, State.EXECUTING, State.DONE]


@condition(
    _("This order changes no other one: begin an amending order on the page of the order to be changed.")
)
def amends_another(order: "Amending") -> bool:
    return order.amends_id is not None


class Amending(OrderDecision, ChangedOrder):
    """The changes that an order makes, and those that were made in it."""

    # The order that this one changes; None for any other order.
    amends = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    changes: "RelatedManager[OrderChange]"

    class Meta:
        abstract = True

    # --- the order that changes -----------------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """An amending order says its changes first, then its own points."""
        content = super().content()
        if self.amends_id is not None:
            content["points"] = [*self.worded_changes(), *content["points"]]
        return content

    def worded_changes(self) -> list[dict[str, str]]:
        """The points that follow from the changes: what is changed, then what a list says in a sentence of its own."""
        assert self.amends is not None
        self.read_lists("changes")
        changes = list(self.changes.all())
        edits = [change.phrase for change in changes if not change.is_sentence]
        texts = phrases.changes(self.amends, edits)
        numbered = [("1" if place == 0 else f"1.{place}", text) for place, text in enumerate(texts)]
        first = 2 if texts else 1
        sentences = [change.text for change in changes if change.is_sentence]
        numbered += [(str(number), text) for number, text in enumerate(sentences, start=first)]
        return [{"number": number, "text": text, "executor": "", "due": ""} for number, text in numbered]

    @property
    def first_own_point(self) -> int:
        """The number of the first point that the drafter writes."""
        if self.amends_id is None:
            return 1
        return 1 + sum("." not in point["number"] for point in self.worded_changes())

    @move(
        source=State.DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Write the changes", "wrote the changes"),
        conditions=(amends_another,),
        inner=True,
    )
    def write_changes(self, act: Act, *, changes: Iterable[Mapping[str, Any]]) -> None:
        """Replace all changes (see `read_changes`); the order's own points are numbered after them."""
        self.set_changes(read_changes(changes))
        act.facts["changes"] = self.changes.count()

    def set_changes(self, changes: Iterable[OrderChange]) -> None:
        """Keep these changes and the links to the lists that they concern. Raises NotLegal where one does not fit."""
        self.changes.all().delete()
        for change in changes:
            change.order_id = self.pk
            change.save()
        self.forget_list("changes")
        self.read_lists("changes")
        lists = {change.paper_id: change.paper for change in self.changes.all() if change.paper}
        links = Link.objects.filter(source_id=self.pk, effect=CHANGE_LIST)
        links.exclude(target_id__in=lists).delete()
        known = set(links.values_list("target_id", flat=True))
        for paper in lists.values():
            if paper.pk not in known:
                version = paper.present_version
                Link.objects.create(
                    source_id=self.pk, target=paper, effect=CHANGE_LIST, version=version, place="1"
                )
        self.known_links = None
        self._renumber()
        self.check_changes()

    def _renumber(self) -> None:
        """Let the order's own points follow the changes; down from the first of them, up from the last."""
        points = list(self.points.all())
        by = self.first_own_point - int(points[0].number) if points else 0
        for point in points if by < 0 else reversed(points):
            head, dot, rest = point.number.partition(".")
            point.number = f"{int(head) + by}{dot}{rest}"
            if by:
                point.save(update_fields=["number"])
        self.forget_list("points")

    def check_changes(self) -> None:
        """Raises NotLegal unless every change fits the order and its lists as they stand now."""
        assert self.amends is not None
        amended = changed_order(self.amends)
        amended.check_can_be_changed()
        changes = list(self.changes.all())
        amended.edition_with(changes)
        for changed_list, wanted in self._changes_of_lists():
            changed_list.check_changes(wanted)

    def _changes_of_lists(self) -> Iterator[tuple[ChangedByOrder, list[Wanted]]]:
        """Each list that it changes, with what it changes there."""
        rows = [change for change in self.changes.all() if change.paper_id]
        for paper, of_paper in groupby(sorted(rows, key=attrgetter("paper_id")), key=attrgetter("paper")):
            changed_list = paper.whole
            assert isinstance(changed_list, ChangedByOrder)
            yield changed_list, wanted_of(of_paper)

    @property
    def awaited(self) -> str:
        lists = self._changes_of_lists() if self.amends_id is not None else ()
        return next((first for paper, wanted in lists if (first := paper.awaited(wanted))), "")

    def check_annulments(self) -> None:
        """Raises NotLegal when a later change rests on one that this order annuls, or that one has changed a list."""
        for link in self.links_to_others():
            annulled = link.target.whole if link.effect == ANNUL and link.carried_at is None else None
            if not isinstance(annulled, Amending) or annulled.amends is None:
                continue
            changed_order(annulled.amends).edition_without({annulled.pk})
            if annulled.changes.exclude(paper=None).exists():
                raise NotLegal(
                    _(
                        "«%(paper)s» has changed a list of people: what it did is undone by another order on changes."
                    )
                    % {"paper": annulled}
                )

    def check_consequences(self) -> None:
        if self.amends_id is not None:
            self.check_changes()
        self.check_annulments()

    def check_before_signing(self) -> None:
        """Of two orders that change the same at once, the later one waits here and is refused."""
        if self.amends_id:
            cards = Document.objects.select_for_update().filter(pk=self.amends_id)
            cards.values_list("pk", flat=True).first()
        self.check_consequences()
        if first := self.awaited:
            raise NotLegal(first)

    # --- the order that is changed --------------------------------------------------------------------------------

    @property
    def is_order_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def may_be_annulled(self) -> bool:
        return self.state in (*IN_FORCE, State.REPEALED)

    def check_can_be_changed(self) -> None:
        """An order on changes is not changed itself: its words follow from them."""
        if self.amends_id is not None:
            raise NotLegal(
                _("This order changes another one itself: change that one, «%(paper)s».")
                % {"paper": self.amends}
            )
        super().check_can_be_changed()

    def signed_points(self) -> list[EditionPoint]:
        version = self.present_version
        return signed_points(version.content if version is not None else self.content())

    @move(
        source=IN_FORCE,
        rule=ByPaper(AMEND),
        words=verb("order", "Amend", "amended"),
    )
    def amend(self, act: Act) -> None:
        """The amending order is signed and its day has come; points that it takes out are no longer followed."""
        order: Any = act.basis.whole if act.basis is not None else None
        self._end_points(self.edition_with(order.changes.all(), phrases.requisites(order)), act)
        act.facts["by"] = order.number

    @move(
        source=[*IN_FORCE, State.REPEALED, State.ANNULLED],
        target=GET_STATE(once_restored, states=[*IN_FORCE, State.REPEALED, State.ANNULLED]),
        rule=ByPaper(RESTORE),
        words=verb("order", "Restore", "restored"),
    )
    def restore(self, act: Act) -> None:
        """The order that took its force is annulled and says that it stands again; or the one that changed it is.

        Raises NotLegal when a later change rests on that one.
        """
        annulled = (
            act.basis.links_out.filter(effect=ANNUL).values_list("target_id", flat=True) if act.basis else ()
        )
        self._end_points(self.edition_without(annulled), act)
        if self.state not in IN_FORCE and once_restored(self, act) in IN_FORCE:
            self.after_its_return(act)

    def after_its_return(self, act: Act) -> None:
        """What else stands again with an order that was without force."""

    def _end_points(self, edition: Iterable[EditionPoint], act: Act) -> None:
        """Points that were taken out are followed no more, others are followed again."""
        gone = {point.number for point in edition if point.excluded}
        for point in self.points.all():
            if (point.number in gone) != (point.lapsed_at is not None):
                point.lapsed_at = act.at if point.number in gone else None
                point.save(update_fields=["lapsed_at"])
        self.forget_list("points")
