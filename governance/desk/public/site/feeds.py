"""The news of a district as feeds: RSS, Atom and JSON Feed 1.1, each of the same lines as the page of the news."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language

from governance.desk.public.site.news import News, news_of
from governance.desk.public.site.site import Site, site_page

LINES = 30
JSON_VERSION = "https://jsonfeed.org/version/1.1"


def described(site: Site, kind: type[Rss201rev2Feed | Atom1Feed], name: str) -> HttpResponse:
    """The feed as XML. It was last changed with its latest line, so it is the same as long as that is."""
    news = news_of(site, 0, LINES)
    feed = kind(
        title=site.name,
        link=site.full(site.href("site_news")),
        description=site.name,
        language=get_language(),
        feed_url=site.full(site.href(name)),
        feed_guid=site.full(site.href("site_news")),
    )
    for one in news:
        feed.add_item(
            title=one.title,
            link=site.full(one.href),
            description=one.text,
            unique_id=identity(site, one),
            unique_id_is_permalink=False,
            pubdate=one.moment,
            updateddate=one.changed or one.moment,
        )
    latest: datetime | None = max((one.changed or one.moment for one in news), default=None)
    if latest is not None:
        feed.latest_post_date = lambda: latest  # type: ignore[method-assign]  # else it is now, without any line
    return HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)


def identity(site: Site, one: News) -> str:
    return f"{site.full('/district/')}#{one.key}"


@site_page
def rss(site: Site) -> HttpResponse:
    return described(site, Rss201rev2Feed, "site_rss")


@site_page
def atom(site: Site) -> HttpResponse:
    return described(site, Atom1Feed, "site_atom")


@site_page
def json_feed(site: Site) -> HttpResponse:
    feed: dict[str, Any] = {
        "version": JSON_VERSION,
        "title": site.name,
        "home_page_url": site.full(site.href("site")),
        "feed_url": site.full(site.href("site_json")),
        "language": get_language(),
        "items": [item_of(site, one) for one in news_of(site, 0, LINES)],
    }
    text = json.dumps(feed, ensure_ascii=False)
    return HttpResponse(text, content_type="application/feed+json; charset=utf-8")


def item_of(site: Site, one: News) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": identity(site, one),
        "url": site.full(one.href),
        "title": one.title,
        "content_text": one.text or one.title,
        "date_published": one.moment.isoformat(timespec="seconds"),
    }
    if one.changed is not None:
        item["date_modified"] = one.changed.isoformat(timespec="seconds")
    if one.picture is not None:
        item["image"] = site.full(site.href("site_picture", one.picture.pk))
    return item
