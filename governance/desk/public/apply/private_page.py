"""The private page of an application for the holder of the link: what has been published, points, papers and files."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Badge, Fact, RouteStep, known
from governance.desk.base.format import MEANINGS, day, figure
from governance.desk.base.page import Page
from governance.desk.papers.files import download
from governance.desk.papers.sheet import pdf, pdf_response
from governance.desk.public.apply.acts import open_acts
from governance.desk.public.apply.holder import by_key
from governance.desk.public.apply.known import is_in_time, is_known, known_state, published_list
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import OVER, State
from governance.documents.kinds.admission.checking import name_of
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.consent import consent_of, needs_hand
from governance.documents.kinds.admission.hearing import hearing_of
from governance.documents.kinds.admission.print.consent import blank_of
from governance.documents.kinds.admission.print.hearing import hearing_data
from governance.documents.kinds.admission.ranking import lines_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.law.criteria import Kind
from governance.documents.record.attached import Attachment

OUTCOMES = {
    "recommended": Badge("force", gettext_lazy("recommended")),
    "tied": Badge("due", gettext_lazy("equal points: an additional test decides")),
    "reserve": Badge("held", gettext_lazy("in reserve")),
    "not_recommended": Badge("quiet", gettext_lazy("not recommended")),
    "placed_higher": Badge("quiet", gettext_lazy("not needed: a wish named before it has come true")),
}


class StatusPage(Page):
    """templates/governance/apply/own.html; `counted`: whether any claim is."""

    def __init__(self, application: Application, key: str) -> None:
        super().__init__(section="", title=str(application))
        self.application, self.campaign, self.key = application, application.campaign, key
        self.ranking = published_list(application)
        self.consent = consent_of(application)
        self.needs_hand = needs_hand(application)
        self.appeals = list(application.appeals.select_related("on_agenda", "unit").order_by("pk"))
        self.hearings = [(appeal, hearing_of(appeal)) for appeal in self.appeals]
        self.state = known_state(application, self.ranking)
        self.badge = Badge(MEANINGS[self.state.phase], self.state.label)
        is_offered = self.state == State.OFFERED
        self.place = offer_name(application, application.offered if is_offered else application.place)
        self.acts = open_acts(application, self.ranking, self.consent, self.appeals)
        self.steps = steps(application, self.ranking)
        lines = lines_of(self.ranking.lists, application.public_code) if self.ranking is not None else []
        wished = application.all_wishes
        lines.sort(key=lambda line: wished.index(line[0]["code"]) if line[0]["code"] in wished else 99)
        self.results = [(listed, row, OUTCOMES[row["outcome"]]) for listed, row in lines]
        # The points of each criterion are the same for every wish.
        given = {entry["code"]: figure(entry["points"]) for _list, row in lines[:1] for entry in row["why"]}
        is_public = is_known(application, self.ranking)
        self.points = [claim_points(application, claim, given, is_public) for claim in application.all_claims]
        self.counted = any(point.counted for point in self.points)
        self.facts = facts(application)
        self.wishes = [offer_name(application, code) for code in wished]


def offer_name(application: Application, code: str) -> str:
    return application.campaign.offer(code).name if code else ""


# --- the way ----------------------------------------------------------------------------------------------------------


def steps(application: Application, ranking: Rating | None) -> list[RouteStep]:
    """The steps of an application with their days; the present one is marked."""
    campaign, state = application.campaign, application.state
    if state in OVER:
        return []
    at = {State.DRAFT: 0, State.REGISTERED: 1, State.INCOMPLETE: 1, State.ENROLLED: 5, State.LEAVING: 5}.get(
        State(state)
    )
    if at is None:
        is_open = ranking is not None and is_in_time(ranking.appeals_until)
        at = 2 if not is_known(application, ranking) else 3 if is_open else 4
    appeals_until = (ranking and ranking.appeals_until) or campaign.appeals_until
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
            results % {"results": day(campaign.results_on), "appeals": day(appeals_until)},
        ),
        (_("The director enrols by an order"), ""),
    ]
    return [
        RouteStep(name=name, note=note, meaning="force" if n < at else "quiet", now=n == at)
        for n, (name, note) in enumerate(named)
    ]


# --- results ----------------------------------------------------------------------------------------------------------


class ClaimPoints(NamedTuple):
    """«Расчёт баллов»: what was claimed, what was counted, and its points; empty before they are published."""

    claim: Claim
    name: str
    claimed: str
    counted: str
    points: str


def claim_points(
    application: Application, claim: Claim, given: Mapping[str, str], is_public: bool
) -> ClaimPoints:
    is_counted = is_public and claim.is_settled
    return ClaimPoints(
        claim,
        name_of(application, claim),
        claimed="—" if claim.code == TEST else amount(application, claim, claim.value),
        counted=amount(application, claim, claim.settled) if is_counted else "",
        points=given.get(claim.code, "") if is_counted else "",
    )


def amount(application: Application, claim: Claim, value: Decimal | None) -> str:
    """A value in words: yes or no for a tick, else the number."""
    if value is None:
        return _("not counted")
    criterion = application.campaign.sheet.by_code.get(claim.code)
    ticked = claim.is_circumstance or (criterion is not None and criterion.kind is Kind.ONCE)
    return (_("yes") if value else _("no")) if ticked else figure(value)


# --- what is stored ---------------------------------------------------------------------------------------------------


def facts(application: Application) -> list[Fact]:
    """The data that is stored about pupil and parents."""
    row = application.applicant
    return known(
        [
            Fact(_("Pupil"), row.name),
            Fact(_("Date of birth"), day(row.birth_date)),
            Fact(_("Pupil's address"), row.address),
            Fact(_("School"), row.school_name),
            Fact(_("Language of education"), row.language),
            Fact(_("Native language to be learnt"), row.native_language),
            Fact(_("Right to be admitted before others"), row.preference),
            Fact(_("Adapted programme"), _("needed") if row.adapted else ""),
            Fact(_("Parent"), row.parent),
            Fact(_("Parent's address"), row.parent_address),
            Fact(_("Parent's identity document"), row.parent_document),
            Fact(_("Second parent"), row.second_parent),
            Fact(_("Telephone"), row.phone),
            Fact(_("E-mail"), row.email),
            Fact(_("Kept until"), day(application.kept_until)),
        ]
    )


@by_key
def kept(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The page after the form: number, code and private link, to be written down."""
    link = settings.PUBLIC_ADDRESS + reverse("own_application", args=[key])
    also = {"application": application, "key": key, "link": link}
    return render(request, "governance/apply/kept.html", also)


