"""A past that is consistent in itself, with every hash and signature right, is found by the log and by a kept seal."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.documents.seals.models import InnerNode, Leaf, Seal
from governance.documents.seals.note import BrokenNote, sign_note
from governance.documents.seals.sealing import Appending, grown, seal
from governance.documents.seals.verifying import read_seal, verify_logs
from governance.proof.event_signature import KEY
from governance.proof.signing_key import SigningKey
from governance.scenarios.luza import Luza
from tests.seals import forging
from tests.seals.conftest import MORNING, ordered


@pytest.fixture
def kept(orders: list[Order], luza: Luza) -> str:
    """A seal of 21.11.2011, 10:00, as somebody has kept it."""
    with clock.played(MORNING):
        made = seal(luza.district)
    assert made is not None
    return made.note


def told(kept: str | None = None) -> list[str]:
    looked = verify_logs(read_seal(kept) if kept is not None else None)
    return [fault.sentence for faults in looked for fault in faults]


# --- the tampers that keep everything consistent --------------------------------------------------------------------


def a_chain_rewritten(orders: list[Order]) -> None:
    forging.rewrite(orders[0], 1, facts={"rewritten": True})


def a_paper_removed_whole(orders: list[Order]) -> None:
    forging.remove(orders[0])


def an_event_appended_in_the_past(orders: list[Order]) -> None:
    first = Event.objects.filter(document_id=orders[0].pk).earliest("position")
    forging.append(orders[0], at=first.at, move="revise")


TAMPERS: dict[str, tuple[Callable[[list[Order]], None], list[str], list[str]]] = {
    # What is done → what the log says, what a kept seal says once the log has been made anew.
    "rewritten": (
        a_chain_rewritten,
        ["an event that was sealed has been rewritten"] * 2,
        ["the record differs from the seal of 21.11.2011 10:00: what it held was rewritten"],
    ),
    "removed": (
        a_paper_removed_whole,
        ["an event that was sealed has been removed"] * 2,
        ["the seal holds 4 events, the log only 2: the others were removed"],
    ),
    "appended": (
        an_event_appended_in_the_past,
        [
            "an event dated before the seal of 21.11.2011 10:00 is not in it: "
            "it was added later, or the clock was set back"
        ],
        [],
    ),
}


@pytest.mark.usefixtures("with_full_control")
@pytest.mark.parametrize("name", TAMPERS)
def test_a_consistent_past_is_found_by_the_log(orders: list[Order], kept: str, name: str) -> None:
    tamper, by_log, _by_seal = TAMPERS[name]
    tamper(orders)
    assert list(verify()) == []
    assert told() == by_log
    assert set(by_log) <= set(told(kept))


@pytest.mark.usefixtures("with_full_control")
@pytest.mark.parametrize("name", ["rewritten", "removed"])
def test_a_consistent_past_with_a_log_made_anew_is_found_by_the_seal_that_was_kept(
    orders: list[Order], luza: Luza, kept: str, name: str
) -> None:
    tamper, _by_log, by_seal = TAMPERS[name]
    tamper(orders)
    forging.forget_log()
    with clock.played(date(2011, 11, 22)):
        seal(luza.district)
    assert list(verify()) == []
    assert told() == []
    assert told(kept) == by_seal


@pytest.mark.usefixtures("with_full_control")
def test_an_event_put_before_the_seal_is_found_although_the_log_was_made_anew(
    orders: list[Order], luza: Luza, kept: str
) -> None:
    """The leaves come in another order then, or there is one more among those that the seal holds."""
    an_event_appended_in_the_past(orders)
    event = Event.objects.filter(document_id=orders[0].pk).latest("position")
    # As if it had been entered before all others.
    models.QuerySet(Event).filter(pk=event.pk).update(id=-event.pk)
    forging.forget_log()
    rows = [(-event.pk, orders[0].code, event.position, event.hash)]
    with clock.played(date(2011, 11, 22)):
        appending = Appending(luza.district.pk)
        appending.take("Event", rows)
        seal(luza.district)
    assert list(verify()) == []
    assert told() == []
    assert told(kept) == ["the record differs from the seal of 21.11.2011 10:00: what it held was rewritten"]


@pytest.mark.usefixtures("with_full_control")
def test_an_event_that_was_sealed_late_is_named_for_ever(orders: list[Order], luza: Luza, kept: str) -> None:
    an_event_appended_in_the_past(orders)
    with clock.played(date(2011, 11, 22)):
        seal(luza.district)
    assert told() == TAMPERS["appended"][1]


def test_an_act_under_way_while_the_seal_was_made_is_no_fault(
    orders: list[Order], luza: Luza, kept: str
) -> None:
    """Its event bears the moment at which it began."""
    with clock.played(datetime(2011, 11, 21, 5, 59, tzinfo=UTC)):
        perform(orders[0], "submit", by=luza.people["deputy"])
    assert told(kept) == []
    with clock.played(date(2011, 11, 22)):
        seal(luza.district)
    assert told(kept) == []


# --- the log itself -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("with_full_control")
@pytest.mark.parametrize(
    ("model", "columns", "sentences"),
    [
        (
            Leaf,
            {"hash": "0" * 64},
            ["an event that was sealed has been rewritten", "the log differs from its seal"],
        ),
        (
            Leaf,
            {"hash": "x"},
            ["an event that was sealed has been rewritten", "the log differs from its seal"],
        ),
        (Leaf, {"chain": "OTHER"}, ["an event that was sealed has been rewritten"]),
        (Leaf, {"place": 99}, ["an event that was sealed has been rewritten"]),
        (Leaf, {"event": 10**6}, ["an event that was sealed has been removed"]),
        (Leaf, {"source": "Other"}, ["an event that was sealed has been removed"]),
        (Leaf, {"position": 7}, ["leaves of the log are missing"]),
        (Seal, {"size": 3}, ["a seal has been altered or was not signed by this server"]),
        (Seal, {"note": "x"}, ["a seal has been altered or was not signed by this server"]),
    ],
)
def test_an_altered_row_of_the_log_is_found(
    kept: str, model: type[models.Model], columns: dict[str, object], sentences: list[str]
) -> None:
    row = model._base_manager.order_by("pk").last()
    assert row is not None
    models.QuerySet(model).filter(pk=row.pk).update(**columns)
    found = told()
    assert set(sentences) <= set(found)
    assert told(kept) != []


@pytest.mark.usefixtures("with_full_control")
def test_a_removed_row_of_the_log_is_found(orders: list[Order], kept: str) -> None:
    last = Leaf.objects.order_by("pk").last()
    assert last is not None
    models.QuerySet(Leaf).filter(pk=last.pk)._raw_delete("default")
    assert told() == [
        "the seal holds 4 events, the log only 3: the others were removed",
        "an event dated before the seal of 21.11.2011 10:00 is not in it: "
        "it was added later, or the clock was set back",
    ]


@pytest.mark.usefixtures("with_full_control")
def test_an_altered_an_inserted_and_a_removed_inner_node_are_found(luza: Luza) -> None:
    rows = [(number + 1, "CHAIN", number, f"{number:064x}") for number in range(300)]
    Appending(luza.district.pk).take("Event", rows)
    altered = "an inner node of the log has been altered"
    assert altered not in told()
    node = InnerNode.objects.get()
    assert grown(luza.district.pk).size == 300
    for column, value in (("hash", "0" * 64), ("hash", "x"), ("index", 5), ("height", 16)):
        models.QuerySet(InnerNode).update(**{column: value})
        assert altered in told()
        models.QuerySet(InnerNode).update(**{column: getattr(node, column)})
    InnerNode.objects.create(district=luza.district, height=8, index=1, hash="0" * 64)
    assert altered in told()
    models.QuerySet(InnerNode).filter(index=1)._raw_delete("default")
    models.QuerySet(InnerNode)._raw_delete("default")
    assert altered in told()


# --- a seal that was kept -------------------------------------------------------------------------------------------


def test_a_seal_holds_while_the_record_only_grows(orders: list[Order], luza: Luza, kept: str) -> None:
    perform(orders[0], "submit", by=luza.people["deputy"])
    assert told(kept) == []
    with clock.played(date(2011, 11, 22)):
        ordered(luza, "О третьем")
    seal(luza.district)
    assert told(kept) == []


def verified(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code of `verify_history --seal`, and what it says."""
    try:
        call_command("verify_history", seal=str(path))
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, [*said.out.splitlines(), *said.err.splitlines()]


