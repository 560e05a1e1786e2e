"""Rewards, «Поощрения»: the own sheets, and the sheets of a period for whoever nominates, verifies or decides.

At most twelve queries however many sheets; every name with points or a sum that is shown is recorded as read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page as Sheets, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Chip, Words
from governance.desk.base.format import figure
from governance.desk.base.page import Page, page_numbers
from governance.desk.base.rights import holds, may
from governance.desk.kinds.rewards.period import latest_allocation
from governance.desk.kinds.rewards.section import (
    READERS,
    REWARDS,
    WORKS,
    is_verified,
    sees_all,
    sees_sum,
    stage,
    with_lines,
)
from governance.desk.papers.create import units_to_begin
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination, objection_is_open
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.print.certificate import has_certificate
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record import audit_log
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

PER_PAGE = 50
# What somebody is asked to do with a sheet, by the page for it.
ASKED = {
    "nomination_fill": gettext_lazy("Fill in the sheet"),
    "nomination_object": gettext_lazy("Object to what was found"),
    "nomination_complete": gettext_lazy("Nominate"),
    "nomination_verify": gettext_lazy("Verify"),
    "nomination_answer": gettext_lazy("Answer"),
}


@dataclass(frozen=True)
class SheetRow:
    """A sheet, and what this person is asked to do with it now; `sum` where they may see it."""

    sheet: Nomination
    asked: str
    sum: Decimal | None

    @property
    def label(self) -> Words:
        return ASKED[self.asked]

    @property
    def points(self) -> str:
        """«18» as counted, or «20 claimed» before the verification; nothing for a sheet without lines."""
        if not self.sheet.lines:
            return ""
        if is_verified(self.sheet):
            return figure(self.sheet.score().points)
        return _("%(points)s claimed") % {"points": figure(self.sheet.score(settled=False).points)}

    @property
    def is_late(self) -> bool:
        return self.sheet.state == State.DRAFT and self.sheet.reward_period.sheets_until < clock.today()

    @property
    def has_certificate(self) -> bool:
        return has_certificate(self.sheet)


# --- the own sheets ---------------------------------------------------------------------------------------------------


def own_sheets(request: SignedInRequest) -> list[Nomination]:
    """All periods, the latest first."""
    return list(
        Nomination._default_manager.visible_to(request.user, request.pairs)
        .filter(teacher_id=request.user.pk)
        .select_related("reward_period__system")
        .order_by("-reward_period__starts_on", "-pk")
    )


def own_row(sheet: Nomination) -> SheetRow:
    asked = "nomination_fill" if sheet.state == State.DRAFT else ""
    if sheet.state == State.VERIFIED and objection_is_open(sheet):
        asked = "nomination_object"
    return SheetRow(sheet, asked, sheet.amount)


# --- the sheets of a period -------------------------------------------------------------------------------------------


def row_of(request: SignedInRequest, sheet: Nomination) -> SheetRow:
    """One sheet of somebody else."""
    seen = sheet.amount is not None and sees_sum(request, sheet)
    return SheetRow(sheet, asked_of(request, sheet), sheet.amount if seen else None)


def asked_of(request: SignedInRequest, sheet: Nomination) -> str:
    """The page of what this person is asked to do with a sheet now."""
    if sheet.state == State.FILLED and nominates(request, sheet):
        return "nomination_complete"
    pages = {State.NOMINATED: "nomination_verify", State.OBJECTED: "nomination_answer"}
    is_own = sheet.teacher_id == request.user.pk
    if is_own or not may(request, Right.VERIFY_NOMINATION, sheet.district_id):
        return ""
    return pages.get(State(sheet.state), "")


def nominates(request: SignedInRequest, sheet: Nomination) -> bool:
    """For the own school, or in the methodical council of the district."""
    return may(request, Right.NOMINATE, sheet.unit_id) or any(
        appointment.unit.kind == UnitKind.METHODICAL_COUNCIL
        and appointment.unit.root_id == sheet.district_id
        and may(request, Right.NOMINATE, appointment.unit_id)
        for appointment in request.appointments
    )


class PeriodBoard:
    """The sheets of one period that this person sees, by state. Reads the lines of the `own` sheets with theirs.

    `any`: whether it has sheets; `computes`, `nominates`: whether this person does so now; `stage`: empty of a draft.
    """

    def __init__(self, request: SignedInRequest, period: RewardPeriod, own: Sequence[Nomination]) -> None:
        visible = Nomination._default_manager.visible_to(request.user, request.pairs)
        visible = visible.filter(reward_period=period)
        counts = Counter(dict(visible.order_by().values_list("state").annotate(count=Count("pk"))))
        asked = request.GET.get("show", "")
        show = asked if asked in counts else ""
        self.page_obj = page = sheets_on_page(request, visible, show, counts)
        self.page_numbers = page_numbers(page)
        for sheet in page.object_list:
            sheet.reward_period = period
        with_lines([*page.object_list, *own])
        audit_log.note_reading(page.object_list, request.user, "rewards")
        self.period, self.any = period, bool(counts)
        self.rows = [row_of(request, sheet) for sheet in page.object_list]
        self.with_sums = any(row.sum is not None for row in self.rows)
        self.chips = chips(period, show, counts)
        self.stage = "" if period.state == RewardPeriod.State.DRAFT else stage(period)
        computes = may(request, Right.VERIFY_NOMINATION, period.district_id)
        everything = sees_all(request, period.district_id)
        self.allocation = latest_allocation(period, trials=computes) if everything else None
        self.computes = computes and period.state == RewardPeriod.State.OPEN and self.allocation is None
        self.nominates = period.takes_sheets and holds(request, Right.NOMINATE)


def sheets_on_page(
    request: SignedInRequest, visible: QuerySet[Nomination], show: str, counts: Counter[str]
) -> Sheets:
    """One page of the sheets, by school and name, of one state where it is chosen."""
    fitting = visible.filter(state=show) if show else visible
    ordered = fitting.order_by("unit_id", "teacher__surname", "teacher__given", "pk")
    paginator = Paginator(ordered.select_related("teacher", "unit", "employment"), PER_PAGE)
    paginator.__dict__["count"] = counts[show] if show else counts.total()  # counted already
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page


def chips(period: RewardPeriod, show: str, counts: Counter[str]) -> list[Chip]:
    """Ready-made lists by state, those alone in which there is something."""
    address = f"?period={period.pk}"
    return [
        Chip(label=_("All"), href=address, current=not show, count=counts.total()),
        *(
            Chip(label=label, href=f"{address}&show={state}", current=show == state, count=counts[state])
            for state, label in State.choices
            if counts[state]
        ),
    ]


# --- the page ---------------------------------------------------------------------------------------------------------


class RewardsPage(Page):
    """`fills`: has sheets of their own; `works`: sees those of others; `begins`: may begin a system and a period."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(section=REWARDS.name, title=REWARDS.label)
        self.works, self.fills = holds(request, *READERS), holds(request, Right.FILL_SHEET)
        drafts = bool(units_to_begin(request, RewardPeriod))
        self.begins = drafts and bool(units_to_begin(request, RewardSystem))
        if not (drafts or holds(request, *WORKS)):
            raise Http404
        periods = known_periods(request)
        own = own_sheets(request) if self.fills else []
        chosen = chosen_period(request, periods) if self.works else None
        self.board = PeriodBoard(request, chosen, own) if chosen is not None else None
        if self.board is None:
            with_lines(own)
        with_sheet = {sheet.reward_period_id for sheet in own}
        self.own = [own_row(sheet) for sheet in own]
        self.to_begin = [
            period for period in periods if self.fills and period.takes_sheets and period.pk not in with_sheet
        ]
        self.periods = [
            Chip(label=period.title, href=f"?period={period.pk}", current=period == chosen)
            for period in periods
            if self.works
        ]


@signed_in
def rewards(request: SignedInRequest) -> HttpResponse:
    """404 for those who have nothing to do with rewards."""
    return RewardsPage(request).response(request, "governance/rewards/board.html")


def known_periods(request: SignedInRequest) -> list[RewardPeriod]:
    """The opened periods of the own district, and the drafts that this person may see; the latest first."""
    districts = {appointment.unit.root_id for appointment in request.appointments}
    mine = RewardPeriod._default_manager.visible_to(request.user, request.pairs).values("pk")
    return list(
        RewardPeriod.objects.filter(Q(district_id__in=districts) & ~Q(state="draft") | Q(pk__in=mine))
        .select_related("system", "district")
        .order_by("-starts_on", "-pk")
    )


def chosen_period(request: SignedInRequest, periods: Iterable[RewardPeriod]) -> RewardPeriod | None:
    """That of the address; else the one that is open, else the latest. Raises Http404 for an unknown one."""
    asked = request.GET.get("period", "")
    if asked:
        named = next((period for period in periods if str(period.pk) == asked), None)
        if named is None:
            raise Http404
        return named
    is_open = (period for period in periods if period.state == RewardPeriod.State.OPEN)
    return next(is_open, next(iter(periods), None))
