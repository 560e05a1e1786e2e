"""The guided set-up, and what is said to be missing before it hurts."""

from datetime import date

import pytest
from django.test import Client

from governance import clock
from governance.desk.accounts import letters
from governance.desk.pages.organisation import letting_in, steps
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.kinds import KINDS
from governance.flows.readiness.lacks import Readiness, What
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.acts.appointing import dismiss
from governance.roles.acts.bodies import end_seats
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk
from tests.founding import founded, other_district

pytestmark = pytest.mark.django_db

BASIS = "приказ от 12.09.2011 № 5-К"


@pytest.fixture
def admin(desk: Desk) -> Client:
    return desk("administrator")


def whats(district: Unit, kind: str, unit: Unit) -> list[tuple[str, str]]:
    return [(lack.what.value, lack.detail) for lack in Readiness(district).lacks(KINDS[kind], unit)]


def test_a_district_that_stands_lacks_nothing_and_a_new_one_everything(luza: Luza) -> None:
    assert whats(luza.district, "plan", luza.district) == []
    assert whats(luza.district, "order", luza.base) == []
    assert whats(luza.district, "meeting", luza.council) == []
    new = other_district()
    assert whats(new, "plan", new) == [
        ("holder", "draft_paper"),
        ("holder", "follow_plan"),
        ("unit", "council"),
        ("base_school", ""),
    ]


def test_each_thing_that_is_taken_away_is_missed_by_what_waits_for_it(luza: Luza) -> None:
    director = luza.appointments["director"][0]
    dismiss(director, by=None, basis=BASIS)
    missing = Readiness(luza.district).lacks(Order, luza.base)
    assert [(lack.what, lack.detail, lack.unit) for lack in missing] == [
        (What.HOLDER, "sign_order", luza.base)
    ]
    # So does what an order of that school approves, and nothing of another school.
    assert whats(luza.district, "plan", luza.district) == [("holder", "sign_order")]
    assert whats(luza.district, "order", luza.schools["second"]) == []
    end_seats(luza.council.seats.all(), until=date(2011, 9, 11), by=None, basis=BASIS)
    assert whats(luza.district, "meeting", luza.council) == [("seats", "")]
    assert ("seats", "") in whats(luza.district, "plan", luza.district)


def test_beginning_a_paper_that_cannot_be_finished_says_so_at_once(luza: Luza, desk: Desk) -> None:
    assert "It can be begun now" not in desk("clerk").get("/papers/new/order/").content.decode()
    dismiss(luza.appointments["director"][0], by=None, basis=BASIS)
    page = desk("clerk").get("/papers/new/order/")
    [line] = page.context["page"].lacking.lines
    assert (line.lack.what, line.href) == (What.HOLDER, "")
    shown = page.content.decode()
    assert "It can be begun now, and not finished yet" in shown
    assert luza.people["administrator"].name in shown
    for address in ("/papers/new/plan/", "/papers/new/regulation/"):
        assert "It can be begun now, and not finished yet" in desk("deputy").get(address).content.decode()


def test_the_page_of_a_process_leads_to_where_each_thing_is_mended(
    luza: Luza, admin: Client, desk: Desk
) -> None:
    school = founded(luza.district, UnitKind.SCHOOL, "Школа № 9")
    page = admin.get("/setup/processes/order/")
    places = {place.unit: [line.href for line in place.lines] for place in page.context["process"].lacking}
    assert set(places[school]) == {
        f"/setup/units/{school.pk}/appoint/?right=draft_order",
        f"/setup/units/{school.pk}/appoint/?right=sign_order",
        *(f"/setup/units/{school.pk}/registers/new/?code={one.code}" for one in Order.registers),
    }
    for href in places[school]:
        assert admin.get(href).status_code == 200
    assert admin.get("/setup/processes/nothing/").status_code == 404
    assert desk("director").get("/setup/processes/order/").status_code == 404


