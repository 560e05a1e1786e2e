"""Who is named on a question, what they see, and the files of a question."""

from datetime import date
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.item_files import MOST_FILES, ItemFile
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import NamedPerson
from governance.documents.kinds.meeting.papers import notice_text
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.documents.record.readers import readers_of
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.catalogue import Role
from governance.roles.may import rights_of
from governance.roles.person import Person
from tests.scans import SCANNED_PDF

from .conftest import Refusal
from .council import SEATS, Council

TABLE = ("смета.txt", "Смета: 100 рублей".encode())
PLAN = ("план.pdf", SCANNED_PDF)


def sees(person: Person, paper: Document) -> bool:
    """Both ways of asking agree."""
    visible: bool = Document.objects.visible_to(person).filter(pk=paper.pk).exists()
    assert (person in readers_of(Document.objects.get(pk=paper.pk).whole)) == visible
    assert (paper.pk in (Document.objects.seen_by(person).keys or ())) == visible
    return visible


def hidden(meeting: Meeting, person: Person) -> set[str]:
    keys = meeting.files_hidden_from(person, rights_of(person))
    return set(meeting.attachments.filter(pk__in=keys).values_list("name", flat=True))


def standing(meeting: Meeting) -> list[str]:
    files = ItemFile.objects.standing().filter(item__meeting_id=meeting.pk)
    return list(files.values_list("attachment__name", flat=True))


def enclosed(council: Council, meeting: Meeting, *files: tuple[str, bytes], number: int = 1) -> Meeting:
    return council.act(meeting, "enclose_files", item=council.item(meeting, number), files=files or (TABLE,))


def named(council: Council, meeting: Meeting, number: int = 1, **people: Any) -> Meeting:
    return council.act(meeting, "name_people", item=council.item(meeting, number), **people)


@pytest.fixture
def teacher(council: Council) -> Person:
    """Somebody in office who reads no papers of the council."""
    person = enter_person(
        council.luza.district,
        "zayats@luza.example",
        by=None,
        basis="приказ",
        surname="Заяц",
        given="Мария",
        patronymic="Викторовна",
        gender="female",
    )
    appoint(
        person,
        Role.TEACHER,
        council.luza.base,
        since=date(2011, 9, 1),
        basis="приказ от 01.09.2011 № 40-л/с",
        by=None,
        title="учитель географии",
    )
    return person


def test_the_agenda_quotes_whom_it_names_by_their_posts(council: Council, teacher: Person) -> None:
    meeting = named(
        council,
        council.drafted("О бюджете"),
        speaker=council.outsider.pk,
        co_speakers=[teacher.pk],
        guest="Иванов И.И., глава округа",
    )
    words = (
        "Винокурова С.А., заместитель директора по УВР базовой школы; содокладчик: Заяц М.В., учитель географии; "
        "Иванов И.И., глава округа"
    )
    assert council.item(meeting).speaker == words
    meeting = council.act(meeting, "convene")
    assert meeting.present_version is not None
    assert meeting.present_version.content["agenda"][0]["speaker"] == words
    assert f"Докладчик: {words}" in notice_text(meeting)


def test_who_is_named_sees_the_meeting_and_no_longer_once_another_is(
    council: Council, teacher: Person
) -> None:
    meeting = council.drafted()
    assert not sees(teacher, meeting)
    meeting = named(council, meeting, speaker=teacher.pk)
    assert sees(teacher, meeting)
    meeting = named(council, meeting, author=council.outsider.pk)
    assert not sees(teacher, meeting)
    assert list(verify(Document.objects.filter(pk=meeting.pk))) == []


def test_who_is_named_sees_the_paper_of_their_question_once_it_is_convened(
    council: Council, teacher: Person
) -> None:
    plan = council.plan()
    meeting = named(council, council.drafted("О разном", subject=plan), 2, speaker=teacher.pk)
    assert not sees(teacher, plan)
    meeting = council.act(meeting, "convene")
    assert sees(teacher, plan)
    council.act(meeting, "cancel", reason="карантин")
    assert not sees(teacher, plan)


def test_a_paper_of_another_question_stays_closed(council: Council, teacher: Person) -> None:
    plan = council.plan()
    meeting = named(council, council.drafted("О разном", subject=plan), 1, speaker=teacher.pk)
    council.act(meeting, "convene")
    assert not sees(teacher, plan)


def test_nobody_without_a_post_is_named(council: Council, refused: Refusal) -> None:
    meeting = council.drafted()
    stranger = enter_person(
        council.luza.district,
        "stranger@luza.example",
        by=None,
        basis="приказ",
        surname="Чужой",
        given="Пётр",
        patronymic="",
        gender="male",
    )
    with refused(NotLegal, meeting, "Choose people who hold a post"):
        named(council, meeting, speaker=stranger.pk)
    assert not NamedPerson.objects.exists()


def test_a_member_names_nobody(council: Council, refused: Refusal) -> None:
    meeting = council.drafted()
    with refused(NotAllowed, meeting):
        perform(meeting, "name_people", by=council.members["lalsk"], item=council.item(meeting), guest="Я")


def test_files_stand_in_the_version_that_the_members_get(council: Council) -> None:
    meeting = enclosed(council, council.drafted(), TABLE, PLAN)
    meeting = council.act(meeting, "convene")
    first = meeting.present_version
    assert first is not None
    assert [file["name"] for file in first.content["agenda"][0]["files"]] == ["смета.txt", "план.pdf"]
    meeting = enclosed(council, meeting, ("ещё.txt", b"1"))
    assert meeting.present_version is not None
    assert meeting.present_version.number == first.number + 1


