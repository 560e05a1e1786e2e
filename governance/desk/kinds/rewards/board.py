"""Rewards, «Поощрения»: the own sheets, and the sheets of a period for whoever nominates, verifies or decides.

At most twelve queries however many sheets; every name with points or a sum that is shown is recorded as read.
"""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day, state_of
from governance.desk.base.rights import holds, may
from governance.desk.kinds.rewards.certificate import certificate_of
from governance.desk.kinds.rewards.lines import points_now, with_lines
from governance.desk.kinds.rewards.nomination import WITH_SUM
from governance.desk.kinds.rewards.period import WORKS, latest_allocation, stage
from governance.desk.kinds.rewards.sums import sees_all, sees_sum
from governance.desk.papers.create import units_to_begin
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.kinds.rewards.verifying import objection_is_open
from governance.documents.language.phrases import roubles
from governance.documents.law.validation import plain
from governance.documents.record import audit_log
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

PER_PAGE = 50


@signed_in
def rewards(request: SignedInRequest) -> HttpResponse:
    """404 for those who have nothing to do with rewards."""
    works = holds(request, Right.NOMINATE, Right.VERIFY_NOMINATION, Right.READ_NOMINATIONS)
    drafts = bool(units_to_begin(request, RewardPeriod))
    if not (works or drafts or holds(request, *WORKS)):
        raise Http404
    periods = known_periods(request)
    own = own_sheets(request) if holds(request, Right.FILL_SHEET) else []
    chosen = chosen_period(request, periods) if works else None
    board = board_of(request, chosen, own) if chosen is not None else {}
    if not board:
        with_lines(own)
    with_sheet = {sheet.reward_period_id for sheet in own}
    context = {
        "section": "rewards",
        "title": _("Rewards"),
        "own": [own_words(sheet) for sheet in own],
        "to_begin": [
            {
                "href": reverse("nomination_new", args=[period.pk]),
                "title": period.title,
                "text": stage(period),
            }
            for period in periods
            if holds(request, Right.FILL_SHEET) and period.takes_sheets and period.pk not in with_sheet
        ],
        "fills": holds(request, Right.FILL_SHEET),
        "works": works,
        "begins": drafts and bool(units_to_begin(request, RewardSystem)),
        "periods": [
            {
                "label": period.title,
                "href": f"?period={period.pk}",
                "current": chosen is not None and period.pk == chosen.pk,
            }
            for period in periods
        ]
        if works
        else [],
        **board,
    }
    return render(request, "governance/rewards/board.html", context)


def known_periods(request: SignedInRequest) -> list[RewardPeriod]:
    """The opened periods of the own district, and the drafts that this person may see; the latest first."""
    districts = {one.unit.root_id for one in request.appointments}
    mine = RewardPeriod._default_manager.visible_to(request.user, request.pairs).values("pk")
    return list(
        RewardPeriod.objects.filter(Q(district_id__in=districts) & ~Q(state="draft") | Q(pk__in=mine))
        .select_related("system", "district")
        .order_by("-starts_on", "-pk")
    )


def chosen_period(request: SignedInRequest, periods: list[RewardPeriod]) -> RewardPeriod | None:
    """That of the address; else the one that is open, else the latest. Raises Http404 for an unknown one."""
    asked = request.GET.get("period", "")
    if asked:
        found = next((period for period in periods if str(period.pk) == asked), None)
        if found is None:
            raise Http404
        return found
    is_open = (period for period in periods if period.state == RewardPeriod.State.OPEN)
    return next(is_open, next(iter(periods), None))


# --- the own sheets ---------------------------------------------------------------------------------------------------


def own_sheets(request: SignedInRequest) -> list[Nomination]:
    """All periods, the latest first."""
    return list(
        Nomination._default_manager.visible_to(request.user, request.pairs)
        .filter(teacher_id=request.user.pk)
        .select_related("reward_period__system")
        .order_by("-reward_period__starts_on", "-pk")
    )


def own_words(sheet: Nomination) -> dict[str, Any]:
    """One own sheet of templates/governance/rewards/board.html."""
    asked: tuple[str, str] = ("", "")
    if sheet.state == State.DRAFT:
        asked = (reverse("nomination_fill", args=[sheet.pk]), _("Fill in the sheet"))
    elif sheet.state == State.VERIFIED and objection_is_open(sheet):
        asked = (reverse("nomination_object", args=[sheet.pk]), _("Object to what was found"))
    return {
        "href": reverse("paper", args=[sheet.pk]),
        "title": sheet.reward_period.title,
        **state_of(sheet),
        "points": points_now(sheet),
        "sum": roubles(sheet.amount) if sheet.state in WITH_SUM else "",
        "object_until": day(sheet.objection_until)
        if sheet.state == State.VERIFIED and objection_is_open(sheet)
        else "",
        "sheets_until": day(sheet.reward_period.sheets_until) if sheet.state == State.DRAFT else "",
        "asked": {"href": asked[0], "label": asked[1]} if asked[0] else None,
        "certificate": certificate_of(sheet),
    }


