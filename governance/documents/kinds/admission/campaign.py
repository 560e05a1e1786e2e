"""An admission campaign: the classes of one school for one year, its days, criteria and commissions.

Drafted by the school, approved by its director's order, which also appoints the commissions, then announced to all
(docs/domain.md, "Admission").
"""

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.calendar import LABELS, Calendar
from governance.documents.kinds.admission.commission import (
    CommissionMember,
    appoint_commissions,
    check_members,
    end_commissions,
    write_members,
)
from governance.documents.kinds.admission.consent_text import CONSENT_TEXT, LONGEST_CONSENT
from governance.documents.kinds.admission.places import Offer, SchoolClass, offers_of, read_classes
from governance.documents.language.phrases import list_date
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.validation import ImpossibleInput
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence


# The criterion that an additional test fills in: no points, the last key among equals (see `ranking`).
TEST = "additional_test"
DAYS = tuple(LABELS)


def not_a_senior_school(campaign: "Campaign", person: Person) -> "str | Promise | None":
    if campaign.unit.has_senior_classes:
        return None
    return gettext_lazy("«%(unit)s» has no grades 10 and 11, so it admits nobody.") % {"unit": campaign.unit}


def has_places_left(campaign: "Campaign") -> bool:
    return any(campaign.places_left().values())


def nothing_is_open(campaign: "Campaign") -> bool:
    if campaign.counted is not None:
        return not any(state in campaign.OPEN_APPLICATIONS for state, _place, _offered in campaign.counted)
    return not campaign.applications.filter(state__in=campaign.OPEN_APPLICATIONS).exists()


def commission_of(campaign: "Campaign") -> "Sequence[Unit]":
    """Nobody before the order has appointed it."""
    return [campaign.commission] if campaign.commission is not None else []


RUNS = May(Right.RUN_CAMPAIGN, unless=not_a_senior_school)


