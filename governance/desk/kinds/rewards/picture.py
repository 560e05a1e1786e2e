"""A period in pictures: points by criterion and by school, how the pools were spent, this period beside the last.

Sums by school are shown to those alone who see all sums; others see shares and points, and nothing of so few sheets
that it were that of a person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Bar, Bars, Crumb, Figure, largest_first, sums_by_name
from governance.desk.base.format import figure
from governance.desk.kinds.rewards.section import REWARDS, crumb_of, sees_all, stage, with_lines
from governance.desk.papers.picture import PicturePage
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.record import audit_log

# Of what is drawn: sheets that have come as far as the verification.
COUNTED = (State.VERIFIED, State.OBJECTED, State.REVIEW, State.SUPPORTED, State.ORDERED)
FEWEST_SHEETS = 3


@dataclass(frozen=True)
class Pair:
    """One name with its numbers in this period and in the last; `most` is the length of the longest bar."""

    label: str
    now: Decimal
    then: Decimal
    most: Decimal


@dataclass(kw_only=True)
class RewardPicture(PicturePage):
    """`charts`: for what points are given, by school, the pools, the sums; `last`: the period before."""

    charts: Sequence[Bars]
    compared: Sequence[Pair]
    last: RewardPeriod | None


@of_paper("reward_period", "system")
def reward_picture(request: SignedInRequest, document: RewardPeriod) -> HttpResponse:
    """404 before the opening: there is nothing to draw."""
    if document.state == RewardPeriod.State.DRAFT:
        raise Http404
    everything = sees_all(request, document.district_id)
    last = period_before(document)
    present, before = sheets_of(document), sheets_of(last) if last is not None else []
    if not everything:
        present, before = (sheets if len(sheets) >= FEWEST_SHEETS else [] for sheets in (present, before))
    by_school = sums(present) if everything else Bars([])
    if by_school.bars:  # where one teacher of a school is paid, the sum of the school is theirs
        audit_log.note_reading(present, request.user, "reward_picture")
    page = RewardPicture(
        section=REWARDS.name,
        crumbs=[crumb_of(document), Crumb(document.title, reverse("paper", args=[document.pk]))],
        title=capfirst(document.title),
        document=document,
        stage=stage(document),
        figures=figures(document, present, everything),
        charts=[criteria(present), schools(present, everything), spent(document, everything), by_school],
        compared=compared(present, before) if present and before else [],
        last=last,
    )
    return page.response(request, "governance/rewards/picture.html")


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
    counted = Nomination.objects.filter(reward_period=period, state__in=COUNTED)
    sheets = list(counted.select_related("unit").order_by("pk"))
    for sheet in sheets:
        sheet.reward_period = period
    with_lines(sheets)
    return sheets


def by_criterion(sheets: Iterable[Nomination]) -> Iterator[tuple[str, Decimal]]:
    """The points of each sheet with the name of their criterion."""
    for sheet in sheets:
        yield from ((part.criterion.name, part.points) for part in sheet.score().parts)


# --- what is drawn ----------------------------------------------------------------------------------------------------


def figures(period: RewardPeriod, sheets: Sequence[Nomination], everything: bool) -> list[Figure]:
    """The large numbers at the head."""
    count, points = len(sheets), sum((sheet.score().points for sheet in sheets), Decimal(0))
    shown = [
        Figure(value=count, name=ngettext("verified sheet", "verified sheets", count)),
        Figure(value=figure(points), name=_("points counted")),
    ]
    # With the share of one pool, that of all of them would tell the share of the other, which few have.
    if not period.totals or (period.hidden and not everything):
        return shown
    people = sum(entry["people"] for entry in period.totals)
    paid = sum((Decimal(entry["paid"]) for entry in period.totals), Decimal(0))
    whole = sum((Decimal(entry["amount"]) for entry in period.pools), Decimal(0))
    paid_people = ngettext("teacher is paid", "teachers are paid", people)
    share, note = f"{int(paid * 100 / whole)} %" if whole else "", paid_of(paid, whole) if everything else ""
    return [
        *shown,
        Figure(value=people, name=paid_people, meaning="force"),
        Figure(value=share, name=_("of the pools is allotted"), note=note),
    ]


def paid_of(paid: Decimal, whole: Decimal) -> str:
    return _("%(paid)s of %(whole)s roubles") % {"paid": roubles(paid), "whole": roubles(whole)}


def criteria(sheets: Iterable[Nomination]) -> Bars:
    bars = [bar for bar in largest_first(by_criterion(sheets), figure, meaning="held") if bar.value]
    return Bars(bars, title=_("For what points are given"), caption=_("Points by criterion"))


def schools(sheets: Sequence[Nomination], everything: bool) -> Bars:
    """The points by school, the largest first; schools of few sheets together, unless all is seen anyway.

    Where those together are few again, no school is shown: what is left of the sum would tell their points.
    """
    counts = Counter(str(sheet.unit) for sheet in sheets)
    few = {school: count for school, count in counts.items() if count < FEWEST_SHEETS and not everything}
    if 0 < sum(few.values()) < FEWEST_SHEETS:
        return Bars([])
    joined = _("schools with fewer than %(n)d sheets") % {"n": FEWEST_SHEETS}
    named = [(joined if str(sheet.unit) in few else str(sheet.unit), sheet) for sheet in sheets]
    grouped = Counter(name for name, _sheet in named)
    bars = largest_first(((name, sheet.score().points) for name, sheet in named), figure, meaning="held")
    hidden = ngettext(
        "A school with fewer than %(n)s sheet is not shown by itself: its points would be those of a person.",
        "A school with fewer than %(n)s sheets is not shown by itself: its points would be those of a person.",
        FEWEST_SHEETS,
    )
    return Bars(
        [replace(bar, note=sheets_text(grouped[str(bar.label)])) for bar in bars],
        title=_("Points by school"),
        note="" if everything else hidden % {"n": FEWEST_SHEETS},
    )


def sheets_text(count: int) -> str:
    return ngettext("%(n)d sheet", "%(n)d sheets", count) % {"n": count}


def sums(sheets: Iterable[Nomination]) -> Bars:
    """The sums by school, for those who see all; none before the allocation is adopted."""
    paid = ((str(sheet.unit), sheet.amount) for sheet in sheets if sheet.amount)
    return Bars(largest_first(paid, roubles, meaning="force"), title=_("Sums by school, roubles"))


def spent(period: RewardPeriod, everything: bool) -> Bars:
    """How far each pool is spent, as a share; nothing before the allocation is adopted.

    The share of a pool of few is left out: with the estimate it would tell their sums.
    """
    pools = {entry["code"]: entry for entry in period.pools}
    bars = []
    for entry in period.totals:
        if entry["code"] in period.hidden and not everything:
            continue
        pool = pools[entry["code"]]
        whole, paid = Decimal(pool["amount"]), Decimal(entry["paid"])
        percent = paid * 100 / whole if whole else Decimal(0)
        note = ngettext("%(n)d person", "%(n)d people", entry["people"]) % {"n": entry["people"]}
        if everything:
            note += f" · {paid_of(paid, whole)}"
        shown = f"{int(percent)} %"
        bars.append(Bar(label=pool["title"], value=percent, shown=shown, note=note, meaning="force"))
    caption = _("Share of each pool that is allotted")
    return Bars(bars, most=100, title=_("How the pools are spent"), caption=caption)


def compared(present: Sequence[Nomination], before: Sequence[Nomination]) -> list[Pair]:
    """The sheets and the points of each criterion in this period and in the last."""
    now, then = sums_by_name(by_criterion(present)), sums_by_name(by_criterion(before))
    counts = Decimal(len(present)), Decimal(len(before))
    most = max([*now.values(), *then.values(), Decimal(1)])
    return [
        Pair(_("Verified sheets"), *counts, max(counts)),
        *(
            Pair(name, now.get(name, Decimal(0)), then.get(name, Decimal(0)), most)
            for name in {**now, **then}
            if now.get(name) or then.get(name)
        ),
    ]