def test_a_replaced_file_stays_and_says_by_which(council: Council) -> None:
    meeting = council.act(enclosed(council, council.drafted()), "convene")
    old = ItemFile.objects.get()
    meeting = council.act(meeting, "replace_file", file=old.pk, name="смета 2.txt", data=b"200")
    old.refresh_from_db()
    assert old.replaced_by is not None
    assert (old.replaced_by.attachment.name, standing(meeting)) == ("смета 2.txt", ["смета 2.txt"])
    assert meeting.attachments.count() == 2
    assert list(verify(Document.objects.filter(pk=meeting.pk))) == []


def test_a_file_is_replaced_or_withdrawn_once(council: Council, refused: Refusal) -> None:
    meeting = enclosed(council, council.drafted())
    old = ItemFile.objects.get()
    meeting = council.act(meeting, "withdraw_file", file=old.pk)
    assert standing(meeting) == []
    with refused(NotLegal, meeting, "replaced or withdrawn meanwhile"):
        council.act(meeting, "replace_file", file=old.pk, name="смета 2.txt", data=b"200")
    # The same file may be brought again.
    assert standing(enclosed(council, meeting)) == ["смета.txt"]


def test_the_same_file_is_not_put_twice_to_a_question_but_to_another_one(
    council: Council, refused: Refusal
) -> None:
    meeting = enclosed(council, council.drafted("О бюджете", "О плане"))
    with refused(NotLegal, meeting, "stands at the question already"):
        enclosed(council, meeting)
    meeting = enclosed(council, meeting, number=2)
    assert standing(meeting) == ["смета.txt", "смета.txt"]
    assert meeting.attachments.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("смета.pdf", b"%PDF-1.4 nothing else", "damaged, empty or locked"),
        ("смета.exe", b"MZ\x00\x01", "Attach a PDF"),
        ("смета.docx", SCANNED_PDF, "its content is something else"),
        ("смета.txt", b"", "The file is empty"),
    ],
)
def test_a_file_of_a_wrong_sort_is_refused(
    council: Council, refused: Refusal, name: str, data: bytes, sentence: str
) -> None:
    meeting = council.drafted()
    with refused(NotLegal, meeting, sentence):
        enclosed(council, meeting, TABLE, (name, data))
    assert standing(meeting) == []


def test_a_file_that_is_too_large_is_refused(council: Council, refused: Refusal, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000_000
    meeting = council.drafted()
    with refused(NotLegal, meeting, "larger than"):
        enclosed(council, meeting, ("смета.txt", b"1" * 1_000_001))


def test_a_question_has_so_many_files_at_most(council: Council, refused: Refusal) -> None:
    files = [(f"{number}.txt", str(number).encode()) for number in range(MOST_FILES)]
    meeting = enclosed(council, council.drafted(), *files)
    with refused(NotLegal, meeting, "at most"):
        enclosed(council, meeting)


def test_a_speaker_brings_files_of_their_own_question_alone(
    council: Council, teacher: Person, refused: Refusal
) -> None:
    meeting = named(council, council.drafted("О бюджете", "О плане"), 1, speaker=teacher.pk)
    with refused(NotAllowed, meeting, "You are not named on this question"):
        perform(meeting, "enclose_files", by=teacher, item=council.item(meeting, 2), files=[TABLE])
    meeting = perform(meeting, "enclose_files", by=teacher, item=council.item(meeting, 1), files=[TABLE])
    assert standing(meeting) == ["смета.txt"]
    with refused(NotAllowed, meeting, "Files are brought by"):
        perform(
            meeting, "enclose_files", by=council.members["lalsk"], item=council.item(meeting, 1), files=[PLAN]
        )


def test_files_come_too_late_once_the_question_is_voted_on(council: Council, refused: Refusal) -> None:
    meeting = enclosed(council, council.running("О бюджете", "О плане"))
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, "for"))
    for move, facts in (
        ("enclose_files", {"item": council.item(meeting), "files": [PLAN]}),
        ("withdraw_file", {"file": ItemFile.objects.get().pk}),
    ):
        with refused(NotLegal, meeting, "voted on or dealt with"):
            council.act(meeting, move, **facts)
    assert standing(enclosed(council, meeting, PLAN, number=2)) == ["смета.txt", "план.pdf"]


def test_somebody_let_in_for_a_question_reads_its_files_alone(council: Council, teacher: Person) -> None:
    meeting = named(council, council.drafted("О бюджете", "О плане"), 1, speaker=teacher.pk)
    meeting = enclosed(council, enclosed(council, meeting), PLAN, number=2)
    meeting = council.act(meeting, "convene")
    assert hidden(meeting, teacher) == {"план.pdf"}
    assert hidden(meeting, council.members["lalsk"]) == set()


def test_a_question_that_is_taken_off_takes_its_people_and_files_along(
    council: Council, teacher: Person
) -> None:
    meeting = named(council, council.drafted("О бюджете", "О плане"), 1, speaker=teacher.pk)
    meeting = enclosed(council, meeting)
    meeting = council.act(meeting, "drop_item", item=council.item(meeting, 1))
    assert (ItemFile.objects.count(), NamedPerson.objects.count()) == (0, 0)
    assert not sees(teacher, meeting)
    assert list(verify(Document.objects.filter(pk=meeting.pk))) == []


def test_the_protocol_quotes_speakers_by_the_posts_of_the_day(council: Council, teacher: Person) -> None:
    meeting = named(council, council.drafted("О бюджете"), speaker=teacher.pk)
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, "for"))
    meeting = council.lead(meeting, "finish")
    protocol = Protocol.objects.get(meeting=meeting)
    assert protocol.content()["agenda"][0]["speaker"] == "Заяц М.В., учитель географии"
    assert protocol.entries.get().heard == "Заяц М.В., учителя географии"