def test_programs_for_letters_may_change_the_ends_of_lines(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "seal.txt"
    path.write_bytes(("\ufeff" + kept.replace("\n", "\r\n") + "\r\n").encode())
    code, [said] = verified(path, capsys)
    assert (code, said[-len("1 seal.") :]) == (0, "1 seal.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "It is not written as a signed note."),
        ("not a seal", "It is not written as a signed note."),
        ("{NOTE}x", "It is not written as a signed note."),
        ("{ALTERED}", "The signature does not fit the text: one of them has been altered."),
        ("{FOREIGN}", "It is signed with a key that is not known here."),
        (
            "{OTHER}",
            "It is a seal of another log, «elsewhere.example/seals/1»: no district here has it.",
        ),
    ],
)
def test_what_is_no_seal_of_this_record_ends_with_two_and_a_sentence(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    checkpoint = read_seal(kept).checkpoint
    foreign = SigningKey("DOSSIER_KEY", b"another key")
    elsewhere = checkpoint.text.replace(checkpoint.origin, "elsewhere.example/seals/1")
    path = tmp_path / "seal.txt"
    path.write_text(
        text.replace("{NOTE}", kept)
        .replace("{ALTERED}", kept.replace("\n4\n", "\n5\n"))
        .replace("{FOREIGN}", sign_note(checkpoint.text, checkpoint.origin, foreign))
        .replace("{OTHER}", sign_note(elsewhere, "elsewhere.example/seals/1", KEY)),
        encoding="utf-8",
    )
    assert verified(path, capsys) == (2, [f"The seal cannot be read: {sentence}"])


def test_a_seal_that_is_not_there_and_one_that_is_no_text_end_with_two(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(tmp_path / "none.txt", capsys)[0] == 2
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    assert verified(tmp_path / "picture.png", capsys)[0] == 2


@pytest.mark.usefixtures("with_full_control")
def test_the_command_names_the_papers_and_ends_with_one(
    orders: list[Order], kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_paper_removed_whole(orders)
    path = tmp_path / "seal.txt"
    path.write_text(kept, encoding="utf-8")
    code, said = verified(path, capsys)
    assert (code, [line for line in said if "seal" in line and "trigger" not in line]) == (
        1,
        [f"{orders[0].code} #{n}: an event that was sealed has been removed" for n in (1, 2)],
    )


@pytest.mark.usefixtures("orders")
def test_a_seal_of_a_log_that_has_none_here_is_refused(luza: Luza) -> None:
    with pytest.raises(BrokenNote):
        read_seal("x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— x AAAA\n")
