"""Who has read a paper with personal data: shown to those who answer for it.

Of an admission the chair and the secretary of the commission and the school; of rewards the deputy for the district
and the head of the teacher's school.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.agreement.page import frame
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import state_of
from governance.desk.papers.page import TABS, tabs
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.rights import Right

PER_PAGE = 50
# Who answers for papers with personal data, by the right with which these are read.
OVERSEERS: dict[Right, tuple[Right, ...]] = {
    Right.READ_APPLICATIONS: (Right.SETTLE_CHECK, Right.REGISTER_APPLICATION, Right.RUN_CAMPAIGN),
    Right.READ_NOMINATIONS: (Right.VERIFY_NOMINATION, Right.NOMINATE),
}
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
    "rewards": gettext_lazy("list of the sheets"),
    "nomination_fill": gettext_lazy("form of the sheet"),
    "nomination_complete": gettext_lazy("form of the nomination"),
    "nomination_verify": gettext_lazy("verification of the points"),
    "nomination_object": gettext_lazy("form of the objection"),
    "nomination_answer": gettext_lazy("answer to the objection"),
    "allocation": gettext_lazy("allocation by person"),
    "allocation_correct": gettext_lazy("correction of the allocation"),
    "reward_picture": gettext_lazy("picture with sums by school"),
    "certificate": gettext_lazy("certificate"),
    "paper_readings": gettext_lazy("list of the readings"),
}


def oversees(request: SignedInRequest, document: Document) -> bool:
    """By a right in the paper's own unit, or one held for the whole district."""
    if document.confidential is None:
        return False
    units = (document.unit_id, document.district_id)
    held = {(right.value, unit) for right in OVERSEERS[document.confidential] for unit in units}
    return not held.isdisjoint(request.pairs)


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
    if not oversees(request, document):
        raise Http404
    context(request, document)
    page = Paginator(audit_log.readings_of(document), PER_PAGE).get_page(request.GET.get("page"))
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
    return render(request, "governance/readings.html", found)


for name, kind in KINDS.items():
    if kind.confidential is not None:
        TABS.setdefault(name, []).append(readings_tab)
