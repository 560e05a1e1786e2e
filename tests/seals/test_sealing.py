"""Every morning the new events become leaves of the log, once each, and its head is signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.documents.seals import sealing
from governance.documents.seals.models import InnerNode, Leaf, Seal, log_keys
from governance.documents.seals.sealing import seal, seal_all
from governance.documents.seals.stored_tree import StoredTree
from governance.documents.seals.tree import (
    GrowingTree,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
)
from governance.documents.seals.verifying import fault_of, verify_logs
from governance.documents.seals.witness import sealed_since
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.sealing import keepers, seal_and_send
from governance.letters.models import OutboxLetter
from governance.proof.event_signature import KEY
from governance.record_rows import past_the_door
from governance.roles.appointment import Appointment
from governance.roles.membership import Membership
from governance.roles.organisation import OrganisationEvent
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.sealed import Sealed
from tests.founding import other_district
from tests.seals.conftest import MORNING, ordered
from tests.seals.test_note import witnessed


def stored(district: Unit) -> list[tuple[int, str]]:
    return list(Leaf.objects.filter(district=district).order_by("position").values_list("position", "hash"))


def events() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("hash", flat=True))


def faults() -> list[str]:
    return [fault.sentence for found in verify_logs() for fault in found]


def root_of(hashes: list[str]) -> bytes:
    tree = GrowingTree()
    for digest in hashes:
        tree.append(leaf_hash(bytes.fromhex(digest)))
    return tree.root


def test_a_seal_holds_all_events_in_the_order_of_their_entry(orders: list[Order], luza: Luza) -> None:
    with clock.played(MORNING):
        made = seal(luza.district)
    assert made is not None
    assert stored(luza.district) == list(enumerate(events()))
    head = made.checkpoint
    assert (head.origin, head.size, head.root, head.made_at) == (
        f"localhost:8000/seals/{luza.district.pk}",
        4,
        root_of(events()),
        datetime(2011, 11, 21, 6, tzinfo=UTC),
    )
    [key] = log_keys(head.origin)
    assert witnessed(made.note, str(key))[0] == head.origin
    assert faults() == []


def test_sealing_again_does_nothing_and_a_day_missed_is_caught_up(orders: list[Order], luza: Luza) -> None:
    with clock.played(MORNING):
        first = seal(luza.district)
        assert seal(luza.district) is None
    with clock.played(date(2011, 11, 22)):
        perform(orders[0], "submit", by=luza.people["deputy"])
    with clock.played(date(2011, 11, 25)):
        second = seal(luza.district)
    assert first is not None
    assert second is not None
    assert [one.size for one in Seal.objects.all()] == [4, 5]
    proof = StoredTree(luza.district.pk).consistency_proof(4, 5)
    assert proves_consistency(4, 5, proof, first.checkpoint.root, second.checkpoint.root)
    assert [sealed_since(orders[0], position) for position in (1, 3, 4)] == [
        first.checkpoint.made_at,
        second.checkpoint.made_at,
        None,
    ]
    assert sealed_since(orders[1], 2) == first.checkpoint.made_at


ORGANISATION = OrganisationEvent.sealed


def test_events_of_the_organisation_are_sealed_beside_those_of_papers(
    orders: list[Order], luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OrganisationEvent, "sealed", ORGANISATION, raising=False)
    [made] = seal_all()
    events = OrganisationEvent.objects.order_by("position").values_list("hash", flat=True)
    leaves = Leaf.objects.filter(district=luza.district)
    assert list(
        leaves.filter(source="OrganisationEvent").order_by("place").values_list("hash", flat=True)
    ) == list(events)
    assert made.size == len(events) + 4 == leaves.count()


def test_each_district_has_a_log_of_its_own(orders: list[Order], luza: Luza) -> None:
    other = other_district()
    assert [made.district for made in seal_all()] == [luza.district]
    assert (seal(other), stored(other)) == (None, [])


def test_a_log_keeps_its_name_when_the_address_changes(
    orders: list[Order], luza: Luza, settings: Any
) -> None:
    first = seal(luza.district)
    settings.PUBLIC_ADDRESS = "https://district.example"
    perform(orders[0], "submit", by=luza.people["deputy"])
    second = seal(luza.district)
    assert first is not None
    assert second is not None
    assert first.checkpoint.origin == second.checkpoint.origin
    assert faults() == []


def test_seals_made_with_the_key_of_before_hold(orders: list[Order], luza: Luza, settings: Any) -> None:
    with clock.played(MORNING):
        seal(luza.district)
    before = KEY.public_key()
    settings.RECORD_KEY = "b25seSBmb3IgYSB0ZXN0IG9mIGEgbmV3IGtleSEhISE="
    assert faults() == ["a seal has been altered or was not signed by this server"]
    settings.RECORD_KEYS_BEFORE = [before]
    perform(orders[0], "submit", by=luza.people["deputy"])
    seal(luza.district)
    assert faults() == []


@pytest.mark.parametrize("model", [Leaf, Seal])
def test_the_database_refuses_to_alter_and_to_remove_what_is_sealed(
    orders: list[Order], luza: Luza, model: Any
) -> None:
    seal(luza.district)
    row = model.objects.last()
    for change in (row.save, row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_inner_nodes_that_are_kept_give_the_same_proofs_as_all_leaves(
    luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among 70,000 leaves, beyond two levels that are stored; appended in two mornings."""
    digests = [f"{number:064x}" for number in range(70_000)]
    growing = GrowingTree()
    appending = sealing.Appending(luza.district.pk)
    rows = [(number + 1, "CHAIN", number, digest) for number, digest in enumerate(digests)]
    appending.take("Event", rows[:300])
    appending = sealing.Appending(luza.district.pk, sealing.grown(luza.district.pk))
    for first in range(300, len(rows), 10_000):
        appending.take("Event", rows[first : first + 10_000])
    roots = {}
    for digest in digests:
        growing.append(leaf_hash(bytes.fromhex(digest)))
        roots[growing.size] = growing.root
    assert appending.tree.root == growing.root
    assert InnerNode.objects.count() == 70_000 // 256 + 1
    tree = StoredTree(luza.district.pk)
    for index, size in ((0, 70_000), (69_999, 70_000), (65_535, 65_537), (300, 512), (12_345, 69_001)):
        proof = tree.inclusion_proof(index, size)
        leaf = leaf_hash(bytes.fromhex(digests[index]))
        assert proves_inclusion(leaf, index, size, proof, roots[size])
    for old, new in ((1, 70_000), (256, 257), (65_536, 70_000), (69_998, 69_999)):
        assert proves_consistency(old, new, tree.consistency_proof(old, new), roots[old], roots[new])


