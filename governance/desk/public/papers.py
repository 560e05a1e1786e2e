"""Published papers: the list, the page of one, its PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import everyone
from governance.desk.base.conditions import Conditions
from governance.desk.base.long_list import LongList
from governance.desk.base.page import Page
from governance.desk.papers.board import Board
from governance.desk.papers.phases import by_phase
from governance.desk.papers.sheet import file_name, pdf, pdf_file, sheet
from governance.desk.public.admission import PUBLIC, campaign_page
from governance.desk.public.codes import normal
from governance.desk.public.requisites import (
    ended_text,
    facts,
    grounds_of,
    named,
    number_text,
    requisites,
    unit_then,
)
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.printing.kept_prints import imprint_of, keep_print, kept_print
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS


def published_day(paper: Document) -> date | None:
    return timezone.localtime(paper.published_at).date() if paper.published_at else None


# What holds comes first, then what is on its way, then what held once.
ORDER = (Phase.IN_FORCE, Phase.WITH_SOMEBODY, Phase.DRAFT, Phase.ENDED, Phase.VOID)


@dataclass(frozen=True)
class PublishedRow:
    """A published paper, with those that it rests on."""

    paper: Document
    rests_on: Sequence[Document]

    @property
    def dated(self) -> date | None:
        """Its own date, or that of the paper that put it into force, or the day of its publication."""
        dates = [self.paper.registered_on, *(paper.registered_on for paper in reversed(self.rests_on))]
        return next(filter(None, dates), published_day(self.paper))

    @property
    def grounds(self) -> Sequence[str]:
        """«Приказ № 2-ОД от 14.09.2011», the last first."""
        return [named(paper) for paper in reversed(self.rests_on)]

    @property
    def number(self) -> str:
        return number_text(self.paper)


class PublishedBoard(Board[Document]):
    """The published papers: those in force first, of each phase the latest first."""

    model = Document
    template = "governance/public_list.html"
    title = PUBLIC.label
    section = PUBLIC
    address, name = "public/", "public"
    access = staticmethod(everyone)
    conditions_class = Conditions
    order = (by_phase(ORDER).asc(), F("registered_on").desc(nulls_last=True), "-published_at", "-pk")

    @property
    def rows(self) -> Sequence[PublishedRow]:
        grounds = grounds_of(self.sheet)
        return [PublishedRow(paper, grounds.get(paper.pk, ())) for paper in self.sheet]

    def get_visible(self) -> QuerySet[Document]:
        return published().exclude(kind=Meeting.kind_name)

    def get_lead(self) -> str:
        count = self.sheet.paginator.count
        if count > LongList.COUNTED:
            return _("More than %(n)d papers.") % {"n": LongList.COUNTED}
        return ngettext("%(n)d paper.", "%(n)d papers.", count) % {"n": count}


def published() -> QuerySet[Document]:
    """Papers that anyone may read: published, and of a kind that holds no personal data."""
    return Document.objects.published().filter(
        kind__in=[name for name, model in KINDS.items() if not model.personal]
    )


def published_paper(code: str) -> Document:
    """The published paper with this code, as an object of its own kind. Raises Http404 for any other code."""
    kind = published_kind(code)
    if kind is None:
        raise Http404
    return published_of_kind(kind, code)


def published_kind(code: str) -> str | None:
    """The kind of the published paper with this code; None if there is none."""
    return published().filter(code=normal(code)).order_by().values_list("kind", flat=True).first()


def published_of_kind(kind: str, code: str) -> Document:
    """The same paper, once its kind is known; one query."""
    papers = KINDS[kind]._default_manager.select_related("unit__district", "district", "author", "register")
    paper: Document = papers.with_present_version().get(code=normal(code))
    paper.keep_present_version()
    return paper


@everyone
def public_paper(request: HttpRequest, code: str) -> HttpResponse:
    spelt = normal(code)
    if not spelt:
        raise Http404
    if code != spelt:
        return redirect("public_paper", code=spelt)
    kind = published_kind(code)
    if kind is None:
        raise Http404
    if kind == Campaign.kind_name:
        return campaign_page(request, code)
    if kind == Meeting.kind_name:
        return redirect("site_meeting", code=spelt)
    paper = published_of_kind(kind, code)
    details = requisites(paper)
    page = Page(title=paper.title, section="", crumbs=[PUBLIC.crumb])
    also = {
        "paper": paper,
        "unit": unit_then(paper),
        "number": number_text(paper),
        "facts": facts(paper, details),
        "sheet": sheet(paper),
    }
    if paper.phase == Phase.VOID:
        also["void"] = ended_text(details)
    return page.response(request, "governance/public.html", also=also)


@everyone
def public_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF, printed for the first who asks; a browser that asks again with its ETag gets 304 for nothing."""
    paper = published_paper(code)
    if not paper.printed:
        raise Http404
    data = print_data(paper)
    imprint = imprint_of(paper, data)
    # Whoever keeps it asks first whether it still holds: the paper may have been annulled or taken off the page.
    known = HttpResponse(headers={"ETag": f'"{imprint}"', "Cache-Control": "no-cache"})
    conditional = get_conditional_response(request, etag=known["ETag"], response=known)
    if conditional is not None and conditional is not known:
        return conditional
    content = kept_print(imprint)
    if content is not None:
        response = pdf_file(content, file_name(paper))
    else:
        response = pdf(request, paper.print_form, data, file_name(paper))
        if response.status_code != HTTPStatus.OK:
            return response
        keep_print(paper, imprint, response.content)
    response["ETag"], response["Cache-Control"] = known["ETag"], known["Cache-Control"]
    return response
