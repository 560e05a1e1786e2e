"""What one paper does to another is declared by name, beside the kind that it belongs to."""

from copy import deepcopy

import pytest

from governance.documents.approval.effects import AGREE, AMEND
from governance.documents.record.attached import Link
from governance.documents.record.checks import kinds_are_closed
from governance.documents.record.effects import EFFECTS, Effect, ordered_effects
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import ByPaper


def test_the_effects_that_papers_order_are_the_moves_that_follow_from_a_paper() -> None:
    moves = {
        transition.name
        for model in KINDS.values()
        for transition in model._meta.get_field("state").get_all_transitions(model)
        if isinstance(transition.permission, ByPaper)
    }
    assert set(ordered_effects()) == moves
    assert EFFECTS.keys() - moves == {
        "basis",
        "protocol_of",
        "extract_of",
        "recommend",
        "advise_against",
        "encloses",
        "suspend",
    }


def test_a_link_tells_its_effect_in_the_words_of_either_paper() -> None:
    link = Link(effect="amend")
    assert (link.label, link.label_at_target) == (str(AMEND.label), str(AMEND.label_at_target))


def test_an_effect_is_its_name_and_so_is_a_copy_of_it() -> None:
    assert (AGREE, f"{AGREE}", deepcopy(AGREE) is AGREE) == ("agree", "agree", True)


def test_no_two_effects_are_called_the_same() -> None:
    with pytest.raises(ValueError, match="Two effects are called agree"):
        Effect("agree", "agrees", "agrees to it")


def test_a_move_that_follows_from_an_effect_nobody_declares_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(EFFECTS, "terminate")
    assert [f"{error.id}: {error.msg}" for error in kinds_are_closed(None)] == [
        "governance.E019: contract.terminate follows from a paper, and no effect is called so."
    ]
