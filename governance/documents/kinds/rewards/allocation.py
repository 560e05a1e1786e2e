"""The allocation of a period's pools: a list with sums on which the council votes (docs/domain.md, "Rewards").

What-if before the vote, final after it; the law is `governance.documents.law.distribution`. It can never exceed a pool,
whatever is corrected later: a correction is a further allocation, with a vote of its own.
"""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.agenda_subject import AgendaSubject
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import State as NominationState
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod, check_estimate_holds
from governance.documents.law.distribution import Award, Funds, Rounding, distribute
from governance.documents.law.validation import LARGEST_NUMBER, ImpossibleInput, plain
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from governance.documents.record.act import Act

COMPUTES = May(Right.VERIFY_NOMINATION, on=lambda allocation: allocation.district)
# Who stands in an allocation: verified and before the council, or supported by a vote of their own.
STANDS = (NominationState.REVIEW, NominationState.SUPPORTED)
REWARDED = (NominationState.SUPPORTED, NominationState.ORDERED)
# Whose points are not known yet, or not to the council.
WAITS = (NominationState.NOMINATED, NominationState.OBJECTED, NominationState.VERIFIED)


def lacks_a_list(allocation: "Allocation") -> bool:
    return allocation.without_list().exists()


@kind("allocation")
class Allocation(AgendaSubject):
    """Who gets how much of which pool, edition by edition."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("allocation", "Trial")
        REVIEW = "review", pgettext_lazy("allocation", "Before the council")
        ADOPTED = "adopted", pgettext_lazy("allocation", "Adopted")
        DECLINED = "declined", pgettext_lazy("allocation", "Not adopted")

    kind_label = gettext_lazy("Allocation of rewards")
    kind_label_many = gettext_lazy("Allocations of rewards")
    numbered = False
    confidential = Right.READ_NOMINATIONS
    personal = True
    personal_fields = ("rows", "pools")
    approved_word = "УТВЕРЖДЕНО"
    expects_stamps = ("approve",)
    decided_by_kind = UnitKind.COUNCIL
    decision_moves = ("approve", "send_back")
    retention = gettext_lazy("permanently")
    phases: ClassVar = {
        State.DRAFT: Phase.DRAFT,
        State.REVIEW: Phase.WITH_SOMEBODY,
        State.ADOPTED: Phase.IN_FORCE,
        State.DECLINED: Phase.ENDED,
    }
    content_labels: ClassVar = {
        "title": gettext_lazy("Title"),
        "edition": gettext_lazy("Edition"),
        "pools": gettext_lazy("Pools"),
        "rows": gettext_lazy("Rows"),
        "points": pgettext_lazy("rewards", "Points"),
        "value": gettext_lazy("Value of a point"),
        "paid": gettext_lazy("Paid"),
        "remainder": gettext_lazy("Remainder"),
        "amount": gettext_lazy("Amount"),
        "was": gettext_lazy("Amount before"),
        "nomination": gettext_lazy("Nomination"),
        "share": gettext_lazy("Share of the period"),
    }
    select_related_fields: ClassVar = (
        "reward_period",
        "reward_period__system",
        "reward_period__system__approved_by",
        "approved_by",
        "corrects",
        "on_agenda",
    )

    document_ptr = models.OneToOneField(
        Document, models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )
    reward_period = models.ForeignKey(RewardPeriod, models.PROTECT, related_name="allocations")
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), default=1)
    # The adopted allocation that this one corrects, with the reason in its event.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # [{"nomination" (id), "pool", "points", "share", "amount", "note"?, "was"?}]; and what `distribute` says of pools.
    rows: Any = models.JSONField(default=list)
    pools: Any = models.JSONField(default=list)
    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("allocation of rewards")
        verbose_name_plural = gettext_lazy("allocations of rewards")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reward_period", "edition"], name="one_allocation_an_edition")
        ]

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def full_title(self) -> str:
        return f"{self.title}, редакция {self.edition}" if self.edition > 1 else self.title

    @property
    def rests_on(self) -> Document | None:
        return self.approved_by

    def title_in(self, case: str) -> str:
        form = {"genitive": "распределения", "accusative": "распределение"}.get(case, "Распределение")
        return f"{form} поощрительных выплат: {self.reward_period.title}"

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "edition": self.edition,
            "reward_period": self.reward_period.code,
            "pools": self.pools,
            "rows": self.rows,
        }

    @cached_property
    def by_nomination(self) -> Mapping[int, dict[str, Any]]:
        return {row["nomination"]: row for row in self.rows}

    def row_of(self, nomination: int) -> dict[str, Any]:
        """What it gives one nomination. Raises NotLegal when that stands not in it."""
        found = self.by_nomination.get(nomination)
        if found is None:
            raise NotLegal(_("This nomination does not stand in the allocation."))
        return found

    def changed(self) -> list[dict[str, Any]]:
        """The rows that the adoption carries to their nominations: all, or those that a correction changes."""
        return [row for row in self.rows if self.corrects_id is None or "was" in row]

    def without_list(self) -> models.QuerySet[Nomination]:
        """Those who got what they get from it and stand on no list: a director rejected the order on theirs."""
        return Nomination.objects.filter(allotted_by_id=self.pk, state=NominationState.SUPPORTED).exclude(
            award_rows__award_list__allocation_id=self.pk,
            award_rows__award_list__state__in=("draft", "approval", "approved"),
        )

    def recused(self) -> dict[int, str]:
        """Whoever stands in the list has no vote on it; by items, each votes on all but the own one."""
        teachers = Nomination.objects.filter(pk__in=[row["nomination"] for row in self.changed()])
        return dict.fromkeys(teachers.values_list("teacher_id", flat=True), "вопрос о собственном поощрении")

    # --- moves ----------------------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        target=None,
        rule=COMPUTES,
        label=pgettext_lazy("allocation", "Compute anew"),
        done=pgettext_lazy("allocation, done", "computed anew"),
    )
    def recompute(self, act: "Act") -> None:
        """What-if: from the nominations as they stand now."""
        if self.corrects_id is not None:
            raise NotLegal(_("A correction is computed when it is drafted: give it up and draft another."))
        self.pools, self.rows = compute(self.reward_period)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=COMPUTES,
        label=pgettext_lazy("allocation", "Put before the council"),
        done=pgettext_lazy("allocation, done", "put before the council"),
    )
    def submit(self, act: "Act") -> None:
        """Frozen as computed this very moment.

        Raises NotLegal when nobody stands in it, somebody still waits, the estimate is not in force any more, or a pool
        is exceeded.
        """
        self.reward_period = RewardPeriod.locked(self.reward_period_id)
        if self.corrects_id is None:
            check_nobody_waits(self.reward_period)
            check_estimate_holds(self.reward_period)
            self.pools, self.rows = compute(self.reward_period)
        if not self.rows:
            raise NotLegal(_("No nomination stands before the council: there is nothing to allot."))
        check_within_pools(self)
        self.freeze(act)

    @move(
        source=State.REVIEW,
        target=State.DRAFT,
        rule=COMPUTES,
        label=pgettext_lazy("allocation", "Take back"),
        done=pgettext_lazy("allocation, done", "taken back"),
        needs_reason=True,
    )
    def withdraw(self, act: "Act") -> None:
        """Something has changed before the decision."""
        self.on_agenda = None

    @move(
        source=State.REVIEW,
        target=State.DRAFT,
        rule=ByPaper(Link.Effect.SEND_BACK),
        label=pgettext_lazy("allocation", "Send back"),
        done=pgettext_lazy("allocation, done", "sent back"),
    )
    def send_back(self, act: "Act") -> None:
        """The council did not adopt it."""
        self.on_agenda = None

    @move(
        source=State.DRAFT,
        target=State.DECLINED,
        rule=COMPUTES,
        label=pgettext_lazy("allocation", "Give up"),
        done=pgettext_lazy("allocation, done", "gave it up"),
        needs_reason=True,
        grave=True,
    )
    def give_up(self, act: "Act") -> None:
        """It goes no further; another one can be drafted."""

    @move(
        source=State.REVIEW,
        target=State.ADOPTED,
        rule=ByPaper(Link.Effect.APPROVE),
        label=pgettext_lazy("allocation", "Adopt"),
        done=pgettext_lazy("allocation, done", "adopted"),
    )
    def approve(self, act: "Act") -> None:
        """By the council's signed protocol. Nominations on the list are supported by it, and get their sums."""
        check_within_pools(self)
        self.on_agenda, self.approved_by = None, act.basis
        keys = [row["nomination"] for row in self.changed()]
        found = {nomination.pk: nomination for nomination in Nomination.objects.filter(pk__in=keys)}
        may_stand = STANDS if self.corrects_id is None else REWARDED
        gone = next((one for one in found.values() if one.state not in may_stand), None)
        if gone is not None:
            raise NotLegal(
                _("«%(paper)s» was decided otherwise since: take the allocation back and compute it anew.")
                % {"paper": gone}
            )
        for key in sorted(found):
            if found[key].state == NominationState.REVIEW:
                Link.objects.create(source_id=self.pk, target_id=key, effect=Link.Effect.SUPPORT)
            Link.objects.create(source_id=self.pk, target_id=key, effect=Link.Effect.ALLOT)

    @move(
        source=State.ADOPTED,
        target=None,
        rule=COMPUTES,
        label=pgettext_lazy("allocation", "Draw up the lists for the orders anew"),
        done=pgettext_lazy("allocation, done", "lists for the orders drawn up anew"),
        conditions=(
            Condition(lacks_a_list, gettext_lazy("Everybody stands on a list that waits for its order.")),
        ),
    )
    def draw_up_lists(self, act: "Act") -> None:
        """A director rejected an order: those on its list stand on a new one, with the sums that were decided."""

    def gives_effect(self, effect: str) -> bool:
        return effect in (Link.Effect.SUPPORT, Link.Effect.ALLOT) and self.state == self.State.ADOPTED


