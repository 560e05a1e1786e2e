"""Approved papers on the public page and in the register, and what their pages cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.roles.unit import Unit, UnitKind
from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, page_of, write_page
from tests.founding import founded

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Query = Callable[..., Any]


def test_the_public_page_shows_a_published_paper_with_its_stamps_and_its_pdf(
    office: Office, visitor: Client
) -> None:
    paper = office.in_force(office.put_up("regulation", "roo"))
    assert visitor.get(reverse("public")).context["board"].rows == []
    paper = office.act(paper, "publish")
    (row,) = visitor.get(reverse("public")).context["board"].rows
    assert (row.paper.title, str(row.paper.model.kind_label)) == (paper.title, "Regulation")
    page = visitor.get(f"/public/{row.paper.code}/")
    stamps = page.context["sheet"].paper["stamps"]
    assert [stamp["heading"] for stamp in stamps] == ["СОГЛАСОВАНО", "Приложение № 1", "СОГЛАСОВАНО"]
    assert [stamp["text"] for stamp in stamps if "____" in stamp["text"]] == []
    address = reverse("public_pdf", args=[row.paper.code])
    assert f'href="{address}"' in page.content.decode()
    assert visitor.get(address)["Content-Type"] == "application/pdf"


def test_the_register_finds_each_kind_and_its_states(office: Office, desk: Desk) -> None:
    office.put_up("estimate")
    office.written("schedule")

    def found(query: str) -> list[str]:
        board = desk("deputy").get(f"/documents/?{query}").context["board"]
        assert board.conditions.ignored == []
        return [str(paper.model.kind_label) for paper, _step in board.rows]

    assert found("kind=estimate") == ["Estimate of expenses"]
    assert found("state=schedule.draft") == ["Calendar schedule"]
    assert found("state=estimate.review") == ["Estimate of expenses"]
    assert found("kind=regulation") == []


def test_pages_ask_at_most_twelve_queries_however_much_there_is(
    office: Office, desk: Desk, django_assert_max_num_queries: Query
) -> None:
    luza = office.luza
    for number in range(20):
        founded(luza.district, UnitKind.OUTSIDE, f"Орган {number}")
    rows = [
        {"article": f"Статья {n % 7}", "purpose": "Бумага", "quantity": "3", "price": "7,50"}
        for n in range(300)
    ]
    long = office.act(office.written("estimate"), "revise", rows=rows)
    draft_paper = office.written("regulation")
    for unit in Unit.objects.filter(kind=UnitKind.OUTSIDE):
        draft_paper = office.act(draft_paper, "invite", unit=unit)
    asked = office.agree(office.act(draft_paper, "submit"), "base", "second")
    wording = {"clause": office.clause(asked, "1.2"), "theirs": "Иначе.", "why": "Так вернее."}
    asked = office.object(asked, "lalsk", proposals=[wording])
    outside = office.agree(office.put_up("regulation", "roo"))
    for kind in ("estimate", "estimate", "curriculum", "schedule", "schedule", "profiles"):
        waiting = office.put_up(kind)
        if kind in ("schedule", "profiles"):
            office.agree(waiting)
    in_force = office.in_force(office.put_up("regulation", "roo"))
    pages = [
        ("deputy", page_of(long)),
        ("deputy", write_page(long)),
        ("deputy", page_of(asked)),
        ("deputy", page_of(in_force)),
        ("head_kulikovo", page_of(asked)),
        ("head_kulikovo", f"{page_of(asked)}answer/"),
        ("head_roo", page_of(outside)),
        ("head_roo", "/documents/"),
        ("secretary", page_of(asked)),
        ("secretary", reverse("meeting_new")),
        ("deputy", reverse("estimate_new")),
        ("deputy", f"{reverse('regulation_new')}?replaces={in_force.pk}"),
        ("deputy", "/documents/"),
    ]
    for who, address in pages:
        client = desk(who)
        # What each process reads once a minute.
        client.get(address)
        with django_assert_max_num_queries(12, info=f"{who} {address}"):
            assert client.get(address).status_code == 200
    office.act(in_force, "publish")
    for address in ("/public/", f"/public/{in_force.code}/"):
        with django_assert_max_num_queries(12, info=address):
            assert Client().get(address).status_code == 200
