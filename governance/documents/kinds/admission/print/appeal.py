"""An appeal as it prints: the words of the parents, what would be corrected, and the decision with its protocol."""

from typing import TypedDict

from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.commission import NAMES, CommissionMember
from governance.documents.language.phrases import blank_number, paper_date
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.record.attached import Version
from governance.documents.settings.forms.outcomes import APPEAL_ENDED

from .names import ERASED, from_whom, hand_of, parent_of, pupil_of
from .rating import with_comma

DECIDED = [Appeal.State.UPHELD, Appeal.State.DISMISSED]
STATUSES = {Appeal.State.DRAFT: "ЧЕРНОВИК", Appeal.State.WITHDRAWN: "ОТОЗВАНА"}
# What a correction says where the criterion is not to count.
NOT_COUNTED, COUNTED = "не учитывается", "учитывается"


class AppealWords(TypedDict):
    title: str
    addressee: list[str]
    facts: list[FactLine]
    text: list[str]
    corrections: list[FactLine]  # the criterion, and what counts if the appeal is upheld
    kept: str  # the parent


class AppealMarks(PaperMarks):
    number: str
    date: str
    decision: str
    signature: SignatureLine


def appeal_marks(appeal: Appeal, words: AppealWords) -> AppealMarks:
    # Later versions add what the commission would correct; the parents filed the first.
    filed = Version.objects.filter(document_id=appeal.pk, number=1).first()
    return AppealMarks(
        title=str(appeal),
        number=f"№ {appeal.number}" if appeal.number else blank_number(),
        date=paper_date(appeal.registered_on) if appeal.registered_on else "",
        decision=_decision(appeal),
        signature=hand_of(
            appeal,
            words["kept"],
            given_at=filed.created_at if filed else None,
            # Whoever files it for the parents enters what they brought on paper.
            on_paper=appeal.author_id is not None,
            sha256=filed.sha256 if filed else "",
        ),
    )


@prints("appeal", marks=appeal_marks, statuses=STATUSES)
def appeal_words(appeal: Appeal) -> AppealWords:
    """The words of the parents; once the personal data was erased, who and what it was stays out."""
    application = appeal.application
    body = NAMES[CommissionMember.Body.APPEAL][2]
    return AppealWords(
        title=appeal.title,
        addressee=[f"В {body} {application.campaign.unit.form('genitive')}", *from_whom(application)],
        facts=[
            FactLine(label="По заявлению", text=f"№ {application.number}"),
            FactLine(label="Поступающий", text=pupil_of(application)),
            FactLine(label="Код в рейтинговых списках", text=application.public_code),
        ],
        text=[line for line in appeal.text.splitlines() if line.strip()]
        if appeal.erased_at is None
        else [f"Текст апелляции: {ERASED}."],
        corrections=_corrections(appeal),
        kept=parent_of(application),
    )


def _corrections(appeal: Appeal) -> list[FactLine]:
    campaign = appeal.application.campaign
    titles = {entry["code"]: entry["title"] for entry in campaign.circumstances}
    facts = []
    for entry in appeal.corrections:
        code, value = entry["code"], entry["value"]
        if entry["circumstance"]:
            facts.append(FactLine(label=titles.get(code, code), text=COUNTED if value else NOT_COUNTED))
        else:
            name = campaign.sheet.by_code[code].name
            facts.append(FactLine(label=name, text=with_comma(value) if value else NOT_COUNTED))
    return facts


def _decision(appeal: Appeal) -> str:
    if appeal.state not in DECIDED or appeal.decided_by_paper is None:
        return ""
    said = APPEAL_ENDED.labels(appeal.district_id, appeal.decided_by_paper.registered_on)
    return f"{said[DECIDED.index(appeal.state)]} ({cited(appeal.decided_by_paper)})."
