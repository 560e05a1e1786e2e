"""Signatures: in either order, in the system or by hand, over one version by its hash; the last gives the number."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Signature
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.founding import repairer
from tests.office import fresh
from tests.scans import SCANNED_PDF

from .chain import TODAY, Parties, asked, signatures, terms
from .conftest import Refusal

pytestmark = pytest.mark.django_db

BASE, SECOND, LALSK = "СОШ г. Лузы", "СОШ № 2 г. Лузы", "СОШ пгт Лальск"


def png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 60), "white").save(file, "PNG")
    return file.getvalue()


# --- in the system ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("base", "second"), ("second", "base")])
def test_both_heads_sign_in_either_order(parties: Parties, order: tuple[str, str]) -> None:
    contract = parties.agreed("second")
    contract = parties.act(contract, "sign", by=parties.head(order[0]))
    assert (contract.state, contract.number, terms()) == ("partly_signed", "", [])
    assert asked(contract) == {({"base": BASE, "second": SECOND}[order[1]], "sign_contract")}
    contract = parties.act(contract, "sign", by=parties.head(order[1]))
    assert (contract.state, contract.number, contract.registered_on) == ("in_force", "1-Д", TODAY)
    assert len({one.sha256 for one in contract.valid_signatures} | {contract.signed_version.sha256}) == 1
    assert asked(contract) == set()
    assert list(verify()) == []


def test_numbers_follow_the_order_of_the_last_signatures(parties: Parties) -> None:
    form = parties.form_in_use()
    first, second = (parties.agreed(key, form=form) for key in ("second", "lalsk"))
    parties.act(first, "sign", by=parties.director)
    assert parties.signed(second).number == "1-Д"
    assert parties.signed(fresh(first)).number == "2-Д"


def test_nobody_signs_twice(parties: Parties, refused: Refusal) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    with refused(NotAllowed, "in «СОШ № 2 г. Лузы»; you do not hold it today."):
        parties.act(contract, "sign", by=parties.director)


@pytest.mark.parametrize(
    "key", ["deputy", "deputy_second", "head_lalsk", "clerk", "secretary", "observer", "administrator"]
)
def test_nobody_but_the_heads_of_the_parties_signs(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    contract = parties.agreed("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "sign", by=luza.people[key])


def test_a_superuser_signs_nothing(parties: Parties, refused: Refusal) -> None:
    root = repairer(parties.luza.district)
    contract = parties.agreed("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "sign", by=root)


def test_a_head_whose_appointment_has_ended_does_not_sign(parties: Parties, refused: Refusal) -> None:
    contract = parties.agreed("second")
    dismiss(
        Appointment.objects.get(unit=parties.unit("second"), role=Role.SCHOOL_HEAD),
        by=None,
        basis="приказ об увольнении",
    )
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "sign", by=parties.head("second"))


def test_a_stand_in_signs_in_their_capacity(parties: Parties) -> None:
    contract = parties.agreed("lalsk")
    held = parties.stand_in("lalsk")
    contract = parties.act(contract, "name_representative", by=held.person)
    contract = parties.signed(parties.act(contract, "sign", by=held.person))
    stand_in = contract.valid_signatures[0]
    assert (stand_in.appointment, stand_in.capacity.endswith("(и.о.)")) == (held, True)
    assert contract.state == "in_force"


@pytest.mark.parametrize("day", [date(2012, 1, 9), date(2012, 3, 1)])
def test_a_stand_in_signs_only_within_their_term(parties: Parties, refused: Refusal, day: date) -> None:
    with clock.played(date(2012, 1, 5)):
        contract = parties.agreed("lalsk")
    held = parties.stand_in("lalsk", since=date(2012, 1, 10))
    with clock.played(day), refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "sign", by=held.person)


def test_a_text_that_names_an_absent_head_is_remade_before_the_stand_in_signs(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.agreed("lalsk")
    held, absent = parties.stand_in("lalsk"), parties.head("lalsk")
    with refused(
        NotAllowed, f"The text names {absent.name} as acting for «СОШ пгт Лальск». Nobody has signed yet"
    ):
        parties.act(contract, "sign", by=held.person)
    with refused(NotAllowed, "The text names you already."):
        parties.act(contract, "name_representative", by=absent)
    contract = parties.act(contract, "name_representative", by=held.person)
    assert (contract.version, contract.state) == (2, "signing")
    party = contract.present_version.content["parties"][1]
    assert party["represented_by"].startswith("исполняющей обязанности директора Бушмановой")
    assert party["acting"] == f"действующей на основании {party['acting'].partition('основании ')[2]}"
    assert (party["position"], party["signatory"]) == ("И.о. директора", held.person.signature_name)
    assert parties.signed(parties.act(contract, "sign", by=held.person)).state == "in_force"


def test_once_a_side_has_signed_the_stand_in_of_the_other_is_told_what_to_do(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.act(parties.agreed("lalsk"), "sign", by=parties.director)
    held, absent = parties.stand_in("lalsk"), parties.head("lalsk")
    said = f"The text names {absent.name} as acting for «СОШ пгт Лальск», and the other side has signed it so"
    with refused(NotAllowed, said):
        parties.act(contract, "sign", by=held.person)
    with refused(NotLegal, said):
        parties.certify(contract, "lalsk", signer=held.pk)
    with refused(NotLegal, ""):
        parties.act(contract, "name_representative", by=held.person)
    # Taken back and put up again, the text names who acts today.
    contract = parties.act(contract, "withdraw", reason="Директор в отпуске")
    contract = parties.consented(parties.act(contract, "submit"))
    assert contract.present_version.content["parties"][1]["signatory"] == held.person.signature_name
    assert parties.act(contract, "sign", by=held.person).state == "partly_signed"


def test_who_heads_two_parties_signs_for_each(parties: Parties) -> None:
    with clock.played(date(2012, 1, 15)):
        made = parties.made("lalsk")
    appoint(
        parties.director,
        Role.SCHOOL_HEAD,
        parties.unit("lalsk"),
        basis="приказ от 12.01.2012 № 14-л/с",
        until=date(2012, 2, 1),
        stands_for=Appointment.objects.get(
            unit=parties.unit("lalsk"), role=Role.SCHOOL_HEAD, stands_for=None
        ),
        by=None,
    )
    contract = parties.consented(parties.act(made, "submit"))
    contract = parties.act(contract, "sign", by=parties.director)
    assert contract.signed_places == {f"party:{parties.unit('base').pk}"}
    contract = parties.act(contract, "sign", by=parties.director)
    assert (contract.state, len(contract.valid_signatures)) == ("in_force", 2)


@pytest.mark.parametrize("state", ["draft", "review", "rework", "in_force", "not_concluded"])
def test_signed_is_only_what_everybody_has_agreed_to(parties: Parties, refused: Refusal, state: str) -> None:
    contract = {
        "draft": parties.made,
        "review": parties.submitted,
        "rework": lambda: parties.act(parties.submitted(), "withdraw", reason="Ошибка"),
        "in_force": parties.in_force,
        "not_concluded": lambda: parties.act(parties.submitted(), "give_up", reason="Ошибка"),
    }[state]()
    assert contract.state == state
    with refused(NotLegal, "The paper is in the state"):
        parties.act(contract, "sign", by=parties.director)
    with refused(NotLegal, "The paper is in the state"):
        parties.certify(contract, "second")


# --- bound to the version by its hash -------------------------------------------------------------------------------


def test_a_changed_letter_voids_what_was_signed(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    contract = parties.act(contract, "withdraw", reason="Опечатка")
    assert signatures(contract) == [("Пелевин", "system", False)]
    contract = parties.act(contract, "revise", title="Договор о сотрудничестве.")
    contract = parties.consented(parties.act(contract, "submit"))
    contract = parties.act(contract, "sign", by=parties.head("second"))
    assert (contract.state, contract.version) == ("partly_signed", 2)
    contract = parties.act(contract, "sign", by=parties.director)
    assert signatures(contract) == [
        ("Пелевин", "system", False),
        ("Крылова", "system", True),
        ("Пелевин", "system", True),
    ]
    assert contract.signed_version.number == 2


def test_the_same_words_put_up_again_have_to_be_signed_again(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    contract = parties.act(parties.act(contract, "withdraw", reason="Проверить"), "submit")
    contract = parties.consented(contract)
    assert (contract.version, contract.state, contract.signed_places) == (1, "signing", set())


def test_a_party_renamed_meanwhile_signs_the_version_that_the_other_one_signed(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    first, school, head = contract.present_version, parties.unit("second"), parties.head("second")
    called = school.full_name
    school.full_name, head.surname = "МБОУ СОШ № 2 г. Лузы", "Вишнякова"
    with past_the_door():
        school.save()
        head.save()
    contract = parties.act(contract, "sign", by=head)
    assert (contract.state, contract.signed_version) == ("in_force", first)
    assert signatures(contract)[1] == ("Вишнякова", "system", True)
    sheet = print_data(contract)
    assert called in sheet["preamble"]
    assert sheet["sides"][1]["name"] == called
    # The signature is of the day on which it was given.
    assert sheet["sides"][1]["signature"]["name"].endswith("Вишнякова")


def test_who_saw_an_older_version_does_not_sign_the_present_one(parties: Parties, refused: Refusal) -> None:
    contract = parties.agreed("second")
    seen = contract.revision
    contract = parties.act(contract, "withdraw", reason="Ошибка")
    contract = parties.act(contract, "revise", notice={"count": 60, "unit": "days"})
    parties.consented(parties.act(contract, "submit"))
    with refused(Stale, "The paper has changed since you opened it."):
        perform(contract, "sign", by=parties.director, seen=seen)
    assert Signature.objects.count() == 0


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_signature_by_hand_ranks_with_one_in_the_system(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    contract = parties.certify(contract, "second")
    assert (contract.state, contract.number) == ("in_force", "1-Д")
    by_hand = contract.valid_signatures[1]
    assert (by_hand.person, by_hand.way, by_hand.signed_on) == (parties.head("second"), "paper", TODAY)
    assert by_hand.certified_by.person == parties.clerk
    assert by_hand.sha256 == contract.signed_version.sha256
    assert list(verify()) == []


def test_both_may_sign_by_hand_on_one_sheet_each(parties: Parties) -> None:
    contract = parties.certify(parties.agreed("second"), "base")
    assert contract.state == "partly_signed"
    assert parties.certify(contract, "second", name="скан.png", data=png()).state == "in_force"


def test_by_hand_too_whoever_signed_is_whom_the_contract_names(parties: Parties, refused: Refusal) -> None:
    contract = parties.agreed("lalsk")
    held = parties.stand_in("lalsk")
    with refused(NotLegal, "Nobody has signed yet"):
        parties.certify(contract, "lalsk", signer=held.pk)
    contract = parties.act(contract, "name_representative", by=held.person)
    contract = parties.certify(contract, "lalsk", signer=held.pk)
    assert (contract.valid_signatures[0].person, contract.valid_signatures[0].appointment) == (
        held.person,
        held,
    )


def test_by_hand_it_was_signed_within_the_signers_term(parties: Parties, refused: Refusal) -> None:
    contract = parties.agreed("lalsk")
    held = parties.stand_in("lalsk", until=date(2012, 1, 20))
    contract = parties.act(contract, "name_representative", by=held.person)
    others = Appointment.objects.get(unit=parties.unit("second"), role=Role.SCHOOL_HEAD)
    with clock.played(date(2012, 1, 25)):
        for signer in (held, others, *parties.luza.appointments["clerk"]):
            with refused(NotLegal, "had no right to sign for «СОШ пгт Лальск» on 24.01.2012"):
                parties.certify(contract, "lalsk", signed_on=date(2012, 1, 24), signer=signer.pk)
        contract = parties.certify(contract, "lalsk", signed_on=date(2012, 1, 19), signer=held.pk)
    assert contract.valid_signatures[0].signed_on == date(2012, 1, 19)


@pytest.mark.parametrize("day", [date(2012, 1, 15), date(2012, 1, 17), date(1912, 1, 16)])
def test_a_day_before_the_text_or_ahead_is_no_day_of_signing(
    parties: Parties, refused: Refusal, day: date
) -> None:
    contract = parties.agreed("second")
    with refused(NotLegal, "lies before this text was put up, or in the future"):
        parties.certify(contract, "second", signed_on=day)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"data": b""}, "The file is empty"),
        ({"data": b"MZ\x90\x00"}, "Attach a PDF, a picture"),
        ({"data": "Подписано".encode(), "name": "скан.txt"}, "A scan is a picture (PNG, JPEG) or a PDF"),
        ({"data": b"%PDF-1.7 cut off"}, "The PDF is damaged or not whole"),
        ({"data": SCANNED_PDF, "name": "скан.png"}, "its content is something else"),
        ({"data": png()[:-30], "name": "скан.png"}, "The picture is damaged or not whole"),
        ({"data": b"\xff\xd8\xff\xe0", "name": "скан.jpg"}, "The picture is damaged or not whole"),
    ],
)
def test_a_scan_that_is_none_is_refused(
    parties: Parties, refused: Refusal, facts: dict[str, Any], sentence: str
) -> None:
    contract = parties.agreed("second")
    with refused(NotLegal, sentence):
        parties.certify(contract, "second", **facts)


def test_a_scan_over_the_limit_is_refused(parties: Parties, refused: Refusal, settings: Any) -> None:
    contract = parties.agreed("second")
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with refused(NotLegal, "The file is larger than 1 MB"):
        parties.certify(contract, "second", data=SCANNED_PDF + b" " * 1024 * 1024)


def test_one_scan_stands_for_one_signature(parties: Parties, refused: Refusal) -> None:
    contract = parties.certify(parties.agreed("second"), "base", data=SCANNED_PDF)
    with refused(NotLegal, "This very file is attached already."):
        parties.certify(contract, "second", data=SCANNED_PDF)


def test_a_place_is_signed_once_in_whatever_way(parties: Parties, refused: Refusal) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    with refused(NotLegal, "«СОШ г. Лузы» has signed already."):
        parties.certify(contract, "base")
    with refused(NotLegal, "This school is no party of the contract."):
        parties.certify(contract, "lalsk")
    contract = parties.act(contract, "withdraw", reason="Ещё раз")
    contract = parties.certify(parties.consented(parties.act(contract, "submit")), "second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "sign", by=parties.head("second"))


@pytest.mark.parametrize("key", ["deputy", "director", "head_second", "secretary", "deputy_second"])
def test_only_the_clerk_of_the_base_school_certifies(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    contract = parties.agreed("second")
    with refused(NotAllowed, "This needs the right to"):
        perform(
            contract,
            "certify_signature",
            by=luza.people[key],
            unit=parties.unit("second").pk,
            signed_on=TODAY,
            name="скан.pdf",
            data=SCANNED_PDF,
        )


# --- several schools in one paper -----------------------------------------------------------------------------------


def test_a_paper_of_three_is_in_force_with_the_third_signature(parties: Parties) -> None:
    contract = parties.agreed("second", "lalsk")
    assert asked(contract) == {(BASE, "sign_contract"), (SECOND, "sign_contract"), (LALSK, "sign_contract")}
    contract = parties.act(contract, "sign", by=parties.head("lalsk"))
    contract = parties.certify(contract, "second")
    assert (contract.state, contract.number) == ("partly_signed", "")
    contract = parties.act(contract, "sign", by=parties.director)
    assert (contract.state, len(terms())) == ("in_force", 3)
