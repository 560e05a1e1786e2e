"""Search over what is public: titles, text and decisions of published papers, news.

An entry of the index also holds what only the desk shows (remarks, reasons, files, earlier versions). So a paper counts
as found only where its public places say all of what was asked for, and no other place is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.visitor import in_the_next_hour, is_too_often, next_hour
from governance.desk.public.papers import PublishedRow
from governance.desk.public.site.news import News, of_item
from governance.desk.public.site.papers import rows_of
from governance.desk.public.site.site import Site, published_here, rendered, site_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.language.search import searchable
from governance.documents.public_page.news import shown_news
from governance.documents.search.asking import LONGEST_QUERY, Found, Query, search
from governance.documents.search.models import IndexEntry, Section
from governance.documents.search.passages import Marker, Passage

OPEN = (Section.TITLE, Section.DECISION, Section.AGENDA, Section.TEXT)
# So many hits are looked through, papers and news shown, news looked at.
LOOKED_THROUGH, SHOWN, MOST_NEWS = 200, 20, 500


@dataclass(frozen=True)
class PublicResult:
    row: PublishedRow
    passages: Sequence[Passage]


@everyone
def site_search(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    typed = request.GET.get("q", "")[: LONGEST_QUERY + 1].replace("\0", " ")
    page = partial(rendered, site, "governance/site/search.html", typed=typed, longest=LONGEST_QUERY, here="")
    if not typed.strip():
        return page()
    if is_too_often(request, "site search", settings.CHECKS_PER_HOUR, in_all=settings.CHECKS_PER_HOUR_IN_ALL):
        sentence = _("Too many searches at once: search again after %(time)s.") % {"time": next_hour()}
        return in_the_next_hour(page(objection=sentence))
    try:
        query = Query.read(typed)
    except NotLegal as refusal:
        return page(objection=str(refusal))
    papers, news = papers_saying(site, query), news_saying(site, typed)
    answer = page(papers=papers, news=news, asked=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def papers_saying(site: Site, query: Query) -> list[PublicResult]:
    """The papers whose public words say it, the best first; six queries at most."""
    papers = published_here(site).exclude(kind=Meeting.kind_name)
    found = search(query, papers)
    entries = IndexEntry.objects.filter(document_id__in=found.keys[:LOOKED_THROUGH])
    places = {
        entry.document_id: [place for place in entry.places if place[0] in OPEN]
        for entry in entries.only("document_id", "places")
    }
    keys = [key for key in found.keys if key in places and says(places[key], found)][:SHOWN]
    cards = {paper.pk: paper for paper in papers.filter(pk__in=keys).select_related("unit")}
    marker = Marker(found.phrases)
    return [
        PublicResult(
            row, [passage for passage in marker.passages(places[row.paper.pk]) if passage.section in OPEN]
        )
        for row in rows_of(cards[key] for key in keys if key in cards)
    ]


def says(places: Sequence[Sequence[str]], found: Found) -> bool:
    """Whether these places together fulfil one of the wishes: each of its groups by one of its phrases."""
    text = "\n".join(text for _section, text in places)
    return any(all(Marker(group).found(text)[1] for group in groups) for groups in found.wishes)


def news_saying(site: Site, typed: str) -> list[News]:
    """The news that say all words as they were typed."""
    words = searchable(typed).split()
    items = shown_news(site.district_id)[:MOST_NEWS]
    found = [item for item in items if all(word in searchable(f"{item.title} {item.text}") for word in words)]
    return [of_item(site, item) for item in found[:SHOWN]]
