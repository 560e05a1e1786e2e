"""The one page that sites of schools may show in a frame: what is new, and the way to the rest."""

from django.http import HttpResponse

from governance.desk.public.site.council import coming
from governance.desk.public.site.news import news_of
from governance.desk.public.site.site import Site, rendered, site_page
from governance.documents.settings.public_page import EMBEDDERS

LINES = 6


@site_page
def embed(site: Site) -> HttpResponse:
    """Framed by nobody but the sites that the district has named."""
    page = rendered(
        site, "governance/site/embed.html", news=news_of(site, 0, LINES), meetings=coming(site, 1)
    )
    framed_by = EMBEDDERS.origins(EMBEDDERS.on(site.district_id))
    # Kept with the page, and read by the middleware of django-csp and Django.
    page._csp_replace = {"frame-ancestors": framed_by or ["'none'"]}  # type: ignore[attr-defined]  # its decorator
    page.xframe_options_exempt = bool(framed_by)
    return page
