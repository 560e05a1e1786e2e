"""The rating of an admission: the list on which the commission decides, edition by edition.

Codes and points, no names. Adopted by the commission's protocol, or, when an appeal was upheld, by that decision.

Source: docs/domain.md, "Admission".
"""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.agenda_subject import AgendaSubject
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.appeal_state import OPEN_APPEALS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State as ApplicationState
from governance.documents.kinds.admission.ranking import compute
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

WRITES = May(Right.REGISTER_APPLICATION)


def school_of(rating: "Rating") -> Unit:
    return rating.campaign.unit


def is_its_day(rating: "Rating") -> bool:
    return rating.campaign.results_on is not None and clock.today() >= rating.campaign.results_on


def is_unpublished(rating: "Rating") -> bool:
    return rating.published_at is None


def is_published(rating: "Rating") -> bool:
    return rating.published_at is not None


def appeals_are_over(rating: "Rating") -> bool:
    until = rating.campaign.appeals_until
    return until is not None and clock.today() > until and not rating.has_open_appeals


def somebody_is_to_enrol(rating: "Rating") -> bool:
    return rating.to_enrol().exists()


def is_present(rating: "Rating") -> bool:
    return (
        not Rating.objects.filter(campaign_id=rating.campaign_id, edition__gt=rating.edition)
        .exclude(state__in=(Rating.State.DRAFT, Rating.State.REVIEW))
        .exists()
    )


