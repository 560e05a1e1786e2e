"""What programs read on a page: schema.org as a block of data. No browser runs it, so the content policy allows it."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from governance.desk.public.site.site import Site
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.public_page.cards import SchoolCard
from governance.documents.public_page.news import NewsItem
from governance.roles.unit import Unit

# A text may not end the block in which it stands.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(data: Mapping[str, Any]) -> SafeString:
    """JSON-LD for the head of a page; what is empty is left out."""
    known = {"@context": "https://schema.org", **_without_empty(data)}
    text = json.dumps(known, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    cleaned = {
        name: _without_empty(value) if isinstance(value, Mapping) else value for name, value in data.items()
    }
    return {name: value for name, value in cleaned.items() if value not in ("", None, [], {})}


def of_district(site: Site) -> SafeString:
    return data_block(
        {"@type": "EducationalOrganization", "name": site.name, "url": site.full(site.href("site"))}
    )


def of_school(site: Site, unit: Unit, card: SchoolCard, pictures: list[str]) -> SafeString:
    place: dict[str, Any] = {}
    if card.latitude is not None and card.longitude is not None:
        place = {
            "@type": "GeoCoordinates",
            "latitude": float(card.latitude),
            "longitude": float(card.longitude),
        }
    return data_block(
        {
            "@type": "School",
            "name": unit.charter_name,
            "alternateName": unit.short_name,
            "url": card.site or site.full(site.href("site_school", unit.pk)),
            "telephone": card.phone,
            "email": card.email,
            "address": unit.address or unit.place,
            "geo": place,
            "image": pictures,
            "parentOrganization": {"@type": "EducationalOrganization", "name": site.name},
        }
    )


def of_news(site: Site, item: NewsItem) -> SafeString:
    return data_block(
        {
            "@type": "NewsArticle",
            "headline": item.title,
            "datePublished": item.day.isoformat(),
            "articleBody": item.text,
            "image": site.full(site.href("site_picture", item.picture_id)) if item.picture_id else "",
            "publisher": {"@type": "EducationalOrganization", "name": site.name},
        }
    )


def of_meeting(site: Site, meeting: Meeting) -> SafeString:
    over = meeting.state in (Meeting.State.CANCELLED, Meeting.State.NOT_HELD)
    return data_block(
        {
            "@type": "Event",
            "name": meeting.title,
            "startDate": timezone.localtime(meeting.held_at).isoformat(timespec="minutes"),
            "eventStatus": f"https://schema.org/{'EventCancelled' if over else 'EventScheduled'}",
            "location": {"@type": "Place", "name": meeting.place, "address": meeting.place},
            "organizer": {"@type": "Organization", "name": meeting.unit.name},
            "url": site.full(site.href("site_meeting", meeting.code)),
        }
    )
