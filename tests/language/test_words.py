"""The words of texts: what counts as the same word."""

import pytest

from governance.documents.language.words import chunks_in, in_other_layout, number_key, stem_of, stems_in


@pytest.mark.parametrize(
    "forms",
    [
        "приказ приказа приказу приказом приказе приказы приказов приказам приказами приказах ПРИКАЗ",
        "Винокурова Винокуровой Винокурову",
        "ёлка елка Ёлки",
    ],
)
def test_all_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem_of(form) for form in forms.split()}) == 1


def test_letters_and_digits_part_and_signs_are_no_words() -> None:
    assert stems_in("№ 4-ОД, «О дежурстве»") == ["4", "од", "о", "дежурств"]
    assert stems_in("4ОД") == ["4", "од"]
    assert stems_in(" §§ «» — \0 ") == []


def test_what_is_written_together_is_searched_together_and_lone_words_of_every_text_are_not() -> None:
    assert list(chunks_in("приказ о 4-ОД от 12.05.2012")) == [
        ("приказ",),
        ("4", "од"),
        ("12", "05", "2012"),
    ]


@pytest.mark.parametrize(
    "number", ["4-ОД", "4-од", "4ОД", "№ 4 – ОД", "4—ОД", "4-OD".replace("D", "Д"), "4 /ОД"]
)
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert number_key(number) == "4од"


def test_another_number_is_another_one() -> None:
    assert {number_key("14-ОД"), number_key("4-ОД/1"), number_key("")} == {"14од", "4од1", ""}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbrfp", "приказ"),
        ("Ghjnjrjk", "Протокол"),
        ("zkf", "яла"),
        ("цщквы", "words"),
        ("4", ""),
        ("приказ ab", ""),
    ],
)
def test_the_other_layout_of_the_keyboard(typed: str, meant: str) -> None:
    assert in_other_layout(typed) == meant