@kind("rating")
class Rating(AgendaSubject):
    """One edition of the list of those recommended, in reserve and not recommended."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("rating", "Draft")
        REVIEW = "review", pgettext_lazy("rating", "Before the commission")
        ADOPTED = "adopted", pgettext_lazy("rating", "Adopted")
        REPLACED = "replaced", pgettext_lazy("rating", "Replaced by a new edition")

    kind_label = gettext_lazy("Rating list")
    kind_label_many = gettext_lazy("Rating lists")
    numbered = False
    approved_word = "УТВЕРЖДЁН"
    expects_stamps = ("approve",)
    decided_by_kind = UnitKind.COMMISSION
    decision_moves = ("approve", "send_back")
    phases: ClassVar = {
        State.DRAFT: Phase.DRAFT,
        State.REVIEW: Phase.WITH_SOMEBODY,
        State.ADOPTED: Phase.IN_FORCE,
        State.REPLACED: Phase.ENDED,
    }
    content_labels: ClassVar = {
        "title": gettext_lazy("Title"),
        "edition": gettext_lazy("Edition"),
        "round": gettext_lazy("round"),
        "criteria_hash": gettext_lazy("Hash of the criteria"),
        "lists": gettext_lazy("Lists"),
        "name": gettext_lazy("Name"),
        "places": gettext_lazy("Places"),
        "rows": gettext_lazy("Rows"),
        "id": gettext_lazy("Code"),
        "rank": gettext_lazy("Rank"),
        "points": gettext_lazy("Points"),
        "outcome": gettext_lazy("Outcome"),
        "why": gettext_lazy("Why so many"),
        "code": gettext_lazy("Criterion"),
        "reason": gettext_lazy("Reason"),
        "note": gettext_lazy("Note"),
        "guaranteed": gettext_lazy("Guaranteed place"),
    }
    select_related_fields: ClassVar = (
        "campaign",
        "campaign__unit",
        "approved_by",
        "repealed_by",
        "on_agenda",
    )

    document_ptr = models.OneToOneField(
        Document, models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="ratings", verbose_name=gettext_lazy("admission")
    )
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"))
    round = models.PositiveSmallIntegerField(default=1)
    lists: Any = models.JSONField(default=list)
    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("rating list")
        verbose_name_plural = gettext_lazy("rating lists")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "edition"], name="one_rating_an_edition"),
            models.CheckConstraint(
                name="rating_replaced_after_adoption",
                condition=Q(repealed_by__isnull=True) | Q(approved_by__isnull=False),
            ),
        ]

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def full_title(self) -> str:
        return f"{self.title}, редакция {self.edition}" if self.edition > 1 else self.title

    @property
    def rests_on(self) -> Document | None:
        return self.approved_by

    @property
    def decided_by(self) -> Unit | None:
        return self.campaign.commission

    def title_in(self, case: str) -> str:
        forms = {"genitive": "рейтингового списка", "accusative": "рейтинговый список"}
        form = forms.get(case, "Рейтинговый список")
        return f"{form} поступающих в 10 классы на {self.campaign.school_year} учебный год"

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "edition": self.edition,
            "round": self.round,
            "criteria_hash": self.campaign.sheet.criteria_hash,
            "lists": self.lists,
        }

    def outcomes_of(self, code: str) -> dict[str, str]:
        """What the list says of each wish of an application, by the code of the offer, in the order of the wishes."""
        return {
            found["code"]: row["outcome"]
            for found in self.lists
            for row in found["rows"]
            if row["id"] == code and row["outcome"] != "placed_higher"
        }

    @cached_property
    def codes(self) -> set[str]:
        return {row["id"] for found in self.lists for row in found["rows"]}

    def recused(self) -> dict[int, str]:
        """Whoever is out of an application on the list has no vote on it (docs/domain.md, "Admission")."""
        people = self.campaign.applications.filter(public_code__in=self.codes).values_list(
            "conflicts__person_id", flat=True
        )
        return dict.fromkeys(
            (key for key in people if key is not None), "конфликт интересов по одному из заявлений"
        )

    def next_in_reserve(self, offer: str) -> Any:
        """Whose turn it is for a free place: the best of the reserve who has not turned it down; None if nobody."""
        rows: list[dict[str, Any]] = next(
            (found["rows"] for found in self.lists if found["code"] == offer), []
        )
        waiting = {
            application.public_code: application
            for application in self.campaign.reserve(offer)
            if offer not in application.turned_down
        }
        return next(
            (waiting[row["id"]] for row in rows if row["outcome"] == "reserve" and row["id"] in waiting),
            None,
        )

    @property
    def has_open_appeals(self) -> bool:
        return Document.objects.filter(
            kind="appeal", state__in=OPEN_APPEALS, unit_id=self.campaign.appeal_commission_id
        ).exists()

    def to_enrol(self) -> "models.QuerySet[Any]":
        """Those recommended who stand on no list of enrolment that is on its way."""
        return self.campaign.applications.filter(state=ApplicationState.RECOMMENDED).exclude(
            enrolment_rows__enrolment__state__in=("draft", "approval", "approved")
        )

    # --- to the commission ------------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        target=None,
        rule=WRITES,
        label=pgettext_lazy("rating", "Compute anew"),
        done=pgettext_lazy("rating, done", "computed anew"),
    )
    def recompute(self, act: Act) -> None:
        """Compute the lists from the applications as they stand now."""
        self.lists = compute(self.campaign)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=WRITES,
        label=pgettext_lazy("rating", "Put before the commission"),
        done=pgettext_lazy("rating, done", "put before the commission"),
    )
    def submit(self, act: Act) -> None:
        """Freeze it as computed this very moment: the commission decides on this version and no other."""
        selection = self.campaign.selection_on
        if selection is not None and clock.today() < selection:
            raise NotLegal(
                _("The selection is on %(day)s: the list is decided on from that day.")
                % {"day": list_date(selection)}
            )
        self.lists = compute(self.campaign)
        self.freeze(act)

    @move(
        source=State.REVIEW,
        target=State.DRAFT,
        rule=WRITES,
        label=pgettext_lazy("rating", "Take back"),
        done=pgettext_lazy("rating, done", "taken back"),
        needs_reason=True,
    )
    def withdraw(self, act: Act) -> None:
        """Something has changed before the decision binds."""
        self.on_agenda = None

    @move(
        source=State.REVIEW,
        target=State.DRAFT,
        rule=ByPaper(Link.Effect.SEND_BACK),
        label=pgettext_lazy("rating", "Send back"),
        done=pgettext_lazy("rating, done", "sent back"),
    )
    def send_back(self, act: Act) -> None:
        """The commission did not adopt it."""
        self.on_agenda = None

    @move(
        source=(State.DRAFT, State.REVIEW),
        target=State.ADOPTED,
        rule=ByPaper(Link.Effect.APPROVE),
        label=pgettext_lazy("rating", "Adopt"),
        done=pgettext_lazy("rating, done", "adopted"),
    )
    def approve(self, act: Act) -> None:
        """By the commission's signed protocol; an edition that follows an upheld appeal, by that appeal.

        Every application that still stands gets its outcome, and the edition before loses its force.
        """
        self.on_agenda = None
        self.approved_by = act.basis
        if self.state == self.State.DRAFT:
            self.freeze(act)
        standing = self.campaign.applications.filter(
            public_code__in=self.codes,
            state__in=("review", "tied", "recommended", "reserve", "not_recommended"),
        )
        Link.objects.bulk_create(
            Link(source_id=self.pk, target_id=key, effect=Link.Effect.TAKE_OUTCOME)
            for key in standing.order_by("pk").values_list("pk", flat=True)
        )
        for earlier in Rating.objects.filter(campaign_id=self.campaign_id, state=self.State.ADOPTED):
            if earlier.round == self.round:
                # What an appeal has corrected is published as the list before it was.
                if act.basis is not None and act.basis.kind == "appeal" and earlier.published_at:
                    self.published_at = act.at
                Link.objects.create(source_id=self.pk, target=earlier, effect=Link.Effect.REPEAL)

    def gives_effect(self, effect: str) -> bool:
        return effect in (Link.Effect.TAKE_OUTCOME, Link.Effect.REPEAL) and self.state == self.State.ADOPTED

    @move(
        source=State.ADOPTED,
        target=State.REPLACED,
        rule=ByPaper(Link.Effect.REPEAL),
        label=pgettext_lazy("rating", "Replace"),
        done=pgettext_lazy("rating, done", "replaced by a new edition"),
    )
    def repeal(self, act: Act) -> None:
        """A later edition stands instead; this one is kept, and stays published if it was."""
        self.repealed_by = act.basis

    # --- afterwards -------------------------------------------------------------------------------------------------

    @move(
        source=State.ADOPTED,
        target=None,
        rule=May(Right.PUBLISH),
        label=pgettext_lazy("rating", "Publish the results"),
        done=pgettext_lazy("rating, done", "published"),
        conditions=(
            Condition(is_unpublished, gettext_lazy("The list is published already.")),
            Condition(is_its_day, gettext_lazy("The day of the publication has not come.")),
        ),
    )
    def publish(self, act: Act) -> None:
        """By code only (docs/domain.md, "Personal data")."""
        self.published_at = act.at

    @move(
        source=State.ADOPTED,
        target=None,
        rule=May(Right.DRAFT_ORDER, on=school_of),
        label=pgettext_lazy("rating", "Draft the enrolment order"),
        done=pgettext_lazy("rating, done", "had the enrolment order drafted"),
        conditions=(
            Condition(is_present, gettext_lazy("A later edition stands instead of this list.")),
            Condition(is_published, gettext_lazy("The results are not published yet.")),
            Condition(
                appeals_are_over,
                gettext_lazy("The term for appeals is not over, or an appeal is not decided."),
            ),
            Condition(somebody_is_to_enrol, gettext_lazy("Nobody is left to enrol.")),
        ),
    )
    def enrol(self, act: Act) -> None:
        """The list of those recommended and the order on it are drafted by themselves (`enrolment`)."""


@transaction.atomic
def draft_rating(campaign: Campaign, *, by: Person | None = None, basis: Document | None = None) -> Rating:
    """The next edition of the list, computed; by the secretary, or as the consequence of an upheld appeal.

    Raises NotLegal while an application is not ready, or an edition is on its way already.
    """
    if campaign.state != Campaign.State.ANNOUNCED or campaign.commission is None:
        raise NotLegal(_("There is nothing to rank: the admission is not announced, or is over."))
    Document.objects.select_for_update().filter(pk=campaign.pk).first()
    waiting = Rating.objects.filter(
        campaign=campaign, state__in=(Rating.State.DRAFT, Rating.State.REVIEW)
    ).first()
    if waiting is not None:
        raise NotLegal(_("Edition %(n)d of the list is on its way already.") % {"n": waiting.edition})
    edition = Rating.objects.filter(campaign=campaign).count() + 1
    rating = Rating(campaign=campaign)
    return draft(
        Rating,
        unit=campaign.commission,
        readers=[campaign.unit, campaign.appeal_commission] if campaign.appeal_commission else [],
        title=rating.title_in("nominative"),
        by=by,
        basis=basis,
        campaign=campaign,
        edition=edition,
        round=campaign.round,
        lists=compute(campaign),
    )


Rating.drafted_by = WRITES
