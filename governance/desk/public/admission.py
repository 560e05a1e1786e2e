"""The public page of an admission: places, days, criteria, commissions, results, and how to apply."""

from collections.abc import Sequence

from django.core.cache import caches
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.components import Fact, Words
from governance.desk.base.format import day
from governance.desk.base.page import Page, Section
from governance.documents.kinds.admission.calendar import LABELS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.commission import CommissionMember
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.phrases import number_and_date
from governance.documents.law.criteria.description import describe_sheet
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.unit import UnitKind

PUBLIC = Section("", gettext_lazy("Published papers"), "public")
# The days that matter to parents: not the one until which the admission had to be announced.
SHOWN_DAYS = DAYS[1:]
KEPT_SECONDS = 600


def campaign_page(request: HttpRequest, code: str) -> HttpResponse | None:
    """The page of the published admission with this code; None if there is none.

    All parents open it on the same mornings, so it is cached: as long as the admission, its lists, the day and the
    language stay the same. Only the positions of the members may be up to KEPT_SECONDS old.
    """
    campaigns = Document.objects.published().filter(kind="campaign", code=code).order_by()
    card = campaigns.values_list("pk", "title", "unit__name", "revision").first()
    if card is None:
        return None
    pk, title, school, revision = card
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
    words = describe_sheet(campaign.sheet, campaign.circumstances)
    published = Rating.objects.filter(campaign=campaign, published_at__isnull=False).order_by("-edition")
    return {
        "campaign": campaign,
        "today": clock.today(),
        "total": sum(one.places for one in campaign.school_classes),
        "days": [Fact(capfirst(str(LABELS[name])), day(getattr(campaign, name))) for name in SHOWN_DAYS],
        "words": words,
        # The papers that the criteria name as proofs.
        "proofs": dict.fromkeys(
            line["proof"] for line in [*words["lines"], *words["circumstances"]] if line["proof"]
        ),
        "commissions": commissions(campaign),
        "editions": published.only("code", "title", "edition", "state", "published_at", "kind"),
        "facts": [
            Fact(_("Approved by"), f"приказ {number_and_date(order.number, order.registered_on)}"),
            Fact(_("Check code"), campaign.spelt_code),
        ],
    }


Body = CommissionMember.Body
TITLES = {
    Body.SELECTION: gettext_lazy("Admission commission"),
    Body.APPEAL: gettext_lazy("Appeal commission"),
}


def commissions(campaign: Campaign) -> dict[Words, list[tuple[CommissionMember, str]]]:
    """Both by their titles, each member with their office; two queries."""
    members = list(campaign.members.select_related("person"))
    offices = offices_of([member.person_id for member in members])
    return {
        title: [(member, offices.get(member.person_id, "")) for member in members if member.body == body]
        for body, title in TITLES.items()
    }


def offices_of(people: Sequence[int]) -> dict[int, str]:
    """The position of each person by id: where they work, not their seat in a commission."""
    held = (
        Appointment.objects.in_force()
        .filter(person__in=people, stands_for__isnull=True)
        .exclude(unit__kind=UnitKind.COMMISSION)
        .select_related("unit")
        # The school where somebody works comes before a council where they sit.
        .order_by(Case(When(unit__kind=UnitKind.SCHOOL, then=0), default=1), "pk")
    )
    offices: dict[int, str] = {}
    for appointment in held:
        offices.setdefault(appointment.person_id, office(appointment))
    return offices


def office(held: Appointment) -> str:
    """The position with its place, which an own title names by itself."""
    return held.capacity if held.title else f"{held.capacity}, {held.unit.short_name}"
