"""A certificate as it prints for a measure that is handed over on paper, once the director's order is signed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData, SignatureLine
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.attached import Signature
from governance.documents.record.document import Document
from governance.roles.names import Case

SCHOOL_YEAR_BEGINS = 9


class CertificateData(PaperData):
    """One sheet to hang up: what it is, what is done, to whom, for what."""

    kind: str  # «ГРАМОТА»
    verb: str  # «награждается»
    name: str
    position: str
    grounds: str
    year: str
    place: str
    order: str
    signature: SignatureLine


@dataclass(frozen=True)
class Deed:
    """What is done with a measure, by the first letters of its title, and in which case its name for it stands."""

    begins: str
    verb: str
    case: Case = Case.DATIVE


DEEDS = (
    Deed("благодарност", "объявляется"),
    Deed("грамот", "награждается", Case.NOMINATIVE),
    Deed("почётн", "награждается", Case.NOMINATIVE),
    Deed("почетн", "награждается", Case.NOMINATIVE),
    Deed("похвальн", "награждается", Case.NOMINATIVE),
    Deed("диплом", "награждается", Case.NOMINATIVE),
)
OTHERWISE = Deed("", "вручается")


def has_certificate(nomination: Nomination) -> bool:
    """Whether there is one to print: the measure is handed over on paper, and the order on it is signed."""
    measure = nomination.reward
    return measure is not None and measure.certified and nomination.state == Nomination.State.ORDERED


def certificate_data(nomination: Nomination) -> CertificateData:
    """Raises NotLegal before the order, and for a measure without a certificate."""
    order = _order_of(nomination) if has_certificate(nomination) else None
    if order is None:
        raise NotLegal(_("There is a certificate once the order on a measure that is handed over is signed."))
    measure = nomination.reward_period.system.measure(nomination.measure)
    deed = next((deed for deed in DEEDS if measure.title.lower().startswith(deed.begins)), OTHERWISE)
    school, position = nomination.unit, nomination.employment.capacity
    return CertificateData(
        title=f"{capitalized(measure.title)}: {nomination.teacher.full_name}",
        created=moment_of_text(order),
        # Whoever doubts the sheet asks after the order: the nomination is open to few.
        check=check_of(order),
        kind=measure.title.upper(),
        verb=deed.verb,
        name=nomination.teacher.full_in_case(deed.case),
        # Beside a name in the dative a position would have to be declined.
        position=f"{position}, {school.name}" if deed.case is Case.NOMINATIVE else school.name,
        grounds=f"за вклад в профильное обучение старшеклассников {nomination.district.form('genitive')}",
        year=f"{school_year(nomination.reward_period.starts_on)} учебный год",
        place=school.place,
        order=f"Приказ {number_and_date(order.number, order.registered_on)}",
        signature=_signature(order),
    )


def school_year(day: date) -> str:
    """«2011/2012»."""
    first = day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1
    return f"{first}/{first + 1}"


def _order_of(nomination: Nomination) -> Document | None:
    """The first order in force that rewards: a correction of sums changes no certificate."""
    row = (
        AwardRow.objects.filter(nomination=nomination, award_list__state=AwardList.State.APPROVED)
        .select_related("award_list__approved_by__unit")
        .order_by("pk")
        .first()
    )
    return row.award_list.approved_by if row else None


def _signature(order: Document) -> SignatureLine:
    """The line of whoever signed the order: the sheet is signed by hand."""
    signed = Signature.objects.filter(document_id=order.pk, voided_at=None).select_related("person").last()
    if signed is None:
        return SignatureLine(position="Директор", name="", mark="none")
    return SignatureLine(
        position=capitalized(signed.capacity), name=signed.person.signature_name, mark="none"
    )
