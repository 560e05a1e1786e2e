"""One page of the public site: of which district, as it stands now, and kept as long as nothing has changed.

A page depends on the district's record (units, cards, news, settings, posts), on its published papers, on the network
teachers' candidacies, on the day and the language. One query tells whether any of them has gone on, so a page is made
once by each process and right at once after a publication or an annulment; whoever has it already gets 304.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy

from governance import clock
from governance.desk.base.access import View, everyone
from governance.desk.base.kept_together import keep_together
from governance.desk.base.keys import key_in
from governance.desk.public.papers import published
from governance.documents.record.document import Document
from governance.roles.organisation import DistrictRecord
from governance.roles.unit import Unit

# How long a page that nobody asks for any more is kept.
KEPT_SECONDS = 3600
# Kinds that are not published themselves, and that a public page depends on.
BEHIND = ("candidacy",)


@dataclass(frozen=True)
class Site:
    """The site of one district. `version` changes with everything that its pages show."""

    request: HttpRequest
    district_id: int
    name: str
    version: str
    # Of a district that is not the first of the installation; empty as a rule.
    query: str

    @property
    def district(self) -> Unit:
        return Unit.objects.get(pk=self.district_id)

    @property
    def parts(self) -> object:
        return PARTS

    def href(self, name: str, *args: object) -> str:
        return reverse(name, args=args) + self.query

    @property
    def here(self) -> str:
        """The address by which this page is known, whatever else was typed behind it."""
        number = page_number(self.request)
        page = f"{'&' if self.query else '?'}page={number}" if number > 1 else ""
        return self.full(f"{self.request.path}{self.query}{page}")

    def full(self, address: str) -> str:
        """The address as other sites write it."""
        return f"{settings.PUBLIC_ADDRESS}{address}"


# The parts of the site in their order: the name of the address, and what it is called in the heading of every page.
PARTS = (
    ("site_documents", gettext_lazy("Papers")),
    ("site_decisions", gettext_lazy("Decisions")),
    ("site_plan", gettext_lazy("Plan")),
    ("site_admission", gettext_lazy("Admission")),
    ("site_teachers", gettext_lazy("Network teachers")),
    ("site_polls", gettext_lazy("Polls")),
    ("site_schools", gettext_lazy("Schools")),
    ("site_news", gettext_lazy("News")),
    ("site_about", gettext_lazy("About the district")),
)

Build = Callable[..., HttpResponse]


def site_page(build: Build) -> View:
    """A page of the site: `build` gets the `Site` and what the address names, and is asked for what is not kept."""

    @everyone
    @wraps(build)
    def view(request: HttpRequest, **named: object) -> HttpResponse:
        site = site_of(request)
        page = page_number(request)
        kept_under = (request.path, page, get_language(), clock.today(), site.district_id, site.version)
        key = "site:" + hashlib.sha256(repr(kept_under).encode()).hexdigest()
        kept: HttpResponse | None = caches["pages"].get(key)
        if kept is None:
            kept = build(site, **named)
            keep_together(kept)
            kept["ETag"] = f'"{hashlib.sha256(kept.content).hexdigest()[:32]}"'
            # Whoever keeps it asks first: a paper may have been annulled meanwhile.
            kept["Cache-Control"] = "no-cache"
            patch_vary_headers(kept, ["Accept-Language"])
            caches["pages"].set(key, kept, KEPT_SECONDS)
        answer = get_conditional_response(request, etag=kept["ETag"], response=kept)
        return answer if isinstance(answer, HttpResponse) else kept

    return view


def page_number(request: HttpRequest) -> int:
    """Which page of a long list is asked for; the first one for whatever is no number."""
    return max(1, key_in(request.GET.get("page", ""), 4) or 1)


def site_of(request: HttpRequest) -> Site:
    """The site that is asked for: of the first district, or of the one that the address names. One query.

    Raises Http404 for a district that is not there.
    """
    wanted = request.GET.get("district", "")
    if wanted and key_in(wanted, 9) is None:
        raise Http404
    published = Document.objects.filter(district_id=OuterRef("district_id"), published_at__isnull=False)
    behind = Document.objects.filter(district_id=OuterRef("district_id"), kind__in=BEHIND)
    records = DistrictRecord.objects.filter(**({"district_id": int(wanted)} if wanted else {}))
    row = (
        records.order_by("district_id")
        .values_list(
            "district_id",
            "district__name",
            "head",
            _of(published, Count("pk")),
            _of(published, Sum(F("revision"))),
            _of(published, Max("published_at")),
            _of(behind, Count("pk")),
            _of(behind, Sum(F("revision"))),
        )
        .first()
    )
    if row is None:
        raise Http404
    district, name, *version = row
    return Site(
        request, district, name, repr(version), f"?{urlencode({'district': wanted})}" if wanted else ""
    )


def _of(papers: QuerySet[Document], counted: Any) -> Subquery:
    return Subquery(papers.order_by().values("district_id").annotate(found=counted).values("found"))


def rendered(
    site: Site,
    template: str,
    *,
    title: object = "",
    description: str = "",
    image: str = "",
    **context: object,
) -> HttpResponse:
    """A page of the site; nothing of whoever asks is in it.

    `title`, `description` and `image` (an address) are what others show of a page that they link to (Open Graph).
    """
    known = {
        "site": site,
        "title": title,
        "graph": graph_of(site, title or dict(PARTS).get(str(context.get("here"))), description, image),
        "demo": settings.DEMO,
        "source_code": settings.SOURCE_CODE,
    }
    return HttpResponse(render_to_string(template, {**known, **context}))


def graph_of(site: Site, title: object, description: str, image: str) -> list[tuple[str, str]]:
    """The properties of Open Graph (ogp.me) that a page has."""
    properties = {
        "og:site_name": site.name,
        "og:type": "website",
        "og:title": str(title or site.name),
        "og:description": " ".join(description.split())[:300],
        "og:url": site.full(site.request.path + site.query),
        "og:image": site.full(image) if image else "",
    }
    return [(name, value) for name, value in properties.items() if value]


def published_here(site: Site) -> QuerySet[Document]:
    """The published papers of the district of kinds without personal data."""
    return published().filter(district_id=site.district_id)
