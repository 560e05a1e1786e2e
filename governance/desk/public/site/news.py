"""News of a district: what somebody has written, and what was published, by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.desk.public.site.site import Site, page_number, published_here, rendered, site_page
from governance.desk.public.site.structured import of_news
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.public_page.news import NewsItem, shown_news
from governance.documents.public_page.pictures import PublicPicture
from governance.documents.record.document import Document

PER_PAGE = 15
MOST_PAGES = 40


@dataclass(frozen=True)
class News:
    """One line of the news; `text` is empty where a paper speaks for itself.

    `moment`: when it came to be; `changed`: when it was last put in other words.
    """

    title: str
    text: str
    day: date
    moment: datetime
    href: str
    # What names it for ever, wherever it stands.
    key: str
    picture: PublicPicture | None = None
    changed: datetime | None = None

    @property
    def order(self) -> tuple[int, float]:
        return -self.day.toordinal(), -self.moment.timestamp()


def news_of(site: Site, first: int, most: int) -> list[News]:
    """So many of the latest from a place on, both sorts together; two queries."""
    end = first + most
    written = [of_item(site, item) for item in shown_news(site.district_id)[:end]]
    papers = published_here(site).order_by("-published_at", "-pk")[:end]
    published = sorted((of_paper(site, paper) for paper in papers), key=lambda one: one.order)
    together: Iterator[News] = merge(written, published, key=lambda one: one.order)
    return list(islice(together, first, end))


def of_item(site: Site, item: NewsItem) -> News:
    address = site.href("site_news_item", item.pk)
    key = f"news-{item.pk}"
    return News(
        *(item.title, item.text, item.day, item.written_at, address, key, item.picture, item.corrected_at)
    )


def of_paper(site: Site, paper: Document) -> News:
    """«Опубликован приказ: …», in the words of its kind."""
    moment: Any = paper.published_at
    said = {"paper": capfirst(paper.title)}
    if paper.kind == Meeting.kind_name:
        title, address = _("Agenda opened: %(paper)s") % said, site.href("site_meeting", paper.code)
    elif paper.kind == Extract.kind_name:
        title, address = _("Decision published: %(paper)s") % said, reverse("public_paper", args=[paper.code])
    else:
        title, address = _("Published: %(paper)s") % said, reverse("public_paper", args=[paper.code])
    day = timezone.localtime(moment).date()
    return News(title, "", day, moment, address, f"paper-{paper.code}")


@site_page
def news(site: Site) -> HttpResponse:
    number = min(page_number(site.request), MOST_PAGES)
    found = news_of(site, PER_PAGE * (number - 1), PER_PAGE + 1)
    return rendered(
        site,
        "governance/site/news.html",
        news=found[:PER_PAGE],
        newer=number - 1,
        older=number + 1 if len(found) > PER_PAGE and number < MOST_PAGES else 0,
        here="site_news",
    )


@site_page
def news_item(site: Site, pk: int) -> HttpResponse:
    item = shown_news(site.district_id).filter(pk=pk).first()
    if item is None:
        raise Http404
    return rendered(
        site,
        "governance/site/news_item.html",
        title=item.title,
        description=item.text,
        image=site.href("site_picture", item.picture_id) if item.picture_id else "",
        structured=of_news(site, item),
        item=item,
        here="site_news",
    )