def compute(period: RewardPeriod) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pools and the rows as `distribute` gives them for the nominations with money that stand now.

    Raises NotLegal with the sentence of what does not fit.
    """
    nominations = list(period.nominations.filter(state__in=STANDS).prefetch_related("merits").order_by("pk"))
    awards = []
    for nomination in nominations:
        nomination.reward_period = period
        nomination.__dict__["lines"] = list(nomination.merits.all())
        measure = period.system.measure(nomination.measure)
        points = nomination.score().points if measure.with_money else Decimal(0)
        awards.append(Award(str(nomination.pk), nomination.pool, points, nomination.share.normalize()))
    try:
        funds = Funds(
            [period.pool(entry["code"]) for entry in period.pools],
            awards,
            Rounding(period.rounding),
            period.cap,
        )
    except ImpossibleInput as error:
        raise NotLegal(str(error)) from error
    said = distribute(funds).to_json()
    amounts = {entry["id"]: entry for entry in said["awards"]}
    rows = [
        {
            "nomination": int(award.id),
            "pool": award.pool,
            "points": plain(award.counted),
            "share": plain(award.share),
            "amount": amounts[award.id]["amount"],
            **({"note": amounts[award.id]["note"]} if "note" in amounts[award.id] else {}),
        }
        for award in awards
    ]
    return said["pools"], rows


def check_nobody_waits(period: RewardPeriod) -> None:
    """Raises NotLegal while a nomination is on its way to the council, or is decided there on its own.

    Whoever is left out of the adopted allocation gets nothing from this period any more.
    """
    if waiting := period.nominations.filter(state__in=WAITS).count():
        raise NotLegal(
            _("Nominations on their way to the council: %(count)d. Put them up, or withdraw them.")
            % {"count": waiting}
        )
    single = period.nominations.filter(state=NominationState.REVIEW, on_agenda__isnull=False).first()
    if single is not None:
        raise NotLegal(
            _("«%(paper)s» is on an agenda of its own: the list is put up after that decision.")
            % {"paper": single}
        )


def check_within_pools(allocation: Allocation) -> None:
    """Raises NotLegal when the sums of a pool's rows are above what the estimate gives it."""
    for entry in allocation.reward_period.pools:
        paid = sum(
            (Decimal(row["amount"]) for row in allocation.rows if row["pool"] == entry["code"]), Decimal(0)
        )
        if paid > Decimal(entry["amount"]):
            raise NotLegal(
                _("«%(pool)s»: %(paid)s roubles would be paid, and the pool has %(amount)s.")
                % {"pool": entry["title"], "paid": plain(paid), "amount": entry["amount"]}
            )


