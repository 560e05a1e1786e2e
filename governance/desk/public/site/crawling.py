"""What search engines are told: which addresses there are to read, and which are of no use to them."""

from datetime import date
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from governance.desk.base.access import everyone
from governance.desk.public.site.council import meetings_of
from governance.desk.public.site.papers import documents_of
from governance.desk.public.site.site import PARTS, Site, site_page
from governance.documents.public_page.news import shown_news
from governance.roles.unit import Unit, UnitKind

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# A sitemap may list 50,000 addresses.
MOST = 20_000
# What is printed, checked or asked for anew each time.
OF_NO_USE = ("/check/", "/apply/", "/a/", "/q/", "/sign-in/", "/district/search/")


@site_page
def sitemap(site: Site) -> HttpResponse:
    """All pages of the site with the day of their last change, as far as it is known (sitemaps.org)."""
    papers = documents_of(site).order_by("-published_at").values_list("code", "changed_at")[:MOST]
    news = shown_news(site.district_id).values_list("pk", "day")[:MOST]
    schools = Unit.objects.filter(district_id=site.district_id, kind=UnitKind.SCHOOL).order_by("pk")
    latest = documents_of(site).aggregate(latest=Max("published_at"))["latest"]
    addresses: list[tuple[str, date | None]] = [
        (site.href("site"), timezone.localtime(latest).date() if latest else None),
        *((site.href(name), None) for name, _label in PARTS),
        *((site.href("site_school", pk), None) for pk in schools.values_list("pk", flat=True)),
        *((site.href("site_news_item", pk), day) for pk, day in news),
        *(
            (site.href("site_meeting", code), None)
            for code in meetings_of(site).values_list("code", flat=True)[:MOST]
        ),
        *((reverse("public_paper", args=[code]), timezone.localtime(at).date()) for code, at in papers),
    ]
    written = StringIO()
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": NAMESPACE}))
    for address, changed in addresses:
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", site.full(address))
        if changed is not None:
            xml.addQuickElement("lastmod", changed.isoformat())
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return HttpResponse(written.getvalue(), content_type="application/xml")


@everyone
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {start}" for start in OF_NO_USE),
        f"Sitemap: {settings.PUBLIC_ADDRESS}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
