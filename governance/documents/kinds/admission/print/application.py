"""An application as it prints: what the parents ask for and claim, and the receipt that they keep."""

from typing import TYPE_CHECKING, NotRequired, TypedDict

from django.utils import timezone

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.language.phrases import blank_number, list_date, list_moment, paper_date
from governance.documents.law.criteria.description import number
from governance.documents.printing.data import FactLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.settings.forms import admission as forms
from governance.documents.settings.forms.signing import SIGNED_IN_ADMISSION
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.may import holders
from governance.roles.names import Case
from governance.roles.rights import Right

from .names import ERASED, day_of, from_whom, hand_of, parent_of, pupil_of

if TYPE_CHECKING:
    from governance.documents.record.attached import Attachment

STATUSES = {Application.State.DRAFT: "ЧЕРНОВИК", Application.State.WITHDRAWN: "ОТОЗВАНО"}
NOT_ADAPTED = "потребности нет"


class ClaimLine(TypedDict):
    """What an application claims, and what confirms it."""

    title: str
    value: str  # "" of a circumstance
    proof: str


class ReceiptData(TypedDict):
    """What the parents keep: that the application was taken, with what, and under which code it stands in lists."""

    facts: list[FactLine]
    enclosures: list[str]
    taken: str  # «Зарегистрировано …»; or "" where somebody signs for it
    note: str  # what the code is for
    signature: NotRequired[SignatureLine]


class ApplicationPeopleData(TypedDict):
    pupil: str
    parent: str
    clerk: str  # who took it on paper, beside a signature; or ""
    secretary: str  # of the commission, who signs for what came through the site; or ""


class ApplicationWords(TypedDict):
    title: str
    addressee: list[str]  # lines: to whom, then from whom
    request: str
    facts: list[FactLine]
    wishes: list[str]
    general: str  # what is asked for where no profile is reached; or ""
    acquainted: str  # with the charter, the licence and the programmes; or ""
    claims: list[ClaimLine]
    circumstances: list[ClaimLine]
    kept: ApplicationPeopleData


class ApplicationMarks(PaperMarks):
    number: str
    date: str  # or ""
    enclosures: list[str]
    consent: str
    signature: SignatureLine
    receipt: NotRequired[ReceiptData]


def application_marks(application: Application, words: ApplicationWords) -> ApplicationMarks:
    """Number, consent, what was enclosed, and the receipt once it is submitted."""
    version = application.present_version
    data = ApplicationMarks(
        title=str(application),
        number=f"№ {application.number}" if application.number else blank_number(),
        date=paper_date(application.registered_on) if application.registered_on else "",
        enclosures=_enclosures(application),
        consent=_consent(application),
        signature=hand_of(
            application,
            words["kept"]["parent"],
            given_at=application.submitted_at,
            on_paper=application.way == Application.Way.PAPER,
            sha256=version.sha256 if version else "",
        ),
    )
    if application.submitted_at is not None:
        data["receipt"] = _receipt(application, words, data["enclosures"])
    return data


@prints("application", marks=application_marks, statuses=STATUSES)
def application_words(application: Application) -> ApplicationWords:
    """The application; once its personal data was erased, what was asked for and decided without who it was."""
    campaign = application.campaign
    claims = _claims(application)
    return ApplicationWords(
        title=application.title,
        addressee=[*_director(application), *from_whom(application)],
        request=forms.APPLICATION_REQUEST.filled(
            application.district_id, **{"учебный год": campaign.school_year}
        ),
        facts=_pupil(application),
        wishes=[campaign.offer(code).name for code in application.wishes],
        general=_general(application),
        acquainted=_acquainted(application),
        claims=[_claim(application, claim) for claim in claims if not claim.is_circumstance],
        circumstances=[_claim(application, claim) for claim in claims if claim.is_circumstance],
        kept=ApplicationPeopleData(
            pupil=pupil_of(application),
            parent=parent_of(application),
            clerk=application.author.signature_name if application.author else "",
            secretary=_secretary(application),
        ),
    )


def _director(application: Application) -> list[str]:
    """«Директору КОГОКУ СОШ г. Лузы», «Пелевину Л.В.»: whoever it was on the day of the application."""
    school = application.campaign.unit
    submitted = application.submitted_at or application.created_at
    held = (
        Appointment.objects.in_force(timezone.localtime(submitted).date())
        .filter(unit=school, role=Role.SCHOOL_HEAD, stands_for=None)
        .select_related("person")
        .first()
    )
    lines = [f"Директору {school.form('genitive')}"]
    return [*lines, held.person.in_case(Case.DATIVE)] if held else lines