@transaction.atomic
def draft_allocation(period: RewardPeriod, *, by: Person) -> Allocation:
    """The what-if over the nominations as they stand. Raises NotLegal while another one is on its way or adopted."""
    period = _locked_free(period)
    if period.allocations.filter(state=Allocation.State.ADOPTED).exists():
        raise NotLegal(_("An allocation of this period is adopted: only a correction can follow it."))
    pools, rows = compute(period)
    return _drafted(period, by=by, pools=pools, rows=rows)


@transaction.atomic
def draft_correction(period: RewardPeriod, points: Mapping[int, Decimal], *, by: Person) -> Allocation:
    """A correction of the adopted allocation: other points for some nominations, at the value already announced.

    Raises NotLegal without an adopted allocation, for a nomination that stands not in it or is rewarded without money,
    when nothing changes, or when a pool would be exceeded.
    """
    period = _locked_free(period)
    adopted = period.allocations.filter(state=Allocation.State.ADOPTED).order_by("edition").last()
    if adopted is None:
        raise NotLegal(_("No allocation of this period is adopted: there is nothing to correct."))
    pools, rows = corrected(adopted, points)
    check_within_pools(Allocation(reward_period=period, rows=rows))
    return _drafted(period, by=by, pools=pools, rows=rows, corrects=adopted)


