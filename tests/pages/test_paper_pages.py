"""What holds for the page of a paper of whatever kind: the decision comes first, its own section is marked."""

import re

import pytest
from django.template.loader import select_template

from governance.desk.base.navigation import DOCUMENTS, OF_KINDS
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.person import Person
from tests.pages.page_kinds import client_of

# Pages say the same words over every database.
pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("demo", "without_zeal")]

# Between them they see a paper of every kind of the demonstration; a teacher has no section of rewards.
PEOPLE = ("secretary", "deputy", "director", "head.second", "admission.secretary", "teacher.maths")
CARD = re.compile(r'<(?:section|details|form|article)\b[^>]*?\bclass="(card[^"]*)"', re.DOTALL)
MARKED = re.compile(r'<a href="([^"]*)" aria-current="page">')


@pytest.fixture
def papers() -> dict[tuple[str, str], str]:
    """The page of a paper of each kind and state, as one of the people finds it, by kind and state."""
    found: dict[tuple[str, str], str] = {}
    for who in PEOPLE:
        client, person = client_of(who), Person.objects.get(email=f"{who}@luza.example")
        for pk, kind, state in Document.objects.visible_to(person).values_list("pk", "kind", "state"):
            if (kind, state) not in found:
                found[kind, state] = client.get(f"/papers/{pk}/?part=text").content.decode()
    return found


def test_the_decision_is_the_first_card_of_every_paper_page(papers: dict[tuple[str, str], str]) -> None:
    first = {which: CARD.search(html.partition('id="content"')[2]) for which, html in papers.items()}
    others = {
        which: card and card[1] for which, card in first.items() if not card or " decision" not in card[1]
    }
    assert others == {}
    assert len({kind for kind, _state in first}) > len(KINDS) * 2 // 3


def test_no_kind_puts_anything_before_the_decision() -> None:
    """Those that the demonstration has no paper of, too: their templates fill blocks beside and below it."""
    moved = {}
    for name, model in KINDS.items():
        names = [f"governance/papers/{each}.html" for each in dict.fromkeys([name, model.print_form]) if each]
        template = select_template([*names, "governance/paper.html"]).template
        blocks = re.findall(r"{% block (\w+) %}", template.source)
        if template.name != "governance/paper.html" and {"content", "page_head", "first"} & set(blocks):
            moved[name] = blocks
    assert moved == {}


def test_the_page_of_a_paper_marks_the_section_of_its_kind(papers: dict[tuple[str, str], str]) -> None:
    marked = {
        which: MARKED.findall(html.partition('<nav class="nav"')[2].partition("</nav>")[0])
        for which, html in papers.items()
    }
    own = {which: [OF_KINDS[which[0]].href] for which in papers}
    strangers = {
        which: links for which, links in marked.items() if links != own[which] and links != [DOCUMENTS.href]
    }
    assert strangers == {}
    assert marked["contract", "in_force"] == ["/contracts/"]
    assert marked["protocol", "signed"] == ["/meetings/"]
    assert marked["plan", "approved"] == [DOCUMENTS.href]


def test_a_paper_whose_section_its_reader_has_not_stands_among_all_papers() -> None:
    person = Person.objects.get(email="head.department@luza.example")
    paper = Document.objects.visible_to(person).first()
    html = client_of("head.department").get(f"/papers/{paper.pk}/?part=text").content.decode()
    assert MARKED.findall(html.partition('<nav class="nav"')[2].partition("</nav>")[0]) == [DOCUMENTS.href]
