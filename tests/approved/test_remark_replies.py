"""The author answers the remarks with which a body sent a paper back; the next protocol quotes the answers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from governance.documents.approval.remark_replies import RemarkReply, remarks_in, replies_to_last, sent_back
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.record_rows import past_the_door
from tests.approved.conftest import Refusal
from tests.approved.office import Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        ("Вернуть на доработку.", ["Вернуть на доработку."]),
        (
            "Вернуть план на доработку: перенести мастер-классы на февраль; указать исполнителей.",
            ["перенести мастер-классы на февраль", "указать исполнителей."],
        ),
        ("Замечания:\n1. Указать сроки.\n2. Назвать залы.", ["Указать сроки.", "Назвать залы."]),
    ],
)
def test_the_remarks_of_a_decision_are_read_one_by_one(said: str, remarks: list[str]) -> None:
    assert remarks_in(said) == remarks


def test_the_last_answers_are_those_given_last_in_whatever_order_the_protocols_were_begun(
    office: Office,
) -> None:
    paper, later = office.put_up("estimate"), office.put_up("programme")
    with past_the_door():
        for decision, answer, day in ((later, "Сначала.", 1), (paper, "Потом.", 2)):
            RemarkReply.objects.create(
                document=paper, decision=decision, position=1, remark="Указать сроки.", answer=answer,
                name="Тестова А.П.", capacity="делопроизводитель",
                answered_at=datetime(2011, 11, day, tzinfo=UTC),
            )  # fmt: skip
    assert [one.answer for one in replies_to_last(paper)] == ["Потом."]


def test_every_remark_is_answered_and_the_next_protocol_quotes_the_answers(
    office: Office, refused: Refusal
) -> None:
    paper = office.put_up("estimate")
    with refused(NotLegal, paper):
        office.act(paper, "answer_remarks", answers=["Учтено."])
    paper = office.decided(paper, choice="against")
    found: Any = sent_back(paper)
    assert (paper.state, found[0].kind) == ("rework", "protocol")
    answers = [f"Учтено: строка {place}." for place, _remark in enumerate(found[1], start=1)]
    with refused(NotLegal, paper, "Answer every remark"):
        office.act(paper, "answer_remarks", answers=["" for _answer in answers])
    with refused(NotAllowed, paper):
        office.act(paper, "answer_remarks", office.people["deputy_second"], answers=answers)
    office.act(paper, "answer_remarks", answers=["Пока неясно." for _answer in answers])
    paper = office.act(paper, "answer_remarks", answers=answers)
    assert [reply.answer for reply in RemarkReply.objects.all()] == answers
    paper = office.act(
        paper, "revise", title="Смета расходов Лузского школьного округа на 2012 год, исправленная"
    )
    paper = office.act(paper, "submit")
    assert any("Учтено: строка 1" in sentence for sentence in paper.grounds_for_decision())
    printed = str(print_data(office.protocol(paper)))
    assert "Ответ на замечание (протокол от 07.11.2011 № 1)" in printed
    assert "Учтено: строка 1." in printed
    assert list(verify()) == []