def corrected(
    adopted: Allocation, points: Mapping[int, Decimal]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pools and the rows of a correction, not drafted yet. Raises NotLegal as `draft_correction`."""
    period = adopted.reward_period
    values = {entry["code"]: Decimal(entry["value"]) for entry in adopted.pools}
    paid = _with_money(adopted)
    rows = []
    for row in adopted.rows:
        row = {key: value for key, value in row.items() if key != "was"}
        if row["nomination"] in points:
            given = points[row["nomination"]]
            if row["nomination"] not in paid:
                raise NotLegal(_("Points pay nothing to those who are rewarded without money."))
            if not given.is_finite() or not 0 <= given <= LARGEST_NUMBER:
                raise NotLegal(_("Give the points as a number from 0, for example 12,5."))
            counted = given * Decimal(row["share"])
            if plain(counted) != row["points"]:
                row = _repaid_row(row, counted, values[row["pool"]], period.cap)
        rows.append(row)
    if points.keys() - {row["nomination"] for row in rows} or not any("was" in row for row in rows):
        raise NotLegal(_("Say whose points change: nothing would be corrected."))
    pools = [_repaid(entry, rows) for entry in adopted.pools]
    return pools, rows


def _with_money(allocation: Allocation) -> set[int]:
    measures = {
        measure.code for measure in allocation.reward_period.system.all_measures if measure.with_money
    }
    found = allocation.reward_period.nominations.filter(measure__in=measures)
    return set(found.values_list("pk", flat=True))


def _repaid_row(row: dict[str, Any], counted: Decimal, value: Decimal, cap: Decimal | None) -> dict[str, Any]:
    """The row with other points, at the value of a point that was announced, and what was paid before."""
    due = _due(counted, value)
    amount = due if cap is None else min(due, cap)
    kept = {key: said for key, said in row.items() if key != "note"}
    noted = {"note": "capped"} if amount < due else {}
    return {**kept, "points": plain(counted), "was": row["amount"], "amount": f"{amount:.2f}", **noted}


def _due(counted: Decimal, value: Decimal) -> Decimal:
    return (counted * value).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def _repaid(entry: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The pool after a correction: the value of a point stays, what is paid and left changes."""
    mine = [row for row in rows if row["pool"] == entry["code"]]
    paid = sum((Decimal(row["amount"]) for row in mine), Decimal(0))
    whole = Decimal(entry["paid"]) + Decimal(entry["remainder"])
    points = sum((Decimal(row["points"]) for row in mine), Decimal(0))
    due = sum((_due(Decimal(row["points"]), Decimal(entry["value"])) for row in mine), Decimal(0))
    kept = {key: said for key, said in entry.items() if key != "excess"}
    excess = {"excess": f"{due - paid:.2f}"} if due > paid else {}
    return {
        **kept,
        "points": plain(points),
        "paid": f"{paid:.2f}",
        "remainder": f"{whole - paid:.2f}",
        **excess,
    }


def _locked_free(period: RewardPeriod) -> RewardPeriod:
    """The period as it stands, locked. Raises NotLegal when it is not open or an allocation of it is on its way."""
    period = RewardPeriod.locked(period.pk)
    if period.state != RewardPeriod.State.OPEN:
        raise NotLegal(_("The period is not open."))
    waiting = period.allocations.filter(state__in=(Allocation.State.DRAFT, Allocation.State.REVIEW)).first()
    if waiting is not None:
        raise NotLegal(_("Edition %(n)d of the allocation is on its way already.") % {"n": waiting.edition})
    return period


def _drafted(period: RewardPeriod, *, by: Person, **fields: Any) -> Allocation:
    council = Unit.objects.filter(kind=UnitKind.COUNCIL, district_id=period.district_id).first()
    if council is None:
        raise NotLegal(_("The district has no council that could decide."))
    objection = May(Right.VERIFY_NOMINATION, on=lambda _paper: period.district).objection(period, by)
    if objection is not None:
        raise NotLegal(objection)
    return cast(
        Allocation,
        draft(
            Allocation,
            unit=council,
            readers=[period.district],
            title=f"Распределение поощрительных выплат: {period.title}"[:500],
            by=by,
            basis=period,
            reward_period=period,
            edition=period.allocations.count() + 1,
            **fields,
        ),
    )
