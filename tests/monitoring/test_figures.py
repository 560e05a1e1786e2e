"""The figures of the schools: asked of all at once, given, checked in words, accepted or returned."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.law.indicators import IndicatorSheet
from governance.documents.law.indicators.checking import faults_of
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from tests.monitoring.office import GIVEN, MonitoringOffice

pytestmark = pytest.mark.django_db


def fresh(paper: Figures) -> Figures:
    return Figures.objects.get(pk=paper.pk)


def tasks_of(paper: Figures) -> list[Any]:
    open_tasks = Task.objects.open().filter(process__document_id=paper.pk, flow_task_type="HUMAN")
    return list(open_tasks.values_list("right", "unit_id", "due"))


@pytest.mark.quick
def test_each_school_is_asked_gives_and_is_accepted(office: MonitoringOffice) -> None:
    office.adopted()
    asked = office.asked()
    assert [paper.unit_id for paper in asked] == [school.pk for school in office.luza.schools.values()]
    paper = office.of_school("lalsk")
    assert tasks_of(paper) == [("give_figures", paper.unit_id, office.due)]
    paper = office.given("lalsk")
    assert (paper.state, [task[:2] for task in tasks_of(paper)]) == (
        "review",
        [("draft_paper", office.luza.district.pk)],
    )
    paper = office.act(paper, "accept", office.deputy)
    assert (fresh(paper).state, tasks_of(paper)) == ("accepted", [])
    assert list(verify()) == []


def test_returned_figures_go_back_with_the_reason_and_time_to_correct_them(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    paper = office.given("lalsk")
    office.day = office.due + timedelta(days=3)
    with pytest.raises(NotLegal):
        office.act(paper, "send_back", office.deputy)
    paper = office.act(paper, "send_back", office.deputy, reason="Уточните число девятиклассников.")
    ((right, unit, due),) = tasks_of(paper)
    assert (paper.state, right, unit, due > office.day) == ("draft", "give_figures", paper.unit_id, True)


def test_accepted_figures_can_be_returned_too(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    paper = office.act(office.given("lalsk"), "accept", office.deputy)
    paper = office.act(paper, "send_back", office.deputy, reason="Ошибка в числе педагогов.")
    assert (paper.state, len(tasks_of(paper))) == ("draft", 1)


def test_nobody_else_gives_or_checks_them(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    paper = office.of_school("lalsk")
    for key in ("head_second", "deputy", "clerk", "observer"):
        with pytest.raises(NotAllowed):
            office.act(paper, "fill", office.people[key], given={}, notes={})
    paper = office.given("lalsk")
    for key in ("head_lalsk", "head_second", "secretary"):
        with pytest.raises(NotAllowed):
            office.act(paper, "accept", office.people[key])
    assert fresh(paper).state == "review"


def test_nobody_accepts_what_they_have_handed_in(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    own = office.given("base", by="deputy")
    with pytest.raises(NotAllowed):
        office.act(own, "accept", office.deputy)
    other = office.act(own, "send_back", office.deputy, reason="Передаст директор.")
    other = office.act(other, "submit", office.people["director"])
    assert office.act(other, "accept", office.deputy).state == "accepted"


def test_figures_are_asked_once_and_only_in_time(office: MonitoringOffice) -> None:
    with pytest.raises(NotLegal), office.playing():
        office.collect()
    office.adopted()
    office.asked()
    for change in (
        {},
        {"starts_on": date(2011, 12, 1)},
        {"due": office.day - timedelta(days=1)},
        {"ends_on": office.first - timedelta(days=1)},
        {"span": "month"},
        {"span": "century"},
    ):
        with pytest.raises(NotLegal), office.playing():
            office.collect(**change)
    assert Figures.objects.count() == len(office.luza.schools)


def test_who_was_asked_no_more_can_be_asked_again(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    office.act(office.of_school("lalsk"), "cancel", office.deputy, reason="Школа закрыта на ремонт.")
    with office.playing():
        again = office.collect()
    assert [paper.unit for paper in again] == [office.luza.schools["lalsk"]]


def test_a_half_year_is_asked_of_the_one_unit_that_gives_it(office: MonitoringOffice) -> None:
    office.adopted()
    with office.playing():
        (paper,) = office.collect(span="half", ends_on=date(2011, 12, 31))
    assert (paper.unit, [row.code for row in paper.asked]) == (office.luza.base, ["уроки_план", "уроки_дано"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"девятые": "3,5"}, "целое число"),
        ({"девятые": "-1"}, "целое число"),
        ({"девятые": "много"}, "целое число"),
        ({"балл": "четыре"}, "12,5"),
        ({"имена": "1"}, "не запрашивалось"),
    ],
)
def test_what_is_no_number_is_refused_in_words(
    office: MonitoringOffice, given: dict[str, str], said: str
) -> None:
    office.adopted()
    office.asked()
    paper = office.of_school("lalsk")
    with pytest.raises(NotLegal, match=said):
        office.act(paper, "fill", office.people["head_lalsk"], given=given, notes={})
    assert fresh(paper).given == {}


def test_an_empty_figure_needs_a_note_and_a_part_fits_into_its_whole(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    head = office.people["head_lalsk"]
    paper = office.of_school("lalsk")
    wrong = {**GIVEN, "допущены": "99"}
    paper = office.act(paper, "fill", head, given=wrong, notes={})
    with pytest.raises(NotLegal, match="не может быть больше"):
        office.act(paper, "submit", head)
    left_out = {code: value for code, value in GIVEN.items() if code != "балл"}
    paper = office.act(paper, "fill", head, given=left_out, notes={})
    with pytest.raises(NotLegal, match="в примечании"):
        office.act(paper, "submit", head)
    paper = office.act(paper, "fill", head, given=left_out, notes={"балл": "экзамены не сдавали"})
    assert office.act(paper, "submit", head).state == "review"


def test_a_late_form_does_not_overwrite_what_another_has_given(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    paper = office.of_school("second")
    seen = paper.revision
    office.act(paper, "fill", office.people["head_second"], given={"девятые": "20"}, notes={})
    with office.playing(), pytest.raises(Stale):
        perform(paper, "fill", by=office.people["deputy_second"], seen=seen, given={"девятые": "2"}, notes={})
    assert fresh(paper).given == {"девятые": "20"}


# --- checks of the law ------------------------------------------------------------------------------------------------

SHEET = IndicatorSheet.from_json(
    {
        "inputs": [
            {"code": "a", "title": "Сетевых"},
            {"code": "b", "title": "Всего"},
            {"code": "c", "title": "Да или нет", "kind": "yes_no"},
        ],
        "indicators": [
            {
                "code": "А",
                "title": "Доля",
                "direction": "pupils",
                "unit_of": "percent",
                "good": "up",
                "span": "year",
                "giver": "school",
                "whole": "ratio",
                "formula": "a / b * 100",
            }
        ],
    }
)


def said(
    now: dict[str, int], then: dict[str, int] | None = None, notes: dict[str, str] | None = None
) -> list[str]:
    given, before = ({code: Decimal(n) for code, n in one.items()} for one in (now, then or {}))
    found = faults_of(SHEET, SHEET.inputs[:2], given, before, notes or {}, 30)
    return [fault.code for fault in found]


def test_a_share_above_a_hundred_is_found_by_the_formula() -> None:
    assert (said({"a": 11, "b": 10}), said({"a": 10, "b": 10})) == (["a"], [])


def test_a_sudden_change_asks_for_a_note_and_a_small_one_does_not() -> None:
    assert said({"a": 5, "b": 14}, {"a": 5, "b": 10}) == ["b"]
    assert said({"a": 5, "b": 14}, {"a": 5, "b": 10}, {"b": "открыт ещё один класс"}) == []
    assert said({"a": 5, "b": 13}, {"a": 5, "b": 10}) == []
    assert said({"a": 4, "b": 10}, {"a": 2, "b": 10}) == []
    assert said({"a": 3, "b": 10}, {"a": 0, "b": 10}) == ["a"]
