"""Speakers typed on an agenda begin the minutes in the accusative, as far as their gender is told; the rest stays."""

from datetime import date

import pytest

from governance.documents.kinds.meeting.typed_speakers import typed_in_accusative
from governance.documents.settings.posts import correct_post
from governance.roles.names import Case
from governance.scenarios.luza import Luza
from tests.meeting.council import FOR, PRESENT, SEATS, Council

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("Иванова А. А. (доклад)", "Иванову А. А. (доклад)"),
        ("Винокурова С.А., заместитель директора по УВР", "Винокурову С.А., заместителя директора по УВР"),
        ("директор Пелевин Лев Викторович", "директора Пелевина Льва Викторовича"),
        ("Лаптев Н.И. — о смете; содокладчик: Рябова О.В.", "Лаптева Н.И. — о смете; Рябову О.В."),
        # Nothing tells the gender, it stands so already, or it is no name.
        ("Заяц М.В.", "Заяц М.В."),
        ("Винокурову С.А.", "Винокурову С.А."),
        ("Информация бухгалтерии", "Информация бухгалтерии"),
        ("", ""),
    ],
)
def test_typed_names_are_declined_with_their_posts(luza: Luza, typed: str, heard: str) -> None:
    assert typed_in_accusative(typed, luza.district.pk) == heard


def test_the_protocol_begins_with_them_and_the_secretary_corrects_it(council: Council) -> None:
    meeting = council.drafted("О смете")
    meeting = council.act(meeting, "revise_item", item=meeting.items.get(), speaker="Иванова А. А. (доклад)")
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, PRESENT)
    meeting = council.lead(meeting, "open")
    meeting = council.vote(meeting, meeting.items.get(), **dict.fromkeys(SEATS, FOR))
    protocol = council.protocol(council.lead(meeting, "finish"))
    (entry,) = protocol.texts
    assert entry.heard == "Иванову А. А. (доклад)"
    protocol = council.act(protocol, "revise", entries={entry.item_id: {"heard": "Иванову А. А. об итогах"}})
    assert [entry.heard for entry in protocol.texts] == ["Иванову А. А. об итогах"]


def test_a_post_is_declined_as_the_district_has_corrected_it(luza: Luza) -> None:
    by = luza.people["administrator"]
    forms = {Case.ACCUSATIVE.value: "и. о. директора школы"}
    correct_post(luza.district, "и. о. директора", forms, by=by, basis="приказ № 1", since=date(2011, 1, 1))
    assert typed_in_accusative("Пелевин Л.В., и. о. директора", luza.district.pk) == (
        "Пелевина Л.В., и. о. директора школы"
    )
