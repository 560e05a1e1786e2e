"""The page of a question: who reports, its files; and what its readers note for themselves."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from governance.documents.kinds.meeting.item_files import ItemFile
from governance.documents.kinds.meeting.personal_notes import PersonalNote
from governance.documents.record.attached import Attachment
from governance.documents.record.events import Event
from governance.flows.engine.models import Notice
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.desk.table import Pages
from tests.meeting.council import Council
from tests.scans import SCANNED_PDF

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def planned(desk: Desk, council: Council) -> Pages:
    return Pages(desk, council.convened("О бюджете", "О плане"), council.seats)


def page_of(pages: Pages, council: Council, number: int = 1) -> str:
    return reverse("meeting_question", args=[pages.pk, council.item(pages.meeting, number).pk])


def upload(name: str = "смета.txt", data: bytes = b"100") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("key", ["²", "9" * 30, "x", ""])
def test_a_file_that_is_named_by_rubbish_is_none(
    planned: Pages, council: Council, desk: Desk, key: str
) -> None:
    secretary, address = desk("secretary"), page_of(planned, council)
    for verb in ("replace", "withdraw"):
        assert secretary.post(address, {"do": f"{verb}-{key}"}).status_code == 422
    assert secretary.get(reverse("meeting", args=[planned.pk]), {"item": key}).status_code == 200


def notices(who: Any, text: str) -> int:
    return Notice.objects.filter(person=who, text=text).count()


def test_the_secretary_names_a_speaker_who_then_brings_files(
    planned: Pages, council: Council, desk: Desk
) -> None:
    deputy, address = council.luza.people["deputy_second"], page_of(planned, council)
    sent = desk("secretary").post(address, {"do": "name", "speaker": deputy.pk, "guest": ""})
    assert sent.status_code == 302
    assert notices(deputy, "named_on_agenda") == 1
    assert desk("deputy_second").post(address, {"do": "add", "file": upload()}).status_code == 302
    assert "смета.txt" in desk("deputy_second").get(address).content.decode()
    # Each member is told once, the one who brought it is not.
    assert desk("secretary").post(address, {"do": "add", "file": upload("б.txt", b"2")}).status_code == 302
    assert notices(council.members["lalsk"], "files_changed") == 1
    # On another question the same person brings nothing.
    other = page_of(planned, council, 2)
    assert desk("deputy_second").post(other, {"do": "add", "file": upload("в.txt", b"3")}).status_code == 422
    assert ItemFile.objects.count() == 2


def test_what_is_refused_says_so_and_keeps_what_was_typed(
    planned: Pages, council: Council, desk: Desk
) -> None:
    address, before = page_of(planned, council), Event.objects.count()
    secretary = desk("secretary")
    for given, sentence in (
        ({"do": "add"}, "Choose a file first."),
        ({"do": "add", "file": upload("смета.exe", b"MZ")}, "Attach a PDF"),
        ({"do": "withdraw-99"}, "replaced or withdrawn"),
        ({"do": "rubbish"}, "cannot be done any more"),
    ):
        page = secretary.post(address, given)
        assert (page.status_code, sentence in page.content.decode()) == (422, True), given
    assert desk("head_lalsk").post(address, {"do": "add", "file": upload()}).status_code == 422
    assert Event.objects.count() == before
    assert secretary.get(reverse("meeting_question", args=[planned.pk, 0])).status_code == 404


def test_files_of_another_question_are_closed_to_a_guest(
    planned: Pages, council: Council, desk: Desk
) -> None:
    clerk, secretary = council.luza.people["clerk_second"], desk("secretary")
    secretary.post(page_of(planned, council), {"do": "name", "speaker": clerk.pk, "guest": ""})
    secretary.post(page_of(planned, council), {"do": "add", "file": upload()})
    secretary.post(page_of(planned, council, 2), {"do": "add", "file": upload("чужой.txt", b"2")})
    mine, other = (file.attachment_id for file in ItemFile.objects.order_by("item__position"))
    guest = desk("clerk_second")
    assert guest.get(reverse("paper_file", args=[planned.pk, mine])).status_code == 200
    assert guest.get(reverse("paper_file", args=[planned.pk, other])).status_code == 404
    assert guest.get(reverse("paper_dossier", args=[planned.pk])).status_code == 403
    for page in (reverse("meeting", args=[planned.pk]), page_of(planned, council, 2)):
        assert "чужой.txt" not in guest.get(page).content.decode()
    files = guest.get(reverse("paper", args=[planned.pk]), {"part": "files"}).content.decode()
    assert ("смета.txt" in files, "чужой.txt" in files) == (True, False)


def test_a_note_is_read_by_its_writer_alone_and_gone_when_emptied(
    planned: Pages, council: Council, desk: Desk
) -> None:
    item, before = council.item(planned.meeting).pk, Event.objects.count()
    address = reverse("meeting_note", args=[planned.pk, item])
    member = desk("head_lalsk")
    kept = member.post(address, {"note": "Спросить о смете"}, headers={"HX-Request": "true"})
    assert "nobody else reads it" in kept.content.decode()
    assert b"\xd0\xa1" not in bytes(PersonalNote.objects.get().content)
    table = reverse("meeting_notes", args=[planned.pk])
    assert "Спросить о смете" in member.get(table).content.decode()
    for other in ("director", "secretary", "administrator"):
        assert "Спросить о смете" not in desk(other).get(table).content.decode()
    member.post(address, {"note": "   "})
    assert (PersonalNote.objects.count(), Event.objects.count()) == (0, before)
    assert member.post(address, {"note": "а" * 10_001}).status_code == 302
    assert PersonalNote.objects.count() == 0
    assert desk("clerk_second").post(address, {"note": "Я"}).status_code == 404


# --- the packet -------------------------------------------------------------------------------------------------------


def text_of(answer: Any) -> list[str]:
    return [page.extract_text().replace("\xa0", " ") for page in PdfReader(BytesIO(answer.content)).pages]


def test_the_packet_holds_what_its_reader_may_see_with_contents_and_numbers(
    planned: Pages, council: Council, desk: Desk
) -> None:
    clerk, secretary = council.luza.people["clerk_second"], desk("secretary")
    pages = [page_of(planned, council, number) for number in (1, 2)]
    secretary.post(pages[0], {"do": "name", "speaker": clerk.pk, "guest": ""})
    secretary.post(
        pages[0], {"do": "add", "file": upload("расчёт.pdf", SCANNED_PDF), "second_file": upload()}
    )
    secretary.post(pages[1], {"do": "add", "file": upload("чужой.pdf", SCANNED_PDF + b"%")})
    address = reverse("meeting_packet", args=[planned.pk])
    answer = desk("head_lalsk").get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    contents, agenda, *others = text_of(answer)
    # Contents, agenda, and of each question its sheet and its file.
    assert len(others) == 4
    for line in ("1. О бюджете", "расчёт.pdf", "чужой.pdf", "смета.txt"):
        assert line in contents
    assert "лист 2 из 6" in agenda
    assert "лист 4 из 6" in others[1]
    own = text_of(desk("clerk_second").get(address))
    assert (len(own), "чужой" in own[0]) == (5, False)
    assert desk("clerk").get(address).status_code == 404


def test_of_two_files_of_one_name_the_packet_says_which_is_left_out(
    planned: Pages, council: Council, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = {
        "file": upload("расчёт.pdf", SCANNED_PDF),
        "second_file": upload("расчёт.pdf", SCANNED_PDF + b"%"),
    }
    desk("secretary").post(page_of(planned, council), {"do": "add", **twice})
    monkeypatch.setattr("governance.documents.kinds.meeting.packet.MOST_JOINED_BYTES", len(SCANNED_PDF))
    answer = desk("head_lalsk").get(reverse("meeting_packet", args=[planned.pk]))
    _contents, _agenda, question, *_others = map(" ".join, map(str.split, text_of(answer)))
    assert question.count("расчёт.pdf") == 2
    assert question.count("расчёт.pdf (в комплект не вошёл)") == 1


def test_there_is_no_packet_of_a_draft(desk: Desk, council: Council) -> None:
    meeting = council.drafted()
    assert desk("secretary").get(reverse("meeting_packet", args=[meeting.pk])).status_code == 404


def test_a_file_that_was_altered_is_named_and_the_packet_made_without_it(
    planned: Pages, council: Council, desk: Desk
) -> None:
    desk("secretary").post(
        page_of(planned, council), {"do": "add", "file": upload("расчёт.pdf", SCANNED_PDF)}
    )
    with past_the_door():
        Attachment.objects.update(sha256="0" * 64)
    contents, *others = text_of(desk("head_lalsk").get(reverse("meeting_packet", args=[planned.pk])))
    assert ("файл сейчас не читается" in contents, len(others)) == (True, 3)
