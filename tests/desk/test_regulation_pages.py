"""The rules of a body as a form in words: several of them, tried on numbers, adopted from a clause of a paper."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance.documents.approval.regulation import Regulation
from governance.roles.organisation import OrganisationEvent
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

REST = {
    "source": "Положение о совете",
    "clause": "п. 4.4",
    "quorum": "1/2",
    "majority": "1/2",
    "since": "2011-09-12",
    "basis": "протокол от 12.09.2011 № 2",
}
OWN = {
    "rule-0-matter": "Приём участников",
    "rule-0-kinds": ["regulation"],
    "rule-0-quorum": "60 %",
    "rule-0-majority_strict": "at_least",
    "rule-0-majority": "2/3",
    "rule-0-base": "established",
    "rule-0-outcome": "on",
    "rule-0-clause": "п. 4.5",
}
TRY = {"try-roster": "6", "try-present": "5", "try-for_": "2", "try-against": "2", "try-abstain": "1"}


@pytest.fixture
def admin(desk: Desk) -> Client:
    return desk("administrator")


@pytest.fixture
def address(luza: Luza) -> str:
    return f"/setup/units/{luza.council.pk}/rules/new/"


def trace() -> tuple[int, int]:
    return OrganisationEvent.objects.count(), Regulation.objects.count()


def test_a_body_gets_a_rule_for_a_matter_of_its_own(luza: Luza, admin: Client, address: str) -> None:
    body = {
        "established": "9",
        "suspension_0": "10",
        "suspension_1": "working_days",
        "elects_secretary": "on",
    }
    assert admin.post(address, {**REST, **OWN, **body, "do": "save"}).status_code == 302
    regulation = Regulation.objects.in_force(luza.council, date(2011, 9, 12))
    assert (regulation.quoted, regulation.established, regulation.suspension) == (
        "п. 4.4, Положение о совете",
        9,
        {"count": 10, "unit": "working_days"},
    )
    assert (regulation.elects_chair, regulation.elects_secretary, regulation.allows_proxy) == (
        False,
        True,
        False,
    )
    (own,) = regulation.named
    assert (own.matter, own.kinds, own.advisory, own.quoted) == (
        "Приём участников",
        ["regulation"],
        True,
        "п. 4.5, Положение о совете",
    )
    assert own.rule == {
        "quorum": {"share": "60/100", "strict": False},
        "majority": {"base": "established", "share": "2/3", "strict": False},
        "casting_vote": False,
        "recused_count_for_quorum": True,
        "recused_leave_base": True,
    }
    assert list(faults_in(None)) == []
    again = admin.get(address).content.decode()
    assert "Приём участников" in again
    assert "60%" in again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tie": "casting", "try-presiding": "for"}, "Adopted by casting vote"),
        ({"tie": "adopted"}, "the rule adopts on a tie"),
        ({"tie": "not_adopted"}, "Not adopted: for 2, against 2"),
        ({"quorum": "1"}, "No quorum: 5 of 6 are present"),
        ({"try-for_": "9"}, "These numbers do not fit together: More votes (12) than voters (5)."),
        ({"try-for_": "x"}, "Whole numbers from 0 to 999."),
        ({"majority": "0"}, "The choices above make no rule yet."),
        ({"base": "established", "try-established": "9"}, "(5 of 9)"),
        (
            {"groups": "each", "try-roster2": "3", "try-present2": "1", "try-for2": "1"},
            "Group second: no quorum",
        ),
    ],
)
def test_a_rule_is_tried_on_numbers_and_nothing_is_entered(
    admin: Client, address: str, typed: dict[str, str], said: str
) -> None:
    before = trace()
    page = admin.post(address, {**REST, **TRY, **typed, "do": "try"})
    assert page.status_code == 200
    assert said in page.context["trial_of_rest"].said
    assert trace() == before


def test_a_rule_is_added_and_taken_out_and_nothing_typed_is_lost(admin: Client, address: str) -> None:
    page = admin.post(address, {**REST, "source": "Новое положение", "do": "more:rule"})
    assert [row.prefix for row, _trial in page.context["trials"]] == ["rule-0"]
    assert page.context["form"]["source"].value() == "Новое положение"
    page = admin.post(address, {**REST, **OWN, "do": "more:rule"})
    assert [row["matter"].value() for row, _trial in page.context["trials"]] == ["Приём участников", None]
    page = admin.post(address, {**REST, **OWN, "do": "drop:rule-0"})
    assert page.context["trials"] == []


@pytest.mark.parametrize(
    ("typed", "where", "error"),
    [
        (
            {"quorum": "три"},
            "form",
            {"quorum": ["A share must be a text with two whole numbers, such as “2/3”."]},
        ),
        ({"quorum": ""}, "form", {"quorum": ["Write the share, for example 1/2, 2/3 or 60%."]}),
        ({"source": ""}, "form", {"source": ["Name the point of the regulation: protocols quote it."]}),
        (
            {"suspension_0": "999", "suspension_1": "days"},
            "form",
            {
                "suspension": [
                    "A term has at most a year, and this one is “999 days”: correct its length or its unit."
                ]
            },
        ),
        (
            {"tie": "adopted", "majority": "2/3"},
            "form",
            {"__all__": ["A tie can adopt only where more than 1/2 is asked: change one of the two."]},
        ),
        (
            {**OWN, "rule-0-matter": ""},
            "row",
            {"matter": ["Name the matter, for example: приём новых участников."]},
        ),
        (
            {**OWN, "rule-1-matter": "ПРИЁМ участников", "rule-1-quorum": "1/2", "rule-1-majority": "1/2"},
            "form",
            {"__all__": ["«Приём участников» stands twice: one matter has one rule."]},
        ),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    admin: Client, address: str, typed: dict[str, Any], where: str, error: dict[str, list[str]]
) -> None:
    before = trace()
    page = admin.post(address, {**REST, **typed, "do": "save"})
    form = page.context["form"] if where == "form" else page.context["trials"][0][0]
    assert (page.status_code, form.errors) == (422, error)
    assert trace() == before


def test_a_seat_gets_its_group(luza: Luza, admin: Client, desk: Desk) -> None:
    seat = luza.seats["lalsk"]
    page = f"/setup/seats/{seat.pk}/group/"
    assert desk("director").get(page).status_code == 404
    assert admin.post(page, {"group": "родители", "basis": ""}).status_code == 422
    assert admin.post(page, {"group": " родители ", "basis": "протокол № 2"}).status_code == 302
    seat.refresh_from_db()
    assert seat.group == "родители"
    assert list(faults_in(None)) == []
