"""Names of bodies, schools and posts in the cases that papers ask for."""

import pytest

from governance.roles.names import Case
from governance.roles.unit import Unit
from governance.roles.unit_names import suggested


@pytest.mark.parametrize(
    ("name", "genitive", "instrumental"),
    [
        ("Совет школьного округа", "Совета школьного округа", "Советом школьного округа"),
        ("Управляющий совет", "Управляющего совета", "Управляющим советом"),
        (
            "Приёмная комиссия МБОУ СОШ № 3",
            "Приёмной комиссии МБОУ СОШ № 3",
            "Приёмной комиссией МБОУ СОШ № 3",
        ),
        ("Вятский школьный округ", "Вятского школьного округа", "Вятским школьным округом"),
        ("Общее собрание работников", "Общего собрания работников", "Общим собранием работников"),
        ("Управление образования", "Управления образования", "Управлением образования"),
        ("Администрация района", "Администрации района", "Администрацией района"),
        ("Школа-интернат № 3", "Школы-интерната № 3", "Школой-интернатом № 3"),
        ("Лицей № 1", "Лицея № 1", "Лицеем № 1"),
        ("Детский сад «Ромашка»", "Детского сада «Ромашка»", "Детским садом «Ромашка»"),
        ("МОКУ СОШ № 2 г. Лузы", "МОКУ СОШ № 2 г. Лузы", "МОКУ СОШ № 2 г. Лузы"),
        ("«Ромашка»", "«Ромашка»", "«Ромашка»"),
        ("", "", ""),
    ],
)
def test_a_unit_is_declined_without_what_depends_on_its_noun(name, genitive, instrumental):
    assert [suggested(name, case) for case in (Case.GENITIVE, Case.INSTRUMENTAL)] == [genitive, instrumental]


@pytest.mark.parametrize(
    ("post", "accusative", "dative"),
    [
        ("директор школы", "директора школы", "директору школы"),
        ("заместитель директора по УВР", "заместителя директора по УВР", "заместителю директора по УВР"),
        ("главный бухгалтер", "главного бухгалтера", "главному бухгалтеру"),
        ("заведующая библиотекой", "заведующую библиотекой", "заведующей библиотекой"),
        ("заведующий", "заведующего", "заведующему"),
        ("педагог-психолог", "педагога-психолога", "педагогу-психологу"),
        ("и.о. директора", "и.о. директора", "и.о. директора"),
    ],
)
def test_a_post_is_declined_as_what_lives(post, accusative, dative):
    assert [suggested(post, case, lives=True) for case in (Case.ACCUSATIVE, Case.DATIVE)] == [
        accusative,
        dative,
    ]


def test_a_corrected_form_goes_before_the_suggested_one_and_belongs_to_the_name_of_today():
    council = Unit(name="Совет Вятского округа", forms={"genitive": "совета Вятского округа"})
    assert council.form("genitive") == "совета Вятского округа"
    assert council.form("dative") == "Совету Вятского округа"
    assert council.form("nominative") == "Совет Вятского округа"
    assert council.form_of("Совет округа", "genitive") == "Совета округа"
