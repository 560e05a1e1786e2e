"""A certificate as it prints for a measure that is handed over on paper, once the director's order is signed."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.deeds import deed_of, grounds_of
from governance.documents.kinds.rewards.measures import Measure
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData, SignatureLine
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.attached import Signature
from governance.documents.record.document import Document
from governance.documents.record.version_text import words_of
from governance.roles.names import Case

SCHOOL_YEAR_BEGINS = 9


class CertificateWords(TypedDict):
    """One sheet to hang up: what it is, what is done, to whom, for what. Frozen with the list of the order."""

    title: str
    kind: str  # «ГРАМОТА»
    verb: str  # «награждается»
    name: str
    position: str
    grounds: str
    year: str
    place: str


class CertificateData(CertificateWords, PaperData):
    order: str
    signature: SignatureLine


def has_certificate(nomination: Nomination) -> bool:
    """Whether there is one to print: the measure is handed over on paper, and the order on it is signed."""
    measure = nomination.reward
    return measure is not None and measure.certified and nomination.state == Nomination.State.ORDERED


def certificates_of(rows: Iterable[AwardRow]) -> dict[str, CertificateWords]:
    """The words of the certificates of those whose measure is handed over on paper, by the id of the nomination."""
    certified = {}
    for row in rows:
        measures = row.nomination.reward_period.system.all_measures
        measure = next((one for one in measures if one.title == row.measure), None)
        if measure is not None and measure.certified:
            certified[str(row.nomination_id)] = _words(row.nomination, measure)
    return certified


def _words(nomination: Nomination, measure: Measure) -> CertificateWords:
    deed = deed_of(measure.title)
    school, position = nomination.unit, nomination.employment.capacity
    return CertificateWords(
        title=f"{capitalized(measure.title)}: {nomination.teacher.full_name}",
        kind=measure.title.upper(),
        verb=deed.verb,
        name=nomination.teacher.full_in_case(deed.case),
        # Beside a name in the dative a position would have to be declined.
        position=f"{position}, {school.name}" if deed.case is Case.NOMINATIVE else school.name,
        grounds=grounds_of(nomination),
        year=f"{school_year(nomination.reward_period.starts_on)} учебный год",
        place=school.place,
    )


def certificate_data(nomination: Nomination) -> CertificateData:
    """Raises NotLegal before the order, and for a measure without a certificate."""
    row = _row_of(nomination) if has_certificate(nomination) else None
    order = (row.added_by or row.award_list.approved_by) if row else None
    words = _words_of(row) if row else None
    if order is None or words is None:
        raise NotLegal(_("There is a certificate once the order on a measure that is handed over is signed."))
    return CertificateData(
        **words,
        created=moment_of_text(order),
        # Whoever doubts the sheet asks after the order: the nomination is open to few.
        check=check_of(order),
        order=f"Приказ {number_and_date(order.number, order.registered_on)}",
        signature=_signature(order),
    )


def school_year(day: date) -> str:
    """«2011/2012»."""
    first = day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1
    return f"{first}/{first + 1}"


def _words_of(row: AwardRow) -> CertificateWords | None:
    """As frozen with the list; of a row that an order has added, as it reads now."""
    kept = certificates_of([row]) if row.added_by_id else (words_of(row.award_list) or {}).get("kept", {})
    words: CertificateWords | None = kept.get(str(row.nomination_id))
    return words


def _row_of(nomination: Nomination) -> AwardRow | None:
    """That of the first order in force that rewards: a correction of sums changes no certificate."""
    return (
        AwardRow.objects.filter(
            AwardList.STANDING_ROWS, nomination=nomination, award_list__state=AwardList.State.APPROVED
        )
        .select_related(
            "award_list__approved_by__unit", "added_by__unit", "nomination__reward_period__system"
        )
        .order_by("pk")
        .first()
    )


def _signature(order: Document) -> SignatureLine:
    """The line of whoever signed the order: the sheet is signed by hand."""
    signed = Signature.objects.filter(document_id=order.pk, voided_at=None).last()
    if signed is None:
        return SignatureLine(position="Директор", name="", mark="none")
    return SignatureLine(position=capitalized(signed.capacity), name=signed.signature_name, mark="none")
