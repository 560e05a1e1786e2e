"""Incoming papers: registered with their scan, decided on by the head, carried out by whom the resolution names."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Task
from governance.scenarios.luza import Luza
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]

TODAY = date(2012, 1, 16)
DUE = date(2012, 1, 23)
LETTER = {
    "sender": "Управление образования",
    "their_number": "01-12-92",
    "their_date": date(2012, 1, 12),
    "name": "письмо.pdf",
    "data": SCANNED_PDF,
}


@pytest.fixture(autouse=True)
def _january() -> Any:
    with clock.played(TODAY):
        yield


def registered(luza: Luza, **changes: Any) -> Incoming:
    clerk = luza.people["clerk"]
    paper = draft(Incoming, unit=luza.base, title="О согласовании графика", by=clerk)
    return perform(paper, "register_paper", by=clerk, **{**LETTER, **changes})


def assigned(luza: Luza) -> Incoming:
    deputy = luza.people["deputy"]
    return perform(
        registered(luza), "resolve", by=luza.people["director"], resolution="Подготовить ответ",
        executor=deputy.pk, due=DUE,
    )  # fmt: skip


def waiting(paper: Document) -> list[tuple[str, Any, Any]]:
    tasks = Task.objects.open().filter(process__document=paper.pk, flow_task_type="HUMAN")
    return [(task.flow_task.name, task.person, task.due) for task in tasks]


def test_it_goes_from_the_journal_to_the_file(luza: Luza) -> None:
    paper = assigned(luza)
    assert (paper.number, paper.registered_on, paper.state) == ("1", TODAY, "assigned")
    assert waiting(paper) == [("execution", luza.people["deputy"], DUE)]
    paper = perform(paper, "report", by=luza.people["deputy"], result="Ответ от 20.01.2012 № 12")
    paper = perform(paper, "put_into_file", by=luza.people["clerk"], file="01-15")
    assert (paper.state, waiting(paper)) == ("filed", [])
    assert history_of(paper) == ["draft", "register_paper", "resolve", "report", "put_into_file"]
    assert list(verify()) == []
    words = print_data(paper)
    assert words["lines"] == [
        ("Входящий № и дата", "№ 1 от 16.01.2012"),
        ("Резолюция", "Подготовить ответ"),
        ("Исполнитель", "Винокурова С.А., срок: 23.01.2012"),
        ("Исполнение", "Ответ от 20.01.2012 № 12"),
        ("В дело №", "01-15"),
    ]
    assert words["facts"][1] == ["Дата и номер документа", "от 12.01.2012 № 01-12-92"]


def test_a_paper_of_which_note_is_taken_goes_to_the_file_at_once(luza: Luza) -> None:
    paper = perform(registered(luza), "note", by=luza.people["director"])
    assert [step for step, _person, _due in waiting(paper)] == ["filing"]
    with pytest.raises(NotLegal, match="Nobody was to carry anything out"):
        perform(paper, "return_to_executor", by=luza.people["director"], reason="мало")


def test_what_is_not_enough_goes_back_to_the_executor(luza: Luza) -> None:
    paper = perform(assigned(luza), "report", by=luza.people["deputy"], result="Звонили")
    paper = perform(paper, "return_to_executor", by=luza.people["director"], reason="Нужен письменный ответ")
    assert waiting(paper) == [("execution", luza.people["deputy"], DUE)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sender": " "}, "Say from whom it came"),
        ({"their_date": date(2012, 1, 17)}, "The date of the sender's paper lies ahead"),
        ({"sheets": 0}, "how many sheets"),
        ({"way": "pigeon"}, "Say how it came"),
        ({"data": b"MZ", "name": "virus.exe"}, "Attach a PDF, a picture"),
    ],
)
def test_a_card_that_says_too_little_gets_no_number(luza: Luza, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotLegal, match=sentence):
        registered(luza, **wrong)
    assert not Incoming.objects.exclude(number="").exists()
    assert registered(luza).number == "1"


def test_each_act_has_its_own_people(luza: Luza) -> None:
    with pytest.raises(NotAllowed):
        draft(Incoming, unit=luza.base, title="Письмо", by=luza.people["deputy"])
    paper = registered(luza)
    for who, facts in (("clerk", {}), ("head_second", {})):
        with pytest.raises(NotAllowed):
            perform(paper, "note", by=luza.people[who], **facts)
    stranger = luza.people["head_second"]
    with pytest.raises(NotLegal, match="Choose the executor"):
        perform(
            paper, "resolve", by=luza.people["director"], resolution="Сделать", executor=stranger.pk, due=DUE
        )
    with pytest.raises(NotLegal, match="has passed already"):
        perform(paper, "resolve", by=luza.people["director"], resolution="Сделать",
                executor=luza.people["deputy"].pk, due=date(2012, 1, 15))  # fmt: skip
    with pytest.raises(NotAllowed, match="names somebody else"):
        perform(assigned(luza), "report", by=luza.people["clerk"], result="Сделано")


def test_the_clerk_registers_it_on_a_page_and_exports_the_journal(
    luza: Luza, desk: Callable[[str], Client]
) -> None:
    clerk = desk("clerk")
    sent = {"sender": "РОО", "title": "О смете", "sheets": "2", "way": "mail", "their_number": "5"}
    refused = clerk.post(reverse("incoming_new"), sent)
    assert (refused.status_code, "О смете" in refused.content.decode()) == (422, True)
    answer = clerk.post(reverse("incoming_new"), {**sent, "file": SimpleUploadedFile("п.pdf", SCANNED_PDF)})
    paper = Incoming.objects.get()
    assert (answer.url, paper.number) == (reverse("paper", args=[paper.pk]), "1")
    page = clerk.get(reverse("incoming_list")).content.decode()
    assert "РОО" in page
    assert desk("director").get(reverse("paper", args=[paper.pk])).status_code == 200
    assert desk("head_second").get(reverse("paper", args=[paper.pk])).status_code == 404
    assert desk("deputy").get(reverse("incoming_new")).status_code == 404


def test_a_report_after_another_one_is_refused_and_its_words_come_back(luza: Luza, desk: Desk) -> None:
    """The panel of the move is gone by then: from a second window, or because somebody else was faster."""
    paper = assigned(luza)
    deputy, address = desk("deputy"), f"/papers/{paper.pk}/do/"
    typed = {"move": "report", "seen": paper.revision}
    assert deputy.post(address, {**typed, "result": "Ответ от 20.01.2012 № 12"}).status_code == 302
    before = history_of(paper)
    late = deputy.post(address, {**typed, "result": "Направлено в архив."})
    assert (late.status_code, late.context["left_over"]) == (422, ["Направлено в архив."])
    page = late.content.decode()
    assert ("is not possible in it." in page, "Направлено в архив." in page) == (
        True,
        True,
    )
    assert history_of(paper) == before
