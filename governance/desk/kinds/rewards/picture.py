"""A period in pictures: points by criterion and by school, how the pools were spent, this period beside the last.

Sums by school are shown to those alone who see all sums; others see shares and points, and nothing of so few sheets
that it were that of a person.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Bar, Bars, Crumb, Figure
from governance.desk.base.format import figure, state_of
from governance.desk.base.page import Page
from governance.desk.kinds.rewards.lines import with_lines
from governance.desk.kinds.rewards.section import REWARDS
from governance.desk.kinds.rewards.stage import stage
from governance.desk.kinds.rewards.sums import WITH_SUM, sees_all
from governance.desk.papers.tabs import tabs
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.law.criteria import score
from governance.documents.record import audit_log

# Of what is drawn: sheets that have come as far as the verification.
COUNTED = (State.VERIFIED, State.OBJECTED, State.REVIEW, State.SUPPORTED, State.ORDERED)
FEWEST_SHEETS = 3


@dataclass(frozen=True)
class PairShown:
    """One name in this period and in the last, with the lengths of the two bars in percent."""

    label: str
    now: str
    then: str
    now_width: int
    then_width: int


class PicturePage(Page):
    """`last`: the period before; `few`: of fewer sheets a school is not shown by itself."""

    def __init__(self, request: SignedInRequest, document: RewardPeriod) -> None:
        super().__init__(
            section=REWARDS.name,
            crumbs=[
                Crumb(REWARDS.label, f"{REWARDS.href}?period={document.pk}"),
                Crumb(document.title, reverse("paper", args=[document.pk])),
            ],
            title=document.title,
        )
        self.few = FEWEST_SHEETS
        self.everything = everything = sees_all(request, document.district_id)
        self.last = last = period_before(document)
        present, before = sheets_of(document), sheets_of(last) if last is not None else []
        if not everything:
            present, before = (found if len(found) >= FEWEST_SHEETS else [] for found in (present, before))
        self.sums = sums(present) if everything else None
        if self.sums is not None:  # where one teacher of a school is paid, the sum of the school is theirs
            audit_log.note_reading(present, request.user, "reward_picture")
        self.state = state_of(document)
        self.stage = stage(document)
        self.tabs = tabs(document, "picture")
        self.figures = figures(document, present, everything)
        self.criteria = criteria(present)
        self.schools = schools(present, everything)
        self.spent = spent(document, everything)
        self.compared = compared(present, before) if present and before else []


@of_paper("reward_period", "system")
def reward_picture(request: SignedInRequest, document: RewardPeriod) -> HttpResponse:
    """404 before the opening: there is nothing to draw."""
    if document.state == RewardPeriod.State.DRAFT:
        raise Http404
    return PicturePage(request, document).response(request, "governance/rewards/picture.html")


# --- what is read -----------------------------------------------------------------------------------------------------


def period_before(period: RewardPeriod) -> RewardPeriod | None:
    """The period that ended before this one began, if there was one; one query."""
    return (
        RewardPeriod.objects.filter(district_id=period.district_id, starts_on__lt=period.starts_on)
        .exclude(state=RewardPeriod.State.DRAFT)
        .select_related("system")
        .order_by("-starts_on", "-pk")
        .first()
    )


def sheets_of(period: RewardPeriod) -> list[Nomination]:
    """The verified sheets of a period with their lines; two queries. Whose they are is not read."""
    found = list(
        Nomination.objects.filter(reward_period=period, state__in=COUNTED)
        .select_related("unit")
        .order_by("pk")
    )
    for sheet in found:
        sheet.reward_period = period
    with_lines(found)
    return found


def by_criterion(sheets: Iterable[Nomination]) -> Counter[str]:
    """The points by the name of their criterion."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        for part in score(sheet.reward_period.system.sheet, sheet.values()).parts:
            found[part.criterion.name] += part.points  # type: ignore[assignment]  # a counter of decimals
    return found


# --- what is drawn ----------------------------------------------------------------------------------------------------


def figures(period: RewardPeriod, sheets: Sequence[Nomination], everything: bool) -> list[Figure]:
    """The large numbers at the head."""
    total = sum((sheet.score().points for sheet in sheets), Decimal(0))
    found = [
        Figure(value=len(sheets), name=ngettext("verified sheet", "verified sheets", len(sheets))),
        Figure(value=figure(total), name=_("points counted")),
    ]
    # With the share of one pool, that of all of them would tell the share of the other, which few have.
    if not period.totals or (period.hidden and not everything):
        return found
    people = sum(entry["people"] for entry in period.totals)
    paid = sum((Decimal(entry["paid"]) for entry in period.totals), Decimal(0))
    whole = sum((Decimal(entry["amount"]) for entry in period.pools), Decimal(0))
    paid_people = ngettext("teacher is paid", "teachers are paid", people)
    return [
        *found,
        Figure(value=people, name=paid_people, meaning="force"),
        Figure(
            value=f"{int(paid * 100 / whole)} %" if whole else "",
            name=_("of the pools is allotted"),
            note=paid_of(paid, whole) if everything else "",
        ),
    ]


