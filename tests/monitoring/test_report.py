"""The report of a year: computed from what is accepted, its findings proposed and edited, adopted and public."""

from datetime import date
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.monitoring.report import MonitoringReport, begin_report
from governance.documents.law.indicators import Good
from governance.documents.law.indicators.verdict import Trend, verdict
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from tests.monitoring.office import MonitoringOffice

pytestmark = pytest.mark.django_db
JUNE = date(2012, 6, 14)


def fresh(report: MonitoringReport) -> MonitoringReport:
    return MonitoringReport.objects.get(pk=report.pk)


def begun(office: MonitoringOffice, **change: Any) -> MonitoringReport:
    with office.playing():
        days = {"starts_on": office.first, "ends_on": office.last, **change}
        return begin_report(office.luza.district, by=office.deputy, **days)


def row(report: MonitoringReport, code: str) -> dict[str, Any]:
    return next(one for one in report.facts["rows"] if one["code"] == code)


@pytest.fixture
def collected(office: MonitoringOffice) -> MonitoringOffice:
    """Two schools are accepted, one is being checked; it is June."""
    office.adopted()
    office.asked()
    for school in ("base", "lalsk"):
        office.act(
            office.given(school, **({"профиль": "20"} if school == "lalsk" else {})), "accept", office.deputy
        )
    office.given("second")
    office.day = JUNE
    return office


@pytest.mark.quick
def test_a_report_is_computed_adopted_and_public(collected: MonitoringOffice) -> None:
    report = begun(collected)
    share = row(report, "У1")
    assert (share["district"]["value"], share["district"]["part"], share["district"]["whole"]) == (
        "62.5",
        "50",
        "80",
    )
    assert (share["reached"], share["trend"], len(report.facts["silent"])) == (False, "", 4)
    report = collected.act(report, "submit", collected.deputy)
    collected.decided(report)
    assert (fresh(report).state, fresh(report).published_at is not None) == ("adopted", True)
    assert list(verify()) == []


def test_only_accepted_figures_count_and_the_others_are_named(collected: MonitoringOffice) -> None:
    report = begun(collected)
    second = str(collected.luza.schools["second"].pk)
    assert second in row(report, "У1")["district"]["without"]
    assert row(report, "У1")["schools"][second]["value"] == ""
    said = next(entry["text"] for entry in report.findings if entry["code"] == "У1")
    assert ("не достигнута" in said, "Нет данных" in said, "СОШ № 2 г. Лузы" in said) == (True, True, True)


def test_figures_accepted_since_are_read_anew_before_the_council_votes(collected: MonitoringOffice) -> None:
    report = begun(collected)
    report = collected.act(
        report, "revise", collected.deputy, findings=[*report.findings, {"code": "", "text": "Наш вывод."}]
    )
    collected.act(collected.of_school("second"), "accept", collected.deputy)
    with pytest.raises(NotLegal, match="прочитайте"):
        collected.act(report, "submit", collected.deputy)
    report = collected.act(report, "gather", collected.deputy)
    assert report.findings[-1]["text"] == "Наш вывод."
    assert row(report, "У1")["district"]["whole"] == "120"
    assert collected.act(report, "submit", collected.deputy).state == "review"


def test_what_was_adopted_stays_when_figures_are_returned_later(collected: MonitoringOffice) -> None:
    report = collected.act(begun(collected), "submit", collected.deputy)
    collected.decided(report)
    collected.act(collected.of_school("base"), "send_back", collected.deputy, reason="Ошибка.")
    assert row(fresh(report), "У1")["district"]["value"] == "62.5"


def test_a_report_without_figures_or_in_other_hands_does_not_go_on(office: MonitoringOffice) -> None:
    with pytest.raises(NotLegal):
        begun(office)
    office.adopted()
    office.asked()
    with pytest.raises(NotLegal):
        begun(office, starts_on=office.last, ends_on=office.first)
    report = begun(office)
    with pytest.raises(NotLegal):
        office.act(report, "submit", office.deputy)
    for key in ("director", "head_lalsk", "secretary"):
        with pytest.raises(NotAllowed):
            office.act(report, "revise", office.people[key], findings=[])
        with pytest.raises(NotAllowed), office.playing():
            begin_report(
                office.luza.district, by=office.people[key], starts_on=office.first, ends_on=office.last
            )
    assert fresh(report).state == "draft"


def test_a_corrected_report_replaces_that_of_the_same_year(collected: MonitoringOffice) -> None:
    first = collected.act(begun(collected), "submit", collected.deputy)
    collected.decided(first)
    collected.act(collected.of_school("second"), "accept", collected.deputy)
    second = collected.act(begun(collected), "submit", collected.deputy)
    collected.decided(second)
    assert (fresh(first).state, fresh(second).state) == ("replaced", "adopted")


def test_the_print_has_the_numbers_beside_the_percents_and_no_person(collected: MonitoringOffice) -> None:
    report = collected.act(begun(collected), "submit", collected.deputy)
    collected.decided(report)
    said: Any = print_data(fresh(report))
    pupils = said["parts"][0]
    assert pupils["rows"][0]["value"] == "62,5\u00a0% (50 из 80)"
    bars = pupils["pictures"][0]["bars"]
    assert [(bar["label"], bar["drawn"]) for bar in bars if bar["kind"] != "school"] == [
        ("Округ", 78),
        ("Год назад", 0),
        ("Цель", 100),
    ]
    everything = str(said)
    assert [person.surname for person in collected.people.values() if person.surname in everything] == []


@pytest.mark.parametrize(
    ("value", "before", "target", "good", "found"),
    [
        ("90", "85", "90", Good.UP, (True, Trend.GREW, True)),
        ("89.9", "95", "90", Good.UP, (False, Trend.FELL, False)),
        ("3", "5", "3", Good.DOWN, (True, Trend.FELL, True)),
        ("3.1", "3.1", "3", Good.DOWN, (False, Trend.SAME, None)),
        ("12", "10", None, Good.NEUTRAL, (None, Trend.GREW, None)),
        ("12", None, None, Good.UP, (None, None, None)),
        (None, "10", "9", Good.UP, (None, None, None)),
    ],
)
def test_a_figure_is_told_beside_its_target_and_the_year_before(
    value: str | None, before: str | None, target: str | None, good: Good, found: tuple[Any, ...]
) -> None:
    from decimal import Decimal

    now, then, aim = (None if number is None else Decimal(number) for number in (value, before, target))
    said = verdict(now, then, aim, good)
    assert (said.reached, said.trend, said.better) == found
