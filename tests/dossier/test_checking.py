"""A dossier proves itself: an untouched one passes, and the first thing that is not right is named."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.dossier import BrokenDossier, check_dossier, checking, write_dossier
from governance.documents.dossier.key import public_key
from governance.documents.dossier.packing import CARD, HISTORY, MANIFEST, SEAL, SIGNATURES
from governance.documents.kinds.old_paper import enter_old_paper
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.events import EventReason
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.contract.chain import TODAY as JANUARY, Parties
from tests.dossier.conftest import TODAY, picture
from tests.dossier.forging import changed, packed, signed_anew, unpacked, with_manifest
from tests.meeting.council import Council
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db

# What a dossier of the order of `conftest` holds.
ENTRIES = [
    "card.json",
    "files/01 график дежурства.png",
    "history.json",
    "links.json",
    "manifest.json",
    "manifest.sig",
    "paper.pdf",
    "remarks.json",
    "seal.json",
    "signatures.json",
    "versions/1.json",
    "versions/2.json",
    "КАК ПРОВЕРИТЬ.html",
]
OTHER_KEY = base64.b64encode(bytes(range(32))).decode()


def fault(data: bytes) -> str:
    with pytest.raises(BrokenDossier) as broken:
        check_dossier(data)
    return str(broken.value)


# --- what passes ----------------------------------------------------------------------------------------------------


def test_an_untouched_dossier_says_what_it_is(order: Order) -> None:
    dossier = write_dossier(order)
    assert sorted(unpacked(dossier)) == ENTRIES
    found = check_dossier(dossier)
    assert (found.display_name, found.number, found.date, found.title) == (
        "Приказ",
        "1-ОД",
        TODAY,
        order.title,
    )
    assert [(one.name, one.capacity, one.version, one.void) for one in found.signers] == [
        ("Л.В. Пелевин", "директор базовой школы", 2, False)
    ]
    assert (found.events, found.entries, found.key) == (order.revision, len(ENTRIES), public_key())


def test_the_same_paper_at_the_same_moment_gives_the_same_bytes(order: Order) -> None:
    dossier = write_dossier(order)
    assert write_dossier(order) == dossier
    with clock.played(clock.now() + timedelta(minutes=1)):
        assert write_dossier(order) != dossier


def test_papers_of_every_kind_have_a_dossier(luza: Luza) -> None:
    council = Council(luza)
    plan = council.plan()
    protocol = council.signed(council.held(subject=plan))
    enter_old_paper(
        by=luza.people["clerk"], unit=luza.base, title="О режиме", of_kind="Приказ", series="order",
        sequence=1, on=TODAY, scan=("приказ.pdf", SCANNED_PDF),
    )  # fmt: skip
    papers = list(Document.objects.all())
    assert {paper.kind for paper in papers} >= {"plan", "meeting", "protocol", "order", "old_paper"}
    found = {paper.code: check_dossier(write_dossier(paper)) for paper in papers}
    assert [found[paper.code].events for paper in papers] == [paper.revision for paper in papers]
    assert len(found[protocol.code].signers) == 2
    tied = json.loads(unpacked(write_dossier(plan))["links.json"])
    assert ("protocol", protocol.number, protocol.code) in [
        (one["kind"], one["number"], one["code"]) for one in tied
    ]


def test_a_signature_by_hand_stands_with_its_scan_and_who_certified_it(luza: Luza) -> None:
    parties = Parties(luza)
    with clock.played(JANUARY):
        contract = parties.signed(parties.certify(parties.agreed("second"), "second"))
        entries = unpacked(write_dossier(contract))
    assert len(check_dossier(packed(entries)).signers) == 2
    by_hand = next(one for one in json.loads(entries[SIGNATURES]) if one["way"] == "paper")
    kept = json.loads(entries[CARD])["files"]
    assert [one["sha256"] for one in kept] == [by_hand["scan"]]
    assert (by_hand["signed_on"], by_hand["certified_by"]) == (
        JANUARY.isoformat(),
        f"{luza.people['clerk'].signature_name}, делопроизводитель",
    )
    assert entries[kept[0]["entry"]].startswith(b"%PDF-")


def test_a_draft_without_versions_has_a_dossier(luza: Luza) -> None:
    meeting = Council(luza).drafted()
    found = check_dossier(write_dossier(meeting))
    assert (found.number, found.date, found.signers) == ("", None, [])


def test_words_erased_when_their_term_ends_leave_the_dossier_whole(order: Order) -> None:
    assert "Нет срока" in unpacked(write_dossier(order))[HISTORY].decode()
    with past_the_door():
        EventReason.objects.all().delete()
    later = write_dossier(order)
    assert "Нет срока" not in unpacked(later)[HISTORY].decode()
    assert check_dossier(later).events == order.revision


def test_the_file_is_kept_under_a_name_that_leads_nowhere(dossier: bytes) -> None:
    assert unpacked(dossier)["files/01 график дежурства.png"].startswith(b"\x89PNG")


def test_links_name_only_papers_that_the_reader_may_see(luza: Luza) -> None:
    """The order that would approve the plan is still a draft of the base school."""
    council = Council(luza)
    plan = council.plan()
    council.signed(council.held(subject=plan))
    order = Order.objects.get()

    def codes(key: str) -> set[str]:
        told = json.loads(unpacked(write_dossier(plan, reader=luza.people[key]))["links.json"])
        return {one["code"] for one in told if one["kind"] == "order"}

    assert codes("deputy") == {order.code}
    assert codes("head_lalsk") == {""}


# --- what was done to it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_one_changed_bit_in_an_entry_is_named(dossier: bytes, name: str) -> None:
    entries = unpacked(dossier)
    assert f"«{name}»" in fault(packed({**entries, name: changed(entries[name])}))


@pytest.mark.parametrize("name", ENTRIES)
def test_a_removed_entry_is_named(dossier: bytes, name: str) -> None:
    left = {one: content for one, content in unpacked(dossier).items() if one != name}
    assert f"«{name}»" in fault(repacked(left))


def repacked(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """By a program that people have on their computers."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_an_added_entry_is_named(dossier: bytes) -> None:
    assert fault(packed({**unpacked(dossier), "versions/3.json": b"{}"})) == (
        "«versions/3.json» was put into the dossier afterwards."
    )


