"""The rating lists on the screen: who stands where and why; for the commission with names, for others by code.

At most twelve queries however many rows; each application whose name is shown is recorded as read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Badge, Tab
from governance.desk.base.format import figure, state_of
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.kinds.admission.labels import NOTES, name_of, outcome_badge
from governance.desk.kinds.admission.section import OVERSEERS, reads_applications, to_agenda
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.tabs import crumbs_of, tabs
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record import audit_log
from governance.documents.record.attached import Conflict
from governance.roles.person import Person
from governance.roles.rights import Right

# What has become of an application since the list was decided on.
SINCE = (State.OFFERED, State.ENROLLED, State.DECLINED, State.WITHDRAWN)

# A list and a row of it, as an edition stores them.
Stored = Mapping[str, Any]


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


def edition_before(rating: Rating) -> dict[tuple[str, str], Stored]:
    """The rows of the edition before, of the same round, by list and code."""
    earlier = Rating.objects.filter(
        campaign=rating.campaign_id, round=rating.round, edition=rating.edition - 1
    ).first()
    if earlier is None:
        return {}
    return {(found["code"], row["id"]): row for found in earlier.lists for row in found["rows"]}


def whose_turn(rating: Rating, known: Mapping[str, Application]) -> dict[str, str]:
    """For each list the code of the next for a free place, as the move will find it; one query for all lists."""
    if rating.state != Rating.State.ADOPTED or rating.published_at is None:
        return {}
    free = rating.campaign.places_left()
    turns = {}
    for found in rating.lists:
        offer = found["code"]
        waiting = (
            row["id"]
            for row in found["rows"]
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


class PointsOfCriterion:
    """The points of one criterion."""

    def __init__(self, part: Stored, names: Mapping[str, str]) -> None:
        self.name = names.get(part["code"], part["code"])
        self.points = figure(part["points"])
        self.note = NOTES.get(part.get("note", ""), "")


class RankedShown:
    """One row of a list; `cut_off`: the last who is recommended by rank. The rest is known to the commission alone.

    `now`: what has become of it since; `test`: whether a result of the additional test is asked for; `offer`: where
    the offer of the place is sent.
    """

    name = number = href = offer = ""
    now: Badge | None = None
    test = cut_off = False

    def __init__(self, row: Stored, names: Mapping[str, str], change: str) -> None:
        badge = outcome_badge(row["outcome"])
        self.rank = row["rank"] or "—"
        self.code = row["id"]
        self.points = figure(row["points"])
        self.meaning, self.word = badge.meaning, badge.word
        self.reason = row.get("reason", "")
        self.why = [PointsOfCriterion(part, names) for part in row["why"]]
        self.change = change

    def tell(self, application: Application) -> None:
        """Show whose row it is."""
        self.number, self.name = application.number, name_of(application)
        self.href = reverse("paper", args=[application.pk])
        self.now = state_of(application) if application.state in SINCE else None


@dataclass(frozen=True)
class OutcomeCount:
    """How many got one outcome."""

    badge: Badge
    count: int


class RatingList:
    def __init__(self, found: Stored, rows: Sequence[RankedShown]) -> None:
        self.code, self.name, self.places = found["code"], found["name"], found["places"]
        self.rows = rows
        stored = found["rows"]
        counts = Counter(row["outcome"] for row in stored)
        self.tied = "tied" in counts
        self.sums = [OutcomeCount(outcome_badge(outcome), count) for outcome, count in counts.items()]
        for shown, row in zip(reversed(rows), reversed(stored), strict=True):
            # A guaranteed place may lie further down.
            if row["outcome"] == "recommended" and not row.get("guaranteed"):
                shown.cut_off = True
                break


class RatingPage(Page):
    """templates/governance/admission/rating.html."""

    def __init__(self, request: SignedInRequest, rating: Rating) -> None:
        super().__init__(title=rating.full_title, crumbs=crumbs_of(rating))
        self.document = rating
        self.state = state_of(rating)
        self.tabs = tabs(rating, "lists")
        self.named = reads_applications(request, rating.campaign)
        self.registers = may(request, Right.REGISTER_APPLICATION, rating.unit_id)
        self.known = applications_of(rating, request.user) if self.named else {}
        self.before = edition_before(rating)
        self.turns = whose_turn(rating, self.known) if self.registers else {}
        sheet = rating.campaign.sheet
        self.has_test = TEST in sheet.tie_break
        self.names = {code: one.name for code, one in sheet.by_code.items()}
        self.lists = [
            RatingList(found, [self._row(found["code"], row) for row in found["rows"]])
            for found in rating.lists
        ]
        self.changes = changes_text(self.lists) if self.before else ""
        self.barred = ", ".join(barred(rating))
        self.tied = any(one.tied for one in self.lists)
        self.applications = reverse("applications", args=[rating.campaign_id]) if self.named else ""

    def _row(self, offer: str, row: Stored) -> RankedShown:
        shown = RankedShown(row, self.names, self._change(offer, row))
        application = self.known.get(row["id"])
        if application is not None:
            shown.tell(application)
            shown.test = self.has_test and self.registers and application.state == State.TIED
            if self.turns.get(offer) == row["id"]:
                shown.offer = reverse("paper_do", args=[application.pk])
        return shown

    def _change(self, offer: str, row: Stored) -> str:
        """What stood in the edition before, where it differs."""
        if not self.before:
            return ""
        old = self.before.get((offer, row["id"]))
        if old is None:
            return _("not in the edition before")
        if all(old[name] == row[name] for name in ("rank", "points", "outcome")):
            return ""
        return _("before: rank %(rank)s, %(points)s, %(outcome)s") % {
            "rank": old["rank"] or "—",
            "points": figure(old["points"]),
            "outcome": outcome_badge(old["outcome"]).word,
        }


def changes_text(lists: Iterable[RatingList]) -> str:
    count = sum(bool(row.change) for found in lists for row in found.rows)
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
    addresses=[path("papers/<int:pk>/lists/", rating_lists, name="rating_lists")],
    readings={"rating_lists": gettext_lazy("rating with names")},
)
enter(Enrolment, overseers=OVERSEERS)
