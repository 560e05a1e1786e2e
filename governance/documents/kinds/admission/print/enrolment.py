"""The list of those enrolled as it prints: the annex to the director's order, class by class."""

from collections.abc import Mapping
from itertools import groupby
from typing import TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints

from .names import pupils_of

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


class EnrolmentRowData(TypedDict):
    """A place on the list. Whose it is, is kept with the application, where personal data is erased."""

    application: int
    number: str
    class_name: str
    profile: str


class EnrolmentWords(TypedDict):
    title: str
    school: str
    heading: list[str]
    kept: list[EnrolmentRowData]  # in the order of the admission


class EnrolmentMarks(PaperMarks):
    annex: str  # «Приложение к приказу № …»
    stamps: list[StampData]
    classes: list[EnrolledClassData]


def enrolment_marks(enrolment: Enrolment, words: EnrolmentWords) -> EnrolmentMarks:
    """The list by class; where the personal data was erased, the number of the application is shown instead."""
    order = enrolment.approved_by
    named = number_and_date(order.number, order.registered_on) if order else number_and_date(None, None)
    data = EnrolmentMarks(
        annex=f"Приложение к приказу {named}",
        stamps=printed_stamps(enrolment),
        classes=_classes(words["kept"]),
    )
    if void := void_of(enrolment):
        data["void"] = void
    return data


@prints("enrolment", marks=enrolment_marks, statuses=STATUSES)
def enrolment_words(enrolment: Enrolment) -> EnrolmentWords:
    title = capitalized(enrolment.title_in("nominative"))
    return EnrolmentWords(
        title=title,
        school=enrolment.campaign.unit.name,
        heading=["Список", title.removeprefix("Список ")],
        kept=_rows(enrolment),
    )


def _rows(enrolment: Enrolment) -> list[EnrolmentRowData]:
    offers = {offer.code: (place, offer) for place, offer in enumerate(enrolment.campaign.offers)}
    rows = list(enrolment.rows.select_related("application"))
    rows.sort(key=lambda row: (offers[row.offer][0], row.application.sequence or 0))
    return [
        EnrolmentRowData(
            application=row.application_id,
            number=row.application.number,
            class_name=offers[row.offer][1].class_name,
            profile=offers[row.offer][1].profile_name,
        )
        for row in rows
    ]


def _classes(rows: list[EnrolmentRowData]) -> list[EnrolledClassData]:
    """Inside a class by name, and by the number of the application once it is erased."""
    pupils = pupils_of(row["application"] for row in rows)
    return [
        _class(name, sorted(enrolled, key=lambda row: pupils[row["application"]]), pupils)
        for name, enrolled in groupby(rows, key=lambda row: row["class_name"])
    ]


def _class(name: str, rows: list[EnrolmentRowData], pupils: Mapping[int, str]) -> EnrolledClassData:
    return EnrolledClassData(
        name=name,
        rows=[
            EnrolledLine(
                number=str(place),
                name=pupils[row["application"]],
                application=f"№ {row['number']}",
                profile=row["profile"],
            )
            for place, row in enumerate(rows, start=1)
        ],
    )
