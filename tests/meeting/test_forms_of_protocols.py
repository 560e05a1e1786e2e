"""A protocol is worded by the forms of its district on the day on which it is put up, and its extract by the same."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from governance import clock
from governance.documents.kinds.protocol.extract import draft_extract
from governance.documents.law.voting.description import SENTENCES, said
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.settings.forms.form import FormSetting
from governance.documents.settings.forms.protocols import (
    PROTOCOL_ENDING,
    PROTOCOL_HEAD,
    PROTOCOL_QUESTION,
)
from governance.documents.settings.forms.rules import RULE_MAJORITY, rule_said_in
from governance.documents.settings.forms.signatures import PROTOCOL_OFFICES, SIGNED_IN_SYSTEM
from governance.documents.settings.forms.votes import VOTES_COUNTED
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza

from .council import Council
from .election import Voters
from .test_election import FOUR_TO_TWO

DECIDED_FIRST = (
    "[СЛУШАЛИ: {слушали}]\n[РЕШИЛИ: {решили}]\n[{голосования}]\n"
    "[{отсутствовали}]\n[{выступили}]\n[{особые мнения}]"
)
LEFT = PROTOCOL_HEAD.default.replace("Секретарь: {секретарь}", "Протокол вёл: {секретарь}")


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


def change(council: Council, form: FormSetting, words: str) -> None:
    change_setting(
        council.luza.district,
        form,
        words,
        by=council.luza.people["administrator"],
        since=clock.today(),
        basis="приказ от 12.09.2011 № 5-К",
    )


def test_a_protocol_is_worded_by_the_forms_of_its_district(council: Council) -> None:
    change(council, PROTOCOL_QUESTION, DECIDED_FIRST)
    change(council, PROTOCOL_HEAD, LEFT)
    change(
        council,
        VOTES_COUNTED,
        "{за} за, {против} против, {воздержались} воздержалось[; молчали {не голосовали}]",
    )
    change(council, PROTOCOL_ENDING, "Протокол составлен в одном экземпляре.[ Окончание в {окончание}.]")
    protocol = council.signed(council.held(subject=council.plan()))
    data = print_data(protocol)
    assert data["head"][1] == {"label": "Протокол вёл", "lines": ["Ивонина М.Ю., секретарь совета округа"]}
    lines = data["items"][1]["lines"]
    assert [line.split(":")[0].split(" ")[0] for line in lines] == ["СЛУШАЛИ", "РЕШИЛИ", "ГОЛОСОВАЛИ"]
    assert "(открытое): 6 за, 0 против, 0 воздержалось." in lines[2]
    assert data["ending"][0].startswith("Протокол составлен в одном экземпляре. Окончание в ")
    assert render("protocol", data).startswith(b"%PDF-")


def test_the_rule_and_the_offices_of_a_protocol_are_said_in_the_words_of_the_district(
    council: Council,
) -> None:
    change(
        council, RULE_MAJORITY, "Решает {доля} ({воздержавшиеся}).\nРешают все: {доля} ({воздержавшиеся})."
    )
    change(council, PROTOCOL_OFFICES, "Председатель\nВедущий\nПротокол вёл")
    change(council, SIGNED_IN_SYSTEM, "Подписано ПЭП: {кто}, {когда}, {отпечаток}")
    protocol = council.signed(council.held(subject=council.plan()))
    data = print_data(protocol)
    assert "Решает больше половины присутствующих (воздержавшийся не" in data["quorum"]
    assert [line["position"] for line in data["signatures"]] == ["Председатель", "Протокол вёл"]
    assert {line["text"].partition(":")[0] for line in data["signatures"]} == {"Подписано ПЭП"}


def test_the_shipped_words_of_a_rule_are_those_of_the_pages(council: Council) -> None:
    say, blanks = rule_said_in(council.luza.district.pk), {"share": "доля", "silence": "молчание"}
    with override("ru"):
        assert {key: say(key, **blanks) for key in SENTENCES} == {
            key: said(key, **blanks) for key in SENTENCES
        }


def test_what_was_put_up_keeps_its_words_and_so_does_an_extract_from_it(council: Council) -> None:
    protocol = council.signed(council.held(subject=council.plan()))
    before = print_data(protocol)
    with clock.played(clock.today() + timedelta(days=1)):
        change(council, PROTOCOL_QUESTION, DECIDED_FIRST)
        change(council, PROTOCOL_HEAD, LEFT)
        extract = draft_extract(protocol, council.item(protocol.meeting, 2), by=council.secretary)
        assert print_data(protocol) == before
        assert print_data(extract)["item"]["lines"] == before["items"][1]["lines"]


@pytest.mark.parametrize(
    ("form", "words", "sentence"),
    [
        (PROTOCOL_HEAD, "Председатель {ведущий}", "The blank {должность ведущего} is missing"),
        (
            PROTOCOL_HEAD,
            PROTOCOL_HEAD.default + "\nСекретарь {секретарь}",
            "Each line says a label, a colon and a blank: Секретарь {секретарь}",
        ),
        (PROTOCOL_QUESTION, "РЕШИЛИ: {кто решил}", "The paper does not know the blank {кто решил}."),
        (PROTOCOL_QUESTION, "РЕШИЛИ: {решили}", "The blank {отсутствовали} is missing: the paper has to say it."),
    ],
)  # fmt: skip
def test_words_without_their_blanks_are_refused(form: FormSetting, words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        form.from_json(words)
    assert refusal.value.messages[0].startswith(sentence)


def test_an_extract_tells_an_election_without_who_voted_how(voters: Voters) -> None:
    meeting = voters.closed("base", "lalsk", chosen=FOUR_TO_TWO)
    protocol = voters.signed_protocol(meeting)
    extract = draft_extract(protocol, voters.item(protocol.meeting, 2), by=voters.secretary)
    lines = print_data(extract)["item"]["lines"]
    assert any(line.startswith("ГОЛОСОВАЛИ (тайное): за Пелевина Л.В. — 4") for line in lines)
