"""The protocol: its words, its two signatures, its number, its effect."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.attached import Link, Signature
from governance.documents.record.document import Document
from governance.documents.record.effects import EFFECTS
from governance.documents.record.history import history_of, verify
from governance.documents.record.kinds import KINDS
from governance.documents.record.number_check import _numbers
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.verification import Scope

from .conftest import Refusal
from .council import ABSTAIN, AGAINST, FOR, PRESENT, SEATS, Council

# --- words --------------------------------------------------------------------------------------------------------


def test_protocol_writes_itself_when_the_meeting_is_over(council: Council) -> None:
    plan = council.plan()
    protocol = council.protocol(council.held(subject=plan))
    assert (protocol.state, protocol.number, protocol.author) == ("draft", "1", None)
    assert [entry.decided for entry in protocol.entries.all()] == [
        "",
        "Согласовать план работы округа на 2011/2012 учебный год.",
    ]
    assert [entry.motion for entry in protocol.entries.all()] == [
        "за предложенное решение",
        "за согласование плана работы округа на 2011/2012 учебный год",
    ]


def test_draft_decision_of_the_agenda_becomes_the_decision(council: Council) -> None:
    meeting = council.act(
        council.drafted(), "add_item", title="О питании", decision_draft="Принять к сведению."
    )
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    meeting = council.vote(meeting, council.item(meeting, 2), **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "leave_item", item=council.item(meeting, 1), reason="докладчик болен")
    protocol = council.protocol(council.lead(meeting, "finish"))
    assert [entry.decided for entry in protocol.entries.all()] == [
        "Вопрос оставлен без решения: докладчик болен",
        "Принять к сведению.",
    ]


def test_protocol_names_who_was_against_recused_entered_and_annulled(council: Council) -> None:
    meeting = council.running("О режиме работы", here=SEATS[:5])
    item = council.item(meeting)
    meeting = council.vote(meeting, item, base=AGAINST, lalsk=AGAINST, second=AGAINST)
    meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Неясный вопрос")
    meeting = council.act(
        meeting, "enter_recusal", item=item, seat=council.seats["fabrichnaya"], reason="Родственник"
    )
    meeting = council.opened(meeting)
    meeting = council.act(meeting, "enter_ballot", seat=council.seats["lalsk"], choice=FOR, way="aloud")
    for key, choice in {"base": AGAINST, "second": FOR, "zhivotovo": FOR}.items():
        meeting = council.cast(meeting, key, choice)
    meeting = council.lead(council.lead(meeting, "close_round"), "finish")
    first, second = council.protocol(meeting).content()["items"][0]["rounds"]
    assert first == {
        "name": "первое голосование",
        "annulled": "Первое голосование аннулировано: Неясный вопрос.",
    }
    assert second == {
        "name": "второе голосование",
        "motion": "за предложенное решение",
        "form": "открытое",
        "votes": "за — 3, против — 1, воздержались — 0",
        "recusals": 1,
        "outcome": (
            "Необходимое большинство (больше половины присутствующих без заявивших самоотвод, 3 из 4) набрано."
        ),
        "against": ["Пелевин Л.В."],
        "abstained": [],
        "silent": [],
        "recused": ["Шестакова О.И. — Родственник"],
        "entered": ["Жданов Н.С."],
        "notes": [],
    }


def test_protocol_says_who_abstained_and_who_did_not_vote_so_that_the_numbers_make_the_roster(
    council: Council,
) -> None:
    meeting = council.vote(council.running(here=SEATS[:5]), base=FOR, second=ABSTAIN, lalsk=AGAINST)
    round = council.protocol(council.lead(meeting, "finish")).content()["items"][0]["rounds"][0]
    assert {key: round[key] for key in ("votes", "against", "abstained", "silent")} == {
        "votes": "за — 1, против — 1, воздержались — 1, не голосовали — 2",
        "against": ["Жданов Н.С."],
        "abstained": ["Крылова И.П."],
        "silent": ["Чирков А.М.", "Шестакова О.И."],
    }


def test_a_vote_that_finds_no_majority_decides_what_follows_or_nothing(council: Council) -> None:
    meeting = council.held(subject=council.plan(), **dict.fromkeys(SEATS, AGAINST))
    protocol = council.protocol(meeting)
    assert [entry.decided for entry in protocol.entries.all()] == [
        "Предложение не набрало необходимого большинства голосов и не принято.",
        "План работы округа на 2011/2012 учебный год не согласовывать, вернуть на доработку.",
    ]
    outcomes = {item["rounds"][0]["outcome"] for item in protocol.content()["items"]}
    assert outcomes == {"Необходимое большинство (больше половины присутствующих, 4 из 6) не набрано."}


def test_decisions_of_every_kind_read_as_decisions() -> None:
    """What is put to the vote, and what is decided if it finds a majority or not."""
    read = {
        name: (
            EFFECTS[adopted].motion,
            EFFECTS[adopted].verb,
            EFFECTS[adopted].refusal,
            EFFECTS[declined].verb,
        )
        for name, (adopted, declined) in (
            (name, model.decision_moves) for name, model in KINDS.items() if model.decision_moves
        )
    }
    agreed = ("за согласование", "согласовать", "не согласовывать", "вернуть на доработку")
    approved = ("за утверждение", "утвердить", "не утверждать", "вернуть на доработку")
    supported = ("за поддержку", "поддержать", "", "отклонить")
    appeal = ("за удовлетворение", "удовлетворить", "", "отклонить")
    assert set(read.values()) == {agreed, approved, supported, appeal}
    assert {name: read[name] for name in ("plan", "rating", "nomination", "candidacy", "appeal")} == {
        "plan": agreed,
        "rating": approved,
        "nomination": supported,
        "candidacy": supported,
        "appeal": appeal,
    }


def test_protocol_names_nobody_in_a_secret_vote(council: Council) -> None:
    meeting = council.vote(council.running(), secret=True, **dict.fromkeys(SEATS, AGAINST))
    round = council.protocol(council.lead(meeting, "finish")).content()["items"][0]["rounds"][0]
    assert (round["form"], round["against"], round["entered"]) == ("тайное", [], [])


def test_protocol_names_the_casting_vote(council: Council) -> None:
    choices = {**dict.fromkeys(SEATS[:3], FOR), **dict.fromkeys(SEATS[3:], AGAINST)}
    meeting = council.lead(council.vote(council.running(), **choices), "finish")
    round = council.protocol(meeting).content()["items"][0]["rounds"][0]
    assert round["casting"] == "Крылова И.П."


def test_protocol_says_who_was_here_and_by_which_rule(council: Council) -> None:
    acting = council.stand_in("lalsk")
    meeting = council.running(here=("second", "base", "lalsk"))
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    meeting = council.mark(meeting, "fabrichnaya", Attendance.Status.EXCUSED, reason="болезнь")
    meeting = council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["fabrichnaya"],
        holder=council.seats["base"],
        paper="доверенность № 5",
        until=date(2011, 9, 30),
    )
    meeting = council.opened(meeting)
    meeting = council.cast(meeting, "second", FOR)
    meeting = council.cast(meeting, "fabrichnaya", AGAINST, by=council.members["base"])
    meeting = council.lead(council.lead(meeting, "close_round"), "finish")
    words = council.protocol(meeting).content()
    assert words["present"] == [
        f"{acting.person.name}, {ru_capacity(acting)} (СОШ пгт Лальск)",
        "Крылова И.П., председатель совета округа (СОШ № 2 г. Лузы)",
        "Пелевин Л.В., член совета округа (СОШ г. Лузы)",
        "Попова Т.Н., член совета округа (Покровская ООШ) — с 10:00",
    ]
    assert words["absent"] == [
        "Чирков А.М., член совета округа (Н.-Лальская ООШ)",
        "Шестакова О.И., член совета округа (Фабричная ООШ)"
        " — болезнь; голос по доверенности — Пелевин Л.В. (доверенность № 5)",
    ]
    assert words["quorum"].startswith(
        "В составе 6 членов, присутствовали 4. По доверенности представлен 1. Кворум (не меньше 3) имеется."
        " Правила принятия решений: Положение о Лузском школьном округе, раздел 4. Кворум:"
    )
    assert words["items"][0]["rounds"][0]["against"] == ["Шестакова О.И. (по доверенности)"]
    assert (words["presiding_label"], words["presiding"]) == (
        "Председатель",
        "Крылова И.П., председатель совета округа",
    )


def ru_capacity(appointment: object) -> str:
    from django.utils import translation

    with translation.override("ru"):
        return str(appointment.capacity)


def test_words_do_not_follow_the_readers_language(council: Council) -> None:
    from django.utils import translation

    protocol = council.protocol(council.held())
    said = []
    for language in ("ru", "en"):
        with translation.override(language):
            said.append(protocol.content())
    assert said[0] == said[1]


def test_secretary_completes_the_texts_before_signature(council: Council, refused: Refusal) -> None:
    protocol = council.protocol(council.held())
    with refused(NotLegal, protocol, "Complete the texts"):
        council.act(protocol, "submit")
    item = protocol.entries.get().item_id
    entries = {item: {"heard": "Винокурову С.А.", "decided": "Провести день открытых дверей."}}
    with refused(NotAllowed, protocol):
        council.lead(protocol, "revise", entries=entries)
    with refused(NotLegal, protocol, "no such item"):
        council.act(protocol, "revise", entries={item + 1: {"heard": "…"}})
    with refused(NotLegal, protocol, "at most 5000 signs fit"):
        council.act(protocol, "revise", entries={item: {"decided": "я" * 1_000_000}})
    protocol = council.act(protocol, "revise", entries=entries)
    assert council.act(protocol, "submit").state == "signing"


# --- signatures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("chair", "secretary"), ("secretary", "chair")])
def test_chair_and_secretary_sign_in_either_order(council: Council, order: tuple[str, str]) -> None:
    protocol = council.signing(council.held())
    signers = {"chair": council.chair, "secretary": council.secretary}
    for place in order:
        assert (protocol.state, protocol.number) == ("signing", "1")
        protocol = perform(protocol, f"sign_as_{place}", by=signers[place])
    assert (protocol.state, protocol.number, protocol.registered_on) == ("signed", "1", date(2011, 9, 12))
    assert list(verify(Document.objects.filter(pk=protocol.pk))) == []


def test_nobody_else_signs(council: Council, refused: Refusal) -> None:
    protocol = council.signing(council.held())
    for person in (council.secretary, council.members["base"], council.outsider):
        with refused(NotAllowed, protocol):
            perform(protocol, "sign_as_chair", by=person)
    for person in (council.chair, council.members["base"], council.outsider):
        with refused(NotAllowed, protocol):
            perform(protocol, "sign_as_secretary", by=person)


def test_another_secretary_of_the_body_does_not_sign(council: Council, refused: Refusal) -> None:
    from governance.roles.acts.appointing import appoint
    from governance.roles.catalogue import Role

    protocol = council.signing(council.held())
    other = council.luza.people["clerk"]
    appoint(other, Role.COUNCIL_SECRETARY, council.unit, basis="приказ № 5", since=date(2011, 9, 1), by=None)
    with refused(NotAllowed, protocol, "by the secretary of that meeting, Ивонина М.Ю."):
        perform(protocol, "sign_as_secretary", by=other)


def test_second_signature_of_the_same_person_is_refused(council: Council, refused: Refusal) -> None:
    protocol = council.lead(council.signing(council.held()), "sign_as_chair")
    with refused(NotLegal, protocol, "This place is signed already"):
        council.lead(protocol, "sign_as_chair")
    assert Signature.objects.count() == 1


def test_whoever_presided_signs_instead_of_the_chair(council: Council, refused: Refusal) -> None:
    meeting = council.mark(council.running(), "second", Attendance.Status.LEFT)
    meeting = council.act(meeting, "preside", seat=council.seats["base"])
    leader = council.members["base"]
    meeting = perform(meeting, "leave_item", by=leader, item=council.item(meeting), reason="Отложен")
    meeting = perform(meeting, "finish", by=leader)
    protocol = council.signing(meeting)
    with refused(NotAllowed, protocol, "whoever presided over that meeting, Пелевин Л.В."):
        council.lead(protocol, "sign_as_chair")
    assert history_of(perform(protocol, "sign_as_chair", by=leader))[-1] == "sign_as_chair"
    assert protocol.content()["presiding_label"] == "Председательствующий"


def test_return_to_draft_voids_the_signature_given_meanwhile(council: Council, refused: Refusal) -> None:
    plan = council.plan()
    protocol = council.lead(council.signing(council.held(subject=plan)), "sign_as_chair")
    with refused(NotLegal, protocol, "Write the reason"):
        council.act(protocol, "return_to_draft")
    with refused(NotAllowed, protocol, "Only those who sign"):
        perform(protocol, "return_to_draft", by=council.members["base"], reason="Опечатка")
    protocol = council.act(protocol, "return_to_draft", reason="Опечатка в пункте 1")
    assert (protocol.state, Signature.objects.get().voided_at is not None) == ("draft", True)
    protocol = council.act(protocol, "submit")
    protocol = council.act(protocol, "sign_as_secretary")
    assert protocol.state == "signing"
    assert council.lead(protocol, "sign_as_chair").state == "signed"
    assert Plan.objects.get(pk=plan.pk).state == "agreed"


def test_numbers_follow_the_sittings_whichever_protocol_is_signed_first(council: Council) -> None:
    first, second = council.held(), council.held()
    with clock.played(date(2011, 9, 20)):
        later = council.signed(second)
        earlier = council.signed(first)
    assert [(one.number, one.period, one.registered_on) for one in (earlier, later)] == [
        ("1", "2011/12", date(2011, 9, 12)),
        ("2", "2011/12", date(2011, 9, 12)),
    ]
    assert list(verify()) == []


def test_a_sitting_that_did_not_happen_keeps_its_number_and_leaves_no_gap(council: Council) -> None:
    failed = council.act(council.running(here=("second",)), "fail")
    cancelled = council.act(council.convened(), "cancel", reason="Карантин")
    assert (failed.number, cancelled.number) == ("1", "2")
    assert [council.protocol(council.held()).number, council.protocol(council.held()).number] == ["3", "4"]
    assert [fault for faults in _numbers(Scope()) for fault in faults] == []


def test_an_old_register_goes_on(council: Council) -> None:
    """Of sittings that were convened before they had numbers the protocols get one when they are signed."""
    council.held()
    running = council.running()
    with past_the_door():
        Document.objects.filter(pk=running.pk).update(
            number="", sequence=None, period="", registered_on=None, register=None
        )
    running = council.vote(Meeting.objects.get(pk=running.pk), **dict.fromkeys(SEATS, FOR))
    held = council.lead(running, "finish")
    assert (held.number, council.protocol(held).number) == ("", "")
    assert council.protocol(council.held()).number == "2"
    assert council.signed(held).number == "3"
    assert council.held().number == "4"


def test_database_refuses_a_signed_protocol_without_a_number(council: Council) -> None:
    protocol = council.signed(council.held())
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        Document.objects.filter(pk=protocol.pk).update(number="")


def test_archived_protocol_still_binds(council: Council, refused: Refusal) -> None:
    protocol = council.signed(council.held())
    with refused(NotAllowed, protocol):
        council.lead(protocol, "archive")
    protocol = council.act(protocol, "archive")
    assert (protocol.state, protocol.binding, protocol.gives_effect("agree")) == ("archived", True, True)


# --- effect -------------------------------------------------------------------------------------------------------


def test_plan_that_was_not_adopted_goes_back_with_the_councils_words(council: Council) -> None:
    plan = council.plan()
    meeting = council.held(subject=plan, **dict.fromkeys(SEATS, AGAINST))
    council.signed(meeting)
    plan = Plan.objects.get(pk=plan.pk)
    assert (plan.state, history_of(plan)[-1]) == ("rework", "send_back")
    assert plan.events.get(move="send_back").reason == (
        "План работы округа на 2011/2012 учебный год не согласовывать, вернуть на доработку."
    )


def test_annulled_round_has_no_effect_and_the_next_one_has(council: Council) -> None:
    plan = council.plan()
    meeting = council.running(subject=plan)
    item = council.item(meeting, 2)
    meeting = council.vote(meeting, item, **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Неясный вопрос")
    meeting = council.vote(meeting, item, **dict.fromkeys(SEATS, AGAINST))
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, FOR))
    council.signed(council.lead(meeting, "finish"))
    assert Plan.objects.get(pk=plan.pk).state == "rework"


def test_plan_left_undecided_is_not_touched_by_the_protocol(council: Council) -> None:
    plan = council.plan()
    meeting = council.vote(council.running(subject=plan), **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "leave_item", item=council.item(meeting, 2), reason="Отложен")
    council.signed(council.lead(meeting, "finish"))
    assert (Plan.objects.get(pk=plan.pk).state, history_of(plan)[-1]) == ("review", "release")


def test_plan_changed_after_the_vote_needs_a_new_vote(council: Council, refused: Refusal) -> None:
    from .test_convening import change_of

    plan = council.plan()
    protocol = council.signing(council.held(subject=plan))
    change_of(council, plan)
    protocol = council.act(council.lead(protocol, "sign_as_chair"), "sign_as_secretary")
    assert protocol.state == "signed"
    assert Plan.objects.get(pk=plan.pk).state == "review"
    failed = Link.objects.get(source=protocol, effect="agree")
    assert "covers version 1; the paper has changed since" in failed.failure
    with refused(NotAllowed, protocol):
        council.lead(protocol, "resolve_failure", link=failed)
    protocol = council.act(protocol, "resolve_failure", link=failed)
    assert council.act(protocol, "resolve_failure", link=failed.pk).revision == protocol.revision
    assert protocol.events.get(move="resolve_failure").facts == {"part": f"link:{failed.pk}"}


def test_carried_decision_leaves_nothing_to_resolve(council: Council, refused: Refusal) -> None:
    protocol = council.signed(council.held(subject=council.plan()))
    with refused(NotLegal, protocol, "nothing to settle"):
        council.act(protocol, "resolve_failure", link=Link.objects.get(source=protocol, effect="agree"))


def test_protocol_is_not_drafted_by_hand(council: Council) -> None:
    from governance.documents.record.perform import draft

    with pytest.raises(NotAllowed, match="not drafted by hand"):
        draft(Protocol, unit=council.unit, title="Протокол", by=council.secretary, meeting=council.held())


def test_what_was_put_to_the_vote_is_not_reworded(council: Council, refused: Refusal) -> None:
    meeting = council.drafted("О дне открытых дверей", "О ремонте")
    for number in (1, 2):
        item = council.item(meeting, number)
        meeting = council.act(meeting, "revise_item", item=item, decision_draft=f"Провести {number}.")
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, PRESENT)
    meeting = council.lead(meeting, "open")
    for number, choice in ((1, FOR), (2, AGAINST)):
        meeting = council.vote(meeting, council.item(meeting, number), **dict.fromkeys(SEATS, choice))
    protocol = council.protocol(council.lead(meeting, "finish"))
    adopted, declined = protocol.entries.order_by("item__position")
    assert (adopted.decided, "не принято" in declined.decided) == ("Провести 1.", True)
    for entry in (adopted, declined):
        with refused(NotLegal, protocol, "was put to the vote in these words"):
            council.act(protocol, "revise", entries={entry.item_id: {"decided": "Провести иначе."}})
    same = {"heard": "Винокурову С.А.", "decided": "Провести 1.", "spoke": "Крылова И.П.: поддержала"}
    protocol = council.act(protocol, "revise", entries={adopted.item_id: same})
    assert protocol.entries.get(item=adopted.item_id).spoke == "Крылова И.П.: поддержала"
