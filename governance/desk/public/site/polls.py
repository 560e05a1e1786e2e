"""Polls of the public that are open, and surveys whose results are published."""

from django.http import HttpResponse

from governance import clock
from governance.desk.public.site.site import Site, rendered, site_page
from governance.documents.kinds.preprofile.survey import Survey

SHOWN = 50


@site_page
def polls(site: Site) -> HttpResponse:
    told = Survey.objects.filter(district_id=site.district_id, published_at__isnull=False)
    today = clock.today()
    return rendered(
        site,
        "governance/site/polls.html",
        open_now=list(
            told.filter(state=Survey.State.OPEN, opens_on__lte=today, closes_on__gte=today).order_by(
                "closes_on", "pk"
            )
        ),
        counted=list(told.filter(state=Survey.State.CLOSED).order_by("-closes_on", "-pk")[:SHOWN]),
        here="site_polls",
    )
