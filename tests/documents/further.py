"""A play that writes the rows of the record that neither the demonstration nor a scenario writes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from governance import clock
from governance.documents.approval.remark_replies import sent_back
from governance.documents.kinds.old_paper import enter_old_paper
from governance.documents.kinds.order.order import Order
from governance.documents.record.passkey_touch import PasskeyTouch
from governance.documents.record.perform import draft, perform
from governance.proof.passkey import challenge_of, encoded_key, new_nonce
from governance.roles.acts.tokens import give_token
from governance.roles.api_token import ApiToken
from governance.scenarios.luza import Luza
from tests.approved.office import Office
from tests.desk.test_signing_by_passkey import SITE, SoftKey
from tests.meeting.council import TODAY, Council
from tests.meeting.test_rules_of_matters import regulated
from tests.meeting.test_suspension import suspend
from tests.scans import SCANNED_PDF


def old_paper(luza: Luza) -> None:
    about = {"title": "Об учебниках", "of_kind": "Приказ", "sequence": 82, "series": "order"}
    scan = ("приказ.pdf", SCANNED_PDF)
    enter_old_paper(by=luza.people["clerk"], unit=luza.base, on=date(2011, 3, 2), scan=scan, **about)


def signed_by_passkey(luza: Luza) -> None:
    """An order with a remark, confirmed by the touch of a passkey."""
    clerk, director = luza.people["clerk"], luza.people["director"]
    order: Any = draft(Order, unit=luza.base, title="О каникулах", by=clerk)
    order = perform(order, "revise", by=clerk, points=[{"text": "Отдыхать."}])
    order = perform(order, "submit", by=clerk)
    order = perform(order, "remark", by=director, text="Помнить о замене.")
    key, nonce = SoftKey(director), new_nonce()
    touch = PasskeyTouch(
        person=director,
        move="sign",
        sha256=order.present_hash,
        nonce=nonce,
        site=SITE,
        key=encoded_key(key.public),
        response=key.touched(challenge_of(order.present_hash, nonce)),
    )
    perform(order, "sign", by=director, touch=touch)


def rules_joined(luza: Luza) -> None:
    office = Office(luza)
    with clock.played(office.day):
        office.act(office.in_force(office.put_up("signing_rules")), "join", office.secretary)


def token_given(luza: Luza) -> None:
    give_token(luza.people["clerk"], "Сайт школы", ApiToken.Scope.READ, until=clock.today())


def remarks_answered(luza: Luza) -> None:
    office = Office(luza)
    with clock.played(office.day):
        paper = office.decided(office.put_up("estimate"), choice="against")
        found = sent_back(paper)
        assert found is not None
        office.act(paper, "answer_remarks", answers=["Учтено." for _remark in found[1]])


def out_for_an_item(luza: Luza) -> None:
    council = Council(luza)
    meeting = council.running("О школьном автобусе")
    council.act(meeting, "step_out", item=meeting.items.first(), seat=council.seats["kulikovo"])


def suspended(luza: Luza) -> None:
    council = Council(luza)
    regulated(council, suspension={"count": 10, "unit": "working_days"})
    meeting = council.held(subject=council.plan())
    suspend(council, council.protocol(meeting))


# The models by the plays that write them; beside these there are `tests/plays.py` and the demonstration.
FURTHER: dict[str, Callable[[Luza], None]] = {
    "OldPaper": old_paper,
    "PasskeyTouch": signed_by_passkey,
    "Remark": signed_by_passkey,
    "ItemAbsence": out_for_an_item,
    "Suspension": suspended,
    "ApiToken": token_given,
    # Later in the year than the others.
    "RemarkReply": remarks_answered,
    "Joining": rules_joined,
}
# Those that a play of `tests/plays.py` writes.
BY_SCENARIO = {
    "EditionText": "changes",
    "Enrolment": "admission",
    "EnrolmentRow": "admission",
    "Amendment": "contract",
}
NEVER = {"UnitUserPermission": "rights come from appointments: nobody is granted one in person"}


def play_further(luza: Luza) -> None:
    with clock.played(TODAY):
        for play in dict.fromkeys(FURTHER.values()):
            play(luza)
