"""The public page of an admission: places, days, criteria, commissions, results, and how to apply."""

from collections.abc import Mapping, Sequence

from django.core.cache import caches
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.components import Fact, Words, known
from governance.desk.base.format import day
from governance.desk.base.page import Page, Section
from governance.documents.approval.changed_list import list_edition
from governance.documents.kinds.admission.calendar import LABELS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.commission import CommissionMember
from governance.documents.kinds.admission.print.campaign import MemberData, members_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document
from governance.documents.record.version_text import VersionText, text_of

PUBLIC = Section("", gettext_lazy("Published papers"), "public")
# The days that matter to parents: not the one until which the admission had to be announced.
SHOWN_DAYS = DAYS[1:]
KEPT_SECONDS = 600


def campaign_page(request: HttpRequest, code: str) -> HttpResponse:
    """The page of the published admission with this code.

    All parents open it on the same mornings, so it is cached: as long as the admission, its lists, the day and the
    language stay the same.
    """
    campaigns = Document.objects.published().filter(kind="campaign", code=code).order_by()
    texts = VersionText.objects.filter(
        version__document_id=OuterRef("pk"), version__number=OuterRef("version")
    )
    then = campaigns.annotate(school=Subquery(texts.values("unit_name")[:1]))
    pk, title, school, revision = then.values_list("pk", "title", "school", "revision").get()
    lists = Rating.objects.filter(campaign=pk).order_by().values_list("revision", flat=True)
    depends_on = (code, revision, sum(lists), clock.today(), get_language())
    key = ":".join(map(str, ("public-campaign", *depends_on)))
    content = caches["pages"].get(key)
    if content is None:
        content = render_to_string("governance/admission/announced.html", announced(pk))
        caches["pages"].set(key, content, KEPT_SECONDS)
    page = Page(section="", title=title, lead=school, crumbs=[PUBLIC.crumb])
    return page.response(request, "governance/public_campaign.html", also={"content": content})


def announced(pk: int) -> dict[str, object]:
    """What everybody may read of an admission (templates/governance/admission/announced.html)."""
    campaign = Campaign.objects.select_related("approved_by").get(pk=pk)
    order = campaign.approved_by
    assert order is not None, "announced after its order"
    frozen = text_of(campaign)
    assert frozen is not None, "approved as it was frozen"
    words, kept = frozen.words["criteria"], frozen.words["kept"]
    edition = list_edition(campaign)
    now = members_of(campaign) if edition.added or edition.excluded else kept["commissions"]
    published = Rating.objects.filter(campaign=campaign, published_at__isnull=False).order_by("-edition")
    said = {"number": order.number, "day": day(order.registered_on)}
    return {
        "campaign": campaign,
        "today": clock.today(),
        "classes": kept["classes"],
        "total": sum(one["places"] for one in kept["classes"]),
        "days": [Fact(capfirst(str(LABELS[name])), day(getattr(campaign, name))) for name in SHOWN_DAYS],
        "words": words,
        # The papers that the criteria name as proofs.
        "proofs": dict.fromkeys(
            line["proof"] for line in [*words["lines"], *words["circumstances"]] if line["proof"]
        ),
        "commissions": commissions(now),
        "editions": published.only("code", "title", "edition", "state", "published_at", "kind"),
        "facts": [
            Fact(_("Approved by"), _("order No. %(number)s of %(day)s") % said),
            *known([Fact(_("Edition in force"), edition.wording)]),
            Fact(_("Check code"), campaign.spelt_code),
        ],
    }


Body = CommissionMember.Body
TITLES = {
    Body.SELECTION: gettext_lazy("Admission commission"),
    Body.APPEAL: gettext_lazy("Appeal commission"),
}


def commissions(kept: Mapping[str, Sequence[MemberData]]) -> dict[Words, list[tuple[MemberData, str]]]:
    """Both by their titles, each member with the word for their place, as they were when the order approved them."""
    return {
        title: [(member, str(CommissionMember.Place(member["place"]).label)) for member in kept[body.value]]
        for body, title in TITLES.items()
    }
