"""The list of those enrolled as it prints: the annex to the director's order, class by class."""

from itertools import groupby
from typing import TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.admission.enrolment import Enrolment, EnrolmentRow
from governance.documents.kinds.admission.places import Offer
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData, StampData
from governance.documents.printing.registry import prints

from .names import pupil_of

STATUSES = {
    Enrolment.State.DRAFT: "ПРОЕКТ",
    Enrolment.State.APPROVAL: "ПРОЕКТ",
    Enrolment.State.REJECTED: "ОТКЛОНЁН",
}


class EnrolledLine(TypedDict):
    number: str
    name: str
    application: str
    profile: str  # "" where the class has none


class EnrolledClassData(TypedDict):
    name: str
    rows: list[EnrolledLine]


class EnrolmentData(PaperData):
    annex: str  # «Приложение к приказу № …»
    school: str
    stamps: list[StampData]
    heading: list[str]
    classes: list[EnrolledClassData]


@prints("enrolment", statuses=STATUSES)
def enrolment_data(enrolment: Enrolment) -> EnrolmentData:
    """The list by class; where the personal data was erased, the number of the application is shown instead."""
    order = enrolment.approved_by
    named = number_and_date(order.number, order.registered_on) if order else number_and_date(None, None)
    title = capitalized(enrolment.title_in("nominative"))
    data = EnrolmentData(
        title=title,
        annex=f"Приложение к приказу {named}",
        school=enrolment.campaign.unit.name,
        stamps=printed_stamps(enrolment),
        heading=["Список", title.removeprefix("Список ")],
        classes=_classes(enrolment),
    )
    if void := void_of(enrolment):
        data["void"] = void
    return data


def _classes(enrolment: Enrolment) -> list[EnrolledClassData]:
    """In the order of the admission; inside a class by name, and by the number of the application once it is erased."""
    offers = {offer.code: (place, offer) for place, offer in enumerate(enrolment.campaign.offers)}
    rows = list(enrolment.rows.select_related("application__applicant"))
    rows.sort(key=lambda row: offers[row.offer][0])
    return [
        _class(name, list(enrolled), {code: offer for code, (_place, offer) in offers.items()})
        for name, enrolled in groupby(rows, key=lambda row: offers[row.offer][1].class_name)
    ]


def _class(name: str, rows: list[EnrolmentRow], offers: dict[str, Offer]) -> EnrolledClassData:
    rows.sort(key=lambda row: (pupil_of(row.application), row.application.sequence or 0))
    return EnrolledClassData(
        name=name,
        rows=[
            EnrolledLine(
                number=str(place),
                name=pupil_of(row.application),
                application=f"№ {row.application.number}",
                profile=offers[row.offer].profile_name,
            )
            for place, row in enumerate(rows, start=1)
        ],
    )
