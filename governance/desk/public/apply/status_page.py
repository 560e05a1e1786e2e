"""The text of the private page: the state in plain words, the steps with their days, points, results, files.

No result is shown before it is published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Badge, Fact, RouteStep, known
from governance.desk.base.format import MEANINGS, day, figure, state_of
from governance.desk.base.page import Page
from governance.desk.public.apply.acts import open_acts
from governance.desk.public.apply.known import is_in_time, is_known, known_state, published_list
from governance.desk.public.apply.situations import offer_name, situation
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import OVER, State
from governance.documents.kinds.admission.checking import name_of
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.kinds.admission.ranking import lines_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.law.criteria import Kind

OUTCOMES = {
    "recommended": Badge("force", gettext_lazy("recommended")),
    "tied": Badge("due", gettext_lazy("equal points: an additional test decides")),
    "reserve": Badge("held", gettext_lazy("in reserve")),
    "not_recommended": Badge("quiet", gettext_lazy("not recommended")),
    "placed_higher": Badge("quiet", gettext_lazy("not needed: a wish named before it has come true")),
}


@dataclass(frozen=True)
class AppealShown:
    paper: Appeal
    state: Badge


class StatusPage(Page):
    """templates/governance/apply/own.html.

    `fill`: whether the form is open, `answers`: for what was asked; `acts`: which may be done; `list`: the address of
    the published list; `counted`: whether any claim is.
    """

    def __init__(self, application: Application, key: str) -> None:
        super().__init__(section="", title=str(application))
        ranking = published_list(application)
        consent = consent_of(application)
        appeals = list(application.appeals.order_by("pk"))
        state = known_state(application, ranking)
        self.application, self.campaign, self.key = application, application.campaign, key
        self.state = Badge(MEANINGS[state.phase], state.label)
        self.now = situation(application, state)
        self.answers = application.state == State.INCOMPLETE
        self.fill = self.answers or application.state == State.DRAFT
        self.acts = open_acts(application, ranking, consent, appeals)
        self.steps = steps(application, ranking)
        self.results = results(application, ranking)
        self.list = reverse("public_paper", args=[ranking.code]) if ranking is not None else ""
        self.points = points(application, ranking)
        self.counted = any(point.counted for point in self.points)
        self.facts = facts(application)
        self.wishes = [offer_name(application, code) for code in application.all_wishes]
        self.files = application.attachments.all()
        self.consent = consent
        self.consent_state = state_of(consent) if consent is not None else None
        self.appeals = [AppealShown(appeal, state_of(appeal)) for appeal in appeals]
        self.unconfirmed = bool(application.applicant.email) and application.email_confirmed_at is None


# --- the way ----------------------------------------------------------------------------------------------------------


def steps(application: Application, ranking: Rating | None) -> list[RouteStep]:
    """The steps of an application with their days; the present one is marked."""
    campaign, state = application.campaign, application.state
    if state in OVER:
        return []
    at = {State.DRAFT: 0, State.REGISTERED: 1, State.INCOMPLETE: 1, State.ENROLLED: 5}.get(State(state))
    if at is None:
        is_open = is_in_time(campaign.appeals_until)
        at = 2 if not is_known(application, ranking) else 3 if is_open else 4
    results = _("results on %(results)s, appeals until %(appeals)s")
    named = [
        (_("You send the application"), _("until %(day)s") % {"day": day(campaign.intake_until)}),
        (_("The secretary looks whether all papers are there"), ""),
        (
            _("Two members check the points, the commission decides"),
            _("on %(day)s") % {"day": day(campaign.selection_on)},
        ),
        (
            _("Results by code; appeals"),
            results % {"results": day(campaign.results_on), "appeals": day(campaign.appeals_until)},
        ),
        (_("The director enrols by an order"), ""),
    ]
    return [
        RouteStep(name=name, note=note, meaning="force" if n < at else "quiet", now=n == at)
        for n, (name, note) in enumerate(named)
    ]


# --- results ----------------------------------------------------------------------------------------------------------


# A list and a row of it, as an edition stores them.
Stored = Mapping[str, Any]


class ResultShown:
    """The outcome of one wish by the published list."""

    def __init__(self, found: Stored, row: Stored) -> None:
        badge = OUTCOMES[row["outcome"]]
        self.name, self.places = found["name"], found["places"]
        self.rank, self.of = row["rank"], len(found["rows"])
        self.points = figure(row["points"])
        self.meaning, self.word = badge.meaning, badge.word
        self.reason = row.get("reason", "")


def results(application: Application, ranking: Rating | None) -> list[ResultShown]:
    """In the order of the wishes."""
    if ranking is None:
        return []
    order = {code: n for n, code in enumerate(application.all_wishes)}
    lines = lines_of(ranking.lists, application.public_code)
    lines.sort(key=lambda line: order.get(line[0]["code"], 99))
    return [ResultShown(found, row) for found, row in lines]


class ClaimPoints:
    """«Почему столько»: what was claimed, what was counted and why, and its points."""

    def __init__(self, application: Application, claim: Claim, given: str, *, is_counted: bool) -> None:
        self.name = name_of(application, claim)
        self.claimed = "—" if claim.code == TEST else amount(application, claim, claim.value)
        self.counted = amount(application, claim, claim.settled) if is_counted else ""
        self.points = given if is_counted else ""
        self.reason = claim.settled_reason if is_counted and claim.is_corrected else ""
        self.file = claim.proof.name if claim.proof else ""
        self.note = claim.note


def points(application: Application, ranking: Rating | None) -> list[ClaimPoints]:
    given = points_given(application, ranking)
    public = is_known(application, ranking)
    return [
        ClaimPoints(application, claim, given.get(claim.code, ""), is_counted=public and claim.is_settled)
        for claim in application.all_claims
    ]


def amount(application: Application, claim: Claim, value: Decimal | None) -> str:
    """A value in words: yes or no for a tick, else the number."""
    if value is None:
        return _("not counted")
    criterion = application.campaign.sheet.by_code.get(claim.code)
    ticked = claim.is_circumstance or (criterion is not None and criterion.kind is Kind.ONCE)
    return (_("yes") if value else _("no")) if ticked else figure(value)


def points_given(application: Application, ranking: Rating | None) -> dict[str, str]:
    """The points of each criterion by the published list; they are the same for every wish."""
    if ranking is None:
        return {}
    lines = lines_of(ranking.lists, application.public_code)
    return {entry["code"]: figure(entry["points"]) for _list, row in lines[:1] for entry in row["why"]}


# --- what is stored ---------------------------------------------------------------------------------------------------


def facts(application: Application) -> list[Fact]:
    """The data that is stored about pupil and parents."""
    row = application.applicant
    return known(
        [
            Fact(_("Pupil"), row.name),
            Fact(_("Date of birth"), day(row.birth_date)),
            Fact(_("School"), row.school_name),
            Fact(_("Parent"), row.parent),
            Fact(_("Second parent"), row.second_parent),
            Fact(_("Telephone"), row.phone),
            Fact(_("E-mail"), row.email),
        ]
    )
