"""An application to the 10th class: its states, what it says in its versions, and what others read of it."""

import secrets
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.columns import OwnCharField
from governance.documents.approval.erasable import Erasable
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.claims import Check, Claim
from governance.documents.kinds.admission.commission import APPLICATIONS
from governance.documents.language.content_labels import labelled
from governance.documents.law.criteria.sheet import SUBMITTED
from governance.documents.law.ranking import RankingEntry
from governance.documents.law.validation import plain
from governance.documents.record.document import CODE_ALPHABET, Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByHolder, May
from governance.documents.settings.admission import CHECKS, LINK, OFFER, SUPPLEMENT
from governance.documents.settings.calendar import last_day, until
from governance.documents.settings.reminding import OF_ADMISSION
from governance.roles.rights import Right

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.admission.applicant import Applicant

REGISTERS = May(Right.REGISTER_APPLICATION)
# The parent through the private link, or the secretary for what came on paper or was said aloud.
APPLIES = ByHolder(Right.REGISTER_APPLICATION)


class State(PaperState):
    """In their usual order; an online application is registered the moment it is submitted.

    Source: docs/domain.md, "Application".
    """

    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("application", "Draft")
    REGISTERED = "registered", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Registered")
    INCOMPLETE = "incomplete", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Papers are missing")
    REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Being considered")
    TIED = "tied", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Additional test")
    RECOMMENDED = "recommended", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Recommended")
    RESERVE = "reserve", Phase.WITH_SOMEBODY, pgettext_lazy("application", "In reserve")
    NOT_RECOMMENDED = "not_recommended", Phase.ENDED, pgettext_lazy("application", "Not recommended")
    OFFERED = "offered", Phase.WITH_SOMEBODY, pgettext_lazy("application", "Offered a place")
    ENROLLED = "enrolled", Phase.IN_FORCE, pgettext_lazy("application", "Enrolled")
    # The place was given up after the order: it is held until another order takes the pupil off the list.
    LEAVING = "leaving", Phase.IN_FORCE, pgettext_lazy("application", "Gives an enrolled place up")
    EXCLUDED = "excluded", Phase.ENDED, pgettext_lazy("application", "Excluded from those enrolled")
    DECLINED = "declined", Phase.ENDED, pgettext_lazy("application", "Declined the place")
    WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("application", "Withdrawn")


BEFORE_REVIEW = (State.REGISTERED, State.INCOMPLETE)
# Ranked by the commission, one way or another, and not over.
PLACED = (State.TIED, State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED, State.OFFERED)
OVER = (State.DECLINED, State.EXCLUDED, State.WITHDRAWN)
# On a list of those enrolled that an order has approved.
ON_THE_LIST = (State.ENROLLED, State.LEAVING)


