"""Whoever is signed in is read with all that pages ask of them; settings are read again once they have changed."""

from datetime import timedelta
from typing import Any

import pytest

from governance import clock
from governance.desk.base.signed_in import PersonBackend, known_of
from governance.documents.law.working_days import Term
from governance.documents.settings.papers import CONTRACT_END_NOTICE
from governance.roles.acts import settings as acts_on_settings
from governance.roles.acts.people import let_sign_in
from governance.roles.acts.settings import change_setting
from governance.roles.may import appointments_and_rights
from governance.roles.setting import forget_all, forget_read
from governance.scenarios.luza import Luza
from tests.founding import entered

pytestmark = pytest.mark.django_db


def test_a_person_comes_with_posts_rights_and_second_factors_in_one_query(
    luza: Luza, django_assert_num_queries: Any
) -> None:
    director = luza.people["director"]
    appointments, pairs = appointments_and_rights(director)
    assert appointments
    with django_assert_num_queries(1):
        person = PersonBackend().get_user(director.pk)
        known = known_of(person)
        assert {one.person for one in known.appointments} == {director}
    assert (person, known.appointments, known.pairs) == (director, appointments, pairs)
    assert known.factors == frozenset()


def test_whoever_holds_no_post_is_signed_in_without_rights(luza: Luza) -> None:
    nobody = entered(luza.district, "nobody@luza.example", "Никто", "Иван")
    person = PersonBackend().get_user(nobody.pk)
    known = known_of(person)
    assert (person, known.appointments, known.pairs, known.factors) == (nobody, [], set(), frozenset())
    assert PersonBackend().get_user(0) is None


def test_a_post_that_has_ended_gives_nothing_and_a_closed_account_nobody(luza: Luza) -> None:
    acting = luza.people["acting_lalsk"]
    with clock.played(clock.now() + timedelta(days=36_000)):
        assert (
            known_of(PersonBackend().get_user(acting.pk)).appointments == appointments_and_rights(acting)[0]
        )
    let_sign_in(acting, False, by=None, basis="приказ № 1")
    assert PersonBackend().get_user(acting.pk) is None


def test_a_request_reads_no_settings_that_its_process_knows_and_sees_at_once_what_another_one_changed(
    luza: Luza, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    forget_all()

    def asked(queries: int) -> Term:
        """The setting, in a new request of the director."""
        forget_read()
        PersonBackend().get_user(luza.people["director"].pk)
        with django_assert_num_queries(queries):
            return CONTRACT_END_NOTICE.on(luza.district.pk)

    def change(count: int) -> None:
        term = Term(count, "days")
        change_setting(
            luza.district, CONTRACT_END_NOTICE, term, since=clock.today(), by=None, basis="приказ № 5"
        )

    change(50)
    assert [asked(1), asked(0)] == [Term(50, "days")] * 2
    # Nothing tells this process of what another one does.
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(acts_on_settings, "forget_all", lambda: None)
        change(30)
    assert [asked(1), asked(0)] == [Term(30, "days")] * 2
