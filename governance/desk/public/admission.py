"""An announced admission, for everyone: places, days, criteria, commissions, results; and the way to apply."""

from typing import Any, cast

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.admission.campaign_members import TITLES, office
from governance.desk.papers.sheet import is_printed
from governance.desk.words import day, state_of
from governance.documents.admission.calendar import LABELS
from governance.documents.admission.campaign import DAYS, Campaign
from governance.documents.admission.commission import CommissionMember
from governance.documents.admission.rating import Rating
from governance.documents.criteria.words import sheet_words
from governance.documents.document import Document
from governance.documents.wording import number_and_date
from governance.roles.appointment import Appointment
from governance.roles.unit import UnitKind

Body, Place = CommissionMember.Body, CommissionMember.Place
# Of interest to parents; until when it is announced is past.
SHOWN_DAYS = DAYS[1:]


def campaign_page(request: HttpRequest, card: Document) -> HttpResponse:
    """The published admission; five queries, for this is the page that all parents open."""
    campaign = cast(Campaign, card)
    order = Document.objects.get(pk=campaign.approved_by_id)
    words = sheet_words(campaign.sheet, campaign.circumstances)
    context = {
        "title": campaign.title,
        "crumbs": [{"label": _("Published papers"), "href": reverse("public")}],
        "state": state_of(campaign),
        "school": campaign.unit.name,
        "call": call(campaign),
        "classes": classes(campaign),
        "total": sum(one.places for one in campaign.school_classes),
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
            {
                "name": _("Approved by"),
                "value": f"приказ {number_and_date(order.number, order.registered_on)}",
            },
            {"name": _("Check code"), "value": campaign.spelt_code},
        ],
        "pdf": reverse("public_pdf", args=[campaign.code]) if is_printed(campaign) else "",
        "check": reverse("check_paper", args=[campaign.code]),
    }
    return render(request, "governance/public_campaign.html", context)


def call(campaign: Campaign) -> dict[str, str]:
    """What a parent can do today: {meaning, title, text, href}."""
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
    """The quota: each class, its places, its profiles."""
    return [
        {
            "name": one.name,
            "places": one.places,
            "general": one.general,
            "profiles": [{"name": profile.name, "places": profile.places} for profile in one.profiles],
        }
        for one in campaign.school_classes
    ]


def to_bring(words: Any) -> list[str]:
    """What an application is handed in with: what everybody has, and the proofs that the criteria name."""
    proofs = [line["proof"] for part in ("lines", "circumstances") for line in words[part] if line["proof"]]
    return [
        _("passport or birth certificate of the pupil"),
        _("passport of the parent who applies"),
        _("consent to the processing of personal data: a separate paper, given in the form"),
        *dict.fromkeys(proofs),
    ]


def commissions(campaign: Campaign) -> list[dict[str, Any]]:
    """Who sits in both, as the order names them; two queries."""
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
    """The position in which each of them works; the commissions themselves are none."""
    held = (
        Appointment.objects.in_force()
        .filter(person__in=people, stands_for__isnull=True)
        .exclude(unit__kind=UnitKind.COMMISSION)
        .select_related("unit")
        # Where one works goes before the councils in which one sits.
        .order_by(Case(When(unit__kind=UnitKind.SCHOOL, then=0), default=1), "pk")
    )
    found: dict[int, str] = {}
    for one in held:
        found.setdefault(one.person_id, office(one))
    return found


def editions(campaign: Campaign) -> list[dict[str, str]]:
    """The published lists, the latest first."""
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
