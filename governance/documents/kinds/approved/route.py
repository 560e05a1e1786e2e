"""The route of a kind of approved paper: who is asked and in which order, who decides, what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from governance.documents.approval.opinions import Consulted
from governance.documents.record.needs import Holder, Need, Where, by_order
from governance.documents.settings.kinds import TermSetting
from governance.documents.settings.papers import OPINION_OF_SCHOOLS
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

Asked = Callable[[Consulted], Sequence[Unit]]


def schools_of_district(paper: Consulted) -> Sequence[Unit]:
    """All schools of the district, side by side; the base school is one of them."""
    return list(Unit.objects.filter(kind=UnitKind.SCHOOL, district_id=paper.district_id).order_by("pk"))


def outside_parties(paper: Consulted) -> Sequence[Unit]:
    """The outside bodies that this paper names (`invite`)."""
    return [opinion.unit for opinion in paper.live_opinions if opinion.unit.kind == UnitKind.OUTSIDE]


def bodies_outside(paper: Consulted) -> Sequence[Unit]:
    """The outside bodies of the district that may be named."""
    return list(Unit.objects.filter(kind=UnitKind.OUTSIDE, district_id=paper.district_id).order_by("pk"))


@dataclass(frozen=True)
class ApprovalStage:
    """Units asked side by side, and the term that they have."""

    ask: Asked
    within: TermSetting = OPINION_OF_SCHOOLS


@dataclass(frozen=True)
class Route:
    """The route of a kind: the stages one after the other, then the decision of the body, then the order.

    `decided_by` None: it goes to the order as soon as all who were asked agree. Without an order the protocol of the
    body itself approves. `units`: to which kinds of unit such a paper belongs.
    """

    stages: tuple[ApprovalStage, ...] = ()
    decided_by: UnitKind | None = UnitKind.COUNCIL
    by_order: bool = True
    published: bool = False
    units: frozenset[UnitKind] = frozenset({UnitKind.DISTRICT})
    # Whether the employees' representative body is heard before the order (Labour Code of Russia, article 372).
    heard: bool = False

    def __post_init__(self) -> None:
        if self.decided_by is None and not self.by_order:
            raise ValueError("Somebody has to approve: a body, or the director by an order.")

    @property
    def stage_outside(self) -> int | None:
        """At which stage named outside bodies are asked; None where such a paper asks none."""
        return next(
            (place for place, stage in enumerate(self.stages, start=1) if stage.ask is outside_parties), None
        )

    @property
    def decision_moves(self) -> tuple[str, str] | None:
        """What the body's decision does: the moves on «adopted» and on «not adopted»."""
        if self.decided_by is None:
            return None
        return ("agree" if self.by_order else "approve", "send_back")

    @property
    def needs(self) -> tuple[Need, ...]:
        """Who has to be there for the stages and the order."""
        asked = any(stage.ask is schools_of_district for stage in self.stages)
        schools: tuple[Need, ...] = (Holder(Right.AGREE_PAPER, Where.EACH_SCHOOL),) if asked else ()
        return (*schools, by_order()) if self.by_order else schools

    @property
    def stamps(self) -> tuple[str, ...]:
        """The stamps at the head of the paper, besides those of outside bodies."""
        if self.heard:
            return ("consider", "approve")
        return ("agree", "approve") if self.decided_by is not None and self.by_order else ("approve",)
