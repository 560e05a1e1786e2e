"""What teacher and school sign before the order, and the list of the school, as they print."""

from typing import NotRequired, TypedDict

from governance.documents.approval.changed_list import ListEdition, list_edition
from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.network.agreement import EMPLOYER, WorkAgreement
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import WorkConsent
from governance.documents.kinds.network.employee_paper import TEACHER, EmployeePaper
from governance.documents.kinds.network.load_text import load_text, notice_text, term_text
from governance.documents.kinds.network.print import SubjectLine, subject_line
from governance.documents.kinds.network.school_list import SchoolList
from governance.documents.language.phrases import blank_day, list_date, number_and_date, paper_date
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperMarks, SignatureLine, StampData
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signature_line
from governance.documents.record.attached import Signature
from governance.documents.settings.forms.employees import (
    AGREEMENT_PREAMBLE,
    EMPLOYEE_CONSENT,
    REPRESENTED,
    REPRESENTED_BY_FOUNDER,
)
from governance.documents.settings.forms.outcomes import WORK_CONSENT_ENDED
from governance.documents.settings.forms.signing import EMPLOYMENT_SIGNED
from governance.documents.settings.posts import declined
from governance.roles.appointment import Appointment
from governance.roles.names import Case
from governance.roles.person import Person


class ConsentWords(TypedDict):
    title: str
    addressee: list[str]
    text: list[str]


class ConsentMarks(PaperMarks):
    signature: SignatureLine
    ending: str  # that it was refused or taken back, and when


class AgreementWords(TypedDict):
    title: str
    contract: str  # «к трудовому договору от … № …»
    place: str
    preamble: str
    clauses: list[str]
    employer: list[str]  # name, address, requisites
    employee: list[str]


class AgreementMarks(PaperMarks):
    sides: list[str]  # «Работодатель», «Работник», «Экземпляр соглашения получен»
    date: str
    number: str
    employer_signature: SignatureLine
    employee_signature: SignatureLine


class SchoolTeacherLine(TypedDict):
    number: str
    name: str
    position: str
    subjects: list[SubjectLine]
    term: str
    note: str


class SchoolListWords(TypedDict):
    title: str
    heading: list[str]
    teachers: list[SchoolTeacherLine]
    released: list[str]


class SchoolListMarks(PaperMarks):
    stamps: list[StampData]
    teachers: NotRequired[list[SchoolTeacherLine]]  # as they stand since another order changed the list


# In the order of the lines of `WORK_CONSENT_ENDED`.
CONSENT_ENDED = (WorkConsent.State.REFUSED, WorkConsent.State.WITHDRAWN, WorkConsent.State.LAPSED)
AGREEMENT_STATUSES = {
    WorkAgreement.State.DRAFT: "ПРОЕКТ",
    WorkAgreement.State.SIGNING: "ПРОЕКТ",
    WorkAgreement.State.PARTLY_SIGNED: "ПРОЕКТ",
    WorkAgreement.State.NOT_CONCLUDED: "НЕ ЗАКЛЮЧЕНО",
}
LIST_STATUSES = {
    SchoolList.State.DRAFT: "ПРОЕКТ",
    SchoolList.State.APPROVAL: "ПРОЕКТ",
    SchoolList.State.REJECTED: "ОТКЛОНЁН",
}


# --- the consent ------------------------------------------------------------------------------------------------------


def consent_marks(consent: WorkConsent, words: ConsentWords) -> ConsentMarks:
    said = WORK_CONSENT_ENDED.labels(consent.district_id)
    return ConsentMarks(
        signature=_line(consent, TEACHER, consent.employment),
        ending=dict(zip(CONSENT_ENDED, said, strict=True)).get(consent.state, ""),
    )


@prints("work_consent", marks=consent_marks)
def consent_words(consent: WorkConsent) -> ConsentWords:
    candidacy = consent.candidacy
    position = declined(candidacy.employment.capacity, Case.GENITIVE, consent.district_id)
    decision = cited(candidacy.supported_by) if candidacy.supported_by else ""
    return ConsentWords(
        title=consent.title,
        addressee=[
            f"Директору {consent.unit.form('genitive')}",
            f"от {candidacy.teacher.full_in_case(Case.GENITIVE)},",
            position,
        ],
        text=EMPLOYEE_CONSENT.lines(
            consent.district_id,
            работник=candidacy.teacher.full_name,
            округ=consent.district.form("genitive"),
            срок=term_text(candidacy),
            объём=load_text(candidacy),
            решение=decision,
            предупреждение=notice_text(candidacy),
        ),
    )


# --- the agreement ----------------------------------------------------------------------------------------------------


def agreement_marks(agreement: WorkAgreement, words: AgreementWords) -> AgreementMarks:
    employer, day = agreement.employer, agreement.registered_on
    return AgreementMarks(
        sides=EMPLOYMENT_SIGNED.labels(agreement.district_id, day),
        date=paper_date(day) if day else blank_day(),
        number=f"№ {agreement.number}" if agreement.number else "№ ____",
        employer_signature=_line(agreement, EMPLOYER, employer),
        employee_signature=_line(agreement, TEACHER, agreement.employment),
    )