def paid_of(paid: Decimal, whole: Decimal) -> str:
    return _("%(paid)s of %(whole)s roubles") % {"paid": roubles(paid), "whole": roubles(whole)}


def criteria(sheets: Iterable[Nomination]) -> Bars:
    return Bars(
        [
            Bar(label=name, value=value, shown=figure(Decimal(value)), meaning="held")
            for name, value in by_criterion(sheets).most_common()
            if value
        ]
    )


def schools(sheets: Iterable[Nomination], everything: bool) -> Bars:
    """The points by school, the largest first; schools of few sheets together, unless all is seen anyway.

    Where those together are few again, no school is shown: what is left of the sum would tell their points.
    """
    totals: dict[str, Decimal] = {}
    counts: Counter[str] = Counter(str(sheet.unit) for sheet in sheets)
    together = _("schools with fewer than %(n)d sheets") % {"n": FEWEST_SHEETS}
    grouped: Counter[str] = Counter()
    for sheet in sheets:
        school = str(sheet.unit)
        name = school if everything or counts[school] >= FEWEST_SHEETS else together
        totals[name] = totals.get(name, Decimal(0)) + sheet.score().points
        grouped[name] += 1
    if not everything and 0 < grouped[together] < FEWEST_SHEETS:
        return Bars([])
    return Bars(
        [
            Bar(
                label=name,
                value=value,
                shown=figure(value),
                note=ngettext("%(n)d sheet", "%(n)d sheets", grouped[name]) % {"n": grouped[name]},
                meaning="held",
            )
            for name, value in sorted(totals.items(), key=lambda item: -item[1])
        ]
    )


def sums(sheets: Iterable[Nomination]) -> Bars | None:
    """The sums by school, for those who see all; None before the allocation is adopted."""
    totals: dict[str, Decimal] = {}
    for sheet in sheets:
        if sheet.state in WITH_SUM and sheet.amount:
            name = str(sheet.unit)
            totals[name] = totals.get(name, Decimal(0)) + sheet.amount
    if not totals:
        return None
    return Bars(
        [
            Bar(label=name, value=value, shown=roubles(value), meaning="force")
            for name, value in sorted(totals.items(), key=lambda item: -item[1])
        ]
    )


def spent(period: RewardPeriod, everything: bool) -> Bars | None:
    """How far each pool is spent, as a share; None before the allocation is adopted.

    The share of a pool of few is left out: with the estimate it would tell their sums.
    """
    totals = [entry for entry in period.totals if everything or entry["code"] not in period.hidden]
    if not totals:
        return None
    pools = {entry["code"]: entry for entry in period.pools}
    bars = []
    for entry in totals:
        pool = pools[entry["code"]]
        whole, paid = Decimal(pool["amount"]), Decimal(entry["paid"])
        percent = paid * 100 / whole if whole else Decimal(0)
        note = ngettext("%(n)d person", "%(n)d people", entry["people"]) % {"n": entry["people"]}
        if everything:
            note += f" · {paid_of(paid, whole)}"
        shown = f"{int(percent)} %"
        bars.append(Bar(label=pool["title"], value=percent, shown=shown, note=note, meaning="force"))
    return Bars(bars, most=100)


def compared(present: Sequence[Nomination], before: Sequence[Nomination]) -> list[PairShown]:
    """The sheets and the points of each criterion in this period and in the last."""
    now, then = by_criterion(present), by_criterion(before)
    most = max([*now.values(), *then.values(), 1])
    largest = max(len(present), len(before), 1)
    return [
        PairShown(
            _("Verified sheets"),
            str(len(present)),
            str(len(before)),
            len(present) * 100 // largest,
            len(before) * 100 // largest,
        ),
        *(
            PairShown(
                name,
                figure(Decimal(now[name])),
                figure(Decimal(then[name])),
                int(now[name] * 100 / most),
                int(then[name] * 100 / most),
            )
            for name in dict.fromkeys([*now, *then])
            if now[name] or then[name]
        ),
    ]
