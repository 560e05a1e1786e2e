"""The list of those enrolled as it prints: the annex to the director's order, class by class."""

from collections.abc import Mapping
from itertools import groupby
from typing import TypedDict

from governance.documents.approval.changed_list import list_edition
from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.admission.enrolment import Enrolment, EnrolmentRow
from governance.documents.kinds.admission.places import Offer
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints

from .campaign import offers_as_announced
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
    note: str  # «зачислен приказом от 16.07.2012 № 3-У»; empty as the list was signed


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
    stamps: list[StampData]
    classes: list[EnrolledClassData]
    # Who stood on the list as it was signed, and was taken off by another order.
    excluded: list[EnrolledLine]


def enrolment_marks(enrolment: Enrolment, words: EnrolmentWords) -> EnrolmentMarks:
    """The list by class; where the personal data was erased, the number of the application is shown instead."""
    edition = list_edition(enrolment)
    notes = {int(key): f"исключён {order}" for key, order in edition.excluded.items()}
    notes |= {int(key): f"зачислен {order}" for key, order in edition.added.items()}
    left = [row for row in words["kept"] if str(row["application"]) in edition.excluded]
    standing = [row for row in words["kept"] if row not in left]
    data = EnrolmentMarks(
        stamps=printed_stamps(enrolment),
        classes=_classes(in_order(enrolment, [*standing, *_added(enrolment)]), notes),
        excluded=[line for found in _classes(left, notes) for line in found["rows"]],
        wording=edition.wording,
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
    offers = _offers(enrolment)
    places = list(offers)
    rows = list(enrolment.rows.filter(enrolment.SIGNED_ROWS).select_related("application"))
    rows.sort(key=lambda row: (places.index(row.offer), row.application.sequence or 0))
    return [_row(row, offers) for row in rows]


def _offers(enrolment: Enrolment) -> dict[str, Offer]:
    """By their codes, in the order of the admission."""
    return {offer.code: offer for offer in offers_as_announced(enrolment.campaign)}


def _row(row: EnrolmentRow, offers: Mapping[str, Offer]) -> EnrolmentRowData:
    offer = offers[row.offer]
    return EnrolmentRowData(
        application=row.application_id,
        number=row.application.number,
        class_name=offer.class_name,
        profile=offer.profile_name,
    )


def in_order(enrolment: Enrolment, rows: list[EnrolmentRowData]) -> list[EnrolmentRowData]:
    """Class by class, as the admission has them."""
    names = list(dict.fromkeys(offer.class_name for offer in _offers(enrolment).values()))
    return sorted(rows, key=lambda row: names.index(row["class_name"]))


def _added(enrolment: Enrolment) -> list[EnrolmentRowData]:
    """Those whom orders have enrolled since, and not excluded again."""
    rows = enrolment.rows.filter(enrolment.STANDING_ROWS).exclude(enrolment.SIGNED_ROWS)
    offers = _offers(enrolment)
    return [_row(row, offers) for row in rows.select_related("application").order_by("pk")]


def _classes(rows: list[EnrolmentRowData], notes: Mapping[int, str]) -> list[EnrolledClassData]:
    """Inside a class by name, and by the number of the application once it is erased."""
    pupils = pupils_of(row["application"] for row in rows)
    return [
        _class(name, sorted(enrolled, key=lambda row: pupils[row["application"]]), pupils, notes)
        for name, enrolled in groupby(rows, key=lambda row: row["class_name"])
    ]


def _class(
    name: str, rows: list[EnrolmentRowData], pupils: Mapping[int, str], notes: Mapping[int, str]
) -> EnrolledClassData:
    return EnrolledClassData(
        name=name,
        rows=[
            EnrolledLine(
                number=str(place),
                name=pupils[row["application"]],
                application=f"№ {row['number']}",
                profile=row["profile"],
                note=notes.get(row["application"], ""),
            )
            for place, row in enumerate(rows, start=1)
        ],
    )
