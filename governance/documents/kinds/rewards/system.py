"""The system of measures: for what teachers are rewarded, and how; adopted by the council.

Source: docs/domain.md, "Rewards".
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.decided import AdoptedEdition, taken_back
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.measures import Measure, read_measures
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import verb
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.working_days import Term
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.needs import Holder, Where
from governance.documents.record.transitions import Condition, May, move
from governance.documents.settings.calendar import last_day_of
from governance.documents.settings.catalogue import REWARD_OBJECTION
from governance.documents.settings.reminding import OF_REWARDS
from governance.documents.settings.stored_term import TermField, read_term
from governance.roles.rights import Right
from governance.roles.unit import Unit


def whole_district(paper: Document) -> Unit:
    """Rewards are the district's as a whole: no school has a system or a period of its own."""
    return paper.unit.root


DRAFTS = May(Right.DRAFT_PAPER, on=whole_district)


def is_written(system: "RewardSystem") -> bool:
    return bool(system.criteria and system.measures)


@kind("reward_system")
class RewardSystem(AdoptedEdition):
    """«Система мер мотивации, морального и материального стимулирования труда учителей», one edition of it."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("reward system", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("reward system", "Before the council")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("reward system", "Adopted")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("reward system", "Replaced by a new edition")

    kind_label = gettext_lazy("System of rewards")
    kind_label_many = gettext_lazy("Systems of rewards")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy(
        "For what teachers get points and what the points are worth; the council adopts it."
    )
    noun = Noun(NounGender.FEMININE, "система", "системы", "систему")
    drafted_by = DRAFTS
    can_be_copied = True
    needs = (Holder(Right.DRAFT_PAPER, Where.DISTRICT),)
    content_labels = labelled(
        "title criteria criteria_hash measures with_money certified time_to_object",
        measures=gettext_lazy("Measures"),
        with_money=gettext_lazy("With money"),
        certified=gettext_lazy("With a certificate"),
        time_to_object=gettext_lazy("Time to object"),
    )
    select_related_fields = ("approved_by", "repealed_by", "on_agenda")

    criteria: Any = models.JSONField(gettext_lazy("criteria"), default=dict)
    measures: Any = models.JSONField(gettext_lazy("measures"), default=list)
    # How long a teacher may object to what was found of their sheet.
    time_to_object: Any = TermField(gettext_lazy("time to object"), default=REWARD_OBJECTION.default.to_json)

    @cached_property
    def sheet(self) -> CriteriaSheet:
        """Raises ImpossibleInput while the criteria do not fit."""
        return CriteriaSheet.from_json(self.criteria)

    @property
    def term_to_object(self) -> Term:
        return Term.from_json(self.time_to_object)

    def last_day_to_object(self) -> date:
        """Until when a teacher may object whose points are verified today."""
        return last_day_of(self.term_to_object, self.district_id)

    @cached_property
    def all_measures(self) -> list[Measure]:
        return read_measures(self.measures)

    def measure(self, code: str) -> Measure:
        """Raises NotLegal when there is none of that code."""
        for measure in self.all_measures:
            if measure.code == code:
                return measure
        raise NotLegal(_("Choose the measure from the list."))

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        taken = ("criteria", "measures")
        return [("revise", {name: getattr(self, name) for name in taken if getattr(self, name)})]

    def title_in(self, case: str) -> str:
        return self.noun.head("мер поощрения учителей, участвующих в профильном обучении", case)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "criteria": self.criteria,
            "criteria_hash": self.sheet.criteria_hash if self.criteria else "",
            "measures": self.measures,
            "time_to_object": self.term_to_object.in_papers,
        }

    @move(
        source=State.DRAFT,
        rule=DRAFTS,
        words=verb("reward system", "Change the system", "changed the system"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        title: str | None = None,
        criteria: Any = None,
        measures: Any = None,
        time_to_object: Any = None,
    ) -> None:
        """Change what is given. Raises NotLegal with the sentence of the criterion or measure that does not fit."""
        if title is not None:
            self.title = " ".join(title.split())[:500]
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        if criteria is not None:
            try:
                self.criteria = CriteriaSheet.from_json(criteria).to_json()
            except ImpossibleInput as error:
                raise NotLegal(str(error)) from error
        if measures is not None:
            self.measures = [measure.to_json() for measure in read_measures(measures)]
        if time_to_object is not None:
            self.time_to_object = read_term(time_to_object)
        for name in ("sheet", "all_measures"):
            self.__dict__.pop(name, None)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=DRAFTS,
        words=verb("reward system", "Put before the council", "put before the council"),
        conditions=(Condition(is_written, gettext_lazy("Write the criteria and the measures first.")),),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """The council votes on this version and no other."""
        self.freeze(act)

    withdraw = taken_back(DRAFTS)

    def take_effect(self, act: Act) -> None:
        """The edition before it loses its force, periods that go on keep theirs."""
        self.published_at = act.at
        earlier = RewardSystem.objects.filter(district_id=self.district_id, state=self.State.ADOPTED)
        self.affect(REPEAL, earlier.values_list("pk", flat=True))
