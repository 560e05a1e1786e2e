"""A dossier carries the seal of its district and the proofs of its events; keys alone are needed to check them."""

import base64
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.dossier import BrokenDossier, check_dossier, key, write_dossier
from governance.documents.dossier.packing import MANIFEST, SEAL, WITNESS
from governance.documents.dossier.witnessing import Witnessed
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import perform
from governance.documents.seals.sealing import seal
from governance.scenarios.luza import Luza
from tests.dossier.conftest import TODAY
from tests.dossier.forging import packed, signed_anew, unpacked, with_manifest

pytestmark = pytest.mark.django_db

MORNING = date(2011, 9, 13)


def sealed(luza: Luza, day: date = MORNING) -> Any:
    with clock.played(day):
        made = seal(luza.district)
    assert made is not None
    return made.checkpoint.made_at


def guide(dossier: bytes) -> str:
    return " ".join(unpacked(dossier)["КАК ПРОВЕРИТЬ.html"].decode().split())


def test_all_events_of_a_sealed_paper_are_proven(order: Order, luza: Luza) -> None:
    moment = sealed(luza)
    dossier = write_dossier(order)
    assert check_dossier(dossier).witnessed == Witnessed(9, moment)
    assert "Все действия этого дела хранит печать от <strong>13.09.2011 10:00</strong>." in guide(dossier)


def test_events_after_the_seal_are_said_to_be_not_sealed_yet(order: Order, luza: Luza) -> None:
    moment = sealed(luza)
    with clock.played(MORNING):
        perform(order, "remark", by=luza.people["director"], text="Исполнено в срок")
        dossier = write_dossier(order)
    checked = check_dossier(dossier)
    assert (checked.events, checked.witnessed) == (10, Witnessed(9, moment))
    assert "Первые действия этого дела, числом 9, хранит печать" in guide(dossier)


def test_a_paper_begun_after_the_last_seal_has_none(order: Order, luza: Luza) -> None:
    dossier = write_dossier(order)
    assert check_dossier(dossier).witnessed == Witnessed(0, None)
    assert "Действия этого дела ещё не хранит ни одна печать" in guide(dossier)


def test_a_seal_of_many_events_proves_those_of_one_paper(order: Order, luza: Luza) -> None:
    with clock.played(TODAY):
        for _number in range(3):
            perform(order, "remark", by=luza.people["director"], text="Исполнено в срок")
    sealed(luza)
    with clock.played(MORNING):
        perform(order, "remark", by=luza.people["director"], text="Исполнено в срок")
    moment = sealed(luza, date(2011, 9, 14))
    assert check_dossier(write_dossier(order)).witnessed == Witnessed(13, moment)


def swapped(witness: dict[str, Any]) -> None:
    first, second = witness["events"][:2]
    first["proof"], second["proof"] = second["proof"], first["proof"]


def altered_hash(witness: dict[str, Any]) -> None:
    witness["events"][0]["proof"][0] = base64.b64encode(bytes(32)).decode()


def other_place(witness: dict[str, Any]) -> None:
    witness["events"][0]["index"] += 1


def left_out(witness: dict[str, Any]) -> None:
    del witness["events"][4]


def last_left_out(witness: dict[str, Any]) -> None:
    del witness["events"][-1]


def one_more(witness: dict[str, Any]) -> None:
    witness["events"].append({**witness["events"][-1], "position": 10})


def without_seal(witness: dict[str, Any]) -> None:
    witness["checkpoint"] = ""


def altered_seal(witness: dict[str, Any]) -> None:
    witness["checkpoint"] = re.sub(r"\n\d+\n", "\n8\n", witness["checkpoint"])


def no_seal(witness: dict[str, Any]) -> None:
    witness["checkpoint"] = "x"


FORGERIES: dict[Callable[[dict[str, Any]], None], str] = {
    swapped: "The log of the district does not hold event 1.",
    altered_hash: "The log of the district does not hold event 1.",
    other_place: "The log of the district does not hold event 1.",
    left_out: "The log of the district does not hold event 5.",
    last_left_out: "Event 9 is older than the seal, and not in it.",
    one_more: "There are proofs of more events than the history has.",
    without_seal: "There are proofs in it, and no seal.",
    altered_seal: "The signature does not fit the text: one of them has been altered.",
    no_seal: "It is not written as a signed note.",
}


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_proof_is_named(order: Order, luza: Luza, forge: Callable[[dict[str, Any]], None]) -> None:
    """By somebody who has the key of the dossiers, so that all else fits."""
    sealed(luza)
    entries = unpacked(write_dossier(order))
    witness = json.loads(entries[WITNESS])
    forge(witness)
    with pytest.raises(BrokenDossier) as broken:
        check_dossier(signed_anew({**entries, WITNESS: json.dumps(witness).encode()}))
    assert str(broken.value) == f"«seal.json»: {FORGERIES[forge]}"


def test_a_proof_of_another_shape_is_no_traceback(order: Order, luza: Luza) -> None:
    entries = unpacked(write_dossier(order))
    for shape in ({}, [], {"checkpoint": 5, "events": []}, {"checkpoint": "", "events": 7}):
        with pytest.raises(BrokenDossier):
            check_dossier(signed_anew({**entries, WITNESS: json.dumps(shape).encode()}))


def test_a_dossier_of_an_older_program_says_what_it_lacks(order: Order) -> None:
    entries = unpacked(write_dossier(order))
    del entries[WITNESS]
    older = with_manifest(entries, format=1)
    with pytest.raises(BrokenDossier) as broken:
        check_dossier(packed({**older, SEAL: key.sign(older[MANIFEST])}))
    assert str(broken.value) == (
        "The dossier was made by an older program: it has no seal («seal.json»). Ask for it again."
    )
