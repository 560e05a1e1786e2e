"""What the councils of a district have decided and are going to: extracts and agendas that were opened to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.page import page_numbers
from governance.desk.public.codes import normal
from governance.desk.public.site.site import Site, page_number, rendered, site_page
from governance.desk.public.site.structured import of_meeting
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase

PER_PAGE = 20
AHEAD = (Meeting.State.PLANNED, Meeting.State.RUNNING, Meeting.State.VOTING)


@dataclass(frozen=True)
class Question:
    """A question of an agenda as everybody may read it; `paper`: what it is about, if that is published."""

    number: int
    title: str
    paper: Document | None


def meetings_of(site: Site) -> QuerySet[Meeting]:
    """The meetings whose agendas are open to everybody."""
    opened: QuerySet[Meeting] = Meeting.objects.filter(
        district_id=site.district_id, published_at__isnull=False
    )
    return opened.select_related("unit").annotate(asked=Count("items"))


def coming(site: Site, most: int = 10) -> list[Meeting]:
    """Those that lie ahead, the nearest first; one query."""
    ahead = meetings_of(site).filter(state__in=AHEAD, held_at__date__gte=clock.today())
    return list(ahead.order_by("held_at", "pk")[:most])


def decisions_of(site: Site) -> QuerySet[Extract]:
    """The published extracts, the latest sitting first."""
    published: QuerySet[Extract] = Extract.objects.filter(
        district_id=site.district_id, published_at__isnull=False, state__in=Extract.states_in(Phase.IN_FORCE)
    )
    return published.select_related("unit", "protocol__meeting", "item").order_by(
        "-protocol__meeting__held_at", "-pk"
    )


def question_of(item: AgendaItem) -> Question:
    """Nothing of a paper with personal data but its kind; the paper itself if anybody may read it."""
    subject = item.subject
    if subject is None:
        return Question(item.position, item.title, None)
    model = subject.model
    if model.personal or model.confidential or model.about_person:
        title = _("A question about a person (%(kind)s)") % {"kind": str(model.kind_label).lower()}
        return Question(item.position, title, None)
    return Question(item.position, item.title, subject if subject.published_at is not None else None)


@site_page
def decisions(site: Site) -> HttpResponse:
    sheet = Paginator(decisions_of(site), PER_PAGE).get_page(page_number(site.request))
    held = meetings_of(site).filter(state=Meeting.State.HELD).order_by("-held_at", "-pk")
    return rendered(
        site,
        "governance/site/decisions.html",
        coming=coming(site),
        held=list(held[:PER_PAGE]),
        decisions=list(sheet.object_list),
        page_obj=sheet,
        page_numbers=page_numbers(sheet),
        request=site.request,
        here="site_decisions",
    )


@site_page
def meeting(site: Site, code: str) -> HttpResponse:
    """One meeting: when, where, about what."""
    found = meetings_of(site).filter(code=normal(code)).first()
    if found is None:
        raise Http404
    items: Sequence[AgendaItem] = list(found.items.select_related("subject").order_by("position"))
    decided = {extract.item_id: extract for extract in decisions_of(site).filter(protocol__meeting=found)}
    questions = [(question_of(item), decided.get(item.pk)) for item in items]
    return rendered(
        site,
        "governance/site/meeting.html",
        title=found.title,
        structured=of_meeting(site, found),
        meeting=found,
        questions=questions,
        here="site_decisions",
    )