@by_key
def own_application(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """The state, what is missing and until when, what happens next, results, data, and possible acts."""
    return StatusPage(application, key).response(request, "governance/apply/own.html")


@by_key
def own_pdf(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    return pdf_response(request, application)


@by_key
def own_consent(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    consent = consent_of(application)
    if consent is None:
        raise Http404(_("There is no consent."))
    if "blank" in request.GET:
        return pdf(request, consent.print_form, blank_of(consent), "consent")
    return pdf_response(request, consent)


@by_key
def own_hearing(request: HttpRequest, application: Application, key: str, appeal: int) -> HttpResponse:
    """The notice of the day on which an appeal is heard, as PDF."""
    filed = application.appeals.filter(pk=appeal).first()
    hearing = hearing_of(filed) if filed is not None else None
    if filed is None or hearing is None:
        raise Http404
    return pdf(request, "hearing", hearing_data(filed, hearing), f"hearing {filed.number}")


@by_key
def own_file(request: HttpRequest, application: Application, key: str, file: int) -> HttpResponseBase:
    """A file of this application, always as a download."""
    attachment = Attachment.objects.filter(document_id=application.pk, pk=file, erased_at=None).first()
    if attachment is None:
        raise Http404
    return download(request, attachment, back=reverse("own_application", args=[key]))
