"""Names in the order and the case that papers ask for."""

import pytest

from governance.roles.names import (
    Case,
    Gender,
    decline,
    decline_short,
    full,
    guess_gender,
    initials,
    signature_line,
    surname_first,
)

DEPUTY = ("Винокурова", "Светлана", "Андреевна")
DIRECTOR = ("Пелевин", "Леонид", "Викторович")


def test_a_name_is_written_in_full_in_a_text_and_beside_a_signature():
    assert full(*DEPUTY) == "Винокурова Светлана Андреевна"
    assert surname_first(*DEPUTY) == "Винокурова С.А."
    assert signature_line(*DEPUTY) == "С.А. Винокурова"


@pytest.mark.parametrize(
    ("name", "text", "signature"),
    [
        (("Ли", "Олег", ""), "Ли О.", "О. Ли"),
        (("Седых", "Анна-Мария", "Игоревна"), "Седых А.-М.И.", "А.-М.И. Седых"),
        (("Пелевин", "Л.", "В."), "Пелевин Л.В.", "Л.В. Пелевин"),
        (("Smith", "John", ""), "Smith J.", "J. Smith"),
        ((" Пелевин ", " леонид", "Викторович "), "Пелевин Л.В.", "Л.В. Пелевин"),
        (("Пелевин", "", ""), "Пелевин", "Пелевин"),
        (("Иванов", "-", "—"), "Иванов", "Иванов"),
        (("", "", ""), "", ""),
    ],
)
def test_missing_double_and_shortened_parts_keep_the_name_readable(name, text, signature):
    assert (surname_first(*name), signature_line(*name)) == (text, signature)


def test_full_leaves_out_what_is_missing():
    assert full("Ли", "Олег") == "Ли Олег"
    assert full("", "", "") == ""


def test_initials_alone():
    assert initials("Светлана", "Андреевна") == "С.А."


@pytest.mark.parametrize(
    ("patronymic", "given", "surname", "gender"),
    [
        ("Андреевна", "", "", Gender.FEMALE),
        ("Никитична", "Женя", "Ким", Gender.FEMALE),
        ("Ахмед кызы", "", "", Gender.FEMALE),
        ("Викторович", "", "", Gender.MALE),
        ("Лукич", "Женя", "Ким", Gender.MALE),
        ("Ахмед-оглы", "", "", Gender.MALE),
        ("", "Светлана", "", Gender.FEMALE),
        ("", "", "Пелевин", Gender.MALE),
        ("", "С.", "Пелевина", Gender.FEMALE),
        ("", "John", "Smith", Gender.UNKNOWN),
        ("", "", "", Gender.UNKNOWN),
        ("В.", "Л.", "", Gender.UNKNOWN),
    ],
)
def test_gender_is_told_by_the_patronymic_and_then_by_the_rest(patronymic, given, surname, gender):
    assert guess_gender(patronymic, given, surname) is gender


@pytest.mark.parametrize(
    ("case", "deputy", "director"),
    [
        (Case.NOMINATIVE, "Винокурова Светлана Андреевна", "Пелевин Леонид Викторович"),
        (Case.GENITIVE, "Винокуровой Светланы Андреевны", "Пелевина Леонида Викторовича"),
        (Case.DATIVE, "Винокуровой Светлане Андреевне", "Пелевину Леониду Викторовичу"),
        (Case.ACCUSATIVE, "Винокурову Светлану Андреевну", "Пелевина Леонида Викторовича"),
        (Case.INSTRUMENTAL, "Винокуровой Светланой Андреевной", "Пелевиным Леонидом Викторовичем"),
        (Case.PREPOSITIONAL, "Винокуровой Светлане Андреевне", "Пелевине Леониде Викторовиче"),
    ],
)
def test_a_name_in_each_case(case, deputy, director):
    assert decline(*DEPUTY, case) == deputy
    assert decline(*DIRECTOR, case) == director


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        (("Шевченко", "Любовь", "Ильинична"), "Шевченко Любови Ильиничне"),
        (("Черных", "Илья", "Никитич"), "Черных Илье Никитичу"),
        (("Ткач", "Лев", "Львович"), "Ткачу Льву Львовичу"),
        (("Ткач", "Мария", "Львовна"), "Ткач Марии Львовне"),
        (("Гоголь", "Павел", "Ильич"), "Гоголю Павлу Ильичу"),
        (("Гоголь", "Нина", "Юрьевна"), "Гоголь Нине Юрьевне"),
        (("Кожемяка", "Юрий", "Олегович"), "Кожемяке Юрию Олеговичу"),
        (("Римский-Корсаков", "Николай", "Андреевич"), "Римскому-Корсакову Николаю Андреевичу"),
        (("Седых", "Анна-Мария", "Игоревна"), "Седых Анне-Марии Игоревне"),
        (("Толстая", "Татьяна", "Никитична"), "Толстой Татьяне Никитичне"),
        (("Дюма", "Пётр", "Фомич"), "Дюма Петру Фомичу"),
        (("Мицкевич", "Инна", "Савельевна"), "Мицкевич Инне Савельевне"),
        (("Лихачёв", "Фёдор", "Лукич"), "Лихачёву Фёдору Лукичу"),
        (("Мухаметшин", "Рашид", "Ахмед-оглы"), "Мухаметшину Рашиду Ахмед-оглы"),
    ],
)
def test_uncommon_surnames_are_declined_or_left_as_grammar_wants(name, dative):
    assert decline(*name, Case.DATIVE) == dative


