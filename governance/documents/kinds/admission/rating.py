"""The rating of an admission: the list on which the commission decides, edition by edition.

Codes and points, no names. Adopted by the commission's protocol, or, when an appeal was upheld, by that decision.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.agenda_subject import REVIEW
from governance.documents.approval.approval import is_published, is_unpublished
from governance.documents.approval.decided import ADOPTED, DRAFT, AdoptedEdition, taken_back
from governance.documents.approval.effects import APPROVE, REPEAL
from governance.documents.approval.ordered import STANDING
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State as ApplicationState
from governance.documents.kinds.admission.effects import TAKE_OUTCOME
from governance.documents.kinds.admission.ranking import compute
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.transitions import ByPaper, Condition, May, condition, move
from governance.documents.settings.admission import ANEW, APPEAL, APPEALS_ANEW
from governance.documents.settings.calendar import last_day
from governance.documents.settings.reminding import OF_ADMISSION
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

WRITES = May(Right.REGISTER_APPLICATION)


@condition(gettext_lazy("The day of the publication has not come."))
def is_its_day(rating: "Rating") -> bool:
    return rating.campaign.results_on is not None and clock.today() >= rating.campaign.results_on


@condition(gettext_lazy("The term for appeals is not over, or an appeal is not decided."))
def appeals_are_over(rating: "Rating") -> bool:
    until = rating.appeals_until
    return until is not None and clock.today() > until and not rating.has_open_appeals


@condition(gettext_lazy("Nobody is left to enrol."))
def somebody_is_to_enrol(rating: "Rating") -> bool:
    return rating.to_enrol().exists()


@condition(gettext_lazy("A later edition stands instead of this list."))
def is_present(rating: "Rating") -> bool:
    return (
        not Rating.objects.filter(campaign_id=rating.campaign_id, edition__gt=rating.edition)
        .exclude(state__in=(DRAFT, REVIEW))
        .exists()
    )


@kind("rating")
class Rating(AdoptedEdition):
    """One edition of the list of those recommended, in reserve and not recommended."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("rating", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("rating", "Before the commission")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("rating", "Adopted")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("rating", "Replaced by a new edition")

    kind_label = gettext_lazy("Rating list")
    kind_label_many = gettext_lazy("Rating lists")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("All applicants of an admission in order, each point explained.")
    noun = Noun(NounGender.MASCULINE, "рейтинговый список", "рейтингового списка", "рейтинговый список")
    drafted_by = WRITES
    effects_in = {State.ADOPTED: (TAKE_OUTCOME, REPEAL)}
    decided_by_kind = UnitKind.COMMISSION
    content_labels = labelled(
        "title edition round criteria_hash lists name places rows id rank points outcome why code reason "
        "note guaranteed",
        round=gettext_lazy("round"),
        lists=gettext_lazy("Lists"),
        id=gettext_lazy("Code"),
        rank=gettext_lazy("Rank"),
        outcome=gettext_lazy("Outcome"),
        why=gettext_lazy("Why so many"),
        reason=gettext_lazy("Reason"),
        note=gettext_lazy("Note"),
        guaranteed=gettext_lazy("Guaranteed place"),
    )
    select_related_fields = ("campaign", "campaign__unit", "approved_by", "repealed_by", "on_agenda")

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="ratings", verbose_name=gettext_lazy("admission")
    )
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"))
    round = models.PositiveSmallIntegerField(default=1)
    lists: Any = models.JSONField(default=list)
    # The last day of appeals against it, counted from its own publication.
    appeals_until = models.DateField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "edition"], name="one_rating_an_edition"),
            models.CheckConstraint(
                name="rating_replaced_after_adoption",
                condition=Q(repealed_by__isnull=True) | Q(approved_by__isnull=False),
            ),
        ]

    @property
    def decided_by(self) -> Unit | None:
        return self.campaign.commission

    def title_in(self, case: str) -> str:
        return self.noun.head(f"поступающих в 10-е классы на {self.campaign.school_year} учебный год", case)

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
            places["code"]: row["outcome"]
            for places in self.lists
            for row in places["rows"]
            if row["id"] == code and row["outcome"] != "placed_higher"
        }

    @cached_property
    def codes(self) -> set[str]:
        return {row["id"] for places in self.lists for row in places["rows"]}

    def recused(self) -> dict[int, str]:
        """Whoever has a conflict of interest in an application on it has no vote (docs/domain.md, "Admission")."""
        people = self.campaign.applications.filter(public_code__in=self.codes).values_list(
            "conflicts__person_id", flat=True
        )
        return dict.fromkeys(
            (key for key in people if key is not None), "конфликт интересов по одному из заявлений"
        )

    def next_in_reserve(self, offer: str) -> Any:
        """The next for a free place: the best in reserve who has not turned it down; None if there is nobody."""
        rows: list[dict[str, Any]] = next(
            (places["rows"] for places in self.lists if places["code"] == offer), []
        )
        waiting = {
            application.public_code: application
            for application in self.campaign.reserve(offer)
            if offer not in application.turned_down
        }
        return next(
            (waiting[row["id"]] for row in rows if row["outcome"] == "reserve" and row["id"] in waiting), None
        )

    @property
    def has_open_appeals(self) -> bool:
        return Document.objects.filter(
            kind="appeal", state=REVIEW, unit_id=self.campaign.appeal_commission_id
        ).exists()

    def to_enrol(self) -> "models.QuerySet[Any]":
        """The recommended applications that are on no undecided list of enrolment."""
        return self.campaign.applications.filter(state=ApplicationState.RECOMMENDED).exclude(
            enrolment_rows__enrolment__state__in=STANDING
        )

    # --- to the commission ------------------------------------------------------------------------------------------

    @move(source=DRAFT, rule=WRITES, words=verb("rating", "Compute anew", "computed anew"))
    def recompute(self, act: Act) -> None:
        """Compute the lists from the applications as they stand now."""
        self.lists = compute(self.campaign)

    @move(
        source=DRAFT,
        target=REVIEW,
        rule=WRITES,
        words=verb("rating", "Put before the commission", "put before the commission"),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Freeze it as it is computed now: the commission decides on exactly this version."""
        selection = self.campaign.selection_on
        if selection is not None and clock.today() < selection:
            raise NotLegal(
                _("The selection is on %(day)s: the list is decided on from that day.")
                % {"day": list_date(selection)}
            )
        self.lists = compute(self.campaign)
        self.freeze(act)

    withdraw = taken_back(WRITES)

    @move(
        source=(DRAFT, REVIEW),
        target=ADOPTED,
        rule=ByPaper(APPROVE),
        words=verb("rating", "Adopt", "adopted"),
    )
    def approve(self, act: Act) -> None:
        """By the commission's signed protocol; an edition that follows an upheld appeal, by that appeal.

        Every application that still stands gets its outcome, and the edition before loses its force.
        """
        self.on_agenda, self.approved_by = None, act.basis
        if self.state == DRAFT:
            self.freeze(act)
        standing = self.campaign.applications.filter(
            public_code__in=self.codes,
            state__in=("review", "tied", "recommended", "reserve", "not_recommended"),
        )
        self.affect(TAKE_OUTCOME, standing.order_by("pk").values_list("pk", flat=True))
        for earlier in Rating.objects.filter(campaign_id=self.campaign_id, state=ADOPTED):
            if earlier.round == self.round:
                # What an appeal has corrected is published as the list before it was.
                if act.basis is not None and act.basis.kind == "appeal" and earlier.published_at:
                    self.published_at = act.at
                    self.appeals_until = self._appeals_after(earlier, act.basis)
                self.affect(REPEAL, [earlier.pk])

    # --- afterwards -------------------------------------------------------------------------------------------------

    @move(
        source=ADOPTED,
        rule=May(Right.PUBLISH),
        words=verb("rating", "Publish the results", "published"),
        conditions=(Condition(is_unpublished, gettext_lazy("The list is published already.")), is_its_day),
    )
    def publish(self, act: Act) -> None:
        """By code only (docs/domain.md, "Personal data"). Published late, it moves the end of the appeals with it."""
        self.published_at = act.at
        planned = self.campaign.appeals_until
        whole = last_day(APPEAL, self.district_id)
        self.appeals_until = whole if planned is None else max(planned, whole)
        act.facts["appeals_until"] = self.appeals_until.isoformat()

    def _appeals_after(self, earlier: "Rating", appeal: Document) -> date | None:
        """The term of the list that an appeal corrects; or a whole one anew where it changes what others got."""
        if earlier.appeals_until is None or APPEALS_ANEW.on(self.district_id) != ANEW:
            return earlier.appeals_until
        whole_appeal: Any = appeal.whole
        others = earlier.codes - {whole_appeal.application.public_code}
        if all(earlier.outcomes_of(code) == self.outcomes_of(code) for code in others):
            return earlier.appeals_until
        return max(earlier.appeals_until, last_day(APPEAL, self.district_id))

    @move(
        source=ADOPTED,
        rule=May(Right.DRAFT_ORDER, on=lambda rating: rating.campaign.unit),
        words=verb("rating", "Draft the enrolment order", "had the enrolment order drafted"),
        conditions=(
            is_present,
            Condition(is_published, gettext_lazy("The results are not published yet.")),
            appeals_are_over,
            somebody_is_to_enrol,
        ),
    )
    def enrol(self, act: Act) -> None:
        """The list of those recommended and the order on it are drafted by themselves (`enrolment`)."""


def ends_of_appeals(campaigns: Iterable[int]) -> dict[int, date]:
    """The last day of appeals of each admission (ids) whose results are published in its present round; one query."""
    published = Rating.objects.filter(
        campaign__in=list(campaigns), round=F("campaign__round"), published_at__isnull=False
    )
    return dict(published.order_by("edition").values_list("campaign_id", "appeals_until"))


def last_appeals_end(campaign: OuterRef, in_round: OuterRef) -> QuerySet[Any, Any]:
    """The same of one admission in its round, for a query about something else."""
    published = Rating.objects.filter(campaign=campaign, round=in_round, published_at__isnull=False)
    return published.order_by("-edition").values("appeals_until")[:1]