@pytest.mark.postgres
def test_sealing_twice_at_once_makes_one_seal(committed_luza: Luza) -> None:
    ordered(committed_luza, "О дежурстве")

    def work(_number: int) -> int:
        try:
            return len(seal_all())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(work, range(4)))
    assert (sorted(made), Seal.objects.count(), len(stored(committed_luza.district))) == ([0, 0, 0, 1], 1, 2)


# --- the morning --------------------------------------------------------------------------------------------------


def test_each_head_of_a_member_school_gets_the_seal_to_keep(
    orders: list[Order], luza: Luza, django_capture_on_commit_callbacks: Any
) -> None:
    with clock.played(MORNING), django_capture_on_commit_callbacks(execute=True):
        [made] = begin_day().of(seal_and_send)
        assert begin_day().of(seal_and_send) == []
    keys = ["director", *(f"head_{key}" for key in luza.schools if f"head_{key}" in luza.people)]
    heads = {luza.people[key].email for key in keys}
    schools = Unit.objects.filter(kind="school", district=luza.district).count()
    letters = [letter for letter in mail.outbox if made.note in letter.body]
    assert {address for letter in letters for address in letter.to} == heads
    assert len(letters) == len(heads) == schools
    assert {letter.subject for letter in letters} == {
        f"Печать истории от 21.11.2011 10:00: {luza.district.name}"
    }
    assert {tuple(letter.attachments[0]) for letter in letters} == {
        (f"seal-{luza.district.pk}-2011-11-21-4.txt", made.note, "text/plain")
    }
    assert f"http://localhost:8000/seals/{luza.district.pk}/" in letters[0].body


def test_the_head_of_a_school_that_left_and_a_head_of_before_get_none(
    orders: list[Order], luza: Luza
) -> None:
    with clock.played(MORNING):
        assert luza.people["head_lalsk"] in keepers(luza.district)
        with past_the_door():
            Membership.objects.create(
                school=luza.schools["lalsk"],
                paper=orders[0],
                since=date(2011, 9, 1),
                until=date(2011, 11, 20),
            )
            Appointment.objects.filter(person=luza.people["director"]).update(until=date(2011, 11, 20))
        kept = keepers(luza.district)
    assert luza.people["head_second"] in kept
    assert luza.people["head_lalsk"] not in kept
    assert luza.people["director"] not in kept


def test_a_seal_and_its_letters_stand_or_fall_together(
    orders: list[Order], luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    OutboxLetter.objects.all().delete()

    def full(*letters: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("governance.letters.outbox.write", full)
        with pytest.raises(RuntimeError):
            seal_and_send()
    assert Seal.objects.count() == 0
    assert len(seal_and_send()) == 1
    assert OutboxLetter.objects.count() == len(keepers(luza.district))


def test_the_command_seals_and_writes_the_seal_outside(
    orders: list[Order], luza: Luza, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with clock.played(MORNING):
        call_command("seal_history", out=str(tmp_path / "kept"))
        call_command("seal_history")
    made = Seal.objects.get()
    path = tmp_path / "kept" / f"seal-{luza.district.pk}-2011-11-21-4.txt"
    line = f"{luza.district.name}: 4 events, {made.checkpoint.root_text}"
    assert capsys.readouterr().out.splitlines() == [line, str(path), line]
    assert path.read_text(encoding="utf-8") == made.note
    with pytest.raises(SystemExit) as end:
        call_command("seal_history", out=str(path))
    assert end.value.code == 2


def test_the_verifier_key_for_witnesses_is_printed(
    orders: list[Order], luza: Luza, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("record_key", witness=True)
    [vkey] = capsys.readouterr().out.split()
    made = seal(luza.district)
    assert made is not None
    assert witnessed(made.note, vkey)[1] == "4"


def test_a_removed_event_of_the_organisation_is_called_by_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OrganisationEvent, "sealed", Sealed("district", "district_id"), raising=False)
    fault = fault_of("OrganisationEvent", "1", 5, "an event that was sealed has been removed")
    assert str(fault) == "event of the organisation #5: an event that was sealed has been removed"
    fault = fault_of("Event", "K7M29QXT4BDF", 5, "an event that was sealed has been removed")
    assert str(fault) == "K7M29QXT4BDF #5: an event that was sealed has been removed"