def test_no_byte_of_the_file_can_be_turned_unnoticed(dossier: bytes) -> None:
    passed = []
    for place in range(0, len(dossier), 173):
        try:
            check_dossier(dossier[:place] + bytes([dossier[place] ^ 0x20]) + dossier[place + 1 :])
            passed.append(place)
        except BrokenDossier:
            continue
    assert passed == []


def test_a_file_cut_off_anywhere_is_refused(dossier: bytes) -> None:
    assert [size for size in range(0, len(dossier), 997) if not fault(dossier[:size])] == []


def test_what_was_packed_anew_is_told_from_what_was_altered(dossier: bytes) -> None:
    entries = unpacked(dossier)
    assert fault(repacked(entries)).startswith("What lies inside is untouched, but another program")
    assert fault(dossier + b"\n").startswith("What lies inside is untouched, but another program")
    altered = repacked({**entries, "versions/2.json": changed(entries["versions/2.json"])})
    assert fault(altered) == "«versions/2.json» has been altered."


def test_a_version_changed_with_its_manifest_lacks_the_signature(dossier: bytes) -> None:
    entries = unpacked(dossier)
    forged = with_manifest({**entries, "versions/2.json": b'{"title":"other"}'})
    assert fault(packed(forged)) == (
        "The signature «manifest.sig» does not fit «manifest.json»: one of them has been altered."
    )


def test_a_dossier_signed_with_another_key_passes_only_as_that_of_another(
    dossier: bytes, settings: Any
) -> None:
    own = public_key()
    settings.DOSSIER_KEY = OTHER_KEY
    assert check_dossier(signed_anew(unpacked(dossier))).key == public_key() != own


# --- lies of somebody who holds a key -------------------------------------------------------------------------------

Lie = Callable[[dict[str, Any]], None]


def lie_of_version(told: dict[str, Any]) -> None:
    told["versions/2.json"]["title"] = "Другой приказ"


def lie_of_version_and_card(told: dict[str, Any]) -> None:
    first = told[CARD]["versions"][0]["sha256"]
    told[CARD]["versions"][1]["sha256"] = told[SIGNATURES][0]["sha256"] = first
    told["versions/2.json"] = told["versions/1.json"]


def lie_of_event(told: dict[str, Any]) -> None:
    told[HISTORY][3]["event"]["actor"] += 1


def lie_of_missing_event(told: dict[str, Any]) -> None:
    del told[HISTORY][3]


def lie_of_missing_end(told: dict[str, Any]) -> None:
    del told[HISTORY][-1]


def lie_of_order(told: dict[str, Any]) -> None:
    told[HISTORY][3], told[HISTORY][4] = told[HISTORY][4], told[HISTORY][3]


def lie_of_reason(told: dict[str, Any]) -> None:
    next(one for one in told[HISTORY] if one["reason"])["reason"]["text"] = "По просьбе директора"


def lie_of_state(told: dict[str, Any]) -> None:
    told[CARD]["state"] = "annulled"


def lie_of_head(told: dict[str, Any]) -> None:
    told[CARD]["head"] = told[MANIFEST]["head"] = "0" * 64


def lie_of_another_paper(told: dict[str, Any]) -> None:
    told[CARD]["code"] = "222222222222"


def lie_of_signed_version(told: dict[str, Any]) -> None:
    told[SIGNATURES][0]["version"] = 7


def lie_of_signed_hash(told: dict[str, Any]) -> None:
    told[SIGNATURES][0]["sha256"] = told[CARD]["versions"][0]["sha256"]


