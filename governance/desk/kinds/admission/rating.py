"""The rating lists on the screen: who stands where and why; for the commission with names, for others by code.

At most twelve queries however many rows; each application whose name is shown is recorded as read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab
from governance.desk.base.format import figure
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.kinds.admission.section import (
    ADMISSION,
    OUTCOMES,
    OVERSEERS,
    name_of,
    reads_applications,
    to_agenda,
)
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.tabs import crumbs_of, tabs
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import ON_THE_LIST, State
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record import audit_log
from governance.documents.record.attached import Conflict
from governance.roles.person import Person
from governance.roles.rights import Right

# What has become of an application since the list was decided on.
SINCE = (State.OFFERED, *ON_THE_LIST, State.DECLINED, State.EXCLUDED, State.WITHDRAWN)
NOTES = {
    "no_value": gettext_lazy("not claimed"),
    "capped": gettext_lazy("the most that this criterion gives"),
    "not_among_best": gettext_lazy("not among the best of its group"),
}


class StoredRow(TypedDict):
    """A row of a list, as an edition stores it; a `guaranteed` place may lie below the cut-off."""

    id: str
    rank: int | None
    points: str
    outcome: str
    # The points of each criterion: code, points and perhaps a note.
    why: list[dict[str, str]]
    guaranteed: NotRequired[bool]
    reason: NotRequired[str]


class StoredList(TypedDict):
    code: str
    name: str
    places: int
    rows: list[StoredRow]


# --- what is read -----------------------------------------------------------------------------------------------------


def applications_of(rating: Rating, reader: Person) -> dict[str, Application]:
    """The applications on the lists by code, but for those with which the reader has a conflict; one query."""
    conflict = Conflict.objects.filter(document=OuterRef("pk"), person=reader)
    found = (
        Application.objects.filter(
            ~Exists(conflict), campaign=rating.campaign_id, public_code__in=rating.codes
        )
        .select_related("applicant")
        .order_by("pk")
    )
    return {application.public_code: application for application in found}


def edition_before(rating: Rating) -> dict[tuple[str, str], StoredRow]:
    """The rows of the edition before, of the same round, by list and code."""
    earlier = Rating.objects.filter(
        campaign=rating.campaign_id, round=rating.round, edition=rating.edition - 1
    ).first()
    if earlier is None:
        return {}
    return {(ranked["code"], row["id"]): row for ranked in earlier.lists for row in ranked["rows"]}


def whose_turn(rating: Rating, known: Mapping[str, Application]) -> dict[str, str]:
    """For each list the code of the next for a free place, as the move will find it; one query for all lists."""
    if rating.state != Rating.State.ADOPTED or rating.published_at is None:
        return {}
    free = rating.campaign.places_left()
    turns = {}
    for ranked in rating.lists:
        offer = ranked["code"]
        waiting = (
            row["id"]
            for row in ranked["rows"]
            if row["outcome"] == "reserve" and row["id"] in known and waits(known[row["id"]], rating, offer)
        )
        turn = next(waiting, None) if free.get(offer, 0) > 0 else None
        if turn is not None:
            turns[offer] = turn
    return turns


def waits(application: Application, rating: Rating, offer: str) -> bool:
    return (
        application.state in (State.RESERVE, State.RECOMMENDED)
        and application.round == rating.round
        and application.outcomes.get(offer) == "reserve"
        and offer not in application.turned_down
    )


def barred(rating: Rating) -> list[str]:
    """Who has a conflict of interest with somebody on the list, and so no vote on it."""
    listed = Application.objects.filter(campaign=rating.campaign_id, public_code__in=rating.codes)
    conflicts = Conflict.objects.filter(document__in=listed.values("pk"))
    people = Person.objects.filter(pk__in=conflicts.values("person_id")).order_by("surname", "given", "pk")
    return [person.name for person in people]


# --- what is shown ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RankedRow:
    """One row of a list; `cut_off`: the last who is recommended by rank. Only the commission knows whose it is.

    `test`: whether a result of the additional test is asked for; `offers`: whether the free place is this pupil's.
    """

    row: StoredRow
    change: str
    application: Application | None
    cut_off: bool
    test: bool
    offers: bool

    @property
    def name(self) -> str:
        return name_of(self.application) if self.application is not None else ""

    @property
    def is_over(self) -> bool:
        """Whether its state tells more than the outcome."""
        return self.application is not None and self.application.state in SINCE


@dataclass(frozen=True)
class RankedList:
    """`sums`: how many got which outcome."""

    stored: StoredList
    rows: Sequence[RankedRow]
    sums: dict[str, int]


class RatingPage(Page):
    """templates/governance/admission/rating.html. `known`: the applications that the reader may see, by code."""

    def __init__(self, request: SignedInRequest, rating: Rating) -> None:
        super().__init__(title=rating.full_title, crumbs=crumbs_of(rating))
        self.document, self.outcomes, self.notes = rating, OUTCOMES, NOTES
        self.tabs = tabs(rating, "lists")
        self.named = reads_applications(request, rating.campaign)
        self.registers = may(request, Right.REGISTER_APPLICATION, rating.unit_id)
        self.known = applications_of(rating, request.user) if self.named else {}
        self.before = edition_before(rating)
        turns = whose_turn(rating, self.known) if self.registers else {}
        sheet = rating.campaign.sheet
        self.has_test = self.registers and TEST in sheet.tie_break
        self.names = {code: criterion.name for code, criterion in sheet.by_code.items()}
        self.lists = [self._list(ranked, turns.get(ranked["code"], "")) for ranked in rating.lists]
        self.changes = changes_text(self.lists) if self.before else ""
        self.barred = ", ".join(barred(rating))
        self.tied = any("tied" in ranked.sums for ranked in self.lists)

    def _list(self, ranked: StoredList, turn: str) -> RankedList:
        by_rank = (
            row["id"]
            for row in reversed(ranked["rows"])
            if row["outcome"] == "recommended" and not row.get("guaranteed")
        )
        cut_off = next(by_rank, "")
        rows = []
        for row in ranked["rows"]:
            application = self.known.get(row["id"])
            rows.append(
                RankedRow(
                    row,
                    change=self._change(ranked["code"], row),
                    application=application,
                    cut_off=row["id"] == cut_off,
                    test=self.has_test and application is not None and application.state == State.TIED,
                    offers=application is not None and row["id"] == turn,
                )
            )
        return RankedList(ranked, rows, dict(Counter(row["outcome"] for row in ranked["rows"])))

    def _change(self, offer: str, row: StoredRow) -> str:
        """What stood in the edition before, where it differs."""
        if not self.before:
            return ""
        old = self.before.get((offer, row["id"]))
        if old is None:
            return _("not in the edition before")
        if (old["rank"], old["points"], old["outcome"]) == (row["rank"], row["points"], row["outcome"]):
            return ""
        return _("before: rank %(rank)s, %(points)s, %(outcome)s") % {
            "rank": old["rank"] or "—",
            "points": figure(old["points"]),
            "outcome": OUTCOMES[old["outcome"]].word,
        }


def changes_text(lists: Iterable[RankedList]) -> str:
    count = sum(bool(row.change) for ranked in lists for row in ranked.rows)
    if not count:
        return _("Nothing differs from the edition before.")
    return ngettext(
        "%(n)d line differs from the edition before.",
        "%(n)d lines differ from the edition before.",
        count,
    ) % {"n": count}


@of_paper("rating", "campaign", "campaign__unit")
def rating_lists(request: SignedInRequest, rating: Rating) -> HttpResponse:
    page = RatingPage(request, rating)
    if page.named:
        audit_log.note_reading(page.known.values(), request.user, "rating_lists")
    return page.response(request, "governance/admission/rating.html")


def lists_tab(document: Rating) -> Tab:
    address = reverse("rating_lists", args=[document.pk])
    return Tab(label=_("Who stands where"), href=address, name="lists")


enter(
    Rating,
    section=ADMISSION,
    begin=Elsewhere("Computed from the list of the applications, by a button."),
    effects={
        "submit": gettext_lazy(
            "It is computed once more and frozen: the commission votes on exactly this list."
        ),
        "publish": gettext_lazy("Everybody sees codes, points and outcomes; no names."),
        "enrol": gettext_lazy(
            "The list of those recommended and the order on it are drafted for the director."
        ),
    },
    tabs=[lists_tab],
    further=[to_agenda],
    addresses=[path("papers/<key:pk>/lists/", rating_lists, name="rating_lists")],
    readings={"rating_lists": gettext_lazy("rating with names")},
)
enter(
    Enrolment,
    section=ADMISSION,
    overseers=OVERSEERS,
    effects={
        "draft_exclusion": gettext_lazy(
            "The order is drafted by itself: it excludes those who gave their places up and enrols those who took them."
        )
    },
)
