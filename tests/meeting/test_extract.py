"""An extract: one question of a signed protocol, certified and issued."""

import json
from datetime import date

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.record.attached import Link
from governance.documents.record.perform import perform
from governance.documents.record.register import Register, change_register

from .conftest import Refusal
from .council import AGAINST, FOR, SEATS, Council


def test_extract_is_drawn_up_certified_and_issued(council: Council) -> None:
    protocol = council.signed(council.held(subject=council.plan()))
    extract = draft_extract(protocol, council.item(protocol.meeting, 2), by=council.secretary)
    assert (extract.state_label, extract.number) == ("Drawn up", "")
    extract = council.act(extract, "certify")
    assert (extract.state, extract.number, extract.binding) == ("certified", "1", True)
    extract = council.act(extract, "issue", to="Заместителю директора Винокуровой С.А.")
    assert (extract.state, extract.issued_to) == ("issued", "Заместителю директора Винокуровой С.А.")
    assert Link.objects.get(source=extract, effect="extract_of").target_id == protocol.pk


def test_extract_says_what_the_protocol_says_about_one_question(council: Council) -> None:
    protocol = council.signed(council.held(subject=council.plan()))
    words = draft_extract(protocol, council.item(protocol.meeting, 2), by=council.secretary).content()
    question = protocol.content()["items"][1]
    assert words["item"] == question | {"taking_part": [], "rounds": [words["item"]["rounds"][0]]}
    assert words["item"]["rounds"] == [
        {
            "name": "",
            "motion": "за согласование плана работы округа на 2011/2012 учебный год",
            "form": "открытое",
            "votes": "за — 6, против — 0, воздержались — 0",
            "outcome": "Необходимое большинство (больше половины присутствующих, 4 из 6) набрано.",
        }
    ]
    assert words["protocol"] == "от 12.09.2011 № 1"
    assert words["attended"] == [
        "Присутствовали 6 из 6 членов совета школьного округа.",
        "Председатель Крылова И.П., секретарь Ивонина М.Ю.",
    ]
    assert words["original"] == (
        "Подлинник документа находится в КОГОКУ СОШ г. Лузы в деле № 01-12 за 2011/2012 учебный год."
    )
    assert [signer["name"] for signer in words["signed"]] == ["И.П. Крылова", "М.Ю. Ивонина"]


def test_extract_leaves_out_votes_that_were_annulled(council: Council) -> None:
    meeting = council.vote(council.running(), **dict.fromkeys(SEATS, AGAINST))
    meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Неясный вопрос")
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, FOR))
    protocol = council.signed(council.lead(meeting, "finish"))
    rounds = draft_extract(protocol, council.item(meeting), by=council.secretary).content()["item"]["rounds"]
    assert [round["votes"] for round in rounds] == ["за — 6, против — 0, воздержались — 0"]


def test_extract_says_who_was_represented_and_names_nobody_who_voted(council: Council) -> None:
    register = Register.objects.get(unit=council.unit, code="protocol")
    change_register(register, by=None, basis="номенклатура дел", file="05-03")
    meeting = council.running(here=SEATS[:5])
    proxy = {"paper": "доверенность от 09.09.2011", "until": date(2011, 9, 30)}
    meeting = council.act(
        meeting, "enter_proxy", principal=council.seats["kulikovo"], holder=council.seats["second"], **proxy
    )
    item = council.item(meeting)
    meeting = council.act(
        meeting, "enter_recusal", item=item, seat=council.seats["base"], reason="Родственник"
    )
    meeting = council.opened(meeting, item)
    for key in SEATS[1:5]:
        meeting = council.cast(meeting, key, FOR)
    meeting = council.lead(council.cast(meeting, "kulikovo", AGAINST, by=council.chair), "close_round")
    dissenter = council.members["lalsk"]
    meeting = perform(
        meeting, "dissent", by=dissenter, item=item, seat=council.seats["lalsk"], opinion="Рано."
    )
    protocol = council.signed(council.lead(meeting, "finish"))
    words = draft_extract(protocol, item, by=council.secretary).content()
    assert words["attended"] == [
        "Присутствовали 5 из 6 членов совета школьного округа.",
        "По доверенности представлен 1 член совета: Попова Т.Н. (голосовала Крылова И.П.,"
        " доверенность от 09.09.2011).",
        "Председатель Крылова И.П., секретарь Ивонина М.Ю.",
    ]
    assert words["item"]["rounds"][0]["votes"] == (
        "за — 4, против — 1, воздержались — 0, не участвовали (самоотвод) — 1"
    )
    assert words["item"]["dissents"] == []
    assert words["original"] == (
        "Подлинник документа находится в КОГОКУ СОШ г. Лузы в деле № 05-03 за 2011/2012 учебный год."
    )
    told = json.dumps(words["item"], ensure_ascii=False)
    assert [person.name for person in council.members.values() if person.name in told] == []


def test_no_extract_of_an_unsigned_protocol(council: Council) -> None:
    protocol = council.signing(council.held())
    with pytest.raises(NotLegal, match="An extract is made from a signed protocol"):
        draft_extract(protocol, council.item(protocol.meeting), by=council.secretary)
    assert Extract.objects.count() == 0


def test_no_extract_about_another_meetings_question(council: Council) -> None:
    protocol, other = council.signed(council.held()), council.held()
    with pytest.raises(NotLegal, match="no such item"):
        draft_extract(protocol, council.item(other), by=council.secretary)


def test_member_makes_and_certifies_no_extract(council: Council, refused: Refusal) -> None:
    protocol = council.signed(council.held())
    with pytest.raises(NotAllowed):
        draft_extract(protocol, council.item(protocol.meeting), by=council.members["base"])
    extract = draft_extract(protocol, council.item(protocol.meeting), by=council.secretary)
    with refused(NotAllowed, extract):
        perform(extract, "certify", by=council.members["base"])
    with refused(NotLegal, extract, "is not possible in it"):
        council.act(extract, "issue", to="Кому-то")


def test_extract_is_issued_to_somebody(council: Council, refused: Refusal) -> None:
    protocol = council.signed(council.held())
    extract = council.act(
        draft_extract(protocol, council.item(protocol.meeting), by=council.secretary), "certify"
    )
    with refused(NotLegal, extract, "Write to whom"):
        council.act(extract, "issue", to=" ")
