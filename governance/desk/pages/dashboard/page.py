"""The page of the dashboard: what hangs and with whom, what is late, how the year goes; and the same to print."""

from collections import Counter
from datetime import date
from typing import cast

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Page, Section
from governance.desk.pages.dashboard.erasures import erasures
from governance.desk.pages.dashboard.kinds import kind_table
from governance.desk.pages.dashboard.plan import plan_picture
from governance.desk.pages.dashboard.steps import open_steps
from governance.desk.pages.dashboard.years import SchoolYear
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.visibility import VisiblePapers
from governance.proof.canonical_json import sha256

DASHBOARD = enter_section(
    Section("dashboard", gettext_lazy("Dashboard"), "dashboard"), Group.DISTRICT, place=0
)
KEPT_SECONDS = 600
# Whoever sees a paper of these kinds is led to the page of monitoring.
OF_MONITORING = ("indicators", "figures", "monitoring_report")


class DashboardPage(Page):
    """`steps`: those that people are asked for; `table`: papers by kind and phase; `plan`: how it is carried out;
    `meetings`: by state; `erasures`: what is said of personal data that is erased soon; `has_monitoring`: whether
    there is a way from here to the monitoring.
    """

    def __init__(self, papers: VisiblePapers, today: date) -> None:
        said = _("As of %(day)s; only papers that you may see.") % {"day": date_format(today, "j E Y")}
        super().__init__(title=DASHBOARD.label, section=DASHBOARD.name, lead=said)
        self.today, self.year = today, SchoolYear.of(today)
        self.table = kind_table(papers.all_cards, today)
        totals = self.table.totals
        self.under_way, self.drafts = totals[Phase.WITH_SOMEBODY], totals[Phase.DRAFT]
        self.in_force, self.papers = totals[Phase.IN_FORCE], totals.total()
        states = self.table.states.items()
        self.meetings = Counter({state: n for (kind, state), n in states if kind == "meeting"})
        self.has_monitoring = any(kind in OF_MONITORING for kind, _state in self.table.states)
        self.steps = open_steps(papers, today)
        self.plan = plan_picture(papers, today)
        self.erasures = erasures(papers)


@signed_in
def dashboard(request: SignedInRequest) -> HttpResponse:
    return page_of(request).response(request, "governance/dashboard.html")


@signed_in
def for_council(request: SignedInRequest) -> HttpResponse:
    """The same on a sheet of paper, for a sitting of the council."""
    page = page_of(request)
    page.crumbs = [DASHBOARD.crumb]
    return page.response(request, "governance/dashboard_council.html")


def page_of(request: SignedInRequest) -> DashboardPage:
    today = clock.today()
    papers = Document.objects.seen_by(request.user, request.pairs)
    return kept_page(request, papers, today) if papers.are_many else DashboardPage(papers, today)


def kept_page(request: SignedInRequest, papers: VisiblePapers, today: date) -> DashboardPage:
    """The page over very many papers, counted once in a while for each reader, language and set of rights."""
    asked = sha256([request.user.pk, sorted(request.pairs), today.isoformat(), get_language()])
    page = caches["pages"].get_or_set(
        f"dashboard:{asked}", lambda: DashboardPage(papers, today), KEPT_SECONDS
    )
    return cast(DashboardPage, page)