@pytest.mark.parametrize(
    ("lie", "sentence"),
    [
        (lie_of_version, "The content of «versions/2.json» is not the one that the card names."),
        (lie_of_version_and_card, "Event 8 of the history tells of a version that is not in the dossier."),
        (lie_of_event, "History, event 4: the event has been altered."),
        (lie_of_missing_event, "History, event 4: an event is missing from the record."),
        (lie_of_missing_end, "History, event 8: the card and the record disagree on the last event."),
        (lie_of_order, "History, event 4: an event is missing from the record."),
        (lie_of_reason, "History, event 6: the words of the reason have been altered."),
        (lie_of_state, "History, event 9: the state on the card was not reached by any event."),
        (lie_of_head, "History, event 9: the card and the record disagree on the last event."),
        (lie_of_another_paper, "«card.json» tells of another paper than the dossier."),
        (lie_of_signed_version, "The signature of Л.В. Пелевин does not belong to a version of this paper."),
        (lie_of_signed_hash, "The signature of Л.В. Пелевин does not belong to a version of this paper."),
    ],
)
def test_even_the_owner_of_the_key_cannot_make_the_parts_disagree(
    dossier: bytes, lie: Lie, sentence: str
) -> None:
    entries = unpacked(dossier)
    told = {name: json.loads(content) for name, content in entries.items() if name.endswith(".json")}
    lie(told)
    canonical = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    told_anew = {name: json.dumps(content, **canonical).encode() for name, content in told.items()}
    assert fault(signed_anew({**entries, **told_anew})) == sentence


def test_a_file_that_the_history_does_not_know_is_named(dossier: bytes) -> None:
    entries = unpacked(dossier)
    card = json.loads(entries[CARD])
    other = picture("JPEG")
    card["files"][0]["sha256"] = hashlib.sha256(other).hexdigest()
    forged = {**entries, "files/01 график дежурства.png": other, CARD: json.dumps(card).encode()}
    assert fault(signed_anew(forged)) == "The history does not know the file «../график дежурства.png»."


# --- what was never a dossier ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"rubbish", "This is not a dossier: the file is no zip archive."),
        (picture(), "This is not a dossier: the file is no zip archive."),
        (b"PK\x03\x04 rubbish", "The zip archive is damaged or not whole: copy or ask for it again."),
        (repacked({"letter.txt": b"Hello"}), "This is not a dossier: «manifest.json» is missing."),
        (repacked({MANIFEST: b"[]", SEAL: b""}), "«manifest.json» is not written as in a dossier."),
        (repacked({MANIFEST: b"[" * 100_000, SEAL: b""}), "«manifest.json» is not written as in a dossier."),
        (
            repacked({"../evil.exe": b"", MANIFEST: b"", SEAL: b""}),
            "«../evil.exe» leads out of the dossier: do not unpack it.",
        ),
        (
            repacked({"C:\\evil.exe": b"", MANIFEST: b"", SEAL: b""}),
            "«C:\\evil.exe» leads out of the dossier: do not unpack it.",
        ),
    ],
)
def test_what_is_no_dossier_is_said_to_be_none(data: bytes, sentence: str) -> None:
    assert fault(data) == sentence


def test_an_entry_that_lies_there_twice_is_named(dossier: bytes) -> None:
    buffer = io.BytesIO(dossier)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("versions/2.json", b"{}")
    assert fault(buffer.getvalue()) == "«versions/2.json» lies in the archive twice."


def test_a_bomb_is_never_unfolded(dossier: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LARGEST", 2**20)
    assert check_dossier(dossier).number == "1-ОД"
    bomb = repacked({**unpacked(dossier), SEAL: bytes(2**20)})
    assert len(bomb) < 2**20
    assert fault(bomb) == "This is not a dossier: the archive unfolds to more than any dossier holds."


def places(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every value of some JSON stands."""
    yield path
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def replaced(told: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same JSON with one value in place of another."""
    if not path:
        return value
    copy: Any = dict(told) if isinstance(told, dict) else list(told)
    copy[path[0]] = replaced(told[path[0]], path[1:], value)
    return copy


# What the district says of a paper without another place in the dossier that would say it again.
TAKEN_AT_THEIR_WORD = {
    "added_at", "added_by", "author", "called", "capacity", "certified_by", "created_at", "date",
    "district", "done", "entry", "frozen_at", "kind", "media_type", "name", "number", "place",
    "published_at", "reason", "retention", "scan", "signed_on", "state", "state_label", "title",
    "unit", "version", "voided_at", "way", "way_label", "who",
}  # fmt: skip


@pytest.mark.parametrize("rubbish", [None, "rubbish", [[]]])
@pytest.mark.parametrize("name", [CARD, SIGNATURES, HISTORY])
def test_signed_rubbish_is_a_sentence_and_never_a_crash(dossier: bytes, name: str, rubbish: Any) -> None:
    """In place of every single value; of most of them the rest of the dossier knows better."""
    entries = unpacked(dossier)
    told = json.loads(entries[name])
    taken = set()
    for path in places(told):
        lie = replaced(told, path, rubbish)
        if lie == told:
            continue
        forged = {**entries, name: json.dumps(lie).encode()}
        try:
            check_dossier(signed_anew(forged))
            taken.add(path[-1])
        except BrokenDossier:
            continue
    assert taken <= TAKEN_AT_THEIR_WORD