def test_somebody_is_appointed_from_the_page_of_a_unit(luza: Luza, admin: Client) -> None:
    address = f"/setup/units/{luza.schools['lalsk'].pk}/appoint/"
    page = admin.get(f"{address}?right=draft_order")
    assert page.context["form"]["role"].value() == Role.DEPUTY_HEAD
    typed = {"person": luza.people["observer"].pk, "role": "clerk", "since": "2011-09-12", "basis": BASIS}
    assert admin.post(address, typed).status_code == 302
    own = admin.post(address, {**typed, "person": luza.people["administrator"].pk})
    assert own.context["form"].non_field_errors() == [
        "Nobody appoints themselves: ask another administrator."
    ]


def test_missing_registers_are_opened_from_a_list(luza: Luza, admin: Client) -> None:
    school = founded(luza.district, UnitKind.SCHOOL, "Школа № 9")
    address = f"/setup/units/{school.pk}/registers/new/"
    offered = [code for code, _title in admin.get(address).context["form"].fields["codes"].choices]
    assert {one.code for one in Order.registers} <= set(offered)
    assert admin.post(address, {"codes": offered, "basis": BASIS}).status_code == 302
    assert set(school.registers.values_list("code", flat=True)) == set(offered)
    assert admin.post(address, {"codes": ["order"], "basis": BASIS}).status_code == 422


def test_several_seats_at_once_name_each_once(luza: Luza, admin: Client) -> None:
    address = f"/setup/units/{luza.council.pk}/seats/several/"
    typed = {"since": "2011-09-12", "basis": BASIS}
    before = luza.council.seats.count()
    twice = admin.post(address, {**typed, "names": "Девятое\nдевятое"})
    assert twice.context["form"].errors == {
        "names": ["There is a seat «девятое» already, or it stands here twice."]
    }
    assert luza.council.seats.count() == before
    assert admin.post(address, {**typed, "names": "Девятое\n\n Десятое "}).status_code == 302
    assert list(luza.council.seats.order_by("-pk").values_list("name", flat=True)[:2]) == [
        "Десятое",
        "Девятое",
    ]


def test_the_list_says_what_is_done_and_what_is_missing(luza: Luza, admin: Client) -> None:
    [listed] = admin.get("/setup/").context["lists"]
    assert {step.title: step.state for step in listed} == {
        "Schools": "done",
        "People and posts": "done",
        "Совет школьного округа": "done",
        "Методический совет школьного округа": "done",
        "Registers and numbers": "done",
        "Terms and choices": "not begun",
        "Letters": "missing",
        "Invitations": "missing",
        "Processes": "partly",
    }


def test_a_letter_on_trial_goes_to_oneself_and_invitations_to_whoever_has_none(
    luza: Luza, admin: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (letters, letting_in, steps):
        monkeypatch.setattr(module, "letters_leave", lambda: True)
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", lambda *ones: written.extend(ones))
    assert admin.post("/setup/mail/")["Location"] == "/setup/mail/"
    assert [letter.to for letter in written] == [luza.people["administrator"].email]
    written.clear()
    waiting = [person for person in steps.people_to_let_in(luza.district) if not person.has_usable_password()]
    admin.post("/setup/invitations/all/")
    assert sorted(letter.to for letter in written) == sorted(person.email for person in waiting)
    written.clear()
    admin.post("/setup/invitations/all/")
    assert written == []
    assert desk("director").post("/setup/invitations/all/").status_code == 404
    assert desk("director").post("/setup/mail/").status_code == 404
    assert Person.objects.filter(entry_passes__isnull=False).distinct().count() == len(waiting)
    assert clock.today() == date(2011, 9, 12)


def test_the_plan_is_one_of_the_processes_and_a_list_that_draws_itself_up_is_none(admin: Client) -> None:
    models = [process.model for process in admin.get("/setup/processes/").context["processes"]]
    assert Plan in models
    assert KINDS["school_list"] not in models
