"""The rating lists on the screen: who stands where and why; for the commission with names, for others by code.

At most twelve queries however many rows; each application whose name is shown is recorded as read.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.agreement.page import frame
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import state_of
from governance.desk.kinds.admission.labels import NOTES, name_of, number, outcome_badge
from governance.desk.kinds.admission.list import reads_applications
from governance.desk.papers.tabs import tabs
from governance.desk.papers.undeclared import EFFECTS, FURTHER, TABS
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record import audit_log
from governance.documents.record.attached import Conflict
from governance.documents.record.document import Document
from governance.roles.person import Person
from governance.roles.rights import Right

# What has become of an application since the list was decided on.
SINCE = (State.OFFERED, State.ENROLLED, State.DECLINED, State.WITHDRAWN)

EFFECTS["rating", "submit"] = gettext_lazy(
    "It is computed once more and frozen: the commission votes on exactly this list."
)
EFFECTS["rating", "publish"] = gettext_lazy("Everybody sees codes, points and outcomes; no names.")
EFFECTS["rating", "enrol"] = gettext_lazy(
    "The list of those recommended and the order on it are drafted for the director."
)


@of_paper("rating", "campaign", "campaign__unit")
def rating_lists(request: SignedInRequest, rating: Any) -> HttpResponse:
    named = reads_applications(request, rating.campaign)
    known = applications_of(rating, request.user) if named else {}
    if named:
        audit_log.note_reading(known.values(), request.user, "rating_lists")
    registers = (Right.REGISTER_APPLICATION.value, rating.unit_id) in request.pairs
    before = edition_before(rating)
    turns = whose_turn(rating, known) if registers else {}
    shown = Lists(rating, known, before, turns, registers=registers)
    lists = [shown.of(found) for found in rating.lists]
    context = {
        **frame(rating),
        "title": rating.full_title,
        "state": state_of(rating),
        "tabs": tabs(rating, "lists"),
        "named": named,
        "registers": registers,
        "lists": lists,
        "changes": changes_text(lists) if before else "",
        "barred": ", ".join(barred(rating)),
        "tied": any(one["tied"] for one in lists),
        "applications": reverse("applications", args=[rating.campaign_id]) if named else "",
    }
    return render(request, "governance/admission/rating.html", context)


def applications_of(rating: Rating, reader: Person) -> dict[str, Any]:
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


def edition_before(rating: Rating) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the edition before, of the same round, by list and code."""
    earlier = Rating.objects.filter(
        campaign=rating.campaign_id, round=rating.round, edition=rating.edition - 1
    ).first()
    if earlier is None:
        return {}
    return {(found["code"], row["id"]): row for found in earlier.lists for row in found["rows"]}


def whose_turn(rating: Rating, known: dict[str, Any]) -> dict[str, str]:
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


def waits(application: Any, rating: Rating, offer: str) -> bool:
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


class Lists:
    """The lists of one edition as templates/governance/admission/rating.html shows them."""

    def __init__(
        self,
        rating: Rating,
        known: dict[str, Any],
        before: dict[tuple[str, str], dict[str, Any]],
        turns: dict[str, str],
        *,
        registers: bool,
    ) -> None:
        self.known, self.before, self.turns, self.registers = known, before, turns, registers
        self.tests = TEST in rating.campaign.sheet.tie_break
        self.criteria = {code: one.name for code, one in rating.campaign.sheet.by_code.items()}

    def of(self, found: dict[str, Any]) -> dict[str, Any]:
        rows = [self.row(found["code"], row) for row in found["rows"]]
        by_rank = [
            index
            for index, row in enumerate(found["rows"])
            if row["outcome"] == "recommended" and not row.get("guaranteed")
        ]
        if by_rank:
            # A guaranteed place may lie further down.
            rows[by_rank[-1]]["cut_off"] = True
        return {
            "code": found["code"],
            "name": found["name"],
            "places": found["places"],
            "rows": rows,
            "tied": any(row["outcome"] == "tied" for row in found["rows"]),
            "sums": sums(found["rows"]),
        }

    def row(self, offer: str, row: dict[str, Any]) -> dict[str, Any]:
        application = self.known.get(row["id"])
        said: dict[str, Any] = {
            "rank": row["rank"] or "—",
            "code": row["id"],
            "points": number(row["points"]),
            **outcome_badge(row["outcome"]),
            "reason": row.get("reason", ""),
            "why": [
                {
                    "name": self.criteria.get(part["code"], part["code"]),
                    "points": number(part["points"]),
                    "note": NOTES.get(part.get("note", ""), ""),
                }
                for part in row["why"]
            ],
            "change": self.change(offer, row),
        }
        if application is not None:
            said |= {
                "number": application.number,
                "name": name_of(application),
                "href": reverse("paper", args=[application.pk]),
                "now": state_of(application) if application.state in SINCE else None,
                "test": self.tests and self.registers and application.state == State.TIED,
                "offer": reverse("paper_do", args=[application.pk])
                if self.turns.get(offer) == row["id"]
                else "",
            }
        return said

    def change(self, offer: str, row: dict[str, Any]) -> str:
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
            "points": number(old["points"]),
            "outcome": outcome_badge(old["outcome"])["word"],
        }


def sums(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many got which outcome."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
    return [{**outcome_badge(outcome), "count": count} for outcome, count in counts.items()]


def changes_text(lists: list[dict[str, Any]]) -> str:
    count = sum(bool(row["change"]) for found in lists for row in found["rows"])
    if not count:
        return _("Nothing differs from the edition before.")
    return ngettext(
        "%(n)d line differs from the edition before.",
        "%(n)d lines differ from the edition before.",
        count,
    ) % {"n": count}


def lists_tab(document: Document) -> dict[str, Any]:
    return {
        "label": _("Who stands where"),
        "href": reverse("rating_lists", args=[document.pk]),
        "name": "lists",
    }


def agenda_link(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    """To the agenda on which the commission decides: the meeting that has it, or a new one."""
    if document.state != "review" or (Right.CONVENE.value, document.unit_id) not in request.pairs:
        return None
    if document.on_agenda_id is not None:
        return {"label": _("To the meeting"), "href": reverse("meeting", args=[document.on_agenda_id])}
    return {
        "label": _("Put it on an agenda…"),
        "href": f"{reverse('meeting_new')}?body={document.unit_id}",
    }


TABS.setdefault("rating", []).append(lists_tab)
for kind in ("rating", "appeal"):
    FURTHER.setdefault(kind, []).append(agenda_link)
