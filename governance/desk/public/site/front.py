"""The front page of the public site, and what the district says of itself."""

from django.http import HttpResponse

from governance.desk.public.site.admission import announced
from governance.desk.public.site.council import coming, decisions_of
from governance.desk.public.site.news import news_of
from governance.desk.public.site.papers import in_force
from governance.desk.public.site.plan import plan_in_force
from governance.desk.public.site.schools import schools_of
from governance.desk.public.site.site import Site, rendered, site_page
from governance.desk.public.site.structured import of_district
from governance.documents.settings.public_page import ABOUT, CONTACTS, HEADLINE

PAPERS, DECISIONS, NEWS = 6, 4, 4


@site_page
def front(site: Site) -> HttpResponse:
    found, _picture = schools_of(site)
    return rendered(
        site,
        "governance/site/front.html",
        headline=HEADLINE.on(site.district_id),
        description=ABOUT.on(site.district_id),
        structured=of_district(site),
        about=ABOUT.on(site.district_id).partition("\n")[0],
        admissions=announced(site)[:1],
        followed=plan_in_force(site),
        meetings=coming(site, 1),
        papers=in_force(site, PAPERS),
        decisions=list(decisions_of(site)[:DECISIONS]),
        news=news_of(site, 0, NEWS),
        schools=found,
        here="site",
    )


@site_page
def about(site: Site) -> HttpResponse:
    found, _picture = schools_of(site)
    return rendered(
        site,
        "governance/site/about.html",
        about=ABOUT.on(site.district_id),
        contacts=CONTACTS.on(site.district_id),
        schools=found,
        here="site_about",
    )
