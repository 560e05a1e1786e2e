"""A district's terms and choices are decided by acts, hold from a day on, and stand in its record."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from governance import clock
from governance.documents.law.working_days import Term, WorkingCalendar
from governance.documents.settings.calendar import calendar_of, last_day, latest_start, with_last_day
from governance.documents.settings.catalogue import GROUPS, OWN_DAYS
from governance.documents.settings.kinds import ChoiceSetting, NumberSetting, TermSetting, TextSetting
from governance.documents.settings.papers import CONTRACT_END_NOTICE
from governance.documents.settings.posts import POST_FORMS
from governance.record_rows import OutsideAnAct, past_the_door
from governance.roles.acts.settings import change_setting
from governance.roles.organisation import OrganisationEvent
from governance.roles.organisation_history import entry_of, events_of_unit
from governance.roles.setting import SETTINGS, DistrictSetting, Setting, forget_read
from governance.scenarios.luza import Luza
from tests.founding import other_district
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

BASIS = "приказ № 5-К от 12.09.2011"
TODAY = date(2011, 9, 12)
LATER = date(2011, 10, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.played(TODAY):
        yield


def notice(luza: Luza, count: int, since: date = TODAY, by: str = "administrator") -> DistrictSetting:
    person = luza.people[by]
    return change_setting(
        luza.district, CONTRACT_END_NOTICE, Term(count, "days"), since=since, by=person, basis=BASIS
    )


def test_a_setting_holds_from_its_day_on_in_its_district_alone(luza: Luza) -> None:
    here, there = luza.district.pk, other_district().pk
    notice(luza, 30, LATER)
    known = [
        CONTRACT_END_NOTICE.on(here, day).count for day in (TODAY, date(2011, 9, 30), LATER, date(2012, 1, 1))
    ]
    assert known == [60, 60, 30, 30]
    assert CONTRACT_END_NOTICE.on(there, LATER).count == 60


def test_of_two_decisions_for_one_day_the_later_one_holds(luza: Luza) -> None:
    notice(luza, 30)
    notice(luza, 3)
    assert CONTRACT_END_NOTICE.on(luza.district.pk) == Term(3, "days")
    assert list(DistrictSetting.objects.values_list("value__count", flat=True)) == [30, 3]


def test_who_decided_it_since_when_and_on_what_basis_can_be_read_for_ever(luza: Luza) -> None:
    notice(luza, 30, LATER)
    event = events_of_unit(luza.district).first()
    assert event is not None
    entry = entry_of(event)
    assert (event.act, event.actor, event.since) == ("change_setting", luza.people["administrator"], LATER)
    assert entry.basis == BASIS
    assert [(change.label, change.before, change.after) for change in entry.changes] == [
        ("Notice of the end of a contract", "60 days", "30 days")
    ]
    assert list(faults_in(None)) == []


def test_a_setting_that_was_altered_past_its_act_is_found(luza: Luza) -> None:
    notice(luza, 30)
    with pytest.raises(OutsideAnAct), transaction.atomic():
        DistrictSetting.objects.update(value={"count": 1, "unit": "days"})
    with past_the_door():
        DistrictSetting.objects.update(value={"count": 1, "unit": "days"})
    assert [fault.sentence for fault in faults_in(None)] != []


def test_only_whoever_sets_up_the_district_changes_a_setting_and_says_why(luza: Luza) -> None:
    before = OrganisationEvent.objects.count()
    with pytest.raises(ValidationError, match="needs the right"):
        notice(luza, 30, by="deputy")
    with pytest.raises(ValidationError, match="Name the order"):
        change_setting(luza.district, CONTRACT_END_NOTICE, Term(30, "days"), since=TODAY, by=None, basis=" ")
    with pytest.raises(ValidationError, match="nothing to change"):
        notice(luza, 60)
    assert (OrganisationEvent.objects.count(), DistrictSetting.objects.count()) == (before, 0)


class _Unknown(TermSetting):
    """A setting whose name nobody has declared."""

    def __post_init__(self) -> None:
        pass


def test_the_list_is_closed(luza: Luza) -> None:
    words = gettext_lazy("none")
    unknown = _Unknown("unknown", words, words, words, Term(1, "days"))
    with pytest.raises(ValidationError, match="no such setting"):
        change_setting(luza.district, unknown, Term(2, "days"), since=TODAY, by=None, basis=BASIS)
    with pytest.raises(ValueError, match="Two settings"):
        TermSetting("own_days", words, words, words, Term(1, "days"))
    # Cases of posts have a page of their own.
    shown = [POST_FORMS, *(setting for group in GROUPS for setting in group.settings)]
    assert sorted(shown, key=lambda one: one.name) == [SETTINGS[name] for name in sorted(SETTINGS)]


def test_every_setting_says_what_it_is_for_where_it_comes_from_and_reads_its_own_default() -> None:
    for setting in SETTINGS.values():
        assert all((setting.label, setting.purpose, setting.source, setting.in_words(setting.default)))
        stored = setting.to_json(setting.default)
        assert setting.to_json(setting.from_json(stored)) == stored


def kinds() -> dict[str, Setting[Any]]:
    """One setting of each kind, out of the list."""
    words = gettext_lazy("none")
    try:
        return {
            "number": NumberSetting("t_number", words, words, words, 3, least=1, most=9),
            "choice": ChoiceSetting("t_choice", words, words, words, "a", choices={"a": words, "b": words}),
            "text": TextSetting("t_text", words, words, words, "x", longest=5),
            "term": CONTRACT_END_NOTICE,
            "days": OWN_DAYS,
        }
    finally:
        for name in ("t_number", "t_choice", "t_text"):
            SETTINGS.pop(name, None)


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("number", 0, "Give a whole number from 1 to 9."),
        ("number", True, "Give a whole number from 1 to 9."),
        ("number", "3", "Give a whole number from 1 to 9."),
        ("choice", "c", "Choose one of the ways of the list."),
        ("text", " ", "Write the text: papers need it."),
        ("text", "123456", "At most 5 signs fit: shorten the text."),
        ("text", 5, "At most 5 signs fit: shorten the text."),
        ("term", {"count": 0, "unit": "days"}, "A term is at least 1 long."),
        ("term", {"count": 5}, "“unit” is missing in “term”."),
        (
            "days",
            {"days_off": [2]},
            "“days_off” must be a day such as “2026-05-02”, not 2.",
        ),
        (
            "days",
            {"days_off": ["2012-05-02"], "working": ["2012-05-02"]},
            "2012-05-02 is both a day off and a working day: leave it in one list.",
        ),
    ],
)
def test_what_is_impossible_is_refused_with_a_sentence(kind: str, value: Any, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        kinds()[kind].from_json(value)
    assert refusal.value.messages == [sentence]


def test_terms_are_counted_by_the_days_of_the_district(luza: Luza) -> None:
    words = gettext_lazy("none")
    term = TermSetting("t_term", words, words, words, Term(2, "working_days"))
    del SETTINGS["t_term"]
    here, friday = luza.district.pk, date(2011, 9, 9)
    assert (last_day(term, here, friday), latest_start(term, here, friday)) == (
        date(2011, 9, 13),
        date(2011, 9, 7),
    )
    own = WorkingCalendar(frozenset([date(2011, 9, 12)]), frozenset([date(2011, 9, 17)]))
    change_setting(luza.district, OWN_DAYS, own, since=TODAY, by=None, basis=BASIS)
    assert calendar_of(here) == own
    assert last_day(term, here, friday) == date(2011, 9, 14)
    assert last_day(term, here, date(2011, 9, 15)) == date(2011, 9, 17)
    assert with_last_day(term.default, date(2011, 9, 14)) == "2 working days, until 14.09.2011"


def test_what_is_read_once_a_request_is_read_anew_by_the_next(
    luza: Luza, django_assert_num_queries: Any
) -> None:
    forget_read()
    with django_assert_num_queries(1):
        for _time in range(3):
            assert CONTRACT_END_NOTICE.on(luza.district.pk) == Term(60, "days")
    notice(luza, 30)
    with django_assert_num_queries(1):
        assert CONTRACT_END_NOTICE.on(luza.district.pk) == Term(30, "days")
