"""The public page of an admission: places, days, criteria, commissions, results, and how to apply."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.components import Fact
from governance.desk.base.format import day
from governance.desk.base.page import Page, Section, context_of
from governance.desk.public.commissions import commissions
from governance.documents.kinds.admission.calendar import LABELS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.phrases import number_and_date
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet
from governance.documents.record.document import Document

PUBLIC = Section("", gettext_lazy("Published papers"), "public")
# The days that matter to parents: not the one until which the admission had to be announced.
SHOWN_DAYS = DAYS[1:]
KEPT_SECONDS = 600


@dataclass(kw_only=True)
class AnnouncedPage(Page):
    """`content`: templates/governance/admission/announced.html as it was rendered."""

    school: str
    content: str


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
    content = cache.get(key)
    if content is None:
        content = render_to_string("governance/admission/announced.html", context_of(Announced(pk)))
        cache.set(key, content, KEPT_SECONDS)
    page = AnnouncedPage(section="", title=title, crumbs=[PUBLIC.crumb], school=school, content=content)
    return page.response(request, "governance/public_campaign.html")


@dataclass(frozen=True)
class Call:
    """What a parent can do today; `href`: the form, where it is open."""

    meaning: str
    title: str
    text: str = ""
    href: str = ""


class EditionShown:
    """A published edition of the rating."""

    def __init__(self, rating: Rating) -> None:
        self.href = reverse("public_paper", args=[rating.code])
        self.label, self.word = rating.full_title, rating.state_label
        assert rating.published_at is not None
        on = timezone.localtime(rating.published_at).date()
        self.note = _("published on %(day)s") % {"day": day(on)}


class Announced:
    """What everybody may read of an admission (templates/governance/admission/announced.html)."""

    def __init__(self, pk: int) -> None:
        campaign = Campaign.objects.select_related("approved_by").get(pk=pk)
        order = campaign.approved_by
        assert order is not None, "announced after its order"
        self.call = call(campaign)
        self.classes = campaign.school_classes
        self.total = sum(one.places for one in self.classes)
        self.days = [Fact(capfirst(str(LABELS[name])), day(getattr(campaign, name))) for name in SHOWN_DAYS]
        self.round = campaign.round
        self.words = describe_sheet(campaign.sheet, campaign.circumstances)
        self.bring = to_bring(self.words)
        self.commissions = commissions(campaign)
        self.editions = editions(campaign)
        self.facts = [
            Fact(_("Approved by"), f"приказ {number_and_date(order.number, order.registered_on)}"),
            Fact(_("Check code"), campaign.spelt_code),
        ]
        self.pdf = reverse("public_pdf", args=[campaign.code])
        self.check = reverse("check_paper", args=[campaign.code])


def call(campaign: Campaign) -> Call:
    days = campaign.calendar
    first, last = day(days.intake_from), day(days.intake_until)
    if campaign.state != Campaign.State.ANNOUNCED:
        return Call("quiet", _("The admission is over."))
    if campaign.takes_applications:
        return Call(
            "force",
            _("Applications are taken until %(day)s.") % {"day": last},
            _("No account is needed. What is half filled in can be saved and finished later."),
            reverse("apply", args=[campaign.code]),
        )
    if clock.today() < days.intake_from:
        return Call(
            "held",
            _("Applications are taken from %(first)s to %(last)s.") % {"first": first, "last": last},
            _("On these days the form opens on this page; an application on paper is taken by the school."),
        )
    return Call(
        "quiet",
        _("The intake ended on %(day)s.") % {"day": last},
        _("The results are published here by code on %(day)s.") % {"day": day(days.results_on)},
    )


def to_bring(words: CriteriaDescription) -> list[str]:
    """The papers that belong to an application: those of everybody, and the proofs that the criteria name."""
    proofs = [line["proof"] for line in [*words["lines"], *words["circumstances"]] if line["proof"]]
    return [
        _("passport or birth certificate of the pupil"),
        _("passport of the parent who applies"),
        _("consent to the processing of personal data: a separate paper, given in the form"),
        *dict.fromkeys(proofs),
    ]


def editions(campaign: Campaign) -> list[EditionShown]:
    """The latest first."""
    published = Rating.objects.filter(campaign=campaign, published_at__isnull=False).order_by("-edition")
    known = published.only("code", "title", "edition", "state", "published_at", "kind")
    return [EditionShown(rating) for rating in known]
