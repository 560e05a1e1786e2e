"""The system of rewards as it prints: measures, criteria in words, what a teacher may do, under the council's stamp."""

from typing import NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.rewards.measures import Measure
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.language.phrases import plural
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperData, StampData
from governance.documents.printing.registry import prints

KIND = "Система"
PAID = "выплачивается из фонда своей категории по баллам"
UNPAID = "без выплаты"
CERTIFIED = "вручается на бумаге"


class MeasureLine(TypedDict):
    title: str
    how: str  # «выплачивается из фонда по баллам»


class SystemData(PaperData):
    stamps: list[StampData]
    heading: list[str]  # lines; the first stands alone
    measures: list[MeasureLine]
    criteria: NotRequired[CriteriaDescription]
    rules: list[str]


@prints(
    "reward_system", statuses=dict.fromkeys((RewardSystem.State.DRAFT, RewardSystem.State.REVIEW), "ПРОЕКТ")
)
def system_data(system: RewardSystem) -> SystemData:
    """The whole edition; what is not written yet is left out of a draft."""
    data = SystemData(
        title=system.title,
        stamps=printed_stamps(system),
        heading=[KIND, system.title_in("nominative").removeprefix(KIND).strip()],
        measures=[MeasureLine(title=measure.title, how=_how(measure)) for measure in _measures(system)],
        rules=_rules(system),
    )
    if system.criteria:
        data["criteria"] = describe_sheet(system.sheet)
    if system.repealed_by is not None:
        data["void"] = cited(system.repealed_by)
    return data


def _measures(system: RewardSystem) -> list[Measure]:
    return system.all_measures if system.measures else []


def _how(measure: Measure) -> str:
    return ", ".join([PAID if measure.with_money else UNPAID, *([CERTIFIED] if measure.certified else [])])


def _rules(system: RewardSystem) -> list[str]:
    """What follows from the law of the process for whoever is rewarded (docs/domain.md, "Rewards")."""
    term = system.objection_days
    return [
        "Учитель заполняет лист достижений и прикладывает подтверждения. Одно достижение засчитывается один раз.",
        "Каждая строка листа проверяется: принимается, исправляется или отклоняется с указанием причины.",
        f"Учитель вправе возразить в течение {term} {plural(term, 'дня', 'дней', 'дней')} после проверки.",
        "Член совета не голосует по вопросу о собственном поощрении.",
        "Выплаты не превышают утверждённого фонда; исправление принимается новым решением совета.",
    ]
