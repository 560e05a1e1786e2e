"""Rewards, «Поощрения»: the own sheets, and the sheets of a period for whoever nominates, verifies or decides.

At most twelve queries however many sheets; every name with points or a sum that is shown is recorded as read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.core.paginator import Page as Sheets, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Chip, PageLink
from governance.desk.base.format import day, state_of
from governance.desk.base.page import Page, context_of, page_numbers
from governance.desk.base.rights import holds, may
from governance.desk.kinds.rewards.certificate import certificate_of
from governance.desk.kinds.rewards.lines import points_now, with_lines
from governance.desk.kinds.rewards.period import WORKS, latest_allocation
from governance.desk.kinds.rewards.section import REWARDS
from governance.desk.kinds.rewards.stage import stage
from governance.desk.kinds.rewards.sums import WITH_SUM, sees_all, sees_sum
from governance.desk.papers.create import units_to_begin
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination, objection_is_open
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.language.phrases import roubles
from governance.documents.law.validation import plain
from governance.documents.record import audit_log
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

PER_PAGE = 50


# --- the own sheets ---------------------------------------------------------------------------------------------------


class OwnShown:
    """One own sheet, with the page of what is asked of its teacher now."""

    def __init__(self, sheet: Nomination) -> None:
        is_draft = sheet.state == State.DRAFT
        may_object = sheet.state == State.VERIFIED and objection_is_open(sheet)
        self.meaning, self.word = state_of(sheet)
        self.href = reverse("paper", args=[sheet.pk])
        self.title = sheet.reward_period.title
        self.points = points_now(sheet)
        self.sum = roubles(sheet.amount) if sheet.state in WITH_SUM else ""
        self.object_until = day(sheet.objection_until) if may_object else ""
        self.sheets_until = day(sheet.reward_period.sheets_until) if is_draft else ""
        self.certificate = certificate_of(sheet)
        self.asked: PageLink | None = None
        if is_draft:
            self.asked = link_to("nomination_fill", sheet, _("Fill in the sheet"))
        elif may_object:
            self.asked = link_to("nomination_object", sheet, _("Object to what was found"))


def link_to(page: str, sheet: Nomination, label: str) -> PageLink:
    return PageLink(label=label, href=reverse(page, args=[sheet.pk]))


def own_sheets(request: SignedInRequest) -> list[Nomination]:
    """All periods, the latest first."""
    return list(
        Nomination._default_manager.visible_to(request.user, request.pairs)
        .filter(teacher_id=request.user.pk)
        .select_related("reward_period__system")
        .order_by("-reward_period__starts_on", "-pk")
    )


class PeriodToBegin:
    """A period in which the teacher has no sheet yet."""

    def __init__(self, period: RewardPeriod) -> None:
        self.href = reverse("nomination_new", args=[period.pk])
        self.title, self.text = period.title, stage(period)


# --- the sheets of a period -------------------------------------------------------------------------------------------


class SheetShown:
    """One sheet of somebody else, with what this person is asked to do with it now."""

    def __init__(self, request: SignedInRequest, sheet: Nomination, measures: Mapping[str, str]) -> None:
        has_sum = sheet.amount is not None and sheet.state in WITH_SUM
        self.meaning, self.word = state_of(sheet)
        self.href = reverse("paper", args=[sheet.pk])
        self.name = sheet.teacher.full_name
        self.school = str(sheet.unit)
        self.measure = measures.get(sheet.measure, "")
        self.share = plain(sheet.share).replace(".", ",") if sheet.share != 1 else ""
        self.points = points_now(sheet)
        self.sum = roubles(sheet.amount) if has_sum and sees_sum(request, sheet) else ""
        self.asked = asked_of(request, sheet)
        self.late = sheet.state == State.DRAFT and sheet.reward_period.sheets_until < clock.today()


def asked_of(request: SignedInRequest, sheet: Nomination) -> PageLink | None:
    """The page of what this person is asked to do with a sheet now."""
    if sheet.state == State.FILLED and nominates(request, sheet):
        return link_to("nomination_complete", sheet, _("Nominate"))
    if sheet.teacher_id != request.user.pk and may(request, Right.VERIFY_NOMINATION, sheet.district_id):
        if sheet.state == State.NOMINATED:
            return link_to("nomination_verify", sheet, _("Verify"))
        if sheet.state == State.OBJECTED:
            return link_to("nomination_answer", sheet, _("Answer"))
    return None


def nominates(request: SignedInRequest, sheet: Nomination) -> bool:
    """For the own school, or in the methodical council of the district."""
    return may(request, Right.NOMINATE, sheet.unit_id) or any(
        one.unit.kind == UnitKind.METHODICAL_COUNCIL
        and one.unit.root_id == sheet.district_id
        and may(request, Right.NOMINATE, one.unit_id)
        for one in request.appointments
    )


class AllocationShown:
    def __init__(self, allocation: Allocation) -> None:
        self.meaning, self.word = state_of(allocation)
        self.href = reverse("allocation", args=[allocation.pk])
        self.title = allocation.full_title


class PeriodBoard:
    """The sheets of one period that this person sees, by state. Reads the lines of the `own` sheets with theirs.

    `any`: whether it has sheets; `nominate`, `compute`, `picture`: addresses, or nothing.
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
        measures = {measure.code: measure.title for measure in period.system.all_measures}
        self.rows = [SheetShown(request, sheet, measures) for sheet in page.object_list]
        self.with_sums = any(row.sum for row in self.rows)
        self.any = bool(counts)
        self.chips = chips(period, show, counts)
        self._ways(request, period)

    def _ways(self, request: SignedInRequest, period: RewardPeriod) -> None:
        """Where the period stands, and what can be done with it."""
        is_draft = period.state == RewardPeriod.State.DRAFT
        computes = may(request, Right.VERIFY_NOMINATION, period.district_id)
        everything = sees_all(request, period.district_id)
        allocation = latest_allocation(period, trials=computes) if everything else None
        can_compute = computes and period.state == RewardPeriod.State.OPEN and allocation is None
        can_nominate = period.takes_sheets and holds(request, Right.NOMINATE)
        self.period, self.period_state = period, state_of(period)
        self.period_href = reverse("paper", args=[period.pk])
        self.stage = "" if is_draft else stage(period)
        self.allocation = AllocationShown(allocation) if allocation is not None else None
        self.nominate = reverse("nomination_new", args=[period.pk]) if can_nominate else ""
        self.compute = reverse("allocation_new", args=[period.pk]) if can_compute else ""
        self.picture = "" if is_draft else reverse("reward_picture", args=[period.pk])


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
        self.works = holds(request, Right.NOMINATE, Right.VERIFY_NOMINATION, Right.READ_NOMINATIONS)
        self.fills = holds(request, Right.FILL_SHEET)
        drafts = bool(units_to_begin(request, RewardPeriod))
        self.begins = drafts and bool(units_to_begin(request, RewardSystem))
        if not (self.works or drafts or holds(request, *WORKS)):
            raise Http404
        periods = known_periods(request)
        own = own_sheets(request) if self.fills else []
        chosen = chosen_period(request, periods) if self.works else None
        self.board = PeriodBoard(request, chosen, own) if chosen is not None else None
        if self.board is None:
            with_lines(own)
        with_sheet = {sheet.reward_period_id for sheet in own}
        self.own = [OwnShown(sheet) for sheet in own]
        self.to_begin = [
            PeriodToBegin(period)
            for period in periods
            if self.fills and period.takes_sheets and period.pk not in with_sheet
        ]
        self.periods = [
            Chip(label=period.title, href=f"?period={period.pk}", current=period == chosen)
            for period in periods
            if self.works
        ]


@signed_in
def rewards(request: SignedInRequest) -> HttpResponse:
    """404 for those who have nothing to do with rewards."""
    page = RewardsPage(request)
    return page.response(request, "governance/rewards/board.html", also=context_of(page.board))


def known_periods(request: SignedInRequest) -> list[RewardPeriod]:
    """The opened periods of the own district, and the drafts that this person may see; the latest first."""
    districts = {one.unit.root_id for one in request.appointments}
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
        found = next((period for period in periods if str(period.pk) == asked), None)
        if found is None:
            raise Http404
        return found
    is_open = (period for period in periods if period.state == RewardPeriod.State.OPEN)
    return next(is_open, next(iter(periods), None))
