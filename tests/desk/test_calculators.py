"""Calculators on the desk: the same answers as the commands of their names, in sentences, and nothing is stored."""

import re
from typing import Any

import pytest
from django.test import Client

from governance.documents.approval.regulation import Regulation
from governance.documents.record.events import Event
from governance.roles.organisation import OrganisationEvent
from governance.scenarios.luza import Luza

from .conftest import Desk

pytestmark = pytest.mark.django_db

DEADLINE = {
    "start": "2012-04-27",
    "term_0": "3",
    "term_1": "working_days",
    "roll": "on",
    "days_off": "",
    "working": "",
    "do": "count",
}
ELECTION = {
    "method": "majority", "quorum_strict": "more", "quorum": "1/2", "quorum_of": "roster",
    "majority_strict": "more", "majority": "1/2", "base": "present", "round": "1", "posts": "1", "roster": "21",
    "present": "15", "issued": "15", "found": "14", "invalid": "1", "established": "",
    "candidate-0-name": "Крылова", "candidate-0-votes": "6", "candidate-1-name": "Жданов", "candidate-1-votes": "5",
    "candidate-2-name": "Лаптев", "candidate-2-votes": "2", "do": "count",
}  # fmt: skip
SUMS = {
    "rounding": "down_rouble", "cap": "", "coefficient": "", "pool-0-title": "учителя", "pool-0-amount": "50000,00",
    "person-0-name": "1", "person-0-pool": "учителя", "person-0-points": "21", "person-0-share": "1",
    "person-1-name": "2", "person-1-pool": "учителя", "person-1-points": "391", "person-1-share": "1", "do": "count",
}  # fmt: skip
CRITERIA = {
    "criterion-0-code": "math", "criterion-0-title": "Математика", "criterion-0-kind": "per_unit",
    "criterion-0-points": "2", "criteria-decimals": "2", "circumstance-0-code": "gold",
    "circumstance-0-title": "Медаль", "circumstance-0-ahead_of_all": "on", "places": "1",
}  # fmt: skip


def hexed(sort: str, code: str) -> str:
    return f"{sort}{code.encode().hex()}"


MATH, GOLD = hexed("v", "math"), hexed("f", "gold")
APPLICANTS = {
    "applicant-0-name": "01", f"applicant-0-{MATH}": "4,5",
    "applicant-1-name": "02", f"applicant-1-{MATH}": "3", f"applicant-1-{GOLD}": "on", "do": "count",
}  # fmt: skip


def text(response: Any) -> str:
    """The words of a page, as they are read one after another."""
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", words.replace("&nbsp;", " ").replace("\xa0", " "))


@pytest.fixture
def deputy(luza: Luza, desk: Desk) -> Client:
    return desk("deputy")


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        ("deadline", DEADLINE, ["Thursday, 03.05.2012", "3 working days after 27.04.2012", "01.05.2012 — "]),
        ("elect", ELECTION, ["Nobody is elected; needed: 8.", "Second round between", "13 valid ballots"]),
        ("distribute", SUMS, ["50 000,00 : 412 = 121,00 for a point", "21 × 121,00", "2 541,00", "Paid: 49 852,00"]),
        ("rank", CRITERIA | APPLICANTS, ["1. 02", "gets a place", "2. 01", "Математика: 9", "Ranked ahead of all"]),
    ],
    ids=["deadline", "elect", "distribute", "rank"],
)  # fmt: skip
def test_a_calculator_answers_as_the_command_of_its_name_does(
    deputy: Client, address: str, typed: dict[str, str], said: list[str]
) -> None:
    before = Event.objects.count(), OrganisationEvent.objects.count()
    assert deputy.get(f"/calculators/{address}/").status_code == 200
    page = deputy.post(f"/calculators/{address}/", typed)
    assert page.status_code == 200, text(page)
    for words in said:
        assert words in text(page)
    assert (Event.objects.count(), OrganisationEvent.objects.count()) == before


