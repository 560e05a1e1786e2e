"""The order as a kind of paper: how its points are carried out, how it ends.

`OrderCard` holds the words, `OrderPreparation` the moves up to the signature, `OrderReading` the roll of its readers;
here are those after it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.approval.effects import ANNUL, REPEAL
from governance.documents.approval.execution import following
from governance.documents.approval.execution.following import File
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.by_form import FilledByForm
from governance.documents.kinds.order.card import OrderCard
from governance.documents.kinds.order.parts import OrderPoint, row_of
from governance.documents.kinds.order.preparation import district_of
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.transitions import ByPaper, ByTerm, Condition, May, condition, move
from governance.roles.person import Person
from governance.roles.rights import Right

State = OrderCard.State


def not_an_executor(order: OrderCard, person: Person) -> Promise | None:
    if any(point.executor_id == person.pk and point.is_open for point in order.points.all()):
        return None
    return _("No open point of this order is charged to you.")


def not_the_controller(order: OrderCard, person: Person) -> "str | Promise | None":
    controller = order.controller
    if controller is not None and controller.pk == person.pk:
        return None
    if order.executes(person):
        return _("An order is not taken off control by its own executor.")
    if controller is not None:
        return _("By its own words this order is controlled by %(who)s.") % {
            "who": controller.name.rstrip(".")
        }
    return _("By its own words this order is controlled by its signer.")


def not_read_by(order: OrderCard) -> str:
    return _("Not read yet by: %(people)s. Wait for them, or name why they have not read it.") % {
        "people": order.unread.rstrip(".")
    }


@condition(not_read_by)
def all_have_read(order: OrderCard) -> bool:
    return not order.unread


ALL_DONE = Condition(
    lambda order: not any(point.is_open for point in order.points.all()),
    _("Some points with a deadline are not carried out yet."),
)


@kind("order")
class Order(FilledByForm):
    """A decision of a school's head in numbered points; ended only by another order."""

    # --- points ---------------------------------------------------------------------------------------------------

    @move(
        source=State.EXECUTING,
        rule=May(Right.READ, on=district_of, unless=not_an_executor),
        words=verb("order", "Report the point as carried out", "reported a point as carried out"),
        inner=True,
        personal=True,
    )
    def report_point(self, act: Act, *, part: str, note: str = "", files: Sequence[File] = ()) -> None:
        """By the point's own executor, with files where there are some."""
        point = self._open_point(part)
        if point.executor_id != act.person.pk:
            raise NotAllowed(
                _("Point %(number)s is charged to %(who)s.")
                % {"number": point.number, "who": point.executor_line or _("somebody else")}
            )
        following.report(self, act, part, note, due=point.deadline, files=files)
        self._done(act, point, note)

    @move(
        source=State.EXECUTING,
        rule=May(Right.CONTROL_ORDER),
        words=verb("order", "Mark the point as carried out", "marked a point as carried out"),
        inner=True,
    )
    def close_point(self, act: Act, *, part: str, note: str = "") -> None:
        """By whoever controls the order, also for executors who have no account."""
        self._done(act, self._open_point(part), note)

    def _open_point(self, part: str) -> OrderPoint:
        point = row_of(self.points.select_related("executor"), part)
        if point is None:
            raise NotLegal(_("There is no such point in this order: open the page again."))
        if not point.is_open:
            raise NotLegal(
                _("Point %(number)s is carried out already, or has no deadline to follow.")
                % {"number": point.number}
            )
        return point

    def _done(self, act: Act, point: OrderPoint, note: str) -> None:
        following.mark_done(act, point, note)
        point.save()
        act.facts["number"] = point.number

    @move(
        source=State.EXECUTING,
        rule=May(Right.CONTROL_ORDER),
        words=verb("order", "Return the point to its executor", "returned a point to its executor"),
        needs_reason=True,
        inner=True,
    )
    def return_point(self, act: Act, *, part: str) -> None:
        """What was reported does not do."""
        point = row_of(self.points.filter(done_at__isnull=False), part)
        if point is None:
            raise NotLegal(_("This point is not reported as carried out."))
        following.mark_undone(act, point)
        point.save()
        following.answer(self, act, part, accepted=False)
        act.facts["number"] = point.number

    @move(
        source=State.EXECUTING,
        rule=May(Right.CONTROL_ORDER),
        words=verb("order", "Move the deadline", "moved the deadline of a point"),
        needs_reason=True,
        inner=True,
    )
    def move_due(self, act: Act, *, part: str, due: date) -> None:
        """Give a point another deadline; the signed one stays in the text."""
        point = self._open_point(part)
        following.prolong(act, point, due)
        act.facts["number"] = point.number
        point.save(update_fields=["moved_to"])

    @move(
        source=State.EXECUTING,
        target=State.DONE,
        rule=May(Right.CONTROL_ORDER, unless=not_the_controller),
        conditions=(ALL_DONE, all_have_read),
        words=verb("order", "Take off control", "took the order off control"),
    )
    def complete(self, act: Act) -> None:
        """By whoever controls it by its own words: what had a deadline is carried out, its readers have read it."""
        self.reports.filter(answered_at=None).update(
            answered_at=act.at, answered_by=act.person, accepted=True
        )

    # --- the end --------------------------------------------------------------------------------------------------

    @move(
        source=IN_FORCE,
        target=State.REPEALED,
        rule=ByPaper(REPEAL),
        words=verb("order", "Repeal", "repealed"),
        grave=True,
    )
    def repeal(self, act: Act) -> None:
        """«Признать утратившим силу»: from a day on; what was done by it stands (docs/domain.md, "Order")."""
        self.after_its_end(act)

    @move(
        source=[*IN_FORCE, State.REPEALED],
        target=State.ANNULLED,
        rule=ByPaper(ANNUL),
        words=verb("order", "Annul", "annulled"),
        grave=True,
    )
    def annul(self, act: Act) -> None:
        """«Отменить»: from the beginning, because it was unlawful or nothing came of it (docs/domain.md, "Order")."""
        self.after_its_end(act)

    @move(
        source=IN_FORCE,
        rule=ByTerm(lambda order: order.acts_from - timedelta(days=1) if order.acts_from else None),
        words=verb("order", "Begin to act", "began to act"),
        inner=True,
    )
    def begin_to_act(self, act: Act) -> None:
        """The day has come from which it acts: what it says about other papers is carried out."""

    @move(
        source="*",
        rule=May(Right.CONTROL_ORDER),
        words=verb("order", "Settle what could not be carried out", "settled what could not be carried out"),
        needs_reason=True,
        inner=True,
    )
    def resolve_failure(self, act: Act, *, part: str, again: bool = False) -> None:
        """Deal with an effect («link:7») that another paper could not take: try it `again`, or leave it."""
        link = next((link for link in self.links_out.exclude(failure="") if f"link:{link.pk}" == part), None)
        if link is None:
            raise NotLegal(_("There is nothing left to settle here: open the page again."))
        if again:
            # The engine tries once more what is neither carried out nor failed.
            link.failure = ""
            link.save(update_fields=["failure"])
        act.facts.update(part=part, again=again)
