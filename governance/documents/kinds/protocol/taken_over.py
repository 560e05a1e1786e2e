"""Points of decisions that an order carries out: followed there from its signature on, done with it or given back."""

from django.utils.translation import gettext as _

from governance.documents.approval.effects import FULFIL, HAND_BACK, TAKE_OVER
from governance.documents.errors import NotLegal
from governance.documents.kinds.protocol.execution import SIGNED, Executed
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import ByPaper, move


class TakenOver(Executed):
    """The moves that an order makes on the points that it takes over."""

    class Meta(Executed.Meta):
        abstract = True

    def _of_order(self, act: Act) -> list[DecisionPoint]:
        """The points that the order carries out, which the link names."""
        carrying = act.basis.carrying if act.basis is not None else None
        assert carrying is not None  # made by a paper alone
        return [point for point in self.all_points() if point.part == carrying.place]

    @move(
        source=SIGNED,
        rule=ByPaper(TAKE_OVER),
        words=verb("protocol", "Hand a point to an order", "handed a point of a decision to an order"),
        inner=True,
    )
    def take_over(self, act: Act) -> None:
        """An order was signed that charges with the same: it is followed there, and nobody is asked here."""
        for point in self._of_order(act):
            if not point.is_open:
                raise NotLegal(
                    _("This point of the decision is carried out already, or another order has it.")
                )
            if point.is_reported:
                raise NotLegal(_("A report on this point awaits its answer: accept it or return it first."))
            point.taken_by = act.basis
            point.save(update_fields=["taken_by"])
            act.facts["point"] = point.part

    @move(
        source=SIGNED,
        rule=ByPaper(FULFIL),
        words=verb("protocol", "Carry out a point", "a point of a decision carried out by an order"),
        inner=True,
    )
    def fulfil(self, act: Act) -> None:
        """The order that took it over is carried out, and so is the point."""
        for point in self._of_order(act):
            if point.taken_by_id == act.basis.pk and point.accepted_at is None:  # type: ignore[union-attr]  # by paper
                point.accepted_at = act.at
                point.save(update_fields=["accepted_at"])
                act.facts["point"] = point.part

    @move(
        source=SIGNED,
        rule=ByPaper(HAND_BACK),
        words=verb("protocol", "Take a point back", "took a point of a decision back from an order"),
        inner=True,
    )
    def hand_back(self, act: Act) -> None:
        """The order has lost its force before it was carried out: the executors are asked here again."""
        for point in self._of_order(act):
            if point.taken_by_id == act.basis.pk and point.accepted_at is None:  # type: ignore[union-attr]  # by paper
                point.taken_by = None
                point.save(update_fields=["taken_by"])
                act.facts["point"] = point.part
