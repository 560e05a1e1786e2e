"""The moves of an order up to its signature: words, visas, the signer's decision."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from governance.documents.approval.effects import (
    AMEND,
    ANNUL,
    APPROVE,
    CHANGE_LIST,
    PUT_UP,
    REPEAL,
    RESTORE,
    WORD_ANEW,
)
from governance.documents.approval.order_text import order_text_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.card import OrderCard
from governance.documents.kinds.order.copied import points_of_a_copy
from governance.documents.kinds.order.fields import read_field
from governance.documents.kinds.order.parts import Visa, row_of
from governance.documents.kinds.order.points import read_points
from governance.documents.kinds.order.reviving import drop_unsaid
from governance.documents.kinds.order.wording import OrderWording
from governance.documents.language.verb import verb
from governance.documents.printing.sheet_count import sheets_of
from governance.documents.record.act import Act
from governance.documents.record.attached import Remark
from governance.documents.record.effects import Effect
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

State = OrderCard.State


def district_of(order: OrderCard) -> Unit:
    """Orders name people of the whole district: reading in it is the right that they act by."""
    return order.district


def not_asked_for_a_visa(order: OrderCard, person: Person) -> Promise | None:
    if any(visa.person_id == person.pk and visa.is_open for visa in order.live_visas):
        return None
    return _("Your visa is not asked for here now.")


def if_visas_are_open(order: OrderCard, act: Act, **facts: Any) -> str:
    """Visas first, then the signature; a refused visa brings the order back to its drafter."""
    if any(visa.outcome == Visa.Outcome.REFUSED for visa in order.live_visas):
        return State.DRAFT
    return State.AGREEING if any(visa.is_open for visa in order.live_visas) else State.SIGNING


def or_stays_a_draft(order: OrderCard, act: Act, **facts: Any) -> str:
    return State.DRAFT if order.state == State.DRAFT else if_visas_are_open(order, act)


def has_points(order: Any) -> bool:
    order.read_lists("points")
    return bool(order.points.all()) or (order.amends_id is not None and order.changes.exists())


HAS_POINTS = Condition(has_points, _("Write at least one point first."))


def can_carry(*effects: Effect) -> Condition:
    """The papers it is about can take these effects; otherwise the first that cannot says why."""
    return Condition(
        lambda order: order.hindrance(*effects) is None, lambda order: str(order.hindrance(*effects))
    )


def no_misfit(order: Any) -> bool:
    return misfit(order) is None


def misfit(order: Any) -> str | None:
    """Why a change that the order makes in another one does not fit any more; None if all do."""
    try:
        order.check_consequences()
    except NotLegal as refusal:
        return str(refusal)
    return None


CAN_PUT_UP = can_carry(PUT_UP, ANNUL, REPEAL, RESTORE, AMEND, CHANGE_LIST)
CHANGES_FIT = Condition(no_misfit, lambda order: str(misfit(order)))
NOTHING_AWAITED = Condition(lambda order: not order.awaited, lambda order: str(order.awaited))


def once_worded_anew(order: OrderCard, act: Act, **facts: Any) -> str:
    """It stays with its signer where the words follow by themselves; else its drafter looks at it."""
    stays = order.state == State.SIGNING and order.words_follow
    return State.SIGNING if stays else State.DRAFT


class OrderPreparation(OrderWording):
    """From the first words to the signature, which gives the number."""

    class Meta:
        abstract = True

    @property
    def first_own_point(self) -> int:
        """The number of the first point that people write: in an amending order its changes come before."""
        return 1

    @property
    def awaited(self) -> str:
        """Which order of another school has to come first, in a sentence; empty: none. It bars the signature alone."""
        return ""

    @move(
        source=State.DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Edit the order", "edited the order"),
    )
    def revise(self, act: Act, *, points: Iterable[Mapping[str, Any]] | None = None, **changes: Any) -> None:
        """Change the words. `points` replaces them all (see `read_points`); `changes`: title, preamble, place,
        series, control_by (Person or None), control_text, acts_from (date or None), annex_copies (number or None)."""
        for name, value in changes.items():
            setattr(self, name, read_field(self, name, value))
        if points is not None:
            rows = read_points(points, self.unit, first=self.first_own_point)
            self.points.all().delete()
            for row in rows:
                row.order_id = self.pk
                row.save()
            self.forget_list("points")
            drop_unsaid(self)
        act.facts["changed"] = sorted([*changes, *(["points"] if points is not None else [])])

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        self.read_lists("points")
        placed = [link.place for link in self.links_out.all()]
        points = points_of_a_copy(list(self.points.all()), placed, self.unit)
        taken = ("preamble", "place", "series", "control_text")
        return [("revise", {"points": points, **{name: getattr(self, name) for name in taken}})]

    # --- visas --------------------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Ask for a visa", "asked for a visa"),
    )
    def ask_visa(self, act: Act, *, person: Person) -> None:
        """Put a person on the list of visas; they are asked when the order is submitted."""
        if any(visa.person_id == person.pk for visa in self.live_visas):
            raise NotLegal(_("The visa of %(person)s is asked for already.") % {"person": person})
        visa = self._new_visa(act, person)
        self.involve(([person], "visa"))
        act.facts.update(part=visa.part, person=person.pk)

    def _new_visa(self, act: Act, person: Person) -> Visa:
        ground = self._visa_ground(person)
        visa = self.visas.create(
            person=person, appointment=ground, name=person.name, capacity=ground.capacity, asked_at=act.at
        )
        self.forget_list("visas")
        return visa

    def _visa_ground(self, person: Person) -> Appointment:
        """The appointment in which a person gives visas here. Raises NotLegal when there is none today."""
        ground = ground_for(person, Right.GIVE_VISA, self.unit_id)
        if ground is None:
            raise NotLegal(
                _(
                    "%(person)s has no right to give a visa in «%(unit)s» today: drop this visa or ask another person."
                )
                % {"person": person, "unit": self.unit}
            )
        return ground

    @move(
        source=[State.DRAFT, State.AGREEING],
        target=GET_STATE(or_stays_a_draft, states=[State.DRAFT, State.AGREEING, State.SIGNING]),
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Drop a visa", "dropped a visa"),
        inner=True,
    )
    def drop_visa(self, act: Act, *, part: str) -> None:
        """This visa is no longer asked for; what was written with it stays on record."""
        visa = row_of(self.live_visas, part)
        if visa is None:
            raise NotLegal(_("This visa is not asked for any more: open the page again."))
        self._lapse(act, visa)
        act.facts.update(part=part, person=visa.person_id)

    @staticmethod
    def _lapse(act: Act, visa: Visa) -> None:
        visa.lapsed_at = act.at
        visa.save(update_fields=["lapsed_at"])

    @move(
        source=State.AGREEING,
        target=GET_STATE(if_visas_are_open, states=[State.DRAFT, State.AGREEING, State.SIGNING]),
        rule=May(Right.GIVE_VISA, unless=not_asked_for_a_visa),
        words=verb("order", "Give the visa", "gave the visa"),
        personal=True,
    )
    def give_visa(self, act: Act, *, outcome: str, remark: str = "") -> None:
        """The named person's own opinion on the frozen text; a refusal sends the order back to its drafter."""
        visa = next(visa for visa in self.live_visas if visa.person_id == act.person.pk and visa.is_open)
        remark = remark.strip()
        if outcome not in Visa.Outcome.values:
            raise NotLegal(_("Choose: agreed, agreed with remarks, or refused."))
        if outcome != Visa.Outcome.AGREED and not remark:
            raise NotLegal(_("Write the remark: the drafter has to know what to change."))
        if len(remark) > 5_000:
            raise NotLegal(
                _("The remark is longer than 5,000 characters: shorten it or attach it as a file.")
            )
        visa.given_at, visa.outcome, visa.remark, visa.version = act.at, outcome, remark, self.present_version
        visa.appointment, visa.name = act.ground or visa.appointment, act.person.name
        visa.capacity = visa.appointment.capacity
        visa.save()
        if remark:
            Remark.objects.create(
                document_id=self.pk, version=self.version, author=act.person, text=remark, made_at=act.at
            )
        act.facts.update(part=visa.part, outcome=outcome)

    # --- the paper that it approves is changed ---------------------------------------------------------------------

    @move(
        source=[State.DRAFT, State.AGREEING, State.SIGNING],
        target=GET_STATE(once_worded_anew, states=[State.DRAFT, State.SIGNING]),
        rule=ByPaper(WORD_ANEW),
        words=verb("order", "Word anew", "got other words, for the paper that it approves was changed"),
    )
    def word_anew(self, act: Act) -> None:
        """It approves the version of now. Words that nobody has edited follow from it; a visa stands on other words."""
        paper: Any = act.basis.whole if act.basis else None
        approving = self.links_out.filter(target_id=paper.pk, effect__in=(APPROVE, PUT_UP))
        approving.update(version=paper.present_version)
        self.known_links = None
        text = order_text_of(paper)
        if text is None or not self.words_follow:
            return
        self.title, self.preamble = text.title[:500], text.preamble
        self.points.all().delete()
        for position, words in enumerate(text.points, start=1):
            self.points.create(position=position, number=str(position), text=words)
        self.forget_list("points")
        if self.state == State.SIGNING:
            self.freeze(act)

    # --- to the signer and back -----------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        target=GET_STATE(if_visas_are_open, states=[State.AGREEING, State.SIGNING]),
        rule=May(Right.DRAFT_ORDER),
        conditions=(HAS_POINTS, CAN_PUT_UP, CHANGES_FIT),
        words=verb("order", "Submit for signature", "submitted for signature"),
        undone_by="recall",
    )
    def submit(self, act: Act) -> None:
        """Freeze the text; visas given on another text, and refused ones, are asked for anew."""
        self.check_day()
        self.count_sheets()
        version = self.freeze(act)
        for visa in self.live_visas:
            if visa.is_open:
                self._visa_ground(visa.person)
            elif visa.outcome == Visa.Outcome.REFUSED or visa.version_id != version.pk:
                self._lapse(act, visa)
                self._new_visa(act, visa.person)

    def count_sheets(self) -> None:
        """Count the sheets of what it approves, as that prints: «прилагается на 5 л. в 1 экз.»."""
        self.known_links = self.links_to_others()
        for link in self.approvals():
            link.sheets = sheets_of(link.target)
            link.save(update_fields=["sheets"])

    @move(
        source=[State.AGREEING, State.SIGNING],
        target=State.DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Take back for editing", "took back for editing"),
    )
    def recall(self, act: Act) -> None:
        """The drafter has seen a mistake themself."""
