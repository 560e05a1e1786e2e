"""The fields and the words of a rating, and what others read from its lists."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.agenda_subject import REVIEW
from governance.documents.approval.decided import AdoptedEdition
from governance.documents.approval.ordered import STANDING
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State as ApplicationState
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.transitions import May
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

WRITES = May(Right.REGISTER_APPLICATION)


class RatingCard(AdoptedEdition):
    """Fields and words of a rating, and what is read from its lists."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("rating", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("rating", "Before the commission")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("rating", "Adopted")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("rating", "Replaced by a new edition")

    kind_label = gettext_lazy("Rating list")
    kind_label_many = gettext_lazy("Rating lists")
    noun = Noun(NounGender.MASCULINE, "рейтинговый список", "рейтингового списка", "рейтинговый список")
    drafted_by = WRITES
    decided_by_kind = UnitKind.COMMISSION
    content_labels: ClassVar = labelled(
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
    select_related_fields: ClassVar = (
        "campaign",
        "campaign__unit",
        "approved_by",
        "repealed_by",
        "on_agenda",
    )

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="ratings", verbose_name=gettext_lazy("admission")
    )
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"))
    round = models.PositiveSmallIntegerField(default=1)
    lists: Any = models.JSONField(default=list)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "edition"], name="one_rating_an_edition"),
            models.CheckConstraint(
                name="rating_replaced_after_adoption",
                condition=Q(repealed_by__isnull=True) | Q(approved_by__isnull=False),
            ),
        ]

    @property
    def full_title(self) -> str:
        return f"{self.title}, редакция {self.edition}" if self.edition > 1 else self.title

    @property
    def decided_by(self) -> Unit | None:
        return self.campaign.commission

    def title_in(self, case: str) -> str:
        return self.noun.head(f"поступающих в 10 классы на {self.campaign.school_year} учебный год", case)

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
            (waiting[row["id"]] for row in rows if row["outcome"] == "reserve" and row["id"] in waiting),
            None,
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
