"""Published papers: the list, the page of one, its PDF."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import everyone
from governance.desk.base.format import day, state_of
from governance.desk.papers.sheet import pdf_response, sheet
from governance.desk.public.admission import campaign_page
from governance.desk.public.codes import normal
from governance.desk.public.requisites import ended_text, facts, number_text, requisites
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS

PER_PAGE = 50


@everyone
def public(request: HttpRequest) -> HttpResponse:
    """The list of published papers, the latest first."""
    papers = published().select_related("unit").order_by("-published_at", "-pk")
    paginator = Paginator(papers, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "title": _("Published papers"),
        "lead": ngettext("%(n)d paper.", "%(n)d papers.", paginator.count) % {"n": paginator.count},
        "rows": [
            {
                "href": reverse("public_paper", args=[paper.code]),
                "title": paper.title,
                "kind": paper.model.kind_label,
                "unit": paper.unit,
                "number": paper.number,
                "date": paper.registered_on,
                "published": paper.published_at,
                **state_of(paper),
            }
            for paper in page
        ],
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "governance/public_list.html", context)


def published() -> Any:
    """Papers that anyone may read: published, and of a kind that holds no personal data."""
    return Document.objects.published().filter(
        kind__in=[name for name, model in KINDS.items() if not model.personal]
    )


def published_paper(code: str) -> Document:
    """The published paper with this code, as an object of its own kind. Raises Http404 for any other code."""
    card = (
        published()
        .filter(code=normal(code))
        .select_related("unit__district", "district", "author", "register")
        .first()
    )
    if card is None:
        raise Http404
    paper: Document = card.whole
    for name in ("unit", "district", "author", "register"):
        setattr(paper, name, getattr(card, name))
    return paper


@everyone
def public_paper(request: HttpRequest, code: str) -> HttpResponse:
    if code != normal(code):
        return redirect("public_paper", code=normal(code))
    admission = campaign_page(request, code)
    if admission is not None:
        return admission
    paper = published_paper(code)
    details = requisites(paper)
    notice = None
    if paper.phase == Phase.VOID:
        notice = {
            "meaning": "alarm",
            "title": _("This paper is without force."),
            "text": ended_text(details),
        }
    context = {
        "title": paper.title,
        "crumbs": [{"label": _("Published papers"), "href": reverse("public")}],
        "state": state_of(paper),
        "about": " · ".join(
            filter(None, [str(paper.kind_label), str(paper.unit), number_text(paper), published_text(paper)])
        ),
        "facts": facts(paper, details),
        "pdf": reverse("public_pdf", args=[paper.code]) if paper.printed else "",
        "check": reverse("check_paper", args=[paper.code]),
        "notice": notice,
        "sheet": sheet(paper),
    }
    return render(request, "governance/public.html", context)


@everyone
def public_pdf(request: HttpRequest, code: str) -> HttpResponse:
    paper = published_paper(code)
    if not paper.printed:
        raise Http404
    return pdf_response(request, paper)


def published_text(paper: Document) -> str:
    if paper.published_at is None:
        return ""
    return _("published on %(day)s") % {"day": day(timezone.localtime(paper.published_at).date())}
