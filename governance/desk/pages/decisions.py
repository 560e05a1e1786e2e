"""The register of decisions: what bodies have decided, by which vote, whether it stands, and with whom it is now.

A decision is seen by whoever sees its protocol, and the paper that it is about by whoever sees that paper.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
from django_filters import CharFilter, ChoiceFilter, NumberFilter

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge, Words
from governance.desk.base.conditions import Conditions
from governance.desk.base.format import day
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Section
from governance.desk.base.waiting_for import WaitingFor, waiting_for
from governance.desk.pages.decision_points import PointRow, in_brief, points_of
from governance.desk.papers.board import Board
from governance.desk.papers.export import portions, table_file
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.decisions import (
    Execution,
    Standing,
    decisions,
    executed,
    with_what_followed,
)
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.search.asking import LONGEST_QUERY, Query, search
from governance.documents.search.passages import Marker

DECISIONS = enter_section(Section("decisions", gettext_lazy("Decisions"), "decisions"), Group.PAPERS)
YEARS = (1900, 2100)
MEANINGS = {
    Standing.IN_FORCE: "force",
    Standing.SUSPENDED: "due",
    Standing.CANCELLED: "alarm",
    Standing.RECOMMENDED: "force",
    Standing.NOT_ADOPTED: "quiet",
    Standing.UNDECIDED: "quiet",
    Standing.UNSIGNED: "held",
}


class DecisionConditions(Conditions):
    """Words, body, year and standing."""

    q = CharFilter(
        label=gettext_lazy("Words of the question or the decision"),
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search"}),
        method="saying",
    )
    body = ChoiceFilter(
        label=gettext_lazy("Body"), empty_label=gettext_lazy("all"), field_name="protocol__unit_id"
    )
    year = NumberFilter(
        label=gettext_lazy("Year"),
        field_name="protocol__meeting__held_at__year",
        min_value=YEARS[0],
        max_value=YEARS[1],
        decimal_places=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    execution = ChoiceFilter(
        label=gettext_lazy("Execution"),
        empty_label=gettext_lazy("any"),
        choices=Execution.choices,
        method="carried_out",
    )
    standing = ChoiceFilter(
        label=gettext_lazy("State"),
        empty_label=gettext_lazy("All"),
        choices=Standing.choices,
        widget=forms.HiddenInput,
    )

    def carried_out(self, entries: QuerySet[ProtocolEntry], name: str, how: str) -> QuerySet[ProtocolEntry]:
        return executed(entries, how)

    def saying(self, entries: QuerySet[ProtocolEntry], name: str, typed: str) -> QuerySet[ProtocolEntry]:
        """Those of the protocols in which the search finds it, that say all of it or what is similar to it."""
        try:
            query = Query.read(typed)
        except NotLegal as refusal:
            self.form.dropped.append(str(refusal))
            return entries
        protocols = Document.objects.filter(pk__in=self.queryset.order_by().values("protocol_id"))
        found = search(query, protocols)
        said = entries.filter(protocol_id__in=found.keys).values_list(
            "pk", "item__title", "decided", "protocol__number"
        )
        markers = [[Marker(group) for group in groups] for groups in found.wishes]
        return entries.filter(
            pk__in=[
                key
                for key, *texts in said
                if any(all(marker.found(" ".join(texts))[1] for marker in each) for each in markers)
            ]
        )


@dataclass(frozen=True)
class DecisionRow:
    """One decision of templates/governance/decisions.html; `subject`: the paper that it is about, if one may see it."""

    entry: Any
    vote: str
    subject: Document | None = None
    step: WaitingFor | None = None
    carried_at: datetime | None = None
    failure: str = ""
    points: Sequence[PointRow] = ()

    @property
    def standing(self) -> Badge:
        found = Standing(self.entry.standing)
        word = str(found.label)
        if found is Standing.SUSPENDED:
            word = _("Suspended until %(day)s") % {"day": day(self.entry.suspended_until)}
        return Badge(MEANINGS[found], word)

    @property
    def points_in_brief(self) -> Badge:
        return in_brief(self.points)

    @property
    def held_on(self) -> date:
        on: date = self.entry.protocol.meeting.day
        return on

    @property
    def carried_on(self) -> date | None:
        """None for a decision that waits: it has carried nothing out yet."""
        waits = Standing(self.entry.standing) is Standing.SUSPENDED
        return None if self.carried_at is None or waits else timezone.localdate(self.carried_at)


def vote_of(entry: Any) -> str:
    """«за — 5, против — 1, воздержались — 0», with what is known of the way of voting; "" where nobody voted."""
    last = next((round for round in entry.item.rounds.all() if round.pk == entry.last_round), None)
    if last is None:
        return _("without a vote") if not entry.item.rounds.all() else _("no vote decided it")
    way = _("secret vote") if last.secret else _("open vote")
    if last.poll is not None:
        return _("election, %(way)s") % {"way": way}
    outcome = last.outcome
    said = _("for — %(for)s, against — %(against)s, abstained — %(abstain)s") % outcome
    return f"{said} ({way})"


class Decisions(Board[Any]):
    """The register. Its rows are questions of protocols."""

    model = Protocol
    template = "governance/decisions.html"
    section = DECISIONS
    title = DECISIONS.label
    address, name = "decisions/", DECISIONS.address
    conditions_class: ClassVar[type[Conditions]] = DecisionConditions
    chips_by = "standing"
    order = ("-protocol__meeting__held_at", "-protocol_id", "item__position")
    related = ("protocol__unit", "protocol__meeting", "item__subject")
    exports = True
    stands_above = False
    per_page = 20

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        bodies = {unit: name for _standing, unit, name, _count in self.counted}
        self.conditions.form.fields["body"].choices = [(str(key), bodies[key]) for key in sorted(bodies)]

    def get_visible(self) -> QuerySet[Any]:
        self.seen = Document.objects.seen_by(self.request.user, self.request.pairs)
        return decisions(self.seen.cards.filter(kind=Protocol.kind_name).order_by().values("pk"))

    @cached_property
    def counted(self) -> list[tuple[str, int, str, int]]:
        """How many decisions there are by standing and body; one query."""
        by = self.visible.order_by().values_list("standing", "protocol__unit_id", "protocol__unit__name")
        return list(by.annotate(count=Count("pk")))

    @cached_property
    def counts(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for standing, _unit, _name, count in self.counted:
            found[standing] += count
        return dict(found)

    @property
    def known_count(self) -> int | None:
        if self.filtered:
            return None
        chosen = self.conditions.understood.get(self.chips_by)
        return self.counts.get(chosen, 0) if chosen else sum(self.counts.values())

    @property
    def papers(self) -> QuerySet[Any]:
        rounds = Prefetch("item__rounds", Round.objects.order_by("number"))
        return with_what_followed(super().papers.prefetch_related(rounds))

    @cached_property
    def rows(self) -> Sequence[DecisionRow]:
        return self.rows_of(list(self.sheet))

    def rows_of(self, entries: Sequence[Any]) -> list[DecisionRow]:
        """With what follows from them; three queries at most."""
        subjects = self.seen_among(
            {entry.item.subject_id: entry.item.subject for entry in entries if entry.item.subject_id}
        )
        steps = waiting_for(subjects)
        points = points_of(entries)
        rows = []
        for entry in entries:
            subject = subjects.get(entry.item.subject_id)
            rows.append(
                DecisionRow(
                    entry=entry,
                    vote=vote_of(entry),
                    subject=subject,
                    step=steps.get(subject.pk) if subject is not None else None,
                    carried_at=entry.carried_at,
                    failure=entry.failure or "",
                    points=points.get(entry.item_id, ()),
                )
            )
        return rows

    def seen_among(self, papers: Mapping[int, Document]) -> Mapping[int, Document]:
        """Those of the papers that this person may see; no query for whoever sees few."""
        keys = self.seen.keys
        if keys is None:
            keys = frozenset(self.seen.cards.filter(pk__in=papers).values_list("pk", flat=True))
        return {key: paper for key, paper in papers.items() if key in keys}

    def note_reading(self, papers: Any) -> None:
        """A protocol is no paper with personal data."""

    def download(self) -> HttpResponse:
        return table_file(_("Decisions"), HEADS, self.lines(), "decisions")

    def lines(self) -> Any:
        """One line for each decision, as many at a time as the other lists write."""
        for portion in portions(self.papers.iterator(chunk_size=500)):
            yield from (line_of(row) for row in self.rows_of(portion))

    def get_lead(self) -> Words:
        count = self.sheet.paginator.count
        return ngettext("%(n)d decision.", "%(n)d decisions.", count) % {"n": count}


HEADS: Sequence[tuple[Words, int]] = (
    (gettext_lazy("Date"), 12),
    (gettext_lazy("Body"), 30),
    (gettext_lazy("Protocol"), 12),
    (gettext_lazy("Question"), 50),
    (gettext_lazy("Decision"), 70),
    (pgettext_lazy("decision", "Vote"), 40),
    (gettext_lazy("State"), 26),
    (gettext_lazy("Paper"), 50),
    (gettext_lazy("Carried out"), 14),
    (gettext_lazy("With whom"), 30),
    (gettext_lazy("What is awaited"), 34),
    (gettext_lazy("Due"), 12),
    (gettext_lazy("Execution of its points"), 70),
)


def line_of(row: DecisionRow) -> list[object]:
    protocol, item = row.entry.protocol, row.entry.item
    step = row.step
    return [
        row.held_on,
        protocol.unit,
        protocol.number,
        item.title,
        row.entry.decided,
        row.vote,
        row.standing,
        row.subject or "",
        row.carried_on,
        step.party if step else "",
        step.verb if step else "",
        step.due if step else None,
        "\n".join(f"{number}. {point.sentence}" for number, point in enumerate(row.points, start=1)),
    ]
