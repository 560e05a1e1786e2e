"""The list of a kind that is declared by `enter(Model, board=…)`: what it shows, counts, refuses and hands out."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from governance.desk import urls  # noqa: F401  declares all kinds
from governance.desk.checks.kinds import mistakes_of
from governance.desk.papers.board import Board
from governance.desk.papers.declaration import DECLARATIONS, Declaration, declared, enter
from governance.desk.papers.export import Column
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import audit_log
from governance.documents.record.perform import draft
from governance.roles.rights import Right
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk


class PlanBoard(Board[Plan]):
    columns = (Column(gettext_lazy("Period"), lambda plan: plan.period_start, numbers=True),)
    exports = True


@pytest.fixture
def declaration(settings: LazySettings) -> Iterator[Declaration]:
    """Plans, declared anew with a list."""
    kept = dict(DECLARATIONS)
    was = DECLARATIONS.pop("plan")
    made = enter(Plan, board=PlanBoard)
    DECLARATIONS["plan"] = replace(was, board=made.board)
    assert made.board is not None
    common = import_module(settings.ROOT_URLCONF).urlpatterns
    settings.ROOT_URLCONF = (*common, *made.board.addresses())
    yield DECLARATIONS["plan"]
    DECLARATIONS.clear()
    DECLARATIONS.update(kept)


@pytest.fixture
def second(declaration: Declaration, approved: Plan, luza: Luza) -> Plan:
    """A draft beside the plan in force."""
    return draft(Plan, unit=luza.district, title="План летних школ", by=luza.people["deputy"])


def listed(client: Any, query: str = "") -> Any:
    return client.get(f"/papers/of/plan/{query}").context["board"]


def test_one_line_gives_a_kind_its_list_with_an_address_of_its_own(declaration: Declaration) -> None:
    board = declaration.board
    assert board is not None
    assert (board.name, board.address, board.title) == ("plan_list", "papers/of/plan/", Plan.kind_label_many)
    assert [pattern.name for pattern in board.addresses()] == ["plan_list", "plan_list_xlsx"]


def test_each_reader_is_shown_what_they_may_see_counted_by_state(
    second: Plan, approved: Plan, desk: Desk
) -> None:
    shown = {key: listed(desk(key)) for key in ("deputy", "head_kulikovo")}
    assert {key: [row.paper for row in board.rows] for key, board in shown.items()} == {
        "deputy": [second, approved],
        "head_kulikovo": [approved],
    }
    chips = {key: [(str(chip.label), chip.count) for chip in board.chips] for key, board in shown.items()}
    assert chips == {
        "deputy": [("All", 2), ("Draft", 1), ("Approved", 1)],
        "head_kulikovo": [("All", 1), ("Approved", 1)],
    }


def test_whoever_has_not_signed_in_is_sent_to_do_it(declaration: Declaration, visitor: Any) -> None:
    assert visitor.get("/papers/of/plan/").status_code == 302


def test_a_column_is_said_once_and_stands_after_number_date_and_state(
    second: Plan, approved: Plan, desk: Desk
) -> None:
    [row] = listed(desk("head_kulikovo")).rows
    assert [str(cell.column.label) for cell in row.cells] == ["Number", "Date", "State", "Period"]
    assert row.cells[-1].text == approved.period_start.strftime("%d.%m.%Y")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=летних", ["План летних школ"]),
        ("?state=draft", ["План летних школ"]),
        ("?q=летних&state=approved", []),
    ],
)
def test_the_list_is_narrowed_by_words_and_by_state(
    second: Plan, desk: Desk, query: str, titles: list[str]
) -> None:
    assert [row.paper.title for row in listed(desk("deputy"), query).rows] == titles


def test_a_condition_that_is_none_is_named_and_left_out(second: Plan, desk: Desk) -> None:
    board = listed(desk("deputy"), "?state=burnt")
    assert board.conditions.ignored == [
        "«burnt» is no value of «State»: this condition was left out.",
    ]
    assert len(board.sheet) == 2


def test_the_table_file_has_the_columns_of_the_register_and_those_of_the_list(
    second: Plan, desk: Desk
) -> None:
    board = listed(desk("deputy"), "?state=draft")
    assert board.export == "/papers/of/plan.xlsx?state=draft"
    answer = desk("deputy").get(board.export)
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active]
    assert (rows[0][-2:], len(rows), rows[1][2]) == (["Check code", "Period"], 2, "План летних школ")


def test_a_paper_leads_to_the_list_of_its_kind(second: Plan, desk: Desk) -> None:
    assert 'href="/papers/of/plan/"' in desk("deputy").get(f"/papers/{second.pk}/").content.decode()


def test_every_paper_with_personal_data_that_is_listed_was_read(
    approved: Plan, declaration: Declaration, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "confidential", Right.READ)
    listed(desk("deputy"))
    assert [entry.additional_data for entry in audit_log.readings_of(approved)] == [{"page": "plan_list"}]


# --- what the check refuses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": "Only English"}, ("E035", "«Only English» has no Russian words.")),
        ({"template": "governance/lost.html"}, ("E037", "there is no template governance/lost.html.")),
        ({"columns": (Column("English", str),)}, ("E035", "«English» has no Russian words.")),
    ],
    ids=["title", "template", "column"],
)
def test_an_incomplete_list_is_refused(
    declaration: Declaration, wrong: dict[str, Any], refusal: tuple[str, str]
) -> None:
    board = type("Wrong", (PlanBoard,), {"model": Plan, "title": Plan.kind_label_many, **wrong})
    found = list(mistakes_of(Plan, replace(declared("plan"), board=board)))
    assert found == [(f"governance.{refusal[0]}", refusal[1])]


@pytest.mark.parametrize("wrong", [{"order": ("-lost",)}, {"related": ("lost",)}], ids=["order", "relation"])
def test_a_list_in_an_unknown_order_is_refused(declaration: Declaration, wrong: dict[str, Any]) -> None:
    board = type("Wrong", (PlanBoard,), {"model": Plan, "title": Plan.kind_label_many, **wrong})
    [(number, sentence)] = mistakes_of(Plan, replace(declared("plan"), board=board))
    assert (number, sentence.startswith("its list cannot be read: ")) == ("governance.E039", True)
