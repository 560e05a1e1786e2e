"""A commission set up and changed by orders: its members get their places by the signature, or lose them."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.drafting_by_form import draft_by_form
from governance.documents.kinds.order.filling import write_by_form
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.setting import shipped
from governance.roles.appointment import Appointment
from governance.roles.organisation_check import district_faults
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

NAME = "Комиссия по урегулированию споров"
MEMBERS = [
    ("deputy", "председатель"),
    ("clerk", "секретарь"),
    ("teacher_maths", "член"),
    ("teacher_russian", "член"),
]


def rows(luza: Luza, members: list[tuple[str, str]]) -> dict[str, Any]:
    return {"состав": [{"кто": luza.people[key], "место": place} for key, place in members]}


def begun(luza: Luza, members: list[tuple[str, str]] = MEMBERS, **other: Any) -> Order:
    once = {
        "название": NAME,
        "основание": "положением о комиссии",
        "цель": "защиты прав участников образовательных отношений",
        "первое заседание": date(2011, 10, 10),
        "созывает": luza.people["deputy"],
        **other,
    }
    return draft_by_form(luza.base, "commission", once, rows(luza, members), by=luza.people["clerk"])


def changed(luza: Luza, body: Unit, members: list[tuple[str, str]]) -> Order:
    once = {
        "орган": body,
        "причина": "увольнением члена комиссии",
        "сообщает": luza.people["clerk"],
        "сообщить": date(2011, 10, 20),
    }
    return draft_by_form(luza.base, "composition", once, rows(luza, members), by=luza.people["clerk"])


def signed(luza: Luza, order: Order) -> Order:
    order = perform(order, "submit", by=luza.people["clerk"])
    return perform(order, "sign", by=luza.people["director"])


def seated(body: Unit, day: date | None = None) -> set[tuple[str, str, bool]]:
    held = Appointment.objects.in_force(day).filter(unit=body).select_related("person")
    return {(one.person.surname, one.role, one.seat_id is not None) for one in held}


AS_SIGNED = {
    ("Винокурова", "commission_chair", True),
    ("Тестова", "commission_secretary", False),
    ("Мокрушин", "commission_member", True),
    ("Дегтярёва", "commission_member", True),
}


def test_the_signature_sets_up_the_commission_with_rule_registers_and_members(luza: Luza) -> None:
    order = begun(luza)
    assert order.title == "О создании комиссии по урегулированию споров"
    assert [point.text for point in order.points.all()][:3] == [
        "Создать комиссию по урегулированию споров в составе:",
        "председатель — заместитель директора по УВР Винокурова С.А.",
        "секретарь — делопроизводитель Тестова А.П.",
    ]
    assert not Unit.objects.filter(name=NAME).exists()
    order = signed(luza, order)
    body = Unit.objects.get(name=NAME)
    assert (body.kind, body.parent_id) == (UnitKind.COMMISSION, luza.base.pk)
    assert seated(body) == AS_SIGNED
    assert set(body.registers.values_list("code", flat=True)) >= {"protocol", "extract"}
    assert Regulation.objects.get(unit=body).source == f"приказ от 14.09.2011 № {order.number}"
    held = Appointment.objects.get(unit=body, role="commission_chair")
    assert (held.basis, held.capacity) == (
        f"приказ от 14.09.2011 № {order.number}",
        "председатель комиссии по урегулированию споров",
    )
    assert not list(verify(Document.objects.filter(pk=order.pk)))


def test_an_order_changes_the_composition_and_whoever_stays_keeps_the_appointment(luza: Luza) -> None:
    signed(luza, begun(luza))
    body = Unit.objects.get(name=NAME)
    assert changed(luza, body, MEMBERS).title == "Об изменении состава комиссии по урегулированию споров"
    assert body.form("genitive") == "комиссии по урегулированию споров"
    chair = Appointment.objects.get(unit=body, role="commission_chair")
    with clock.played(date(2011, 10, 3)):
        signed(
            luza, changed(luza, body, [*MEMBERS[:2], ("teacher_maths", "член"), ("methodical_chair", "член")])
        )
        assert seated(body) == AS_SIGNED - {("Дегтярёва", "commission_member", True)} | {
            ("Зыкова", "commission_member", True)
        }
        assert Appointment.objects.get(unit=body, role="commission_chair") == chair
    assert seated(body, date(2011, 10, 2)) == AS_SIGNED


def test_an_annulled_order_ends_what_it_appointed(luza: Luza) -> None:
    order = signed(luza, begun(luza))
    body = Unit.objects.get(name=NAME)
    with clock.played(date(2011, 10, 3)):
        reason = "В связи с нарушением порядка"
        ending = draft_annulling_order(Order.objects.get(pk=order.pk), by=luza.people["clerk"], reason=reason)
        signed(luza, ending)
        assert seated(body) == set()
    assert seated(body, date(2011, 9, 30)) == AS_SIGNED


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([*MEMBERS, ("deputy", "член")], "stands twice among the members"),
        ([("deputy", "член"), *MEMBERS[1:]], "Name one chair among the members."),
        ([*MEMBERS, ("director", "секретарь")], "Name one secretary among the members, or none."),
        (MEMBERS[:3], "A body decides by the votes of at least three"),
    ],
)
def test_a_composition_that_cannot_decide_is_refused(
    luza: Luza, members: list[tuple[str, str]], sentence: str
) -> None:
    with pytest.raises(NotLegal, match=sentence):
        begun(luza, members)
    assert not Order.objects.exists()


def test_a_name_that_is_taken_and_a_body_of_others_are_refused_also_at_the_signature(luza: Luza) -> None:
    with pytest.raises(NotLegal, match="exists already"):
        begun(luza, название="совет школьного округа")
    with pytest.raises(NotLegal, match="is not changed by an order of"):
        changed(luza, luza.council, MEMBERS)
    first, second = begun(luza), begun(luza)
    signed(luza, first)
    with pytest.raises(NotLegal, match="exists already"):
        perform(second, "submit", by=luza.people["clerk"])


def test_members_that_were_edited_out_of_the_points_are_not_appointed(luza: Luza) -> None:
    order = begun(luza)
    points = [{"text": point.text, "number": point.number} for point in order.points.all()][:3]
    order = perform(order, "revise", by=luza.people["clerk"], points=points)
    with pytest.raises(NotLegal, match="no longer name the members as they were filled in"):
        perform(order, "submit", by=luza.people["clerk"])
    assert not Unit.objects.filter(name=NAME).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"members": ""}, "Name the table of the members"),
        ({"members": "никто"}, "has a person and a choice of places"),
        ({"blanks": "place"}, "among others"),
        ({"points": "none"}, "The points say which body it is"),
    ],
)
def test_a_form_that_appoints_says_whom_and_where(change: dict[str, str], sentence: str) -> None:
    value = shipped()["commission"].to_json()
    if change.get("blanks"):
        place = next(blank for blank in value["blanks"] if blank["name"] == "место")
        place["choices"] = ["член", "председатель"]
    elif change.get("points"):
        value["points"][0]["text"] = "Создать комиссию в составе:"
    else:
        value |= change
    with pytest.raises(Exception, match=sentence):
        LibraryForm.from_json(value)


def test_the_record_of_the_organisation_stays_whole(luza: Luza) -> None:
    signed(luza, begun(luza))
    assert not list(district_faults(luza.district.pk))


def test_an_order_that_stands_again_gives_its_members_their_places_from_that_day(luza: Luza) -> None:
    order, clerk = signed(luza, begun(luza)), luza.people["clerk"]
    body = Unit.objects.get(name=NAME)
    with clock.played(date(2011, 10, 3)):
        ending = signed(luza, draft_annulling_order(order, by=clerk, reason="В связи с нарушением порядка"))
    with clock.played(date(2011, 10, 10)):
        ending = Order.objects.get(pk=ending.pk)
        reason = "В связи с ошибкой"
        saying = signed(luza, draft_annulling_order(ending, by=clerk, reason=reason, revive=True))
        assert seated(body) == AS_SIGNED
        assert {one.basis for one in Appointment.objects.in_force().filter(unit=body)} == {
            f"приказ от 10.10.2011 № {saying.number}"
        }
    assert seated(body, date(2011, 10, 5)) == set()
    assert list(district_faults(luza.district.pk)) == []


def test_a_body_that_another_order_has_composed_meanwhile_stays_as_that_one_says(luza: Luza) -> None:
    order, clerk = signed(luza, begun(luza)), luza.people["clerk"]
    body = Unit.objects.get(name=NAME)
    others = [("deputy", "председатель"), ("teacher_maths", "член"), ("methodical_chair", "член")]
    with clock.played(date(2011, 10, 3)):
        ending = signed(luza, draft_annulling_order(order, by=clerk, reason="В связи с нарушением порядка"))
        signed(luza, changed(luza, body, others))
        composed = seated(body)
    with clock.played(date(2011, 10, 10)):
        ending = Order.objects.get(pk=ending.pk)
        signed(luza, draft_annulling_order(ending, by=clerk, reason="В связи с ошибкой", revive=True))
        assert seated(body) == composed


@pytest.mark.parametrize(
    ("code", "name", "role", "of_district"),
    [
        ("council", "Управляющий совет", "body_chair", False),
        ("group", "Проектная группа «Школьный двор»", "body_chair", False),
        ("district-group", "Рабочая группа по школьному автобусу", "body_chair", True),
    ],
)
def test_the_form_says_what_the_order_sets_up_and_of_whom(
    luza: Luza, code: str, name: str, role: str, of_district: bool
) -> None:
    once = {
        "название": name,
        "основание": "уставом",
        "цель": "общего дела",
        "первое заседание": date(2011, 10, 10),
        "созывает": luza.people["deputy"],
    }
    signed(luza, draft_by_form(luza.base, code, once, rows(luza, MEMBERS), by=luza.people["clerk"]))
    body = Unit.objects.get(name=name)
    assert (body.kind, body.parent) == (UnitKind.BODY, luza.district if of_district else luza.base)
    assert Appointment.objects.get(unit=body, seat__isnull=False, person=luza.people["deputy"]).role == role
    if of_district:
        with pytest.raises(NotLegal, match="by an order of the base school"):
            write_by_form(code, luza.schools["second"], once, rows(luza, MEMBERS))
