"""The register of decisions: what bodies have decided, by which vote, whether it stands, who sees it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from governance import clock
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.protocol.suspension import Suspension
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.leaks import index_all
from tests.memory import recalled
from tests.office import Office

Desk = Callable[[str], Client]
DAY = date(2011, 9, 12)


@pytest.fixture
@recalled
def protocol(luza: Luza) -> Protocol:
    """The council has agreed to a plan by a vote, and to another one by none."""
    office = Office(luza)
    office.day = DAY
    return office.decided(submitted(luza, "План летней школы"))


def submitted(luza: Luza, title: str) -> Document:
    deputy = luza.people["deputy"]
    plan = draft(Plan, unit=luza.district, title=title, by=deputy)
    head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
    plan = perform(plan, "revise", by=deputy, edits=[head, WriteSection("Лагерь")])
    row = WriteRow("Поход", "Июнь", "Директор БШ", section=plan.table()[0].pk)
    plan = perform(plan, "revise", by=deputy, edits=[row])
    return perform(plan, "submit", by=deputy)


def rows(client: Client, **conditions: object) -> list[Any]:
    page = client.get("/decisions/", conditions)
    assert page.status_code == 200
    return list(page.context["board"].rows)


def told(row: Any) -> tuple[str, str, str, str]:
    return row.entry.item.title, row.vote, str(row.standing.word), str(row.subject or "")


def test_a_visitor_is_asked_to_sign_in(visitor: Client, db: None) -> None:
    assert visitor.get("/decisions/").status_code == 302
    assert visitor.get("/decisions.xlsx").status_code == 302


def test_a_decision_says_what_by_which_vote_and_with_whom_its_paper_is_now(
    protocol: Protocol, luza: Luza, desk: Desk
) -> None:
    (row,) = rows(desk("secretary"))
    question = protocol.meeting.items.get()
    voters = question.rounds.get().outcome["for"]
    vote = f"for — {voters}, against — 0, abstained — 0 (open vote)"
    assert told(row) == (question.title, vote, "In force", "План летней школы")
    assert (row.held_on, row.carried_on) == (DAY, row.carried_on)
    assert row.carried_on is not None
    assert row.step is not None


def test_decisions_are_seen_by_whoever_sees_their_protocol_and_papers_by_whoever_sees_those(
    protocol: Protocol, desk: Desk
) -> None:
    for key in ("secretary", "director", "head_lalsk", "observer", "head_roo", "administrator"):
        sees = desk(key).get(f"/papers/{protocol.pk}/").status_code == 200
        found = rows(desk(key))
        assert [row.entry.protocol_id for row in found] == ([protocol.pk] if sees else [])
        for row in found:
            subject = row.entry.item.subject_id
            assert (row.subject is not None) == (desk(key).get(f"/papers/{subject}/").status_code == 200)


def test_a_protocol_that_is_not_signed_decides_nothing_yet(luza: Luza, desk: Desk) -> None:
    office = Office(luza)
    office.day = DAY
    signed = office.decided(submitted(luza, "План летней школы"))
    with past_the_door():
        Document.objects.filter(pk=signed.pk).update(state="signing")
    assert [str(row.standing.word) for row in rows(desk("secretary"))] == ["Protocol not signed yet"]
    assert rows(desk("secretary"), standing="in_force") == []


@pytest.mark.parametrize(
    ("ended", "word", "code"),
    [
        ("", "Suspended until 20.09.2011", "suspended"),
        ("new_vote", "Cancelled: the body decides anew", "cancelled"),
        ("lifted", "In force", "in_force"),
        ("term", "In force", "in_force"),
    ],
)
def test_a_suspension_says_until_when_and_how_it_ended(
    protocol: Protocol, luza: Luza, desk: Desk, ended: str, word: str, code: str
) -> None:
    with past_the_door():
        Suspension.objects.create(
            protocol=protocol,
            item=protocol.meeting.items.get(),
            by=luza.people["head_second"],
            since=DAY,
            until=date(2011, 9, 20),
            reason="Проверка",
            ended=ended,
            ended_on=DAY if ended else None,
        )
    (row,) = rows(desk("secretary"))
    assert (str(row.standing.word), row.carried_on is None) == (word, not ended)
    chips = {chip.label: chip.count for chip in desk("secretary").get("/decisions/").context["board"].chips}
    assert list(chips.values()) == [1, 1]
    assert len(rows(desk("secretary"), standing=code)) == 1
    assert rows(desk("secretary"), standing="not_adopted") == []


def test_a_motion_without_a_majority_is_not_adopted(luza: Luza, desk: Desk) -> None:
    office = Office(luza)
    office.day = DAY
    office.decided(submitted(luza, "План летней школы"), choice="against")
    assert [str(row.standing.word) for row in rows(desk("secretary"))] == ["Not adopted"]


def test_decisions_are_narrowed_by_words_body_and_year(protocol: Protocol, luza: Luza, desk: Desk) -> None:
    index_all()
    client = desk("secretary")
    for conditions, number in (
        ({"q": "летние школы"}, 1),
        ({"q": "летння школа"}, 1),
        ({"q": "зимняя школа"}, 0),
        ({"body": str(protocol.unit_id)}, 1),
        ({"year": "2011"}, 1),
        ({"year": "2012"}, 0),
    ):
        assert len(rows(client, **conditions)) == number, conditions


def test_the_table_file_has_what_the_page_has(protocol: Protocol, desk: Desk) -> None:
    answer = desk("secretary").get("/decisions.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    head, line = sheet.iter_rows(values_only=True)
    (row,) = rows(desk("secretary"))
    told = dict(zip(head, line, strict=True))
    assert (told["Date"].date(), told["Protocol"], told["Vote"]) == (DAY, protocol.number, row.vote)
    assert (told["Question"], told["State"], told["Paper"]) == (
        row.entry.item.title,
        "In force",
        "План летней школы",
    )
    assert load_workbook(BytesIO(desk("observer").get("/decisions.xlsx").content)).active.max_row >= 1


def test_the_page_asks_few_queries(
    protocol: Protocol, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = desk("secretary")
    with clock.played(DAY):
        client.get("/decisions/")
        with django_assert_max_num_queries(12):
            client.get("/decisions/")
