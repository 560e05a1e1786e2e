"""The schools of a district: their cards in a list and on a map, each on a page of its own; pictures."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.components import Fact, known
from governance.desk.public.site.school_map import Mark, Place, SchoolMap, drawn
from governance.desk.public.site.site import Site, rendered, site_page
from governance.desk.public.site.structured import of_school
from governance.documents.public_page.cards import SchoolCard
from governance.documents.public_page.pictures import MEDIA_TYPE, PublicPicture, bytes_of
from governance.roles.unit import Unit, UnitKind


@dataclass(frozen=True)
class School:
    """A school with its card; an empty one while it has written none."""

    unit: Unit
    card: SchoolCard
    href: str
    mark: Mark | None = None


def schools_of(site: Site) -> tuple[list[School], SchoolMap | None]:
    """All schools, the base school first, and the map of those that say where they stand; one query."""
    units = Unit.objects.filter(district_id=site.district_id, kind=UnitKind.SCHOOL).select_related("card")
    cards = {
        unit: getattr(unit, "card", None) or SchoolCard(unit=unit)
        for unit in units.order_by("-is_base", "pk")
    }
    places = [
        Place(unit.pk, float(card.latitude), float(card.longitude))
        for unit, card in cards.items()
        if card.latitude is not None and card.longitude is not None
    ]
    picture = drawn(places)
    marks = {mark.key: mark for mark in picture.marks} if picture is not None else {}
    found = [
        School(unit, card, site.href("site_school", unit.pk), marks.get(unit.pk))
        for unit, card in cards.items()
    ]
    return found, picture


@site_page
def schools(site: Site) -> HttpResponse:
    found, picture = schools_of(site)
    return rendered(site, "governance/site/schools.html", schools=found, picture=picture, here="site_schools")


@site_page
def school(site: Site, pk: int) -> HttpResponse:
    unit = (
        Unit.objects.filter(pk=pk, district_id=site.district_id, kind=UnitKind.SCHOOL)
        .select_related("card")
        .first()
    )
    if unit is None:
        raise Http404
    card = getattr(unit, "card", None) or SchoolCard(unit=unit)
    facts = [
        Fact(_("Phone"), card.phone),
        Fact(_("E-mail"), card.email, f"mailto:{card.email}"),
        Fact(_("Site of the school"), card.site, card.site),
    ]
    pictures = list(PublicPicture.objects.filter(unit=unit))
    images = [site.href("site_picture", one.pk) for one in pictures]
    return rendered(
        site,
        "governance/site/school.html",
        title=unit.name,
        description=card.directions,
        image=images[0] if images else "",
        structured=of_school(site, unit, card, list(map(site.full, images))),
        unit=unit,
        card=card,
        facts=known([Fact(_("Address"), unit.address or unit.place), *facts]),
        pictures=pictures,
        here="site_schools",
    )


@everyone
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture of the public page; whoever has it asks whether it still stands there."""
    found = PublicPicture.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    known_as = HttpResponse(headers={"ETag": f'"{found.sha256[:32]}"', "Cache-Control": "no-cache"})
    conditional = get_conditional_response(request, etag=known_as["ETag"], response=known_as)
    if conditional is not known_as and isinstance(conditional, HttpResponse):
        return conditional
    data = bytes_of(found)
    if data is None:
        raise Http404
    return HttpResponse(data, headers={**dict(known_as.items()), "Content-Type": MEDIA_TYPE})
