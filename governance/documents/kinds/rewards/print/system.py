"""The system of rewards as it prints: measures, criteria in words, what a teacher may do, under the council's stamp."""

from typing import NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.rewards.measures import Measure
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.documents.settings.forms.rewards import REWARD_SYSTEM_RULES

KIND = "Система"
PAID = "выплачивается из фонда своей категории по баллам"
UNPAID = "без выплаты"
CERTIFIED = "вручается на бумаге"


class MeasureLine(TypedDict):
    title: str
    how: str  # «выплачивается из фонда по баллам»


class SystemWords(TypedDict):
    title: str
    heading: list[str]  # lines; the first stands alone
    measures: list[MeasureLine]
    criteria: NotRequired[CriteriaDescription]
    rules: list[str]


class SystemMarks(PaperMarks):
    stamps: list[StampData]


STATUSES = dict.fromkeys((RewardSystem.State.DRAFT, RewardSystem.State.REVIEW), "ПРОЕКТ")


def system_marks(system: RewardSystem, words: SystemWords) -> SystemMarks:
    data = SystemMarks(stamps=printed_stamps(system))
    if system.repealed_by is not None:
        data["void"] = cited(system.repealed_by)
    return data


@prints("reward_system", marks=system_marks, statuses=STATUSES)
def system_words(system: RewardSystem) -> SystemWords:
    """The whole edition; what is not written yet is left out of a draft."""
    data = SystemWords(
        title=system.title,
        heading=[KIND, system.title_in("nominative").removeprefix(KIND).strip()],
        measures=[MeasureLine(title=measure.title, how=_how(measure)) for measure in _measures(system)],
        rules=_rules(system),
    )
    if system.criteria:
        data["criteria"] = describe_sheet(system.sheet)
    return data


def _measures(system: RewardSystem) -> list[Measure]:
    return system.all_measures if system.measures else []


def _how(measure: Measure) -> str:
    return ", ".join([PAID if measure.with_money else UNPAID, *([CERTIFIED] if measure.certified else [])])


def _rules(system: RewardSystem) -> list[str]:
    """What follows from the law of the process for whoever is rewarded (docs/domain.md, "Rewards")."""
    return REWARD_SYSTEM_RULES.lines(system.district_id, срок=system.term_to_object.within)
