"""The fields and the words of an admission campaign, and what others read of it."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.calendar import LABELS, Calendar
from governance.documents.kinds.admission.commission import CommissionMember
from governance.documents.kinds.admission.places import Offer, SchoolClass, offers_of, read_classes
from governance.documents.language.content_labels import labelled
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.lists import Listed, listed
from governance.documents.record.needs import by_order
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May
from governance.documents.settings.forms.admission import CONSENT
from governance.documents.settings.reminding import OF_ADMISSION
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# The criterion that an additional test fills in: no points, the last key among equals (see `ranking`).
TEST = "additional_test"
DAYS = tuple(LABELS)
# With which text of the consent an admission begins. What it has to name: Federal Law 152-FZ of 27.07.2006, article 9,
# part 4; that it is a paper of its own: part 1 as of 01.09.2025 (docs/domain.md, "Application").
LONGEST_CONSENT = 10_000

SEPTEMBER = 9


def not_a_senior_school(campaign: "CampaignCard", person: Person) -> "str | Promise | None":
    if campaign.unit.has_senior_classes:
        return None
    return gettext_lazy("«%(unit)s» has no grades 10 and 11, so it admits nobody.") % {"unit": campaign.unit}


RUNS = May(Right.RUN_CAMPAIGN, unless=not_a_senior_school)


class CampaignCard(Paper):
    """Quota, days, criteria and commissions of an admission."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("campaign", "Draft")
        APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("campaign", "Being approved")
        APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("campaign", "Approved by an order")
        ANNOUNCED = "announced", Phase.IN_FORCE, pgettext_lazy("campaign", "Announced")
        CLOSED = "closed", Phase.ENDED, pgettext_lazy("campaign", "Over")
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("campaign", "Annulled")

    kind_label = gettext_lazy("Admission")
    kind_label_many = gettext_lazy("Admissions")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("One admission to profile classes: places, days, criteria.")
    numbered = False
    expects_stamps = ("approve",)
    drafted_by = RUNS
    needs = (by_order(),)
    can_be_copied = True
    retention = gettext_lazy("5 years")
    content_labels = (
        labelled(
            "title year classes name places general profiles days",
            year=gettext_lazy("School year"),
            classes=gettext_lazy("Classes"),
            general=gettext_lazy("General class"),
            profiles=gettext_lazy("Profiles"),
            days=gettext_lazy("Days"),
        )
        | LABELS
        | labelled(
            "criteria criteria_hash circumstances commissions consent_text",
            circumstances=gettext_lazy("Circumstances"),
            commissions=gettext_lazy("Commissions"),
            consent_text=gettext_lazy("Text of the consent"),
        )
    )
    select_related_fields = ("commission",)
    # State, place and offered place of each application where a page has read them once for all that it asks.
    counted: "list[tuple[str, str, str]] | None" = None
    # States of an application on which somebody still has to act.
    OPEN_APPLICATIONS: ClassVar = ("registered", "incomplete", "review", "recommended", "tied", "offered")

    # The year in which the school year begins.
    year = models.PositiveSmallIntegerField(gettext_lazy("school year, from"))
    classes: Any = models.JSONField(gettext_lazy("classes"), default=list)
    criteria: Any = models.JSONField(gettext_lazy("criteria"), default=dict)
    # What may give a guaranteed place or a place ahead of all: code, title, proof. The sheet names the codes.
    circumstances: Any = models.JSONField(gettext_lazy("circumstances"), default=list)
    consent_text = models.TextField(gettext_lazy("text of the consent"), default=CONSENT.default)
    rules_source = models.CharField(
        gettext_lazy("where the commission's rules are written"), max_length=300, blank=True
    )
    announced_by = models.DateField(LABELS["announced_by"], null=True)
    intake_from = models.DateField(LABELS["intake_from"], null=True)
    intake_until = models.DateField(LABELS["intake_until"], null=True)
    selection_on = models.DateField(LABELS["selection_on"], null=True)
    results_on = models.DateField(LABELS["results_on"], null=True)
    appeals_until = models.DateField(LABELS["appeals_until"], null=True)
    # 1, then an extra round while places remain.
    round = models.PositiveSmallIntegerField(gettext_lazy("round"), default=1)
    commission = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    appeal_commission = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    closed_on = models.DateField(null=True, editable=False)
    # The next last day of personal data that the school was told of, and when it said that nothing needs it any more.
    erasure_on = models.DateField(null=True, editable=False)
    erasure_confirmed_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        applications: RelatedManager[Any]
        members: RelatedManager[CommissionMember]

    class Meta(Paper.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaign_approved_with_both_commissions",
                condition=Q(approved_by=None, commission=None, appeal_commission=None)
                | Q(approved_by__isnull=False, commission__isnull=False, appeal_commission__isnull=False),
            ),
        ]

    @property
    def school_year(self) -> str:
        """«2012/2013»."""
        return f"{self.year}/{self.year + 1}"

    def title_in(self, case: str) -> str:
        forms = {"genitive": "плана приёма", "accusative": "план приёма"}
        return f"{forms.get(case, 'План приёма')} в 10-е классы на {self.school_year} учебный год"

    @cached_property
    def school_classes(self) -> list[SchoolClass]:
        """Raises NotLegal while there are none, or they do not fit."""
        return read_classes(self.classes)

    @cached_property
    def offers(self) -> list[Offer]:
        return offers_of(self.school_classes)

    def offer(self, code: str) -> Offer:
        """Raises NotLegal when there is none of that code."""
        for offer in self.offers:
            if offer.code == code:
                return offer
        raise NotLegal(_("There is no such class or profile in this admission: open the page again."))

    @cached_property
    def listed_profiles(self) -> Listed | None:
        """What the list of profiles in force offers at the school in this school year; one query."""
        return listed("profiles", self.unit, date(self.year, SEPTEMBER, 1))

    def unlisted_profiles(self) -> list[str]:
        """The profiles of its classes that the list in force does not name; none where there is no list."""
        if self.listed_profiles is None:
            return []
        named = [profile.name for one in self.school_classes for profile in one.profiles]
        return [name for name in named if not self.listed_profiles.has(name)]

    @cached_property
    def sheet(self) -> CriteriaSheet:
        """The criteria. Raises ImpossibleInput while they do not fit."""
        return CriteriaSheet.from_json(self.criteria)

    @property
    def takes_applications(self) -> bool:
        """Whether the intake is open today; by the day alone, whatever ran at night."""
        if self.state != self.State.ANNOUNCED or self.intake_from is None or self.intake_until is None:
            return False
        return self.intake_from <= clock.today() <= self.intake_until

    @property
    def calendar(self) -> Calendar:
        """Raises NotLegal while a day is missing."""
        days = {name: getattr(self, name) for name in DAYS}
        for name, day in days.items():
            if day is None:
                raise NotLegal(_("Give the day: %(name)s.") % {"name": LABELS[name]})
        return Calendar(**days)

    def places_left(self) -> dict[str, int]:
        """Places of each offer that nobody holds or is offered; one query."""
        counted = self.counted
        if counted is None:
            held = self.applications.exclude(place="", offered="")
            counted = list(held.values_list("state", "place", "offered"))
        holding = ("tied", "recommended", "offered", "enrolled")
        taken = [code for state, *pair in counted if state in holding for code in pair if code]
        return {offer.code: offer.places - taken.count(offer.code) for offer in self.offers}

    def places_to_enrol(self) -> dict[str, int]:
        """Places of each offer on which no order has enrolled anybody who still holds it; one query."""
        held = self.applications.filter(state__in=("enrolled", "leaving")).values_list("place", flat=True)
        return {offer.code: offer.places - list(held).count(offer.code) for offer in self.offers}

    def lock(self) -> None:
        """Wait until nobody else counts its places or gives them away."""
        Document.objects.select_for_update().filter(pk=self.pk).values_list("pk", flat=True).first()

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "year": self.school_year,
            "classes": self.classes,
            "days": {name: day.isoformat() if (day := getattr(self, name)) else "" for name in DAYS},
            "criteria": self.criteria,
            "criteria_hash": self.sheet.criteria_hash if self.criteria else "",
            "circumstances": self.circumstances,
            "commissions": {
                str(body.value): [
                    f"{member.person.name} ({member.place})"
                    for member in self.members.select_related("person")
                    if member.body == body
                ]
                for body in CommissionMember.Body
            },
            "consent_text": self.consent_text,
        }

    def reserve(self, code: str) -> "models.QuerySet[Any]":
        """The applications that wait in reserve for an offer, nobody of them offered it already; not in order."""
        return self.applications.filter(state__in=("reserve", "recommended"), round=self.round).filter(
            **{f"outcomes__{code}": "reserve"}
        )