# --- the sheets of a period -------------------------------------------------------------------------------------------


def board_of(request: SignedInRequest, period: RewardPeriod, own: list[Nomination]) -> dict[str, Any]:
    """The sheets of one period that this person sees, by state; own sheets get their lines with them."""
    visible = Nomination._default_manager.visible_to(request.user, request.pairs).filter(reward_period=period)
    counts = Counter(dict(visible.order_by().values_list("state").annotate(count=Count("pk"))))
    show = request.GET.get("show", "")
    show = show if show in counts else ""
    fitting = visible.filter(state=show) if show else visible
    paginator = Paginator(
        fitting.select_related("teacher", "unit", "employment").order_by(
            "unit_id", "teacher__surname", "teacher__given", "pk"
        ),
        PER_PAGE,
    )
    paginator.__dict__["count"] = counts[show] if show else counts.total()  # counted already
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    for sheet in page.object_list:
        sheet.reward_period = period
    with_lines([*page.object_list, *own])
    audit_log.note_reading(page.object_list, request.user, "rewards")
    everything = sees_all(request, period.district_id)
    computes = may(request, Right.VERIFY_NOMINATION, period.district_id)
    allocation = latest_allocation(period, trials=computes) if everything else None
    measures = {measure.code: measure.title for measure in period.system.all_measures}
    rows = [row(request, sheet, measures) for sheet in page.object_list]
    return {
        "period": period,
        "period_href": reverse("paper", args=[period.pk]),
        "period_state": state_of(period),
        "stage": stage(period) if period.state != RewardPeriod.State.DRAFT else "",
        "chips": chips(period, show, counts),
        "rows": rows,
        "with_sums": any(line["sum"] for line in rows),
        "any": bool(counts),
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "nominate": reverse("nomination_new", args=[period.pk])
        if period.takes_sheets and holds(request, Right.NOMINATE)
        else "",
        "allocation": {
            "href": reverse("allocation", args=[allocation.pk]),
            "title": allocation.full_title,
            **state_of(allocation),
        }
        if allocation is not None
        else None,
        "compute": reverse("allocation_new", args=[period.pk])
        if computes and period.state == RewardPeriod.State.OPEN and allocation is None
        else "",
        "picture": reverse("reward_picture", args=[period.pk])
        if period.state != RewardPeriod.State.DRAFT
        else "",
    }


def chips(period: RewardPeriod, show: str, counts: Counter[str]) -> list[dict[str, Any]]:
    """Ready-made lists by state, those alone in which there is something."""
    found = [
        {"label": _("All"), "href": f"?period={period.pk}", "current": not show, "count": counts.total()}
    ]
    for state, label in State.choices:
        if counts[state]:
            href = f"?period={period.pk}&show={state}"
            found.append({"label": label, "href": href, "current": show == state, "count": counts[state]})
    return found


def row(request: SignedInRequest, sheet: Nomination, measures: dict[str, str]) -> dict[str, Any]:
    """One line of the list."""
    address, label = asked_of(request, sheet)
    return {
        "href": reverse("paper", args=[sheet.pk]),
        "name": sheet.teacher.full_name,
        "school": str(sheet.unit),
        **state_of(sheet),
        "measure": measures.get(sheet.measure, ""),
        "share": plain(sheet.share).replace(".", ",") if sheet.share != 1 else "",
        "points": points_now(sheet),
        "sum": roubles(sheet.amount)
        if sheet.amount is not None and sheet.state in WITH_SUM and sees_sum(request, sheet)
        else "",
        "asked": {"href": reverse(address, args=[sheet.pk]), "label": label} if address else None,
        "late": sheet.state == State.DRAFT and sheet.reward_period.sheets_until < clock.today(),
    }


def asked_of(request: SignedInRequest, sheet: Nomination) -> tuple[str, str]:
    """The page of what this person is asked to do with a sheet now, and its words."""
    if sheet.state == State.FILLED and nominates(request, sheet):
        return "nomination_complete", _("Nominate")
    if sheet.teacher_id != request.user.pk and may(request, Right.VERIFY_NOMINATION, sheet.district_id):
        if sheet.state == State.NOMINATED:
            return "nomination_verify", _("Verify")
        if sheet.state == State.OBJECTED:
            return "nomination_answer", _("Answer")
    return "", ""


def nominates(request: SignedInRequest, sheet: Nomination) -> bool:
    """For the own school, or in the methodical council of the district."""
    return may(request, Right.NOMINATE, sheet.unit_id) or any(
        one.unit.kind == UnitKind.METHODICAL_COUNCIL
        and one.unit.root_id == sheet.district_id
        and may(request, Right.NOMINATE, one.unit_id)
        for one in request.appointments
    )
