"""Those whom papers of an admission name, or the words that stand there once the personal data was erased."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from governance.documents.kinds.admission.application import Application
from governance.documents.language.phrases import list_date, list_moment
from governance.documents.printing.data import SignatureLine
from governance.documents.printing.signature_lines import signed_on_paper
from governance.documents.record.document import Document
from governance.documents.record.version_text import VersionText
from governance.documents.settings.forms.signing import GIVEN_BY_SITE, SIGNED_IN_ADMISSION
from governance.roles import names

ERASED = "персональные данные удалены"


def pupil_of(application: Application) -> str:
    return application.applicant.name if application.erased_at is None else ERASED


def pupils_of(keys: Iterable[int]) -> dict[int, str]:
    """The names of pupils by the ids of their applications, as those were frozen; one query, two in a draft."""
    wanted = set(keys)
    texts = VersionText.objects.filter(
        version__document_id__in=wanted, version__number=F("document__version")
    )
    names_of = {key: words["kept"]["pupil"] for key, words in texts.values_list("document_id", "words")}
    if missing := wanted - names_of.keys():
        others = Application.objects.filter(pk__in=missing).select_related("applicant")
        names_of |= {application.pk: pupil_of(application) for application in others}
    return names_of


def parent_of(application: Application) -> str:
    return application.applicant.parent if application.erased_at is None else ERASED


def from_whom(application: Application) -> list[str]:
    """Who applies, and how they are reached, line by line."""
    if application.erased_at is not None:
        return [f"Заявитель: {ERASED}"]
    applicant = application.applicant
    lines = (
        ("Заявитель", applicant.parent),
        ("Адрес", applicant.parent_address),
        ("Телефон", applicant.phone),
        ("Эл. почта", applicant.email),
    )
    return [f"{label}: {text}" for label, text in lines if text]


def hand_of(
    paper: Document,
    name: str,
    *,
    given_at: datetime | None,
    on_paper: bool,
    sha256: str,
    consents: bool = False,
) -> SignatureLine:
    """The parents' line: where no hand signed, that it was submitted by the site, or that they consented there."""
    moment = timezone.localtime(given_at) if given_at is not None else None
    day = moment.date() if moment is not None else None
    applicant = SIGNED_IN_ADMISSION.labels(paper.district_id, day)[0]
    line = SignatureLine(position=applicant, name=_beside_signature(name), mark="none")
    if moment is None:
        return line
    if on_paper:
        return {**line, "mark": "paper", "text": signed_on_paper(paper.district_id, moment.date())}
    said = {"когда": list_moment(moment), "отпечаток": f"{sha256[:12]}…"}
    submitted, consented = GIVEN_BY_SITE.passage(paper.district_id, said, day)
    return {**line, "mark": "system", "text": consented if consents else submitted}


def day_of(moment: datetime) -> str:
    """The day of a moment as lists write it."""
    return list_date(timezone.localtime(moment).date())


def _beside_signature(name: str) -> str:
    """«М.И. Ученикова»; a name that is not of three parts stays as it was typed, and an erased one gives its place."""
    if name == ERASED:
        return ""
    parts = name.split()
    return names.signature_line(*parts) if len(parts) == 3 else name