@prints("work_agreement", marks=agreement_marks, statuses=AGREEMENT_STATUSES)
def agreement_words(agreement: WorkAgreement) -> AgreementWords:
    unit, teacher = agreement.unit, agreement.candidacy.teacher
    contract = number_and_date(agreement.contract_number, agreement.contract_date)
    preamble = {
        "школа": unit.name,
        "в лице кого": _represented(agreement),
        "работник": teacher.full_name,
        "именуемый": "именуемая" if teacher.gender == Person.Gender.FEMALE else "именуемый",
        "трудовой договор": contract,
    }
    return AgreementWords(
        title=agreement.title,
        contract=f"к трудовому договору {contract}",
        place=unit.place,
        preamble=AGREEMENT_PREAMBLE.filled(agreement.district_id, **preamble),
        clauses=agreement.clauses(),
        employer=[unit.name, *unit.form_head],
        employee=[teacher.full_name, agreement.employment.capacity],
    )


def _represented(agreement: WorkAgreement) -> str:
    employer, district = agreement.employer, agreement.district_id
    if employer is None:
        unknown = "____________"
        return REPRESENTED.filled(
            district, должность="директора", кого=unknown, действующего="действующего", основание=unknown
        )
    said = {
        "кого": employer.person.full_in_case(Case.GENITIVE),
        "действующего": "действующей" if employer.person.gender == Person.Gender.FEMALE else "действующего",
    }
    if employer.unit.kind == "outside":
        # The founder signs with the head of a school; what they act on is written by hand.
        post = declined(employer.capacity, Case.GENITIVE, district)
        return REPRESENTED_BY_FOUNDER.filled(district, должность=post, **said)
    if employer.is_acting:
        return REPRESENTED.filled(
            district, должность="исполняющего обязанности директора", основание=employer.basis, **said
        )
    return REPRESENTED.filled(district, должность="директора", основание="Устава", **said)


def _line(paper: EmployeePaper, place: str, who: Appointment | None) -> SignatureLine:
    signed = Signature.objects.filter(document_id=paper.pk, place=place, voided_at=None).last()
    return signature_line(
        signed,
        paper.district_id,
        position=who.capacity if who else "Директор",
        name=who.person.signature_name if who else "",
    )


# --- the list of a school ---------------------------------------------------------------------------------------------


def school_list_marks(school_list: SchoolList, words: SchoolListWords) -> SchoolListMarks:
    """Those whom another order took off the list stay on it, with the note of that order."""
    edition = list_edition(school_list)
    data = SchoolListMarks(stamps=printed_stamps(school_list), wording=edition.wording)
    if edition.wording:
        rows = school_list.entries()
        data["teachers"] = [
            SchoolTeacherLine(
                **{**line, "note": _with_release(school_list, row.candidacy, line["note"], edition)}
            )
            for row, line in zip(rows, words["teachers"], strict=False)
        ]
        for row in rows[len(words["teachers"]) :]:
            added = f"дополнение {edition.came[str(row.candidacy_id)]}"
            note = "; ".join(filter(None, [_instead_of(row.candidacy), added]))
            note = _with_release(school_list, row.candidacy, note, edition)
            data["teachers"].append(_teacher(len(data["teachers"]) + 1, row.candidacy, note))
    if void := void_of(school_list):
        data["void"] = void
    return data


def _with_release(school_list: SchoolList, candidacy: Candidacy, note: str, edition: ListEdition) -> str:
    order = edition.excluded.get(str(candidacy.pk))
    if order is None:
        return note
    released = f"исключение с {list_date(school_list.released_from(candidacy))} ({order})"
    return "; ".join(filter(None, [note, released]))


@prints("school_list", marks=school_list_marks, statuses=LIST_STATUSES)
def school_list_words(school_list: SchoolList) -> SchoolListWords:
    rows = school_list.entries()
    return SchoolListWords(
        title=school_list.full_title,
        heading=["Список", "сетевых педагогов", school_list.unit.form("genitive")],
        teachers=[
            _teacher(place, row.candidacy, _instead_of(row.candidacy))
            for place, row in enumerate(rows, start=1)
        ],
        released=[
            f"{candidacy.teacher.full_name}: работа прекращается "
            f"{list_date(school_list.released_from(candidacy))}"
            for candidacy in school_list.leaving()
        ],
    )


def _teacher(place: int, candidacy: Candidacy, note: str) -> SchoolTeacherLine:
    return SchoolTeacherLine(
        number=str(place),
        name=candidacy.teacher.full_name,
        position=candidacy.employment.capacity,
        subjects=[subject_line(subject) for subject in candidacy.subjects],
        term=term_text(candidacy),
        note=note,
    )


def _instead_of(candidacy: Candidacy) -> str:
    return f"вместо {candidacy.replaces.teacher.in_case(Case.GENITIVE)}" if candidacy.replaces else ""
