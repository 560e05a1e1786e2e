"""The papers that one may see: a row for each kind, a number for each phase, this school year beside the last one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from governance.desk.base.components import Words
from governance.desk.base.format import MEANINGS, PHASES
from governance.desk.base.page import DOCUMENTS
from governance.desk.base.stack import Share, Stack
from governance.desk.pages.dashboard.years import SchoolYear
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.visibility import DocumentQuerySet

# In one bar a draft looks other than what is over.
COLOURS = {**MEANINGS, Phase.DRAFT: "faint"}


@dataclass(frozen=True)
class LinkedNumber:
    """A number that leads to the list of what it counts."""

    value: int
    href: str


@dataclass(frozen=True)
class KindRow:
    label: Words
    href: str
    numbers: Sequence[LinkedNumber]
    bar: Stack
    this_year: LinkedNumber
    last_year: LinkedNumber


@dataclass(frozen=True)
class KindTable:
    """`phases`: what stands over the numbers; only phases that some paper is in."""

    rows: Sequence[KindRow]
    phases: Sequence[tuple[str, Words]]
    totals: Counter[Phase]
    states: Counter[tuple[str, str]]

    @property
    def papers(self) -> int:
        return self.totals.total()


def dated_in(year: SchoolYear) -> Q:
    """Of the year by the date on the paper; one without a date by the day on which it was begun, as in the lists."""
    begun, ended = (
        timezone.make_aware(datetime.combine(day, hour))
        for day, hour in ((year.first, time.min), (year.until, time.max))
    )
    registered = Q(registered_on__range=(year.first, year.until))
    return registered | Q(registered_on=None, created_at__range=(begun, ended))


def kind_table(papers: DocumentQuerySet, today: date) -> KindTable:
    """One query."""
    year = SchoolYear.of(today)
    counted = (
        papers.order_by()
        .values_list("kind", "state")
        .annotate(
            n=Count("pk"),
            now=Count("pk", filter=dated_in(year)),
            before=Count("pk", filter=dated_in(year.before)),
        )
    )
    states: Counter[tuple[str, str]] = Counter()
    phases: dict[str, Counter[Phase]] = {}
    years: dict[str, Counter[str]] = {}
    for kind, state, n, now, before in counted:
        states[kind, state] = n
        phases.setdefault(kind, Counter())[KINDS[kind].State(state).phase] += n
        years.setdefault(kind, Counter()).update(now=now, before=before)
    totals = sum(phases.values(), Counter[Phase]())
    known = [phase for phase in Phase if totals[phase]]
    most = max((of_kind.total() for of_kind in phases.values()), default=1)
    rows = []
    for name in KINDS.keys() & phases.keys():
        href = f"{DOCUMENTS.href}?kind={name}"
        of_kind = phases[name]
        rows.append(
            KindRow(
                KINDS[name].kind_label_many,
                href,
                [LinkedNumber(of_kind[phase], f"{href}&state={phase.value}") for phase in known],
                Stack.of([Share(of_kind[phase], COLOURS[phase]) for phase in known], most),
                LinkedNumber(years[name]["now"], f"{href}&{year.query}"),
                LinkedNumber(years[name]["before"], f"{href}&{year.before.query}"),
            )
        )
    rows.sort(key=lambda row: str(row.label))
    return KindTable(rows, [(COLOURS[phase], PHASES[phase]) for phase in known], totals, states)
