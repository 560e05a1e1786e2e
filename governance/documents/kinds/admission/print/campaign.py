"""The plan of an admission as it prints: quota, days, criteria and commissions that the director's order approves."""

from datetime import date
from typing import Any, NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.commission import NAMES, TITLES, CommissionMember
from governance.documents.kinds.admission.places import SchoolClass
from governance.documents.language.phrases import list_date, places
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet
from governance.documents.printing.data import FactLine, PaperData, StampData
from governance.documents.printing.registry import prints

DAY_LABELS = {
    "announced_by": "Объявление о приёме, не позднее",
    "intake_from": "Начало приёма заявлений",
    "intake_until": "Окончание приёма заявлений",
    "selection_on": "Индивидуальный отбор",
    "results_on": "Публикация результатов",
    "appeals_until": "Апелляции принимаются по",
}
GENERAL = "общеобразовательный"


class QuotaLine(TypedDict):
    """A class, or a profile inside it, with its places."""

    school_class: str
    profile: str
    places: str


class CommissionData(TypedDict):
    """A commission with those who sit in it, the chair first."""

    name: str
    members: list[str]


class CampaignData(PaperData):
    """The plan of an admission."""

    school: str
    stamps: list[StampData]
    heading: list[str]  # lines; the first stands alone
    quota: list[QuotaLine]
    places: str  # of all classes together
    days: list[FactLine]
    extra: str  # the days of an extra round, opened after the approval; or ""
    criteria: NotRequired[CriteriaDescription]
    commissions: list[CommissionData]


@prints("campaign", statuses=dict.fromkeys((Campaign.State.DRAFT, Campaign.State.APPROVAL), "ПРОЕКТ"))
def campaign_data(campaign: Campaign) -> CampaignData:
    """The whole plan; what is not given yet is left out of a draft."""
    classes = campaign.school_classes if campaign.classes else []
    data = CampaignData(
        title=campaign.title_in("nominative"),
        school=campaign.unit.name,
        stamps=printed_stamps(campaign),
        heading=["План", campaign.title_in("nominative").removeprefix("План ")],
        quota=[line for school_class in classes for line in _quota(school_class)],
        places=places(sum(school_class.places for school_class in classes)),
        days=_days(campaign),
        extra=_extra(campaign),
        commissions=_commissions(campaign),
    )
    if campaign.criteria:
        data["criteria"] = describe_sheet(campaign.sheet, campaign.circumstances)
    if void := void_of(campaign):
        data["void"] = void
    return data


def _quota(found: SchoolClass) -> list[QuotaLine]:
    if not found.profiles:
        profile = GENERAL if found.general else ""
        return [QuotaLine(school_class=found.name, profile=profile, places=str(found.places))]
    return [
        QuotaLine(school_class=found.name, profile=profile.name, places=str(profile.places))
        for profile in found.profiles
    ]


def _days(campaign: Campaign) -> list[FactLine]:
    """As they were approved: an extra round changes the days of the admission, not those of its plan."""
    version = campaign.present_version if campaign.state != Campaign.State.DRAFT else None
    days: dict[str, Any] = version.content["days"] if version else {}
    if not days:
        days = {name: day.isoformat() for name in DAYS if (day := getattr(campaign, name))}
    return [
        FactLine(label=label, text=list_date(date.fromisoformat(days[name])))
        for name, label in DAY_LABELS.items()
        if days.get(name)
    ]


def _extra(campaign: Campaign) -> str:
    if campaign.round == 1:
        return ""
    assert campaign.intake_from is not None, "an extra round has its days"
    assert campaign.intake_until is not None
    first, last = list_date(campaign.intake_from), list_date(campaign.intake_until)
    return f"Дополнительный приём на оставшиеся места: заявления принимаются с {first} по {last}."


def _commissions(campaign: Campaign) -> list[CommissionData]:
    """As they were approved, by the names of that day."""
    version = campaign.present_version if campaign.state != Campaign.State.DRAFT else None
    written: dict[str, list[str]] = (version.content if version else campaign.content())["commissions"]
    bodies = [
        CommissionData(name=NAMES[body][0], members=[_member(words) for words in written[body]])
        for body in CommissionMember.Body
    ]
    return [body for body in bodies if body["members"]]


def _member(words: str) -> str:
    """«Винокурова С.А. (chair)», as the content of the plan keeps it, in words."""
    name, _brace, place = words.removesuffix(")").rpartition(" (")
    return f"{name}, {TITLES[CommissionMember.Place(place)]}"
