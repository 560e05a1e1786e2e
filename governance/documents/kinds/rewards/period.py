"""A period of rewards: its pools out of the adopted estimate, its days, how a point is rounded (docs/domain.md)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.fund import PAID_BY_SCHOOLS, fund_part, set_fund
from governance.documents.kinds.rewards.system import RewardSystem, whole_district
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.law.distribution import Pool, Rounding
from governance.documents.law.validation import plain
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.needs import Body, InForce
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May, condition, move
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

RUNS = May(Right.DRAFT_PAPER, on=whole_district)
MOST_POOLS = 10
FEWEST_PAID = 3  # of a pool that fewer share, its totals would tell what one of them got
ROUNDINGS = [
    (Rounding.ROUBLE.value, gettext_lazy("down to the rouble")),
    (Rounding.KOPECK.value, gettext_lazy("down to the kopeck")),
]


@condition(gettext_lazy("Take the pools from the estimate first."))
def has_pools(period: "RewardPeriod") -> bool:
    return bool(period.pools)


@condition(gettext_lazy("Some nominations still wait for a decision or an order."))
def nothing_waits(period: "RewardPeriod") -> bool:
    return not any(period.standing.get(state) for state in period.OPEN_NOMINATIONS)


@condition(gettext_lazy("The allocation lies before the council: a pool is not changed while it votes."))
def no_allocation_is_decided(period: "RewardPeriod") -> bool:
    return not period.allocations.filter(state__in=("review", "adopted")).exists()


@kind("reward_period")
class RewardPeriod(Paper):
    """From the opening to the last order: the frame of all nominations of some months."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("reward period", "Draft")
        OPEN = "open", Phase.IN_FORCE, pgettext_lazy("reward period", "Open")
        CLOSED = "closed", Phase.ENDED, pgettext_lazy("reward period", "Closed")

    derived: ClassVar = {"totals": "computed from the allocation that was adopted"}
    kind_label = gettext_lazy("Period of rewards")
    kind_label_many = gettext_lazy("Periods of rewards")
    kind_purpose = gettext_lazy(
        "The time for which teachers are rewarded, and the funds that are shared out."
    )
    numbered = False
    drafted_by = RUNS
    needs = (InForce("reward_system"), InForce("estimate"), Body(UnitKind.COUNCIL), *PAID_BY_SCHOOLS)
    content_labels = labelled(
        "title starts_on ends_on sheets_until system estimate pools amount rounding cap",
        sheets_until=gettext_lazy("Sheets until"),
        system=gettext_lazy("System of rewards"),
        estimate=gettext_lazy("Estimate"),
        rounding=gettext_lazy("Rounding"),
        cap=gettext_lazy("At most for one person"),
    )
    select_related_fields = ("system", "system__approved_by", "estimate")
    reminding = OF_REWARDS
    OPEN_NOMINATIONS: ClassVar = ("nominated", "verified", "objected", "review", "supported")

    system = models.ForeignKey(
        RewardSystem, models.PROTECT, related_name="periods", verbose_name=gettext_lazy("system of rewards")
    )
    estimate = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("estimate")
    )
    starts_on = models.DateField(gettext_lazy("first day"))
    ends_on = models.DateField(gettext_lazy("last day"))
    sheets_until = models.DateField(gettext_lazy("sheets are taken until"))
    # [{"code", "title", "row" (place in the estimate), "amount"}]; the amount is read from the estimate, never typed.
    pools: Any = models.JSONField(gettext_lazy("pools"), default=list)
    rounding = models.CharField(max_length=12, choices=ROUNDINGS, default=Rounding.ROUBLE.value)
    cap = models.DecimalField(
        gettext_lazy("at most for one person"), max_digits=12, decimal_places=2, null=True
    )
    # What the adopted allocation came to, without a person; published (docs/domain.md, "Personal data").
    totals: Any = models.JSONField(default=list)

    class Meta(Paper.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(name="reward_period_in_order", condition=Q(starts_on__lte=F("ends_on"))),
            models.CheckConstraint(name="reward_cap_above_zero", condition=Q(cap=None) | Q(cap__gt=0)),
        ]

    def content(self) -> dict[str, Any]:
        version = self.estimate.whole.present_version if self.estimate else None
        return {
            "title": self.title,
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "sheets_until": self.sheets_until.isoformat(),
            "system": self.system.code,
            "estimate": version.sha256 if version else "",
            "pools": self.pools,
            "rounding": self.rounding,
            "cap": plain(self.cap) if self.cap is not None else "",
        }

    def pool(self, code: str) -> Pool:
        """Raises NotLegal when there is none of that code."""
        if code not in (amounts := {entry["code"]: entry["amount"] for entry in self.pools}):
            raise NotLegal(_("Choose the category from the list."))
        return Pool(code, Decimal(amounts[code]))

    @property
    def hidden(self) -> set[str]:
        """The pools of whose money others than the council learn nothing: so few share it that they know the sums."""
        return {entry["code"] for entry in self.totals if 0 < entry["people"] < FEWEST_PAID}

    @cached_property
    def schools(self) -> list[Unit]:
        """Those whose directors name a fund."""
        return list(Unit.objects.filter(kind=UnitKind.SCHOOL, district_id=self.district_id).order_by("pk"))

    @cached_property
    def standing(self) -> dict[str, int]:
        """How many nominations are in which state."""
        return dict(self.nominations.order_by().values_list("state").annotate(count=models.Count("pk")))

    @property
    def takes_sheets(self) -> bool:
        return self.state == self.State.OPEN and clock.today() <= self.sheets_until

    @move(
        source=State.DRAFT,
        rule=RUNS,
        words=verb("reward period", "Change the period", "changed the period"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        title: str | None = None,
        starts_on: date | None = None,
        ends_on: date | None = None,
        sheets_until: date | None = None,
        rounding: str | None = None,
        cap: Decimal | None = None,
    ) -> None:
        """Change what is given. Raises NotLegal for days out of order or an unknown rounding."""
        if title is not None:
            self.title = " ".join(title.split())[:500]
        self.starts_on, self.ends_on = starts_on or self.starts_on, ends_on or self.ends_on
        self.sheets_until = sheets_until or self.sheets_until
        if not self.title or self.ends_on < self.starts_on:
            raise NotLegal(_("Give the period a title, and days in their order."))
        if rounding is not None and rounding not in list(Rounding):
            raise NotLegal(_("Choose how the value of a point is rounded."))
        if cap is not None and cap <= 0:
            raise NotLegal(_("At most for one person: give a sum above zero, or leave it empty."))
        self.rounding, self.cap = rounding or self.rounding, cap

    @move(
        source=(State.DRAFT, State.OPEN),
        rule=RUNS,
        words=verb("reward period", "Take the pools from the estimate", "took the pools from the estimate"),
        conditions=(no_allocation_is_decided,),
        inner=True,
    )
    def take_pools(self, act: Act, *, estimate: Document | int, pools: Iterable[Mapping[str, Any]]) -> None:
        """Each pool is a row of an estimate in force: mappings with `code`, `title`, `row` (its place, from 1).

        Raises NotLegal for an estimate that is not in force, a row that is not there, or one row for two pools.
        """
        key = estimate if isinstance(estimate, int) else estimate.pk
        card = Document.objects.filter(pk=key, kind="estimate", district_id=self.district_id).first()
        paper = card.whole if card is not None else None
        if paper is None or not paper.binding or paper.present_version is None:
            raise NotLegal(_("Choose an adopted estimate: the pools are taken from its rows."))
        rows = paper.present_version.content["rows"]
        self.pools = [_pool(entry, rows) for entry in pools]
        places = [entry["row"] for entry in self.pools]
        codes = [entry["code"] for entry in self.pools]
        if (
            not 1 <= len(self.pools) <= MOST_POOLS
            or len(set(places)) < len(places)
            or len(set(codes)) < len(codes)
        ):
            raise NotLegal(_("Name the pools, each with a row of the estimate of its own."))
        self._check_nobody_loses_the_category(codes)
        self.estimate = card
        check_rows_are_free(self)
        act.facts["estimate"] = card.pk if card else None
        if self.state == self.State.OPEN:
            self.freeze(act)

    def _check_nobody_loses_the_category(self, codes: list[str]) -> None:
        lost = self.nominations.exclude(pool__in=codes).exclude(state="withdrawn")
        if lost.exists():
            raise NotLegal(
                _("Sheets stand in a category that would be gone: keep it, or withdraw them first.")
            )

    @move(
        source=(State.DRAFT, State.OPEN),
        rule=May(Right.SIGN_ORDER, on=lambda period: period.schools),
        words=verb("reward period", "Name the fund of the school", "named the fund of a school"),
        inner=True,
    )
    def name_fund(self, act: Act, *, amount: Decimal, source: str) -> None:
        """By a director, for the own school: nobody pays more than that, whatever the council has allotted."""
        assert act.ground is not None  # the rule asks for it
        school = act.ground.unit_id
        rows = self.nominations.filter(unit_id=school, state="ordered")
        ordered = rows.aggregate(paid=models.Sum("amount"))["paid"] or Decimal(0)
        set_fund(self, school, amount, source, ordered)
        act.facts.update(unit=school, part=fund_part(school))

    @move(
        source=State.DRAFT,
        target=State.OPEN,
        rule=RUNS,
        words=verb("reward period", "Open the period", "opened"),
        conditions=(has_pools,),
    )
    def open(self, act: Act) -> None:
        """Teachers fill their sheets from now on.

        Raises NotLegal when system or estimate are not in force, a row pays for another period, or the day is past.
        """
        if self.system.state != RewardSystem.State.ADOPTED:
            raise NotLegal(_("The council has not adopted the system of rewards, or replaced it."))
        if self.sheets_until < clock.today():
            raise NotLegal(
                _("Sheets are taken until %(day)s: that day is past.") % {"day": list_date(self.sheets_until)}
            )
        check_estimate_holds(self)
        check_rows_are_free(self)
        self.freeze(act)
        self.readers.add(*self.district.children.filter(kind__in=("council", "school")))

    @move(
        source=State.OPEN,
        target=State.CLOSED,
        rule=RUNS,
        words=verb("reward period", "Close the period", "closed"),
        conditions=(nothing_waits,),
        grave=True,
    )
    def close(self, act: Act) -> None:
        """All is decided and ordered; measures and totals are public, persons and their sums are not."""
        self.published_at = act.at


def check_estimate_holds(period: RewardPeriod) -> None:
    """Raises NotLegal when the estimate that gave the pools has been replaced or annulled since."""
    if period.estimate is None or not period.estimate.whole.binding:
        raise NotLegal(_("The estimate is not in force any more: take the pools from the one that is."))


def check_rows_are_free(period: RewardPeriod) -> None:
    """Raises NotLegal when a row of the estimate is a pool of another period: its money would be paid twice."""
    Document.objects.select_for_update().filter(pk=period.estimate_id).first()
    rows = {entry["row"] for entry in period.pools}
    others = RewardPeriod.objects.filter(estimate_id=period.estimate_id).exclude(pk=period.pk)
    for other in others.exclude(state=RewardPeriod.State.DRAFT):
        if taken := [entry["title"] for entry in other.pools if entry["row"] in rows]:
            raise NotLegal(
                _("That row of the estimate pays «%(pool)s» in «%(period)s»: choose another row.")
                % {"pool": taken[0], "period": other.title}
            )


def _pool(entry: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    title, code, place = " ".join(str(entry.get("title", "")).split()), entry.get("code"), entry.get("row")
    if not title or len(title) > 200 or not isinstance(code, str) or not code:
        raise NotLegal(_("Each pool needs a name: for whom it is."))
    if type(place) is not int or not 1 <= place <= len(rows):
        raise NotLegal(_("«%(pool)s»: choose a row of the estimate.") % {"pool": title})
    amount = Decimal(str(rows[place - 1].get("sum") or "0"))
    if amount <= 0:
        raise NotLegal(_("«%(pool)s»: that row of the estimate has no sum.") % {"pool": title})
    return {"code": code, "title": title, "row": place, "amount": plain(amount)}