def test_a_stated_gender_goes_before_the_guess():
    assert decline("Ким", "Женя", "", Case.DATIVE, Gender.MALE) == "Киму Жене"
    assert decline("Ким", "Женя", "", Case.DATIVE, Gender.FEMALE) == "Ким Жене"


def test_the_short_form_declines_the_surname_and_keeps_the_initials():
    assert decline_short(*DEPUTY, Case.ACCUSATIVE) == "Винокурову С.А."
    assert decline_short("Пелевин", "Л.", "В.", Case.GENITIVE) == "Пелевина Л.В."


@pytest.mark.parametrize("case", Case)
@pytest.mark.parametrize("gender", Gender)
@pytest.mark.parametrize("name", [("Smith", "John", ""), ("王", "小明", ""), ("", "", ""), ("-", ".", "?")])
def test_a_foreign_or_empty_name_stays_as_typed(name, gender, case):
    assert decline(*name, case, gender) == full(*name)


@pytest.mark.parametrize(
    ("surname", "genitive", "instrumental"),
    [
        ("Мышь", "Мыша", "Мышем"),
        ("Соловей", "Соловья", "Соловьём"),
        ("Муравей", "Муравья", "Муравьём"),
        ("Кирей", "Кирея", "Киреем"),
        ("Заяц", "Зайца", "Зайцем"),
        ("Перец", "Перца", "Перцем"),
        ("Швец", "Швеца", "Швецом"),
        ("Кузнец", "Кузнеца", "Кузнецом"),
        ("Стрелец", "Стрельца", "Стрельцом"),
        ("Коломиец", "Коломийца", "Коломийцем"),
        ("Божок", "Божка", "Божком"),
        ("Игрок", "Игрока", "Игроком"),
        ("Журавель", "Журавля", "Журавлем"),
        ("Ткач", "Ткача", "Ткачом"),
        ("Мицкевич", "Мицкевича", "Мицкевичем"),
        ("Задача", "Задачи", "Задачей"),
        ("Ильюша", "Ильюши", "Ильюшей"),
        ("Лапша", "Лапши", "Лапшой"),
        ("Иванов-Заяц", "Иванова-Зайца", "Ивановым-Зайцем"),
        ("ИВАНОВ", "ИВАНОВА", "ИВАНОВЫМ"),
    ],
)
def test_rare_surnames_of_men(surname, genitive, instrumental):
    forms = [decline(surname, "", "", case, Gender.MALE) for case in (Case.GENITIVE, Case.INSTRUMENTAL)]
    assert forms == [genitive, instrumental]


def test_a_surname_in_capitals_stays_so_and_women_keep_their_consonants():
    assert decline_short("ИВАНОВА", "Анна", "Ильинична", Case.GENITIVE) == "ИВАНОВОЙ А.И."
    assert decline_short("Соловей", "Анна", "Ильинична", Case.GENITIVE) == "Соловей А.И."
    assert decline_short("Задача", "Анна", "Ильинична", Case.INSTRUMENTAL) == "Задачей А.И."
