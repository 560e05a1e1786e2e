"""What a voting sheet prints: filled in as it was signed, or blank for the hand of a member."""

from typing import TypedDict

from django.utils import timezone

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.answers import VOTES, Answer
from governance.documents.kinds.meeting.voting_sheet import MEMBER, VotingSheet
from governance.documents.language.phrases import list_date, list_moment
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signed_line
from governance.documents.record.attached import Signature
from governance.documents.settings.forms.meetings import (
    SHEET_GUIDANCE,
    SHEET_GUIDANCE_OF_SITTING,
    SHEET_MARKING,
)

CHOICES = {Answer.FOR: "ЗА", Answer.AGAINST: "ПРОТИВ", Answer.ABSTAIN: "ВОЗДЕРЖАЛСЯ"}


class OptionData(TypedDict):
    label: str  # «ЗА»
    chosen: bool


class SheetQuestionData(TypedDict):
    number: str
    title: str
    draft: list[str]  # the draft decision, a paragraph each
    paper: str  # «План работы … (версия 1)», or ""
    options: list[OptionData]
    said: str  # instead of a choice: why the member takes no part, or that none can be told
    note: str  # a dissent or remark


class SheetWords(TypedDict):
    title: str
    organization: str
    about: str  # «заочного голосования совета …»
    member: str
    capacity: str
    guidance: str  # until when it is returned, and how
    marking: str  # how a blank one is filled in
    filled: bool
    questions: list[SheetQuestionData]
    kept: str  # how the member is called beside the signature


class SheetMarks(PaperMarks):
    signature: SignatureLine


def sheet_marks(sheet: VotingSheet, words: SheetWords) -> SheetMarks:
    signed = sheet.signatures.filter(place=MEMBER, voided_at=None).first()
    data = SheetMarks(signature=_signature(signed, sheet.district_id, words))
    if sheet.state == VotingSheet.State.VOID:
        data["void"] = sheet.invalid_reason or _why_void(sheet)
    return data


@prints("voting_sheet", marks=sheet_marks)
def sheet_words(sheet: VotingSheet) -> SheetWords:
    """The questions as they were put, with the answers to them."""
    meeting, person = sheet.meeting, sheet.appointment.person
    body = meeting.unit
    last = timezone.localtime(meeting.held_at)
    if meeting.is_absentee:
        about = f"заочного голосования {body.form('genitive')}"
        said = {"день и час": list_moment(last), "место": meeting.place}
        guidance = SHEET_GUIDANCE.filled(sheet.district_id, **said)
    else:
        about = f"для заседания {body.form('genitive')} {list_date(last.date())}"
        guidance = SHEET_GUIDANCE_OF_SITTING.filled(sheet.district_id, **{"день и час": list_moment(last)})
    return SheetWords(
        title=sheet.title,
        organization=body.name,
        about=about,
        member=person.full_name,
        capacity=_capacity(sheet),
        guidance=guidance,
        marking=SHEET_MARKING.on(sheet.district_id),
        filled=sheet.counts,
        questions=[_question(item, sheet.by_item.get(item.pk, {})) for item in sheet.questions],
        kept=person.signature_name,
    )


def _capacity(sheet: VotingSheet) -> str:
    capacity, seat = sheet.appointment.capacity, sheet.seat.name
    return capacity if seat == sheet.appointment.person.name else f"{capacity} ({seat})"


def _question(item: AgendaItem, answer: dict[str, str]) -> SheetQuestionData:
    choice, note = answer.get("choice", ""), answer.get("note", "")
    said = ""
    if choice == Answer.RECUSED:
        said, note = f"Не участвует в голосовании: {note}", ""
    elif choice == Answer.UNCLEAR:
        said = "Вариант голосования не отмечен однозначно, голос не учитывается"
    paper = ""
    if item.subject is not None and item.subject_version is not None:
        paper = f"{item.subject.title} (версия {item.subject_version.number})"
    return SheetQuestionData(
        number=f"{item.position}.",
        title=item.title,
        draft=[line.strip() for line in item.decision_draft.splitlines() if line.strip()],
        paper=paper,
        options=[OptionData(label=CHOICES[vote], chosen=choice == vote) for vote in VOTES],
        said=said,
        note=note,
    )


def _signature(signed: Signature | None, district: int, words: SheetWords) -> SignatureLine:
    position = capitalized(words["capacity"])
    if signed is None:
        return SignatureLine(position=position, name=words["kept"], mark="none")
    return signed_line(signed, district, position)


def _why_void(sheet: VotingSheet) -> str:
    last = sheet.events.filter(move="make_void").last()
    return last.reason if last is not None else ""
