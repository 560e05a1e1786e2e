"""All papers of a meeting in one PDF, made for one reader: agenda, draft decisions, papers and files of each question.

It holds what this reader may see at this moment, so it is made anew each time and kept nowhere.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.foreign_files.limits import MOST_JOINED_BYTES, MOST_JOINED_PAGES
from governance.documents.foreign_files.reader import Busy, TooMuch, count_pages, join_pages
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.item_files import ItemFile, Pairs, files_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import named_on
from governance.documents.kinds.meeting.papers import agenda_data
from governance.documents.language.phrases import list_moment
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.documents.record.files import NotStored, stored
from governance.documents.record.uploads import PDF
from governance.roles.person import Person

NAME = "Материалы к заседанию"


class ContentsLine(TypedDict):
    title: str
    page: str
    inner: bool


class PacketData(PaperData):
    organization: str
    body: str
    when: str
    place: str
    made: str  # «12.09.2011 в 10:00, Винокурова С.А.»
    entries: list[ContentsLine]
    notes: list[str]  # what is not in the packet, and why


class PacketQuestionData(PaperData):
    number: str
    question: str
    speaker: str
    paper: str
    draft: list[str]
    files: list[str]  # «смета.xlsx (в комплект не вошёл: открывается отдельно)»


class NumbersData(PaperData):
    total: int


@dataclass
class Piece:
    """A part of the packet; `inner`: it belongs to the question before it."""

    title: str
    pdf: bytes
    inner: bool = False
    pages: int = 0


@dataclass
class Packet:
    """What was gathered so far. `notes`: what is left out, and why."""

    meeting: Meeting
    reader: Person
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def packet_pdf(meeting: Meeting, reader: Person, pairs: Pairs) -> bytes:
    """The packet for this reader. Raises NotLegal with a sentence, PrintingStopped."""
    with translation.override(settings.LANGUAGE_CODE):
        packet = Packet(meeting, reader)
        packet.pieces.append(Piece("Повестка дня", render("agenda", agenda_data(meeting))))
        Gathering(packet, pairs).gather()
        try:
            return _joined(packet)
        except TooMuch as error:
            raise NotLegal(
                _("The files together are too much for one PDF: read them on the pages of the questions.")
            ) from error
        except Busy as error:
            raise NotLegal(
                _("Too many files are being read just now. Nothing is lost: try again in a minute.")
            ) from error


class Gathering:
    """What the questions have, as far as the reader sees it."""

    def __init__(self, packet: Packet, pairs: Pairs) -> None:
        self.packet, meeting, reader = packet, packet.meeting, packet.reader
        self.items = list(meeting.agenda().order_by("position"))
        self.files = files_of(meeting)
        self.open_items = meeting.open_to(reader, pairs, named_on(meeting), self.items)
        subjects = [item.subject_id for item in self.items if item.subject_id]
        visible = Document.objects.visible_to(reader, set(pairs)).filter(pk__in=subjects)
        self.papers = {card.pk: card.whole for card in visible}
        self.room = MOST_JOINED_BYTES

    def gather(self) -> None:
        shown = []
        for item in self.items:
            paper = self.papers.get(item.subject_id or 0)
            pieces = dict(self._files(item))
            self.packet.pieces.append(self._question(item, paper, pieces))
            if paper is not None and paper.printed:
                shown.append(paper)
                self.packet.pieces.append(
                    Piece(str(paper.title), render(paper.print_form, print_data(paper)), inner=True)
                )
            self.packet.pieces += pieces.values()
        confidential = [paper for paper in shown if paper.confidential is not None]
        if confidential:
            audit_log.note_reading(confidential, self.packet.reader, "meeting_packet")

    def _files(self, item: AgendaItem) -> Iterator[tuple[int, Piece]]:
        """The PDFs of a question by the keys of its files, as long as there is room."""
        for file in self.files[item.pk] if item.pk in self.open_items else ():
            attachment = file.attachment
            if attachment.media_type != PDF:
                self._left_out(item, file, "другой формат, открывается на странице вопроса")
            elif attachment.size > self.room:
                self._left_out(item, file, "комплект стал бы слишком велик")
            else:
                try:
                    with stored(attachment) as content:
                        data = content.read()
                except NotStored:
                    self._left_out(item, file, "файл сейчас не читается")
                    continue
                self.room -= len(data)
                yield file.pk, Piece(attachment.name, data, inner=True)

    def _left_out(self, item: AgendaItem, file: ItemFile, why: str) -> None:
        self.packet.notes.append(f"Вопрос {item.position}: «{file.attachment.name}» — {why}.")

    def _question(self, item: AgendaItem, paper: Document | None, inside: Container[int]) -> Piece:
        """The page of a question; `inside`: the keys of its files that follow it."""
        files = self.files[item.pk] if item.pk in self.open_items else []
        data = PacketQuestionData(
            title=f"Вопрос {item.position}",
            created=self.packet.meeting.changed_at.isoformat(),
            number=str(item.position),
            question=item.title,
            speaker=item.speaker,
            paper=_paper_line(item, paper),
            draft=[line.strip() for line in item.decision_draft.splitlines() if line.strip()],
            files=[
                file.attachment.name if file.pk in inside else f"{file.attachment.name} (в комплект не вошёл)"
                for file in files
            ],
        )
        return Piece(f"{item.position}. {item.title}", render("packet_question", data))


def _paper_line(item: AgendaItem, paper: Document | None) -> str:
    if item.subject is None:
        return ""
    if paper is None:
        return "вам не открыт"
    version = item.subject_version.number if item.subject_version else 0
    present = paper.present_version.number if paper.present_version else 0
    said = f"{paper.title}, версия {version}"
    return f"{said}; с тех пор изменён, здесь версия {present}" if present > version else said


# --- in one -----------------------------------------------------------------------------------------------------------


def _joined(packet: Packet) -> bytes:
    """Count the pages, print the contents over them, number and join."""
    for piece, pages in zip(packet.pieces, count_pages([each.pdf for each in packet.pieces]), strict=True):
        piece.pages = pages
    packet.notes += [f"«{piece.title}» — файл не открывается." for piece in packet.pieces if not piece.pages]
    packet.pieces = [piece for piece in packet.pieces if piece.pages]
    contents = _contents(packet, 1)
    if (long := count_pages([contents])[0]) > 1:
        contents = _contents(packet, long)
    total = long + sum(piece.pages for piece in packet.pieces)
    if total > MOST_JOINED_PAGES:
        raise TooMuch
    created = packet.meeting.changed_at.isoformat()
    numbers = render("packet_numbers", NumbersData(title=NAME, created=created, total=total))
    outline = [("Содержание", 0, False)]
    outline += [(piece.title, place, piece.inner) for place, piece in enumerate(packet.pieces, start=1)]
    return join_pages([contents, *(piece.pdf for piece in packet.pieces)], numbers, NAME, outline)


def _contents(packet: Packet, long: int) -> bytes:
    """The table of contents, which takes `long` pages itself."""
    lines, page = [], long + 1
    for piece in packet.pieces:
        lines.append(ContentsLine(title=piece.title, page=str(page), inner=piece.inner))
        page += piece.pages
    agenda = agenda_data(packet.meeting)
    made = f"{list_moment(timezone.localtime(clock.now()))}, {packet.reader.name}"
    return render(
        "packet",
        PacketData(
            title=NAME,
            created=packet.meeting.changed_at.isoformat(),
            organization=agenda["organization"],
            body=agenda["body"],
            when=agenda["when"],
            place=agenda["place"],
            made=made,
            entries=lines,
            notes=packet.notes,
        ),
    )
