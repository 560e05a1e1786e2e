"""The list of indicators (перечень показателей): in editions, adopted by the council.

Source: docs/domain.md, "Monitoring".
"""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.decided import AdoptedEdition, taken_back
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import verb
from governance.documents.law.indicators import IndicatorSheet
from governance.documents.law.validation import ImpossibleInput
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.measures import MEASURES
from governance.documents.record.needs import Holder, Where
from governance.documents.record.transitions import May, condition, move
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

# The units that can be asked for something of their own.
GIVERS = (UnitKind.SCHOOL, UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL)


def whole_district(paper: Document) -> Unit:
    """Monitoring is the district's as a whole."""
    return paper.unit.root


DRAFTS = May(Right.DRAFT_PAPER, on=whole_district)


@condition(gettext_lazy("Write the indicators first."))
def is_written(paper: "Indicators") -> bool:
    return bool(paper.indicators)


@kind("indicators")
class Indicators(AdoptedEdition):
    """One edition."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("indicators", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("indicators", "Before the council")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("indicators", "Adopted")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("indicators", "Replaced by a new edition")

    kind_label = gettext_lazy("List of indicators")
    kind_label_many = gettext_lazy("Lists of indicators")
    kind_purpose = gettext_lazy(
        "By what the district tells how its pupils, teachers and management do; the council adopts it."
    )
    noun = Noun(NounGender.MASCULINE, "перечень", "перечня", "перечень")
    drafted_by = DRAFTS
    can_be_copied = True
    needs = (Holder(Right.DRAFT_PAPER, Where.DISTRICT),)
    content_labels = labelled(
        "title inputs indicators code kind part_of direction unit_of good target span source giver unit whole "
        "formula measure weight places",
        code=gettext_lazy("Code"),
        inputs=gettext_lazy("Inputs"),
        indicators=gettext_lazy("Indicators"),
        kind=gettext_lazy("What is written"),
        part_of=gettext_lazy("Part of"),
        direction=gettext_lazy("Direction"),
        unit_of=gettext_lazy("Told in"),
        good=gettext_lazy("What is better"),
        target=gettext_lazy("Target"),
        span=gettext_lazy("Measured for"),
        source=gettext_lazy("Source"),
        giver=gettext_lazy("Who gives it"),
        unit=gettext_lazy("Which unit"),
        whole=gettext_lazy("Figure of the district"),
        formula=gettext_lazy("Formula"),
        measure=gettext_lazy("What the papers tell"),
        weight=gettext_lazy("Weighted by"),
        places=gettext_lazy("Places after the comma"),
    )
    select_related_fields = ("approved_by", "repealed_by", "on_agenda")

    inputs: Any = models.JSONField(gettext_lazy("inputs"), default=list)
    indicators: Any = models.JSONField(gettext_lazy("indicators"), default=list)

    @cached_property
    def sheet(self) -> IndicatorSheet:
        return IndicatorSheet.from_json({"inputs": self.inputs, "indicators": self.indicators})

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        return [("revise", {"inputs": self.inputs, "indicators": self.indicators})]

    def title_in(self, case: str) -> str:
        return self.noun.head("показателей мониторинга", case)

    def content(self) -> dict[str, Any]:
        return {"title": self.title, "inputs": self.inputs, "indicators": self.indicators}

    @move(
        source=State.DRAFT,
        rule=DRAFTS,
        words=verb("indicators", "Change the list", "changed the list of indicators"),
        inner=True,
    )
    def revise(
        self, act: Act, *, title: str | None = None, inputs: Any = None, indicators: Any = None
    ) -> None:
        """Change what is given. Raises NotLegal with the sentence of what does not fit together."""
        if title is not None:
            self.title = " ".join(title.split())[:500]
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        if inputs is None and indicators is None:
            return
        sheet = read_sheet(
            self.inputs if inputs is None else inputs, self.indicators if indicators is None else indicators
        )
        check_units(sheet, self.district_id)
        stored = sheet.to_json()
        self.inputs, self.indicators = stored["inputs"], stored["indicators"]
        self.__dict__.pop("sheet", None)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=DRAFTS,
        words=verb("indicators", "Put before the council", "put before the council"),
        conditions=(is_written,),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """The council votes on this version and no other."""
        self.freeze(act)

    withdraw = taken_back(DRAFTS)

    def take_effect(self, act: Act) -> None:
        """Published at once; the edition before it loses its force, and what was begun by it ends by it."""
        self.published_at = act.at
        earlier = Indicators.objects.filter(district_id=self.district_id, state=self.State.ADOPTED)
        self.affect(REPEAL, earlier.values_list("pk", flat=True))


def read_sheet(inputs: Any, indicators: Any) -> IndicatorSheet:
    """Raises NotLegal."""
    try:
        sheet = IndicatorSheet.from_json({"inputs": inputs, "indicators": indicators})
    except ImpossibleInput as error:
        raise NotLegal(str(error)) from error
    for row in sheet.indicators:
        if row.measure and row.measure not in MEASURES:
            raise NotLegal(
                _("Indicator «%(name)s»: the papers tell no such thing, choose it from the list.")
                % {"name": row.title}
            )
    return sheet


def check_units(sheet: IndicatorSheet, district: int) -> None:
    """Raises NotLegal for a unit that is none of this district, or cannot be asked."""
    for row in sheet.indicators:
        if row.unit and not (
            row.unit.isdecimal()
            and Unit.objects.filter(pk=int(row.unit), district_id=district, kind__in=GIVERS).exists()
        ):
            raise NotLegal(
                _("Indicator «%(name)s»: choose the school or body that gives it.") % {"name": row.title}
            )


def indicators_in_force(district: int) -> Indicators | None:
    return Indicators.objects.filter(district_id=district, state=Indicators.State.ADOPTED).first()