def new_public_code() -> str:
    """What stands in published lists instead of a name (docs/domain.md, "Admission"); it leads to no page."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(6))


class ApplicationCard(Paper, Erasable):
    """Fields and words of an application; its moves stand in `intake`, `checking` and `placing`."""

    State: ClassVar[type[PaperState]] = State
    kind_label = gettext_lazy("Application")
    kind_label_many = gettext_lazy("Applications")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("A family's application to the profile classes, with its proofs.")
    registers = (APPLICATIONS,)
    confidential = Right.READ_APPLICATIONS
    personal = True
    personal_fields = ("missing",)
    drafted_by = REGISTERS
    retention = gettext_lazy("personal data: for the term of the district; the decision: permanently")
    content_labels = labelled(
        "title campaign applicant wishes general_too claims code value proof",
        campaign=gettext_lazy("Admission"),
        wishes=gettext_lazy("Wishes"),
        general_too=gettext_lazy("General class, if no profile"),
        claims=gettext_lazy("Claims"),
        proof=gettext_lazy("Proof"),
    )
    select_related_fields = (
        "campaign",
        "campaign__unit",
        "applicant",
        "applicant__school",
        "decided_by_list",
    )

    class Way(models.TextChoices):
        ONLINE = "online", pgettext_lazy("application", "by the form on the site")
        PAPER = "paper", pgettext_lazy("application", "on paper")

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="applications", verbose_name=gettext_lazy("admission")
    )
    round = models.PositiveSmallIntegerField(default=1)
    public_code = OwnCharField(max_length=6, default=new_public_code, editable=False)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.ONLINE)
    # Codes of offers, the dearest first.
    wishes: Any = models.JSONField(gettext_lazy("wishes"), default=list)
    # Refusing a profile never refuses the general class (docs/domain.md, "Admission"), unless the parents want none.
    general_too = models.BooleanField(gettext_lazy("general class, if no profile"), default=True)
    submitted_at = models.DateTimeField(null=True)
    email_confirmed_at = models.DateTimeField(null=True)
    # What the secretary asked for, and until when.
    missing = models.TextField(gettext_lazy("what is missing"), blank=True)
    missing_until = models.DateField(null=True)
    # The present ranking: its paper, and what it says of each wish.
    decided_by_list = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    outcomes: Any = models.JSONField(default=dict)
    # The offer whose place is held; the one that is offered, and until when; those that were turned down.
    place = models.CharField(max_length=60, blank=True)
    # Since when that place is held.
    place_since = models.DateField(null=True)
    offered = models.CharField(max_length=60, blank=True)
    offered_until = models.DateField(null=True)
    turned_down: Any = models.JSONField(default=list)
    enrolled_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    if TYPE_CHECKING:
        applicant: Applicant
        claims: RelatedManager[Claim]
        checks: RelatedManager[Check]

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "public_code"], name="one_public_code_an_admission"),
            models.CheckConstraint(
                name="application_offered_with_a_term",
                condition=Q(offered="", offered_until=None) | ~Q(offered="") & Q(offered_until__isnull=False),
            ),
        ]

    def content(self) -> dict[str, Any]:
        """What is asked for; who asks, by a hash alone: a version is never erased, and personal data is."""
        return {
            "title": self.title,
            "campaign": self.campaign.code,
            "applicant": self.applicant.digest() if not self.erased_at else "",
            "wishes": self.wishes,
            "general_too": self.general_too,
            "claims": [
                {
                    "code": claim.code,
                    "value": plain(claim.value),
                    "proof": claim.proof.sha256 if claim.proof else "",
                }
                for claim in self.claims.select_related("proof")
            ],
        }

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def all_wishes(self) -> list[str]:
        """The wishes, and at the end the general classes where those are wanted or were not named."""
        general = [offer.code for offer in self.campaign.offers if offer.general]
        return self.wishes + [code for code in general if self.general_too and code not in self.wishes]

    @property
    def is_being_written(self) -> bool:
        """Also while the parents bring what is missing: what they send is frozen anew."""
        return self.state in (State.DRAFT, State.INCOMPLETE)

    @cached_property
    def live_checks(self) -> list[Check]:
        """The checks that count, with who makes them; one query."""
        return list(self.checks.filter(dropped_at=None).select_related("person").order_by("pk"))

    @cached_property
    def all_claims(self) -> list[Claim]:
        return list(self.claims.select_related("proof", "settled_by").order_by("is_circumstance", "pk"))

    def _reread(self) -> None:
        for name in ("live_checks", "all_claims"):
            self.__dict__.pop(name, None)

    @property
    def is_checked_twice(self) -> bool:
        done = [check for check in self.live_checks if check.done_at is not None]
        return len(done) >= CHECKS.on(self.district_id)

    @property
    def is_settled(self) -> bool:
        """Whether every point is found: both checks agree, or the chair decided."""
        return self.is_checked_twice and all(claim.is_settled for claim in self.all_claims)

    @property
    def is_disputed(self) -> bool:
        return self.is_checked_twice and not self.is_settled

    def ranked(self) -> RankingEntry:
        """The application as the ranking takes it: its code, settled values and circumstances, no name."""
        values: dict[str, Decimal] = {}
        flags = []
        for claim in self.all_claims:
            if claim.settled is None:
                continue
            if claim.is_circumstance:
                flags.append(claim.code)
            else:
                values[claim.code] = claim.settled.normalize()
        if SUBMITTED in self.campaign.sheet.keys and self.submitted_at is not None:
            values[SUBMITTED] = Decimal(f"{timezone.localtime(self.submitted_at):%Y%m%d%H%M%S}")
        return RankingEntry(self.public_code, values, tuple(flags))

    def twins(self) -> "models.QuerySet[Any]":
        """Other live applications of this admission that seem to be for the same pupil."""
        return self.twins_of(self.pk, self.campaign_id, self.applicant.fingerprint)

    @classmethod
    def twins_of(cls, pk: Any, campaign: Any, fingerprint: Any) -> "models.QuerySet[Any]":
        """The same of the application with these columns, which may be those of a query around this one."""
        applications: Any = cls._default_manager  # `applicant` is of the kind that inherits this
        twins: models.QuerySet[Any] = (
            applications.filter(campaign=campaign, applicant__fingerprint=fingerprint)
            .exclude(pk=pk)
            .exclude(state__in=["draft", *OVER])
            .exclude(applicant__fingerprint="")
        )
        return twins

    def link_until(self) -> date:
        """Until when a private link given today opens the application."""
        return last_day(LINK, self.district_id)

    @property
    def time_to_supplement(self) -> str:
        """«5 рабочих дней, до 13.05.2012»: until when the parents bring what is missing."""
        assert self.missing_until is not None, "asked while something is missing"
        return until(SUPPLEMENT, self.district_id, self.missing_until, timezone.localdate(self.changed_at))

    @property
    def time_to_answer(self) -> str:
        """The same of the answer to an offered place."""
        assert self.offered_until is not None, "asked while a place is offered"
        return until(OFFER, self.district_id, self.offered_until, timezone.localdate(self.changed_at))

    def check_not_erased(self) -> None:
        if self.erased_at is not None:
            raise NotLegal(_("The personal data of this application has been erased."))
