"""Asking units for their agreement: which unit, about which version, until when."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property

from governance.documents.approval.opinions.models import Opinion, Proposal
from governance.documents.record.act import Act
from governance.documents.record.paper import Paper
from governance.documents.settings.calendar import last_day
from governance.documents.settings.kinds import TermSetting
from governance.documents.settings.papers import OPINION_OF_SCHOOLS
from governance.roles.unit import Unit


def read_opinions(papers: "Iterable[Asking]") -> None:
    """Read the live opinions of several papers in one query, for a page that shows them all."""
    known = {paper.pk: paper for paper in papers}
    for paper in known.values():
        paper.__dict__["live_opinions"] = []
    opinions = Opinion.objects.filter(document_id__in=known, lapsed_at=None).select_related("unit")
    for opinion in opinions.order_by("stage", "pk") if known else ():
        known[opinion.document_id].live_opinions.append(opinion)


def units_asked(document: "Asking") -> Sequence[Unit]:
    """The units whose answer is awaited now."""
    return [opinion.unit for opinion in document.live_opinions if opinion.is_open]


class Asking(Paper):
    """The base of papers that ask other units for their agreement. A kind says whom it asks, and what follows."""

    class Meta:
        abstract = True

    # --- what a kind says -----------------------------------------------------------------------------------------

    # The term for an answer.
    answer_within: ClassVar[TermSetting] = OPINION_OF_SCHOOLS

    @property
    def state_when_agreed(self) -> str:
        """The state of the paper once all who were asked have agreed; one of `answering.AFTER_AN_ANSWER`."""
        raise NotImplementedError

    def term_to_answer(self, stage: int) -> TermSetting:
        """The term that units have for an answer in one stage."""
        return self.answer_within

    @property
    def sections_put_up(self) -> list[dict[str, Any]]:
        """The numbered sections of the version that the units are asked about."""
        version = self.present_version
        return version.content.get("sections", []) if version else []

    # --- reading --------------------------------------------------------------------------------------------------

    @cached_property
    def live_opinions(self) -> list[Opinion]:
        """The opinions that count now, by stage: planned, asked or given; one query."""
        return list(
            self.opinions.filter(lapsed_at=None)
            .select_related("unit", "person", "appointment", "version")
            .order_by("stage", "pk")
        )

    def _reread_opinions(self) -> None:
        self.__dict__.pop("live_opinions", None)
        self.__dict__.pop("has_open_proposal", None)

    @property
    def all_agree(self) -> bool:
        return all(opinion.agrees for opinion in self.live_opinions)

    @cached_property
    def has_open_proposal(self) -> bool:
        return self.open_proposals().exists()

    def open_proposals(self) -> QuerySet[Proposal]:
        """The proposed wordings of the latest round that nobody has answered."""
        return Proposal.objects.filter(
            opinion__document_id=self.pk, opinion__lapsed_at=None, answer=""
        ).select_related("opinion__unit")

    def answer_due(self) -> date | None:
        """The latest day by which the units that are asked have to answer."""
        return max(
            (opinion.due for opinion in self.live_opinions if opinion.is_open and opinion.due), default=None
        )

    # --- asking ---------------------------------------------------------------------------------------------------

    def plan_opinion(self, unit: Unit, stage: int = 1) -> Opinion:
        """Put a unit on the agreement sheet, once; it is asked when its stage comes."""
        opinion = next((opinion for opinion in self.live_opinions if opinion.unit_id == unit.pk), None)
        if opinion is None:
            opinion = Opinion.objects.create(document_id=self.pk, unit=unit, stage=stage)
            self._reread_opinions()
        return opinion

    def drop_opinion(self, unit: Unit, act: Act) -> bool:
        """Take a unit off the agreement sheet unless it has agreed. Returns whether it was taken off.

        An answer that it gave stays on record.
        """
        opinion = next((opinion for opinion in self.live_opinions if opinion.unit_id == unit.pk), None)
        if opinion is None or opinion.agrees:
            return False
        if opinion.given_at is None:
            opinion.delete()
        else:
            opinion.lapsed_at = act.at
            opinion.save(update_fields=["lapsed_at"])
        self.readers.remove(unit)
        self._reread_opinions()
        return True

    def ask_opinions(self, act: Act) -> None:
        """Ask the first stage that has not agreed about the present version.

        After objections only those who objected are asked again. About a text that changed without an objection (the
        body sent it back, the drafter took it back) everybody is asked again, because nobody could expect that
        change.
        """
        answered = [opinion for opinion in self.live_opinions if opinion.given_at is not None]
        objections = [opinion for opinion in answered if opinion.outcome == Opinion.Outcome.OBJECTION]
        numbers = [opinion.version.number for opinion in answered if opinion.version]
        latest = max(numbers, default=self.version)
        for opinion in objections or (answered if latest != self.version else ()):
            self._plan_again(opinion, act)
        self._reread_opinions()
        self._ask_next_stage(act)

    def _ask_next_stage(self, act: Act) -> None:
        waiting = [opinion for opinion in self.live_opinions if opinion.given_at is None]
        if not waiting or any(opinion.is_open for opinion in waiting):
            return
        stage = min(opinion.stage for opinion in waiting)
        for opinion in waiting:
            if opinion.stage == stage:
                opinion.asked_at = act.at
                opinion.due = last_day(self.term_to_answer(stage), self.district_id)
                opinion.version = self.present_version
                opinion.save(update_fields=["asked_at", "due", "version"])
                # A unit that is asked may read this paper, and no other one of the paper's unit.
                self.readers.add(opinion.unit_id)

    def call_off_opinions(self) -> None:
        """The paper was taken back: units that have not answered are asked about the next version instead."""
        for opinion in self.live_opinions:
            if opinion.is_open:
                opinion.asked_at = opinion.due = opinion.version = None
                opinion.save(update_fields=["asked_at", "due", "version"])

    def renew_opinions(self, act: Act) -> None:
        """All answers lapse: everybody is asked about the next version, even if the text is the same."""
        for opinion in self.live_opinions:
            if opinion.given_at is not None:
                self._plan_again(opinion, act)
        self.call_off_opinions()
        self._reread_opinions()

    def _plan_again(self, opinion: Opinion, act: Act) -> None:
        opinion.lapsed_at = act.at
        opinion.save(update_fields=["lapsed_at"])
        Opinion.objects.create(document_id=self.pk, unit_id=opinion.unit_id, stage=opinion.stage)
