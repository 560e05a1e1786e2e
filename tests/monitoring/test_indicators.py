"""The list of indicators: written by the deputy, adopted by the council, replaced by the next edition."""

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.record.history import verify
from governance.documents.record.measures import MEASURES, measure
from governance.documents.record.perform import draft
from governance.scenarios.luza import Luza
from tests.monitoring.office import AUTUMN, MonitoringOffice

pytestmark = pytest.mark.django_db


def fresh(paper: Indicators) -> Indicators:
    return Indicators.objects.get(pk=paper.pk)


@pytest.mark.quick
def test_an_adopted_list_is_public_and_replaces_the_one_before_it(office: MonitoringOffice) -> None:
    first = office.adopted()
    assert (first.state, first.published_at is not None) == ("adopted", True)
    second = office.act(office.drafted("Перечень показателей, вторая редакция"), "submit", office.deputy)
    office.decided(second)
    assert (fresh(first).state, fresh(second).state) == ("replaced", "adopted")
    assert list(verify()) == []


def test_a_list_that_the_council_did_not_adopt_goes_back_to_its_drafter(office: MonitoringOffice) -> None:
    paper = office.act(office.drafted(), "submit", office.deputy)
    office.decided(paper, choice="against")
    assert (fresh(paper).state, fresh(paper).published_at) == ("draft", None)


def test_only_the_deputy_for_the_district_drafts_and_changes_it(office: MonitoringOffice) -> None:
    for key in ("director", "deputy_second", "secretary", "observer"):
        with pytest.raises(NotAllowed), office.playing():
            draft(Indicators, unit=office.luza.district, title="Перечень", by=office.people[key])
        with pytest.raises(NotAllowed):
            office.act(office.drafted(), "revise", office.people[key], title="Другой")
    assert fresh(office.drafted()).title == "Перечень показателей"


def test_an_empty_list_does_not_go_before_the_council(office: MonitoringOffice) -> None:
    with office.playing():
        empty = draft(Indicators, unit=office.luza.district, title="Перечень", by=office.deputy)
    with pytest.raises(NotLegal):
        office.act(empty, "submit", office.deputy)
    assert fresh(empty).state == "draft"


def test_what_the_papers_do_not_tell_and_whom_nobody_can_ask_is_refused(office: MonitoringOffice) -> None:
    paper = office.drafted()
    told = next(row for row in paper.indicators if row["measure"])
    asked = next(row for row in paper.indicators if row["unit"])
    for row, change in ((told, {"measure": "weather"}), (asked, {"unit": str(office.luza.district.pk)})):
        rows = [{**one, **change} if one is row else one for one in paper.indicators]
        with pytest.raises(NotLegal, match=row["title"]):
            office.act(paper, "revise", office.deputy, indicators=rows)
    assert fresh(paper).indicators == paper.indicators


def test_no_two_measures_have_one_name() -> None:
    known = next(iter(MEASURES.values()))
    with pytest.raises(ValueError, match=known.name):
        measure(known.name, label="", counted="")(known.count)


@pytest.mark.parametrize(
    "name", ["plan_done", "plan_in_time", "points_in_time", "orders_in_time", "first_wish_met"]
)
def test_a_measure_of_nothing_has_no_data(luza: Luza, name: str) -> None:
    counted = MEASURES[name].count(luza.district.pk, AUTUMN, AUTUMN)
    assert (counted.part, counted.whole, counted.outcome.number) == (0, 0, None)


def test_contracts_are_counted_against_the_schools_that_should_have_one(luza: Luza) -> None:
    counted = MEASURES["contracts_in_force"].count(luza.district.pk, AUTUMN, AUTUMN)
    assert (counted.part, counted.whole) == (0, len(luza.schools) - 1)
