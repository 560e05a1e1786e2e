"""Who has read a paper with personal data: shown to those who answer for it, the chair, the secretary, the school."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.access import SignedInRequest, of_paper
from governance.desk.opinions.page import frame
from governance.desk.papers.page import TABS, tabs
from governance.desk.words import state_of
from governance.documents import trail
from governance.documents.document import Document
from governance.documents.kinds import KINDS
from governance.roles.rights import Right

PER_PAGE = 50
OVERSEERS = (Right.SETTLE_CHECK, Right.REGISTER_APPLICATION, Right.RUN_CAMPAIGN)
# Set on a paper whose reader oversees it: the tabs are made of the paper alone.
OVERSEEN = "readings_shown"
# What was read, by the name of the address.
PAGES = {
    "paper": gettext_lazy("page of the paper"),
    "paper_do": gettext_lazy("page of the paper"),
    "paper_pdf": gettext_lazy("PDF"),
    "paper_file": gettext_lazy("file"),
    "paper_dossier": gettext_lazy("dossier"),
    "applications": gettext_lazy("list of the applications"),
    "application_fill": gettext_lazy("form of the application"),
    "application_check": gettext_lazy("check of the points"),
    "application_settle": gettext_lazy("decision on the checks"),
    "application_conflict": gettext_lazy("conflict of interest"),
    "rating_lists": gettext_lazy("rating with names"),
    "appeal_prepare": gettext_lazy("preparation of the appeal"),
    "paper_readings": gettext_lazy("list of the readings"),
}


def oversees(request: SignedInRequest, document: Document) -> bool:
    return any((right.value, document.unit_id) in request.pairs for right in OVERSEERS)


def context(request: SignedInRequest, document: Document) -> dict[str, Any]:
    """For the page of the paper: whether this reader sees who else has read it."""
    document.__dict__[OVERSEEN] = oversees(request, document)
    return {}


def readings_tab(document: Document) -> dict[str, Any] | None:
    if not document.__dict__.get(OVERSEEN):
        return None
    return {
        "label": _("Who has read it"),
        "href": reverse("paper_readings", args=[document.pk]),
        "name": "readings",
    }


@of_paper()
def paper_readings(request: SignedInRequest, document: Document) -> HttpResponse:
    if document.confidential is None or not oversees(request, document):
        raise Http404
    context(request, document)
    page = Paginator(trail.readings_of(document), PER_PAGE).get_page(request.GET.get("page"))
    found = {
        **frame(document),
        "title": str(document),
        "state": state_of(document),
        "tabs": tabs(document, "readings"),
        "rows": [
            {
                "at": reading.timestamp,
                "who": reading.actor.name if reading.actor else reading.actor_email,
                "page": PAGES.get(name := (reading.additional_data or {}).get("page", ""), name),
            }
            for reading in page
        ],
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "governance/admission/readings.html", found)


for name, kind in KINDS.items():
    if kind.confidential is not None:
        TABS.setdefault(name, []).append(readings_tab)
