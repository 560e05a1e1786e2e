"""What was voted, signed or numbered says the same for ever, and its page says what its PDF says.

Every kind that prints, in every state that the plays of all processes leave it in.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from governance.desk.public.papers import published
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.stage import Stage
from tests.frozen.renaming import edit_all, rename_all
from tests.frozen.words import differing, in_the_pdf, on_the_page
from tests.plays import PLAYS
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db

# The name of the district over the page is that of today.
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
EXHAUSTIVE = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(not WHOLE, reason="plays every process: make proof"),
]
# One stands for all in the shorter run: it has plan, protocol, order, extract, stamps and a public page.
# The play of questions ends before anything of its meeting binds.
NAMES = [
    name if name == "plan" else pytest.param(name, marks=EXHAUSTIVE)
    for name in sorted(PLAYS.keys() - {"questions"})
]


def bound() -> Iterator[Document]:
    """One printed paper of each kind and state that is no draft any more."""
    seen = set()
    for card in Document.objects.order_by("pk"):
        if card.model.printed and not card.whole.is_being_written and (card.kind, card.state) not in seen:
            seen.add((card.kind, card.state))
            yield card.whole


def said() -> dict[str, tuple[str, list[str], str]]:
    """Of each of these papers the words of its page, its PDF and its public page."""
    caches["pages"].clear()
    visitor, public = Client(), set(published().values_list("pk", flat=True))
    return {
        f"{paper.kind} {paper.state} {paper.pk}": (
            on_the_page(paper).text,
            in_the_pdf(paper),
            MAIN.search(visitor.get(f"/public/{paper.code}/").content.decode())[0]
            if paper.pk in public
            else "",
        )
        for paper in bound()
    }


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_changes_later_changes_a_word(luza: Luza, name: str) -> None:
    PLAYS[name](luza, Stage())
    before = said()
    assert before
    rename_all()
    edit_all()
    after = said()
    changed = {key: [was == now for was, now in zip(before[key], after[key], strict=True)] for key in before}
    assert {key: same for key, same in changed.items() if not all(same)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_the_pdf_says(luza: Luza, name: str) -> None:
    PLAYS[name](luza, Stage())
    differences = {f"{paper.kind} {paper.state}": differing(paper) for paper in bound()}
    assert {key: words for key, words in differences.items() if any(words)} == {}


@pytest.mark.exhaustive
@pytest.mark.skipif(not WHOLE, reason="plays every process: make proof")
def test_the_plays_bind_a_paper_of_every_form_that_prints() -> None:
    forms = set()
    for play in PLAYS.values():
        with transaction.atomic():
            play(found_luza(), Stage())
            forms |= {paper.print_form for paper in bound()}
            transaction.set_rollback(True)
    assert {model.print_form for model in KINDS.values() if model.printed} - forms == set()
