"""Writing the text of an approved paper."""

from datetime import date

import pytest

from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, page_of, save, typed, write_page
from tests.desk.table import send

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_everything_on_the_page_is_saved_at_once(office: Office, desk: Desk) -> None:
    paper = office.begun("schedule")
    pressed = save(desk("deputy"), paper, do="paste:replace", pasted="1. Общие положения\n1.1. График един.")
    clauses = {
        f"clause-{clause['id']}": clause["text"]
        for section in pressed.context["editor"].sections
        for clause in section["clauses"]
    }
    data = {
        "title": "График",
        "period_start": "2011-09-01",
        "period_end": "2012-08-31",
        "author_text": "Иванов",
    }
    rows = {"cell-0-name": "I полугодие", "cell-0-starts": "01.09.2011", "cell-0-ends": "29.12.2011"}
    answer = send(desk("deputy"), write_page(paper), {**data, **clauses, **rows, "cell-0-weeks": "16"})
    assert answer.url == page_of(paper)
    kept = office.fresh(paper)
    assert (kept.title, kept.author_text) == ("График", "Иванов")
    assert (kept.period_start, kept.period_end) == (date(2011, 9, 1), date(2012, 8, 31))
    assert [clause["text"] for clause in kept.sections[0]["clauses"]] == ["График един."]
    assert [(row["name"], row["weeks"]) for row in kept.rows] == [("I полугодие", "16")]


def test_a_page_has_the_fields_of_its_kind(office: Office, desk: Desk) -> None:
    def parts(kind: str) -> tuple[list[str], bool, bool]:
        context = desk("deputy").get(write_page(office.begun(kind))).context
        return list(context["form"].fields), context["editor"] is not None, context["table"] is not None

    period = ["period_start", "period_end"]
    assert parts("regulation") == (["seen", "title", "author_text"], True, False)
    assert parts("estimate") == (["seen", "title", *period, "money", "author_text"], False, True)
    assert parts("schedule") == (["seen", "title", *period, "author_text"], True, True)


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2012-01-01", "", {"period_end": ["Give the last day too."]}),
        ("", "2012-12-31", {"period_start": ["Give the first day too."]}),
        ("2012-12-31", "2012-01-01", {"period_end": ["The period ends before it begins: correct the days."]}),
        ("31.12", "2012-01-01", {"period_start": ["Give the day as a date, for example 15.12.2011."]}),
    ],
)
def test_a_period_that_makes_no_sense_is_marked_and_nothing_is_saved(
    start: str, end: str, wrong: dict[str, list[str]], office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    answer = save(desk("deputy"), paper, period_start=start, period_end=end, title="Другая смета")
    assert answer.status_code == 422
    assert answer.context["form"].errors == wrong
    assert answer.context["form"]["title"].value() == "Другая смета"
    assert office.fresh(paper).revision == paper.revision


def test_a_paper_that_changed_meanwhile_is_not_overwritten_and_the_second_press_rests_on_it(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    data = typed(deputy, paper, money="средства района")
    changed = office.act(paper, "revise", title="Смета расходов на 2012 год")
    answer = send(deputy, write_page(paper), data)
    assert answer.status_code == 422
    assert "has changed since you opened it" in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["money"].value() == "средства района"
    assert office.fresh(paper).money == changed.money
    again = send(deputy, write_page(paper), data | {"seen": str(answer.context["form"]["seen"].value())})
    assert again.status_code == 302
    assert office.fresh(paper).money == "средства района"


def test_a_paper_put_up_is_not_written_and_says_why(office: Office, desk: Desk) -> None:
    paper = office.put_up("estimate")
    answer = desk("deputy").get(write_page(paper), follow=True)
    assert answer.redirect_chain == [(page_of(paper), 302)]
    assert "is not possible in it" in answer.content.decode()
    assert desk("head_lalsk").get(write_page(office.written("schedule"))).status_code == 404


def test_a_proposed_wording_stands_beside_its_clause_while_the_text_is_reworked(
    office: Office, desk: Desk
) -> None:
    paper = office.put_up("regulation")
    wording = {"clause": office.clause(paper, "1.2"), "theirs": "Округ — не юридическое лицо.", "why": ""}
    paper = office.object(paper, "lalsk", proposals=[wording])
    paper = office.agree(paper)
    assert paper.state == "rework"
    marks = desk("deputy").get(write_page(paper)).context["editor"].marks
    assert {key: [mark.text for mark in found] for key, found in marks.items()} == {
        wording["clause"]: ["СОШ пгт Лальск proposes:"]
    }
