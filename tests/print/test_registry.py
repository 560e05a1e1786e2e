"""Each kind of paper has its print and its sheet on the screen; what is missing is said by `manage.py check`."""

from collections.abc import Iterator

import pytest

from governance.documents.approval import checks as approval_checks
from governance.documents.approval.order_text import ORDER_TEXTS, OrderText, order_text
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.old_paper import OldPaper
from governance.documents.printing.checks import every_kind_prints
from governance.documents.printing.data import PaperData
from governance.documents.printing.registry import prints
from governance.documents.record.kinds import KINDS
from governance.documents.record.version_text import TEXTS


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    kinds, entered, texts = dict(KINDS), dict(TEXTS), dict(ORDER_TEXTS)
    yield
    for registry, before in ((KINDS, kinds), (TEXTS, entered), (ORDER_TEXTS, texts)):
        registry.clear()
        registry.update(before)


def said() -> list[str]:
    return [f"{error.id}: {error.msg}" for error in every_kind_prints(None)]


def test_every_kind_but_a_meeting_and_an_old_paper_is_printed() -> None:
    assert said() == []
    assert {model for model in KINDS.values() if not model.printed} == {Meeting, OldPaper}
    assert set(TEXTS) == {model.print_form for model in KINDS.values() if model.printed}


def test_a_kind_without_print_is_refused() -> None:
    del TEXTS["rating"]
    assert said() == ["governance.E014: rating is printed as rating, but nothing gathers its print data."]


def test_a_print_for_no_kind_is_refused() -> None:
    prints("ratign")(TEXTS["rating"])
    assert said() == ['governance.E015: @prints("ratign"): no kind prints so.']


def test_a_kind_without_templates_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KINDS["rating"], "print_form", "ratign")
    prints("ratign")(TEXTS.pop("rating"))
    assert said() == [
        "governance.E016: rating is printed as ratign, but templates/print/ratign.typ is missing.",
        "governance.E016: rating is printed as ratign, but templates/governance/sheets/ratign.html is missing.",
    ]


def test_two_functions_do_not_print_one_form() -> None:
    with pytest.raises(ValueError, match="Two functions gather what plan prints"):

        @prints("plan")
        def other(plan: object) -> PaperData:
            raise AssertionError


def test_words_for_the_order_on_no_kind_are_refused() -> None:
    def words(paper: object) -> OrderText:
        return OrderText(title="О чём-то", points=())

    assert approval_checks.order_texts_are_of_kinds(None) == []
    order_text("campagin")(words)
    assert [error.msg for error in approval_checks.order_texts_are_of_kinds(None)] == [
        '@order_text("campagin"): there is no such kind of paper.'
    ]
    with pytest.raises(ValueError, match="Two functions word the order on a campaign"):
        order_text("campaign")(words)
