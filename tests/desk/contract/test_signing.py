"""Signing a contract on its page."""

from typing import Any

import pytest

from governance.documents.record.events import Event
from tests.contract.chain import Parties, signatures
from tests.desk.contract.conftest import Desk, do, folded, page, scan

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_signing_asks_for_the_password_again(parties: Parties, desk: Desk, with_password: str) -> None:
    contract = parties.agreed("second")
    head = desk("head_second")
    assert do(head, contract, "sign", password="wrong").status_code == 422
    assert signatures(contract) == []
    assert do(head, contract, "sign", password=with_password).status_code == 302
    assert signatures(contract) == [("Крылова", "system", True)]


@pytest.fixture
def by_hand(parties: Parties) -> dict[str, Any]:
    """What the clerk sends of a sheet that the head of the second school signed."""
    head = parties.luza.appointments["head_second"][0]
    return {"signer": f"{parties.unit('second').pk}:{head.pk}", "signed_on": "2012-01-16"}


def test_the_clerk_enters_a_signature_by_hand(parties: Parties, desk: Desk, by_hand: dict[str, Any]) -> None:
    contract = parties.agreed("second")
    assert folded(page(desk("clerk"), contract)) == ["do-certify_signature"]
    assert do(desk("clerk"), contract, "certify_signature", **by_hand, file=scan()).status_code == 302
    assert signatures(contract) == [("Крылова", "paper", True)]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"signed_on": "2012-01-17"}, "__all__", "The day beside the signature lies before"),
        ({"signed_on": "вчера"}, "signed_on", "Give the day as a date"),
        ({"signer": ""}, "signer", "Choose who signed the sheet."),
        ({"file": ("лист.pdf", b"not a pdf")}, "file", ""),
        ({"file": ("лист.docx", b"PK\x03\x04")}, "file", ""),
        ({"file": ("лист.pdf", b"%PDF-1.7 " + b"0" * 2_000_000)}, "file", ""),
    ],
)
def test_a_sheet_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    parties: Parties,
    desk: Desk,
    by_hand: dict[str, Any],
    changed: dict[str, Any],
    field: str,
    sentence: str,
    settings: Any,
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000_000
    contract = parties.agreed("second")
    events = Event.objects.count()
    sent = {**by_hand, **changed, "file": scan(*changed.get("file", ()))}
    answer = do(desk("clerk"), contract, "certify_signature", **sent)
    form = answer.context["more"][0].facts
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert sentence in form.errors[field][0]
    assert form["signed_on"].value() == sent["signed_on"]
    assert (Event.objects.count(), signatures(contract)) == (events, [])


def test_only_the_clerk_enters_signatures_by_hand(
    parties: Parties, desk: Desk, by_hand: dict[str, Any]
) -> None:
    contract = parties.agreed("second")
    for key in ("head_second", "deputy", "director"):
        answer = do(desk(key), contract, "certify_signature", **by_hand, file=scan())
        assert (answer.status_code, signatures(contract)) == (422, [])