def test_a_vote_is_tried_by_the_rule_of_a_body(luza: Luza, deputy: Client) -> None:
    begun = deputy.get(f"/calculators/tally/?body={luza.council.pk}")
    quorum = Regulation.objects.get(unit=luza.council).rule["quorum"]
    shown = begun.context["form"]
    assert (shown["quorum"].value(), shown["quorum_strict"].value() == "more") == (
        quorum["share"],
        quorum["strict"],
    )
    rule = {name: begun.context["form"][name].value() for name in begun.context["form"].fields}
    numbers = {"try-roster": "6", "try-present": "5", "try-for_": "3", "try-against": "1", "try-abstain": "1"}
    page = deputy.post("/calculators/tally/", {**rule, **numbers, "do": "count"})
    assert "adopted" in text(page)
    few = deputy.post(
        "/calculators/tally/",
        {**rule, **numbers, "try-present": "2", "try-for_": "1", "try-abstain": "0", "do": "try"},
    )
    assert "no quorum" in text(few)


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("deadline", DEADLINE | {"term_0": "0"}, "A term is at least 1 long."),
        ("deadline", DEADLINE | {"start": ""}, "Give the day from which the term runs."),
        ("deadline", DEADLINE | {"days_off": "32.13.2012"}, "is not a day"),
        ("deadline", DEADLINE | {"days_off": "28.04.2012", "working": "28.04.2012"}, "leave it in one list"),
        ("elect", ELECTION | {"found": "16"}, "More ballots were found (16) than issued (15)."),
        ("elect", ELECTION | {"candidate-0-votes": "ten"}, "Whole numbers from 0 to 9999."),
        ("elect", ELECTION | {"candidate-1-name": "Крылова"}, "twice"),
        ("elect", {k: v for k, v in ELECTION.items() if "candidate" not in k}, "Name at least one candidate"),
        ("elect", ELECTION | {"quorum_of": "established"}, "established number"),
        ("distribute", SUMS | {"person-0-share": "2"}, "Give the part from 0 to 1"),
        ("distribute", SUMS | {"pool-0-amount": "много"}, "Give a sum in roubles"),
        ("distribute", SUMS | {"person-1-name": "1"}, "twice"),
        ("distribute", SUMS | {"cap": "0"}, "Give a sum in roubles"),
        ("rank", CRITERIA | APPLICANTS | {"places": "-1"}, "Give the number of places"),
        ("rank", CRITERIA | APPLICANTS | {f"applicant-0-{MATH}": "x"}, "Give a number such as 4.7"),
        ("rank", CRITERIA | {"do": "count"}, "Enter at least one applicant"),
        ("rank", {"do": "count", "places": "1"}, "There is no criterion yet"),
    ],
)
def test_bad_input_gets_one_sentence_and_nothing_typed_is_lost(
    deputy: Client, address: str, typed: dict[str, str], sentence: str
) -> None:
    page = deputy.post(f"/calculators/{address}/", typed)
    assert page.status_code == 422
    assert sentence in text(page).replace("&quot;", '"')
    for name, value in typed.items():
        if value and name.endswith(("-name", "-title")):
            assert f'value="{value}"' in page.content.decode()


def test_small_buttons_only_show_the_page_with_one_row_more(deputy: Client) -> None:
    page = deputy.post("/calculators/elect/", ELECTION | {"do": "more:candidate", "found": "99"})
    assert (page.status_code, len(page.context["candidates"].rows)) == (200, 4)
    assert 'value="99"' in page.content.decode()
    more = deputy.post("/calculators/rank/", CRITERIA | APPLICANTS | {"do": "more:applicant"})
    assert (more.status_code, len(more.context["applicants"].rows)) == (200, 3)
    assert 'value="4,5"' in more.content.decode()


def test_whoever_is_signed_in_finds_them_and_nobody_else(luza: Luza, desk: Desk, client: Client) -> None:
    page = text(desk("clerk").get("/calculators/"))
    for title in ("Last day of a term", "A vote", "An election", "A selection", "Rewards"):
        assert title in page
    assert client.get("/calculators/deadline/").status_code == 302
    assert desk("clerk").get("/calculators/rank/?campaign=99999").status_code == 404


def test_a_selection_asks_all_that_the_command_takes(deputy: Client) -> None:
    sheet = {
        "criterion-0-code": "exam", "criterion-0-title": "Экзамен", "criterion-0-kind": "bands",
        "criterion-0-bands": "95 — 100\n80 — 90", "criterion-0-limit": "1",
        "criterion-1-code": "fault", "criterion-1-title": "Взыскание", "criterion-1-kind": "per_unit",
        "criterion-1-points": "-5", "limit-1-cap": "95", "criteria-decimals": "2", "criteria-submitted": "on",
        "criteria-total_minimum": "50", "circumstance-0-code": "gold", "circumstance-0-title": "Медаль",
        "circumstance-0-precedence": "2", "circumstance-1-code": "orphan", "circumstance-1-title": "Сирота",
        "circumstance-1-precedence": "1", "places": "2",
    }  # fmt: skip
    exam, fault, orphan = hexed("v", "exam"), hexed("v", "fault"), hexed("f", "orphan")
    moment = hexed("k", "submitted")
    applicants = {
        "applicant-0-name": "01", f"applicant-0-{exam}": "96", f"applicant-0-{moment}": "2012-06-20T10:00",
        "applicant-1-name": "02", f"applicant-1-{exam}": "97", f"applicant-1-{moment}": "20.06.2012 09:30",
        "applicant-2-name": "03", f"applicant-2-{exam}": "80", f"applicant-2-{fault}": "1",
        f"applicant-2-{orphan}": "on", "applicant-3-name": "04", f"applicant-3-{exam}": "20", "do": "count",
    }  # fmt: skip
    said = text(deputy.post("/calculators/rank/", sheet | applicants))
    # The orphan before all, then the earlier of two equal ones; below the threshold of the sum nobody.
    assert [said.index(words) for words in ("1. 03", "2. 02", "3. 01")] == sorted(
        said.index(words) for words in ("1. 03", "2. 02", "3. 01")
    )
    assert ("Экзамен: 90; Взыскание: -5" in said, said.count("○ not recommended")) == (True, 1), said
