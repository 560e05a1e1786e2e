"""Posts, measures and sums in the words of orders."""

from decimal import Decimal

import pytest

from governance.documents.language.cases import CASES, in_case
from governance.documents.language.money import sum_text, with_sums_spelt_out
from governance.roles.names import Case


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("учитель истории", ["учителя", "учителю", "учителя", "учителем", "учителе"]),
        ("директор МОКУ СОШ № 2 г. Лузы", ["директора", "директору", "директора", "директором", "директоре"]),
        ("методист", ["методиста", "методисту", "методиста", "методистом", "методисте"]),
    ],
)
def test_the_noun_of_a_post_is_declined_and_what_follows_stays(phrase: str, forms: list[str]) -> None:
    _noun, rest = phrase.split(" ", 1) if " " in phrase else (phrase, "")
    assert [in_case(phrase, case) for case in CASES] == [f"{form} {rest}".strip() for form in forms]
    assert in_case(phrase, Case.NOMINATIVE) == phrase


@pytest.mark.parametrize(
    ("phrase", "dative", "accusative"),
    [
        (
            "заместитель директора, учитель химии",
            "заместителю директора, учителю химии",
            "заместителя директора, учителя химии",
        ),
        ("педагог-психолог", "педагогу-психологу", "педагога-психолога"),
        ("старший воспитатель", "старшему воспитателю", "старшего воспитателя"),
        ("главный бухгалтер", "главному бухгалтеру", "главного бухгалтера"),
        ("заведующая библиотекой", "заведующей библиотекой", "заведующую библиотекой"),
        ("заведующий кафедрой", "заведующему кафедрой", "заведующего кафедрой"),
        ("социальный педагог", "социальному педагогу", "социального педагога"),
        ("зам. директора", "зам. директора", "зам. директора"),
        ("и.о. директора", "и.о. директора", "и.о. директора"),
        ("", "", ""),
    ],
)
def test_posts_in_the_cases_of_orders(phrase: str, dative: str, accusative: str) -> None:
    assert (in_case(phrase, Case.DATIVE), in_case(phrase, Case.ACCUSATIVE)) == (dative, accusative)


@pytest.mark.parametrize(
    ("measure", "accusative", "instrumental"),
    [
        ("почётная грамота", "почётную грамоту", "почётной грамотой"),
        ("благодарность", "благодарность", "благодарностью"),
        ("благодарственное письмо", "благодарственное письмо", "благодарственным письмом"),
        ("ценный подарок", "ценный подарок", "ценным подарком"),
        ("похвальный лист", "похвальный лист", "похвальным листом"),
        ("диплом", "диплом", "дипломом"),
    ],
)
def test_measures_in_the_cases_of_orders(measure: str, accusative: str, instrumental: str) -> None:
    forms = [in_case(measure, case, animate=False) for case in (Case.ACCUSATIVE, Case.INSTRUMENTAL)]
    assert forms == [accusative, instrumental]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("19225.50", "19\u202f225 (девятнадцать тысяч двести двадцать пять) рублей\u00a050 копеек"),
        ("21.01", "21 (двадцать один) рубль\u00a001 копейка"),
        ("1000002", "1\u202f000\u202f002 (один миллион два) рубля\u00a000 копеек"),
        ("0.99", "0 (ноль) рублей\u00a099 копеек"),
    ],
)
def test_a_sum_in_an_order_agrees_with_its_number(amount: str, said: str) -> None:
    assert sum_text(Decimal(amount)) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3000 рублей в месяц", "3 000 (три тысячи) рублей 00 копеек в месяц"),
        ("по 1 200,50 руб. за час", "по 1 200 (одна тысяча двести) рублей 50 копеек за час"),
        ("21 руб 05 коп.", "21 (двадцать один) рубль 05 копеек"),
        ("2 р. или 500₽", "2 (два) рубля 00 копеек или 500 (пятьсот) рублей 00 копеек"),
        ("3 000 (три тысячи) рублей 00 копеек", None),
        ("15 % должностного оклада", None),
        ("30 тыс. руб., п. 2 раздела 3", None),
        ("5 рубленых котлет, 3 р-на", None),
    ],
)
def test_a_typed_sum_is_said_as_orders_say_it_and_nothing_else_is_touched(
    typed: str, said: str | None
) -> None:
    found = with_sums_spelt_out(typed)
    assert found.replace("\u202f", " ").replace("\u00a0", " ") == (said or typed)
    assert with_sums_spelt_out(found) == found
