"""The page from which the public page is written: the cards of one's schools, and the news of the district."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import ListPage, Section
from governance.desk.base.rights import holds
from governance.documents.public_page.news import NewsItem
from governance.roles.rights import Right
from governance.roles.unit import Unit

PUBLIC_PAGE = enter_section(
    Section("public_page", gettext_lazy("Public page"), "public_page"),
    Group.DISTRICT,
    is_for=lambda reader: reader.holds(Right.EDIT_CARD, Right.PUBLISH),
)
PER_PAGE = 20


def writes_news(request: SignedInRequest) -> bool:
    """Whether this person writes the news of their district: whoever publishes its papers does."""
    return (Right.PUBLISH.value, request.user.district_id) in request.pairs


def own_schools(request: SignedInRequest) -> list[Unit]:
    """The schools whose card this person writes; one query."""
    held = [unit for right, unit in request.pairs if right == Right.EDIT_CARD]
    return list(Unit.objects.filter(pk__in=held).select_related("card").order_by("pk")) if held else []


@dataclass(kw_only=True)
class PublicPage(ListPage):
    """The context of templates/governance/public_page/page.html."""

    schools: list[Unit]
    writes: bool
    # The lines by which a site shows the news in a frame.
    embed: str


def embedding(district: str) -> str:
    address = f"{settings.PUBLIC_ADDRESS}{reverse('site_embed')}"
    lines = '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>'
    return lines.format(escape(address), escape(district))


@signed_in
def public_page(request: SignedInRequest) -> HttpResponse:
    writes, schools = writes_news(request), own_schools(request)
    if not (schools or holds(request, Right.PUBLISH)):
        raise Http404
    news = NewsItem.objects.filter(district=request.user.district_id) if writes else NewsItem.objects.none()
    page = PublicPage(
        title=PUBLIC_PAGE.label,
        section=PUBLIC_PAGE.name,
        schools=schools,
        writes=writes,
        embed=embedding(request.user.district.name),
        page_obj=Paginator(news.order_by("-day", "-pk"), PER_PAGE).get_page(request.GET.get("page")),
    )
    return page.response(request, "governance/public_page/page.html")
