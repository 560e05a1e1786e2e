"""The rewards of a spring as they are played: eighteen nominations, two pools, a correction after the orders."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from pypdf import PdfReader

from governance.scenarios.motivation_sheets import CAP, CAPPED, SHEETS, SUMMARY
from governance.scenarios.teachers import NEWCOMERS
from tests.played import Played

SCHOOLS = ("base", "second", "lalsk")
PRINTED = {
    "reward_system.pdf",
    "reward_period.pdf",
    "estimate.pdf",
    *(f"nomination-{number}.pdf" for number in range(1, 19)),
    "allocation-trial.pdf",
    "allocation-1.pdf",
    "allocation-2.pdf",
    *(
        f"award_list-{name}.pdf"
        for name in ("base-1", "base-2", "second-1", "second-2", "second-3", "lalsk-1")
    ),
    *(f"protocol-{number}.pdf" for number in (1, 2, 3, 4)),
    "order-base-1-ОД.pdf",
    *(f"{kind}-{school}.pdf" for kind in ("bonus_rules", "staff_opinion") for school in SCHOOLS),
    *(f"order-{name}-ОД.pdf" for name in ("base-2", "second-1", "lalsk-1")),
    *(f"order-{name}-К.pdf" for name in ("base-1", "base-2", "second-1", "second-2", "second-3", "lalsk-1")),
    "certificate-1.pdf",
    "certificate-2.pdf",
}
SUM = re.compile(r"\d{1,3}(?:\u00a0\d{3})*,\d\d")


@pytest.fixture(scope="module")
def spring(scenario: Callable[[str], Played]) -> Played:
    return scenario("motivation")


def sums(spring: Played, name: str, after: str = "") -> list[Decimal]:
    """The sums of money that a paper tells, from a word on."""
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(spring.out / f"{name}.pdf").pages)
    found = SUM.findall(text[text.index(after) :])
    return [Decimal(amount.replace("\u00a0", "").replace(",", ".")) for amount in found]


def states(spring: Played, kind: str) -> list[str]:
    return [paper["state"] for paper in spring.record if paper["kind"] == kind]


def test_the_scenario_writes_each_paper_by_kind_and_number(spring: Played) -> None:
    assert spring.missed == []
    assert spring.written == PRINTED


def test_of_eighteen_nominations_one_is_declined_and_the_others_are_ordered(spring: Played) -> None:
    found = states(spring, "nomination")
    assert {state: found.count(state) for state in set(found)} == {"ordered": 17, "declined": 1}
    assert states(spring, "allocation") == ["adopted", "adopted"]
    assert states(spring, "award_list") == ["approved"] * 6
    assert states(spring, "reward_period") == ["closed"]
    assert states(spring, "bonus_rules") == ["approved"] * 3


def test_each_school_pays_by_its_own_act_on_which_its_union_was_heard(spring: Played) -> None:
    for school in SCHOOLS:
        act, sheet = spring.text_of(f"bonus_rules-{school}"), spring.text_of(f"staff_opinion-{school}")
        assert "УЧТЕНО МНЕНИЕ первичной профсоюзной организации" in act
        assert ("ЛИСТ УЧЁТА МНЕНИЯ" in sheet, "Согласен с проектом." in sheet) == (True, True)
    order = spring.text_of("order-base-1-К")
    said = (
        "О премировании работников за второе полугодие 2011/2012 учебного года",
        "на основании положения о премировании работников (приказ от 02.02.2012 № 2-ОД)",
        "с учётом рекомендаций",
        "Выплатить премии 5 работникам согласно списку (прилагается на 1 л. в 1 экз.) в общей сумме",
        "за счёт средств стимулирующей части фонда оплаты труда до",
    )
    assert [words for words in said if words not in order] == []
    thanks = spring.text_of("order-base-2-К")
    assert "Объявить благодарность Лаптеву В.А., учителю истории, за вклад" in thanks


def test_one_objection_is_upheld_and_one_sum_is_corrected_after_the_order(spring: Played) -> None:
    nominations = [paper for paper in spring.record if paper["kind"] == "nomination"]
    moves = [[event["move"] for event in paper["events"]] for paper in nominations]
    objected = [done for done in moves if "object_to" in done]
    assert [done[done.index("object_to") :][:3] for done in objected] == [
        ["object_to", "enclose", "answer_objection"]
    ]
    assert sorted(done.count("allot") for done in moves) == [0, *[1] * 16, 2]


def test_a_member_has_no_vote_on_the_own_reward(spring: Played) -> None:
    own = "Не участвовали в голосовании (самоотвод): Жданов Н.С. — вопрос о собственном поощрении"
    assert [own in spring.text_of(f"protocol-{number}") for number in (1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_cap_holds_and_the_trial_is_a_project(spring: Played) -> None:
    trial, final = spring.text_of("allocation-trial"), spring.text_of("allocation-1")
    assert ("ПРОЕКТ" in trial, "ПРОЕКТ" in final) == (True, False)
    surname = next(surname for key, surname, *_rest in NEWCOMERS if key == CAPPED)
    assert [sums(spring, name, surname)[0] for name in ("allocation-trial", "allocation-1")] == [CAP, CAP]
    assert ["ограничено пределом" in text for text in (trial, final)] == [True, True]


def test_a_correction_prints_what_was_and_what_is(spring: Played) -> None:
    was, amount = sums(spring, "award_list-second-3", "Казаковой")[:2]
    assert was > amount > 0
    assert "(изменение размера выплат)" in spring.text_of("award_list-second-3")


def test_no_line_of_the_scenario_tells_a_sum_or_a_merit(spring: Played) -> None:
    merits = {line["note"] for sheet in SHEETS.values() for line in sheet.merits()} | {SUMMARY}
    assert len(spring.lines) > 250
    assert [line for line in spring.lines if SUM.search(line) or any(words in line for words in merits)] == []


def test_no_protocol_and_no_order_tells_a_sum(spring: Played) -> None:
    assert len(set(sums(spring, "award_list-second-1")) | set(sums(spring, "award_list-second-3"))) == 5
    names = [name.removesuffix(".pdf") for name in PRINTED if name.endswith("-К.pdf")]
    names += [f"protocol-{number}" for number in (2, 3, 4)]
    assert len(names) == 9
    assert [name for name in names if sums(spring, name)] == []