@kind("campaign")
class Campaign(Paper):
    """The admission to the 10th classes of a school: quota, days, criteria, commissions."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("campaign", "Draft")
        APPROVAL = "approval", pgettext_lazy("campaign", "Being approved")
        APPROVED = "approved", pgettext_lazy("campaign", "Approved by an order")
        ANNOUNCED = "announced", pgettext_lazy("campaign", "Announced")
        CLOSED = "closed", pgettext_lazy("campaign", "Over")
        ANNULLED = "annulled", pgettext_lazy("campaign", "Annulled")

    kind_label = gettext_lazy("Admission")
    kind_label_many = gettext_lazy("Admissions")
    numbered = False
    expects_stamps = ("approve",)
    drafted_by = RUNS
    retention = gettext_lazy("5 years")
    phases: ClassVar = {
        State.DRAFT: Phase.DRAFT,
        State.APPROVAL: Phase.WITH_SOMEBODY,
        State.APPROVED: Phase.IN_FORCE,
        State.ANNOUNCED: Phase.IN_FORCE,
        State.CLOSED: Phase.ENDED,
        State.ANNULLED: Phase.VOID,
    }
    content_labels: ClassVar = {
        "title": gettext_lazy("Title"),
        "year": gettext_lazy("School year"),
        "classes": gettext_lazy("Classes"),
        "name": gettext_lazy("Name"),
        "places": gettext_lazy("Places"),
        "general": gettext_lazy("General class"),
        "profiles": gettext_lazy("Profiles"),
        "days": gettext_lazy("Days"),
        **LABELS,
        "criteria": gettext_lazy("Criteria"),
        "criteria_hash": gettext_lazy("Hash of the criteria"),
        "circumstances": gettext_lazy("Circumstances"),
        "commissions": gettext_lazy("Commissions"),
        "consent_text": gettext_lazy("Text of the consent"),
    }
    select_related_fields: ClassVar = ("commission",)
    # State, place and offered place of each application where a page has read them once for all that it asks.
    counted: "list[tuple[str, str, str]] | None" = None
    # States of an application on which somebody still has to act.
    OPEN_APPLICATIONS: ClassVar = ("registered", "incomplete", "review", "recommended", "tied", "offered")

    document_ptr = models.OneToOneField(
        Document, models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )
    # The year in which the school year begins.
    year = models.PositiveSmallIntegerField(gettext_lazy("school year, from"))
    classes: Any = models.JSONField(gettext_lazy("classes"), default=list)
    criteria: Any = models.JSONField(gettext_lazy("criteria"), default=dict)
    # What may give a guaranteed place or a place ahead of all: code, title, proof. The sheet names the codes.
    circumstances: Any = models.JSONField(gettext_lazy("circumstances"), default=list)
    consent_text = models.TextField(gettext_lazy("text of the consent"), default=CONSENT_TEXT)
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

    class Meta(Paper.Meta):
        verbose_name = gettext_lazy("admission")
        verbose_name_plural = gettext_lazy("admissions")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaign_approved_with_both_commissions",
                condition=Q(approved_by=None, commission=None, appeal_commission=None)
                | Q(approved_by__isnull=False, commission__isnull=False, appeal_commission__isnull=False),
            ),
        ]

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def school_year(self) -> str:
        """«2012/2013»."""
        return f"{self.year}/{self.year + 1}"

    def title_in(self, case: str) -> str:
        forms = {"genitive": "плана приёма", "accusative": "план приёма"}
        return f"{forms.get(case, 'План приёма')} в 10 классы на {self.school_year} учебный год"

    @cached_property
    def school_classes(self) -> list[SchoolClass]:
        """Raises NotLegal while there are none, or they do not fit."""
        return read_classes(self.classes)

    @cached_property
    def offers(self) -> list[Offer]:
        return offers_of(self.school_classes)

    def offer(self, code: str) -> Offer:
        """Raises NotLegal when there is none of that code."""
        for found in self.offers:
            if found.code == code:
                return found
        raise NotLegal(_("There is no such class or profile in this admission: open the page again."))

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

    # --- before the order -----------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        target=None,
        rule=RUNS,
        label=pgettext_lazy("campaign", "Change the admission"),
        done=pgettext_lazy("campaign, done", "changed the admission"),
        inner=True,
    )
    def revise(self, act: Act, **given: Any) -> None:
        """Change what is given: classes, criteria with circumstances, days, members, texts. Half done is possible."""
        if "classes" in given:
            self.classes = [found.to_json() for found in read_classes(given.pop("classes"))]
        if "criteria" in given:
            self._revise_criteria(given.pop("criteria"), given.pop("circumstances", self.circumstances))
        if "members" in given:
            write_members(self, given.pop("members"))
        if "year" in given:
            self.year = _year(given.pop("year"))
        for name in DAYS:
            if name in given:
                setattr(self, name, _day(given.pop(name)))
        for name, longest in (("title", 500), ("rules_source", 300), ("consent_text", LONGEST_CONSENT)):
            if name in given:
                setattr(self, name, _text(given.pop(name), longest))
        if not self.title:
            raise NotLegal(_("Give the paper a title."))
        if given:
            raise NotLegal(_("An admission knows no such field: open the page again."))
        for name in ("school_classes", "offers", "sheet"):
            self.__dict__.pop(name, None)

    @move(
        source=State.DRAFT,
        target=State.APPROVAL,
        rule=RUNS,
        label=pgettext_lazy("campaign", "Put up for approval"),
        done=pgettext_lazy("campaign, done", "put up for approval"),
    )
    def submit(self, act: Act) -> None:
        """Freeze it; the order of the director is drafted by itself. Raises NotLegal for what is missing or wrong."""
        self.calendar.check()
        self._check_ready()
        self.freeze(act)

    def _check_ready(self) -> None:
        if not self.offers:  # raises with its own sentence
            return
        if not self.criteria:
            raise NotLegal(_("Write the criteria of the selection first."))
        check_members(self)
        if not self.consent_text.strip():
            raise NotLegal(_("Write the text of the consent: parents sign it as a separate paper."))

    @move(
        source=(State.DRAFT, State.APPROVAL),
        target=State.APPROVAL,
        rule=ByPaper(Link.Effect.PUT_UP),
        label=pgettext_lazy("campaign", "Put up for approval"),
        done=pgettext_lazy("campaign, done", "lies before the director"),
    )
    def put_up(self, act: Act) -> None:
        """The order that approves it lies before the director."""

    @move(
        source=State.APPROVAL,
        target=State.DRAFT,
        rule=ByPaper(Link.Effect.SEND_BACK),
        label=pgettext_lazy("campaign", "Send back"),
        done=pgettext_lazy("campaign, done", "sent back"),
    )
    def send_back(self, act: Act) -> None:
        """The director rejected the order."""

    @move(
        source=State.APPROVAL,
        target=State.APPROVED,
        rule=ByPaper(Link.Effect.APPROVE),
        label=pgettext_lazy("campaign", "Approve"),
        done=pgettext_lazy("campaign, done", "approved"),
    )
    def approve(self, act: Act) -> None:
        """By the signed order, which appoints both commissions at once."""
        assert act.basis is not None, "only an order approves"
        self.approved_by = act.basis
        appoint_commissions(self, act.basis)
        appointed = [unit for unit in (self.commission, self.appeal_commission) if unit is not None]
        self.readers.add(*appointed, self.district)

    @move(
        source=(State.APPROVED, State.ANNOUNCED, State.CLOSED),
        target=State.ANNULLED,
        rule=ByPaper(Link.Effect.REPEAL),
        label=pgettext_lazy("campaign", "Annul"),
        done=pgettext_lazy("campaign, done", "annulled"),
    )
    def repeal(self, act: Act) -> None:
        """The order that approved it is annulled. What was applied for is kept no longer than after any other end."""
        self.published_at = None
        self.closed_on = self.closed_on or clock.today()

    # --- in force -------------------------------------------------------------------------------------------------

    @move(
        source=State.APPROVED,
        target=State.ANNOUNCED,
        rule=RUNS,
        label=pgettext_lazy("campaign", "Announce"),
        done=pgettext_lazy("campaign, done", "announced"),
    )
    def announce(self, act: Act) -> None:
        """Publish quota, days and criteria. Raises NotLegal when it comes too late before the selection."""
        self._check_announced_in_time()
        self.published_at = act.at

    @move(
        source=State.ANNOUNCED,
        target=None,
        rule=May(Right.REGISTER_APPLICATION, on=commission_of),
        label=pgettext_lazy("campaign", "Compute the rating list"),
        done=pgettext_lazy("campaign, done", "had the rating list computed"),
    )
    def rank(self, act: Act) -> None:
        """The next edition of the list is drafted by itself (`rating`); refused while an application is not ready."""

    @move(
        source=State.ANNOUNCED,
        target=None,
        rule=RUNS,
        label=pgettext_lazy("campaign", "Open an extra round"),
        done=pgettext_lazy("campaign, done", "opened an extra round"),
        conditions=(
            Condition(has_places_left, gettext_lazy("No places remain: there is nothing to admit to.")),
            Condition(
                nothing_is_open,
                gettext_lazy(
                    "The present round is not over: decide on every application and enrol those recommended first."
                ),
            ),
        ),
        inner=True,
    )
    def open_extra_round(
        self,
        act: Act,
        *,
        intake_from: date,
        intake_until: date,
        selection_on: date,
        results_on: date,
        appeals_until: date,
    ) -> None:
        """Take applications again for the places that remain; the reserve has been offered them before."""
        waiting = [
            offer.name
            for offer in self.offers
            if self.places_left()[offer.code] > 0 and self.reserve(offer.code).exists()
        ]
        if waiting:
            raise NotLegal(
                _("There are pupils in reserve for the places that remain (%(names)s): offer them first.")
                % {"names": "; ".join(waiting)}
            )
        days = [clock.today(), intake_from, intake_until, selection_on, results_on, appeals_until]
        if any(later < day for day, later in itertools.pairwise(days)):
            raise NotLegal(_("Give the days in their order, from today on."))
        self.intake_from, self.intake_until = intake_from, intake_until
        self.selection_on, self.results_on, self.appeals_until = selection_on, results_on, appeals_until
        self.round += 1
        act.facts.update(round=self.round, until=intake_until.isoformat())

    @move(
        source=State.ANNOUNCED,
        target=State.CLOSED,
        rule=RUNS,
        label=pgettext_lazy("campaign", "Close the admission"),
        done=pgettext_lazy("campaign, done", "closed"),
        conditions=(
            Condition(
                nothing_is_open,
                gettext_lazy("Some applications still wait for somebody: decide on them first."),
            ),
        ),
        grave=True,
    )
    def close(self, act: Act) -> None:
        """The commissions' work is done, and their members read no application any more; retention begins."""
        self.closed_on = clock.today()
        end_commissions(self, self.closed_on)

    def reserve(self, code: str) -> "models.QuerySet[Any]":
        """The applications that wait in reserve for an offer, nobody of them offered it already; not in order."""
        return self.applications.filter(state__in=("reserve", "recommended"), round=self.round).filter(
            **{f"outcomes__{code}": "reserve"}
        )

    def _revise_criteria(self, criteria: Any, circumstances: Any) -> None:
        try:
            sheet = CriteriaSheet.from_json(criteria)
        except ImpossibleInput as error:
            raise NotLegal(str(error)) from error
        known = {entry.get("code") for entry in circumstances}
        unnamed = set(sheet.guarantee) | set(sheet.ahead_of_all)
        if unnamed - known:
            raise NotLegal(_("Name each circumstance that gives a place: open the page again."))
        self.criteria, self.circumstances = sheet.to_json(), list(circumstances)

    def _check_announced_in_time(self) -> None:
        assert self.selection_on is not None, "approved with its days"
        left = (self.selection_on - clock.today()).days
        if left < settings.ADMISSION_ANNOUNCED_DAYS:
            raise NotLegal(
                _(
                    "The selection is on %(day)s, in %(left)d days, and the admission is announced at least %(days)d"
                    " days before it: a new order with later days is needed."
                )
                % {
                    "day": list_date(self.selection_on),
                    "left": left,
                    "days": settings.ADMISSION_ANNOUNCED_DAYS,
                }
            )


def _year(value: Any) -> int:
    if type(value) is not int or not 2000 <= value <= 2100:
        raise NotLegal(_("Give the year in which the school year begins, e.g. 2012."))
    return value


def _day(value: Any) -> date | None:
    if value is not None and not isinstance(value, date):
        raise NotLegal(_("Give the day as a date, for example 15.12.2011."))
    return value


def _text(value: Any, longest: int) -> str:
    text = str(value).strip()
    if len(text) > longest:
        raise NotLegal(_("The text is longer than %(longest)d signs: shorten it.") % {"longest": longest})
    return text
