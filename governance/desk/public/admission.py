"""The public page of an admission: places, days, criteria, commissions, results, and how to apply."""

from typing import Any

from django.core.cache import cache
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _

from governance import clock
from governance.desk.base.format import day, state_of
from governance.desk.kinds.admission.campaign_members import TITLES, office
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

Body, Place = CommissionMember.Body, CommissionMember.Place
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
    content = cache.get(key)
    if content is None:
        content = render_to_string("governance/admission/announced.html", announced(pk))
        cache.set(key, content, KEPT_SECONDS)
    context = {
        "title": title,
        "school": school,
        "crumbs": [{"label": _("Published papers"), "href": reverse("public")}],
        "content": content,
    }
    return render(request, "governance/public_campaign.html", context)


def announced(pk: int) -> dict[str, Any]:
    """The context of templates/governance/admission/announced.html: what everybody may read of an admission."""
    campaign = Campaign.objects.select_related("approved_by").get(pk=pk)
    order = campaign.approved_by
    assert order is not None, "announced after its order"
    words = describe_sheet(campaign.sheet, campaign.circumstances)
    approved = f"приказ {number_and_date(order.number, order.registered_on)}"
    return {
        "call": call(campaign),
        "classes": classes(campaign),
        "total": sum(school_class.places for school_class in campaign.school_classes),
        "days": [
            {"name": capfirst(str(LABELS[name])), "value": day(getattr(campaign, name))}
            for name in SHOWN_DAYS
        ],
        "round": campaign.round,
        "words": words,
        "bring": to_bring(words),
        "commissions": commissions(campaign),
        "editions": editions(campaign),
        "facts": [
            {"name": _("Approved by"), "value": approved},
            {"name": _("Check code"), "value": campaign.spelt_code},
        ],
        "pdf": reverse("public_pdf", args=[campaign.code]),
        "check": reverse("check_paper", args=[campaign.code]),
    }


def call(campaign: Campaign) -> dict[str, str]:
    """What a parent can do today: meaning, title, text and link."""
    days = campaign.calendar
    if campaign.state != Campaign.State.ANNOUNCED:
        return {"meaning": "quiet", "title": _("The admission is over."), "text": "", "href": ""}
    if campaign.takes_applications:
        return {
            "meaning": "force",
            "title": _("Applications are taken until %(day)s.") % {"day": day(days.intake_until)},
            "text": _("No account is needed. What is half filled in can be saved and finished later."),
            "href": reverse("apply", args=[campaign.code]),
        }
    if clock.today() < days.intake_from:
        return {
            "meaning": "held",
            "title": _("Applications are taken from %(first)s to %(last)s.")
            % {"first": day(days.intake_from), "last": day(days.intake_until)},
            "text": _(
                "On these days the form opens on this page; an application on paper is taken by the school."
            ),
            "href": "",
        }
    return {
        "meaning": "quiet",
        "title": _("The intake ended on %(day)s.") % {"day": day(days.intake_until)},
        "text": _("The results are published here by code on %(day)s.") % {"day": day(days.results_on)},
        "href": "",
    }


def classes(campaign: Campaign) -> list[dict[str, Any]]:
    """The classes with their places and profiles."""
    return [
        {
            "name": school_class.name,
            "places": school_class.places,
            "general": school_class.general,
            "profiles": [
                {"name": profile.name, "places": profile.places} for profile in school_class.profiles
            ],
        }
        for school_class in campaign.school_classes
    ]


def to_bring(words: Any) -> list[str]:
    """The papers that belong to an application: those of everybody, and the proofs that the criteria name."""
    proofs = [line["proof"] for part in ("lines", "circumstances") for line in words[part] if line["proof"]]
    return [
        _("passport or birth certificate of the pupil"),
        _("passport of the parent who applies"),
        _("consent to the processing of personal data: a separate paper, given in the form"),
        *dict.fromkeys(proofs),
    ]


def commissions(campaign: Campaign) -> list[dict[str, Any]]:
    """The members of both commissions, as the order names them; two queries."""
    members = list(campaign.members.select_related("person"))
    offices = offices_of(campaign, [member.person_id for member in members])
    return [
        {
            "title": TITLES[body],
            "members": [
                {
                    "name": member.person.full_name,
                    "office": offices.get(member.person_id, ""),
                    "place": member.get_place_display() if member.place != Place.MEMBER else "",
                }
                for member in members
                if member.body == body
            ],
        }
        for body in Body
    ]


def offices_of(campaign: Campaign, people: list[int]) -> dict[int, str]:
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


def editions(campaign: Campaign) -> list[dict[str, str]]:
    """The published editions of the rating, the latest first."""
    published = Rating.objects.filter(campaign=campaign, published_at__isnull=False).order_by("-edition")
    return [
        {
            "label": rating.full_title,
            "href": reverse("public_paper", args=[rating.code]),
            "note": _("published on %(day)s") % {"day": day(timezone.localtime(rating.published_at).date())},
            **state_of(rating),
        }
        for rating in published.only("code", "title", "edition", "state", "published_at", "kind")
    ]
