"""The navigation holds what its reader has a use for, and more than there is today."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import strip_tags

from governance.desk.base import navigation
from governance.desk.base.navigation import Group, Reader, enter_section, in_the_bar, navigation_of
from governance.desk.base.page import Section
from governance.scenarios.luza import Luza

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


def sections(client: Client, block: str) -> list[str]:
    """What stands in the navigation of the page of tasks, between `<nav class="block"` and its end."""
    page = client.get("/").content.decode()
    nav = page.partition(f'<nav class="{block}"')[2].partition("</nav>")[0]
    return [" ".join(strip_tags(link).split()) for link in re.findall(r"<a .*?</a>", nav, re.DOTALL)]


def test_a_head_finds_all_sections_and_the_first_four_at_hand(desk: Desk) -> None:
    found = sections(desk("director"), "nav")
    assert found[:3] == ["Tasks", "Meetings", "Calendar"]
    of_papers = found[found.index("All documents") : found.index("Dashboard")]
    assert {"Admission", "Contracts", "Network teachers", "Rewards"} < set(of_papers)
    assert found[-1] == "Help and glossary"
    assert sections(desk("director"), "bar") == ["Tasks", "Meetings", "Calendar", "Documents", "More"]


def test_people_and_set_up_are_for_the_administrator_alone(desk: Desk) -> None:
    of_district = {"People and roles", "Set-up of the district"}
    assert of_district <= set(sections(desk("administrator"), "nav"))
    assert not of_district & set(sections(desk("clerk"), "nav"))


def test_an_outside_body_finds_its_tasks_and_papers_alone(desk: Desk) -> None:
    assert sections(desk("head_department"), "nav") == ["Tasks", "All documents", "Help and glossary"]
    assert sections(desk("head_department"), "bar") == [
        "Tasks",
        "Documents",
        "Help and glossary",
        "More",
    ]


def test_a_page_marks_the_section_that_it_belongs_to(desk: Desk) -> None:
    page = desk("director").get("/network-teachers/").content.decode()
    marked = re.findall(r'<a href="([^"]*)" aria-current="page">', page)
    assert marked == ["/network-teachers/"]


def test_a_new_section_takes_its_place_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", dict(navigation._entries))
    for name in ("letters_in", "equipment", "transport"):
        enter_section(Section(name, name, "documents"))
    entries = navigation_of(Reader())
    papers = [entry.section.name for entry in entries if entry.group == Group.PAPERS]
    assert papers[0] == "documents"
    assert {"letters_in", "equipment", "transport"} < set(papers)
    assert [entry.section.name for entry in in_the_bar(entries)] == [
        "tasks",
        "meetings",
        "calendar",
        "documents",
    ]


def test_a_reader_folds_the_side_bar_and_it_stays_so(desk: Desk, luza: Luza) -> None:
    client = desk("director")
    assert '<body class="signed-in ' in client.get("/").content.decode()
    answer = client.post("/side/", {"fold": "1", "next": "/documents/"})
    assert (answer.status_code, answer["Location"]) == (302, "/documents/")
    assert '<body class="signed-in folded ' in client.get("/").content.decode()
    client.post("/side/", {"unfold": "1", "next": "/"})
    assert '<body class="signed-in ' in client.get("/").content.decode()


def test_the_side_bar_leads_nowhere_else(desk: Desk) -> None:
    client = desk("director")
    assert client.post("/side/", {"fold": "1", "next": "https://elsewhere.example/"})["Location"] == "/"
    assert client.get("/side/").status_code == 405
