"""A kind that the desk does not know whole is refused by `manage.py check`, with the kind and the word."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy

from governance.desk import urls  # noqa: F401  declares all kinds
from governance.desk.checks.kinds import kinds_are_declared, mistakes, mistakes_of
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import (
    DECLARATIONS,
    Declaration,
    OwnPage,
    Shared,
    addresses,
    declared,
    enter,
)
from governance.desk.papers.forms import FactsForm, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList
from governance.documents.kinds.old_paper import OldPaper
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.record.document import Document


@pytest.fixture
def forgotten() -> Iterator[dict[str, Declaration]]:
    """The declarations, to be put back as they were."""
    kept = dict(DECLARATIONS)
    yield DECLARATIONS
    DECLARATIONS.clear()
    DECLARATIONS.update(kept)


def said(model: type[Document], declaration: Declaration) -> list[tuple[str, str]]:
    return [
        (number.removeprefix("governance."), sentence) for number, sentence in mistakes_of(model, declaration)
    ]


def test_every_kind_is_known_whole() -> None:
    assert kinds_are_declared(None) == []


def test_a_kind_without_a_declaration_is_refused() -> None:
    assert list(mistakes({"candidacy": Candidacy}, {})) == [
        ("governance.E031", "candidacy", "it is not declared on the desk (desk.papers.declaration.enter).")
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"effects": {"elect": gettext_lazy("Documents")}},
        {"forms": {"elect": FactsForm}},
        {"pages": {"elect": OwnPage("candidacy_edit", gettext_lazy("Documents"))}},
    ],
    ids=["effect", "form", "page"],
)
def test_a_move_that_the_kind_does_not_know_is_refused(wrong: dict[str, Any]) -> None:
    assert said(Candidacy, replace(declared("candidacy"), **wrong)) == [
        ("E032", "it knows no move elect, of which its declaration speaks.")
    ]


def test_a_move_that_asks_for_facts_needs_a_form_or_a_page_or_is_made_on_beginning() -> None:
    alone = replace(declared("old_paper"), begin=Elsewhere("Nowhere."))
    refusal = ("E033", "the move enter asks for facts, and neither a form nor a page takes them.")
    assert said(OldPaper, alone) == [refusal]
    assert said(OldPaper, replace(alone, forms={"enter": FactsForm})) == []
    assert said(OldPaper, replace(alone, pages={"enter": OwnPage("tasks", gettext_lazy("Documents"))})) == []


def test_a_kind_that_people_may_draft_has_a_page_to_begin_it_on_or_says_how_it_is_begun() -> None:
    assert said(Candidacy, replace(declared("candidacy"), begin=None)) == [
        ("E034", "people may draft it (drafted_by), and it has no page to begin it on (begin).")
    ]
    assert said(Candidacy, replace(declared("candidacy"), begin=Elsewhere("From a list."))) == []


def test_words_without_russian_words_are_refused() -> None:
    english = replace(declared("staff_list"), effects={"publish": gettext_lazy("Nobody translates this.")})
    assert said(StaffList, english) == [("E035", "«Nobody translates this.» has no Russian words.")]


def test_a_kind_whose_readings_are_recorded_names_who_sees_them() -> None:
    nobody = replace(declared("nomination"), overseers=())
    refusal = ("E036", "its readers are recorded, and nobody answers for it (overseers).")
    assert refusal in said(Nomination, nobody)
    assert refusal not in said(Nomination, declared("nomination"))


def test_a_page_whose_template_is_missing_is_refused() -> None:
    class Lost(WritePage[Candidacy]):
        template = "governance/network/lost.html"

    pages = {"revise": OwnPage(Lost, gettext_lazy("Documents"))}
    assert said(Candidacy, replace(declared("candidacy"), pages=pages)) == [
        ("E037", "there is no template governance/network/lost.html.")
    ]


def test_two_pages_of_one_name_are_refused(forgotten: dict[str, Declaration]) -> None:
    again = [path("again/", lambda request: None, name="candidacy_edit")]
    forgotten["staff_list"] = replace(forgotten["staff_list"], addresses=again)
    assert list(mistakes({}, forgotten)) == [
        ("governance.E038", "candidacy_edit", "two pages of kinds have an address of this name.")
    ]


def test_a_kind_is_declared_once(forgotten: dict[str, Declaration]) -> None:
    with pytest.raises(ValueError, match="The kind candidacy is declared twice"):
        enter(Candidacy)


def test_a_form_alone_gets_the_common_page_with_an_address_of_its_own(
    forgotten: dict[str, Declaration],
) -> None:
    class Words(SeenForm):
        pass

    class Question(FactsForm):
        pass

    common = Shared(writes={"revise": Question, "submit": Question}, effects={"submit": "Everybody."})
    del forgotten["candidacy"]
    made = enter(Candidacy, common, writes={"revise": Words}, effects={"withdraw": "Nobody."})
    page = made.pages["revise"].page
    assert isinstance(page, type)
    assert (page.form_class, page.move, page.name, page.address, page.template) == (
        Words,
        "revise",
        "candidacy_revise",
        "papers/<key:pk>/write/revise/",
        "governance/form.html",
    )
    assert (made.forms, dict(made.effects)) == (
        {"submit": Question},
        {"submit": "Everybody.", "withdraw": "Nobody."},
    )
    assert "candidacy_revise" in {pattern.name for pattern in addresses()}


def test_addresses_stay_as_they_are() -> None:
    assert [reverse("candidacy_begin"), reverse("candidacy_edit", args=[1]), reverse("old_paper_new")] == [
        "/papers/new/network-teacher/",
        "/papers/1/candidacy/",
        "/papers/new/old-paper/",
    ]