def _secretary(application: Application) -> str:
    """Who keeps the commission's papers, and so answers for taking what came through the site."""
    held = next(iter(holders(Right.KEEP_MINUTES, application.unit_id)), None)
    return held.person.signature_name if held is not None else ""


def _pupil(application: Application) -> list[FactLine]:
    facts = [FactLine(label="Поступающий", text=pupil_of(application))]
    if application.erased_at is not None:
        return facts
    applicant, district = application.applicant, application.district_id
    born = list_date(applicant.birth_date) if applicant.birth_date else ""
    more = (
        ("Дата рождения", born),
        ("Адрес", applicant.address),
        ("Место обучения", applicant.school_name),
        ("Особое право приёма", applicant.preference or forms.APPLICATION_NO_PREFERENCE.on(district)),
        (
            "Адаптированная программа",
            forms.APPLICATION_ADAPTED.on(district) if applicant.adapted else NOT_ADAPTED,
        ),
        ("Язык образования", applicant.language),
        ("Родной язык", applicant.native_language),
        ("Второй родитель", applicant.second_parent),
    )
    return [*facts, *(FactLine(label=label, text=text) for label, text in more if text)]


def _general(application: Application) -> str:
    """Empty if the general class was wished for by name, or if there is none."""
    general = {offer.code for offer in application.campaign.offers if offer.general}
    if not general or general & set(application.wishes):
        return ""
    form = forms.APPLICATION_GENERAL_TOO if application.general_too else forms.APPLICATION_NO_GENERAL
    return form.on(application.district_id)


def _acquainted(application: Application) -> str:
    is_said = application.erased_at is not None or application.applicant.acquainted
    return forms.APPLICATION_ACQUAINTED.on(application.district_id) if is_said else ""


def _claims(application: Application) -> list[Claim]:
    """What the parents claim: the additional test is the commission's."""
    return [claim for claim in application.all_claims if claim.code != TEST]


def _claim(application: Application, claim: Claim) -> ClaimLine:
    campaign = application.campaign
    title = (
        next((entry["title"] for entry in campaign.circumstances if entry["code"] == claim.code), claim.code)
        if claim.is_circumstance
        else campaign.sheet.by_code[claim.code].name
    )
    file = claim.proof.name if claim.proof else ""
    return ClaimLine(
        title=title,
        value="" if claim.is_circumstance else number(claim.value),
        proof="; ".join(part for part in (claim.note, file) if part),
    )


def _enclosures(application: Application) -> list[str]:
    files = list(application.attachments.order_by("added_at", "pk"))
    return [_file(file) for file in files]


def _file(file: "Attachment") -> str:
    return f"{file.name or ERASED} ({day_of(file.added_at)})"


def _consent(application: Application) -> str:
    consent = consent_of(application)
    if consent is None or consent.given_at is None:
        return forms.APPLICATION_NO_CONSENT.on(application.district_id)
    withdrawn = day_of(consent.withdrawn_at) if consent.withdrawn_at else ""
    return forms.APPLICATION_CONSENT.filled(
        application.district_id, день=day_of(consent.given_at), **{"день отзыва": withdrawn}
    )


def _receipt(application: Application, words: ApplicationWords, files: list[str]) -> ReceiptData:
    assert application.submitted_at is not None, "a receipt is for what was submitted"
    moment = timezone.localtime(application.submitted_at)
    _applicant, taken_by, secretary = SIGNED_IN_ADMISSION.labels(application.district_id, moment.date())
    receipt = ReceiptData(
        facts=[
            FactLine(label="Заявление", text=f"№ {application.number}"),
            FactLine(label="Принято", text=list_moment(moment)),
            FactLine(label="От кого", text=words["kept"]["parent"]),
            FactLine(label="Поступающий", text=words["kept"]["pupil"]),
            FactLine(label="Код в рейтинговых списках", text=application.public_code),
        ],
        enclosures=files,
        taken="",
        note=forms.RECEIPT_NOTE.on(application.district_id),
    )
    if application.way == Application.Way.PAPER:
        receipt["signature"] = SignatureLine(position=taken_by, name=words["kept"]["clerk"], mark="none")
    else:
        receipt["taken"] = forms.RECEIPT_BY_SITE.on(application.district_id)
        if words["kept"]["secretary"]:
            receipt["signature"] = SignatureLine(
                position=secretary, name=words["kept"]["secretary"], mark="none"
            )
    return receipt
