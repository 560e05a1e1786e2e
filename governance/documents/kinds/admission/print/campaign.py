"""The plan of an admission as it prints: quota, days, criteria and commissions that the director's order approves."""

from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

from django.db.models import Case, When

from governance.documents.approval.changed_list import ListEdition, list_edition
from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.admission.calendar import WORDS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.campaign_changes import key_of, read_key
from governance.documents.kinds.admission.commission import NAMES, TITLES, CommissionMember
from governance.documents.kinds.admission.places import Offer, SchoolClass, offers_of, read_classes
from governance.documents.language.phrases import list_date, places
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet
from governance.documents.printing.data import FactLine, PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.documents.record.version_text import content_of, words_of
from governance.documents.settings.forms.admission import EXTRA_ROUND
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import UnitKind

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
    left: NotRequired[list[str]]  # who sits in it no more, by which order


class MemberData(TypedDict):
    """A member of a commission, as the public page names them."""

    name: str  # in full
    place: str  # a value of CommissionMember.Place
    office: str  # where they work; or ""


class PublicData(TypedDict):
    """What the public page of an admission says in a way of its own."""

    classes: list[dict[str, Any]]  # SchoolClass.to_json()
    commissions: dict[str, list[MemberData]]  # by the values of CommissionMember.Body


class CampaignWords(TypedDict):
    """The plan of an admission."""

    title: str
    school: str
    heading: list[str]  # lines; the first stands alone
    quota: list[QuotaLine]
    places: str  # of all classes together
    days: list[FactLine]
    criteria: NotRequired[CriteriaDescription]
    commissions: list[CommissionData]
    kept: PublicData


class CampaignMarks(PaperMarks):
    stamps: list[StampData]
    extra: str  # the days of an extra round, opened after the approval; or ""
    # As they stand since another order changed them.
    days: NotRequired[list[FactLine]]
    commissions: NotRequired[list[CommissionData]]


STATUSES = dict.fromkeys((Campaign.State.DRAFT, Campaign.State.APPROVAL), "ПРОЕКТ")


def campaign_marks(campaign: Campaign, words: CampaignWords) -> CampaignMarks:
    edition = list_edition(campaign)
    data = CampaignMarks(stamps=printed_stamps(campaign), extra=_extra(campaign), wording=edition.wording)
    if edition.reworded:
        data["days"] = [_moved(line, edition) for line in words["days"]]
    if edition.added or edition.excluded:
        data["commissions"] = _commissions_now(campaign, edition)
    if void := void_of(campaign):
        data["void"] = void
    return data


def offers_as_announced(campaign: Campaign) -> list[Offer]:
    """The lists of places by the frozen plan; as they are written now while it is a draft."""
    frozen = None if campaign.is_being_written else words_of(campaign)
    return campaign.offers if frozen is None else offers_of(read_classes(frozen["kept"]["classes"]))


@prints("campaign", marks=campaign_marks, statuses=STATUSES)
def campaign_words(campaign: Campaign) -> CampaignWords:
    """The whole plan; what is not given yet is left out of a draft."""
    classes = campaign.school_classes if campaign.classes else []
    data = CampaignWords(
        title=campaign.title_in("nominative"),
        school=campaign.unit.name,
        heading=["План", campaign.title_in("nominative").removeprefix("План ")],
        quota=[line for school_class in classes for line in _quota(school_class)],
        places=places(sum(school_class.places for school_class in classes)),
        days=_days(campaign),
        commissions=_commissions(campaign),
        kept=PublicData(
            classes=[school_class.to_json() for school_class in classes], commissions=members_of(campaign)
        ),
    )
    if campaign.criteria:
        data["criteria"] = describe_sheet(campaign.sheet, campaign.circumstances)
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
    days = {name: day for name in DAYS if (day := getattr(campaign, name))}
    return [
        FactLine(label=label, text=list_date(days[name])) for name, label in WORDS.items() if name in days
    ]


def _extra(campaign: Campaign) -> str:
    if campaign.round == 1:
        return ""
    assert campaign.intake_from is not None, "an extra round has its days"
    assert campaign.intake_until is not None
    first, last = list_date(campaign.intake_from), list_date(campaign.intake_until)
    return EXTRA_ROUND.filled(campaign.district_id, **{"первый день": first, "последний день": last})


def _commissions(campaign: Campaign) -> list[CommissionData]:
    written: dict[str, list[str]] = content_of(campaign)["commissions"]
    bodies = [
        CommissionData(name=NAMES[body][0], members=[_member(words) for words in written[body]])
        for body in CommissionMember.Body
    ]
    return [body for body in bodies if body["members"]]


def _moved(line: FactLine, edition: ListEdition) -> FactLine:
    """The line with its new day, if an order has moved it."""
    moved = {WORDS[name]: change for name, change in edition.reworded.items()}
    if line["label"] not in moved:
        return line
    day, order = moved[line["label"]]
    return FactLine(label=line["label"], text=f"{list_date(day)} (изменено {order})")


def _commissions_now(campaign: Campaign, edition: ListEdition) -> list[CommissionData]:
    """Who sits in them since an order has changed that, and who does no more."""
    gone = [(read_key(key), order) for key, order in edition.excluded.items()]
    people = Person.objects.in_bulk([person for (_body, _place, person), _order in gone])
    members = list(campaign.members.select_related("person"))
    return [
        CommissionData(
            name=NAMES[body][0],
            members=[_member_now(member, edition) for member in members if member.body == body],
            left=[
                f"{people[person].name}, {TITLES[CommissionMember.Place(place)]} (исключён {order})"
                for (found, place, person), order in gone
                if found == body
            ],
        )
        for body in CommissionMember.Body
    ]


def _member_now(member: CommissionMember, edition: ListEdition) -> str:
    words = f"{member.person.name}, {TITLES[CommissionMember.Place(member.place)]}"
    order = edition.added.get(key_of(member.body, member.place, member.person_id))
    return f"{words} (включён {order})" if order else words


def _member(words: str) -> str:
    """«Винокурова С.А. (chair)», as the content of the plan keeps it, in words."""
    name, _brace, place = words.removesuffix(")").rpartition(" (")
    return f"{name}, {TITLES[CommissionMember.Place(place)]}"


def members_of(campaign: Campaign) -> dict[str, list[MemberData]]:
    """Of both commissions; two queries."""
    members = list(campaign.members.select_related("person"))
    offices = _offices([member.person_id for member in members])
    return {
        body.value: [
            MemberData(
                name=member.person.full_name,
                place=member.place,
                office=offices.get(member.person_id, ""),
            )
            for member in members
            if member.body == body
        ]
        for body in CommissionMember.Body
    }


def _offices(people: Sequence[int]) -> dict[int, str]:
    """The position of each person by id: where they work, not their seat in a commission."""
    held = (
        Appointment.objects.in_force()
        .filter(person__in=people, stands_for__isnull=True)
        .exclude(unit__kind=UnitKind.COMMISSION)
        .select_related("unit")
        # The school where somebody works comes before a council where they sit.
        .order_by(Case(When(unit__kind=UnitKind.SCHOOL, then=0), default=1), "pk")
    )
    offices: dict[int, str] = {}
    for appointment in held:
        offices.setdefault(appointment.person_id, office(appointment))
    return offices


def office(held: Appointment) -> str:
    """The position with its place, which an own title names by itself."""
    return held.capacity if held.title else f"{held.capacity}, {held.unit.short_name}"
