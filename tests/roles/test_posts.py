"""Posts and measures in cases: suggested, corrected by the administrator for the district, taken by all prints."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance import clock
from governance.documents.settings.posts import POST_FORMS, correct_post, declined
from governance.roles.names import Case
from governance.roles.setting import DistrictSetting
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db
BASIS = "приказ от 12.09.2011 № 5-К"
DAY = date(2011, 9, 12)
POST = "тьютор-методист"
ADDRESS = f"/setup/posts/correct/?{urlencode({'post': POST})}"


@pytest.fixture
def admin(luza: Luza) -> Client:
    client = Client()
    client.force_login(luza.people["administrator"], backend="governance.desk.base.signed_in.PersonBackend")
    return client


def corrected(luza: Luza, post: str, since: date = DAY, **forms: str) -> None:
    correct_post(luza.district, post, forms, by=luza.people["administrator"], basis=BASIS, since=since)


def test_a_correction_wins_over_the_rules_from_its_day_on_and_for_its_case_alone(luza: Luza) -> None:
    district = luza.district.pk
    with clock.played(DAY):
        assert declined(POST, Case.DATIVE, district) == "тьютору-методисту"
        corrected(luza, POST, dative="тьютору – методисту")
        corrected(luza, "методист", genitive="методистки")
        assert declined(POST, Case.DATIVE, district) == "тьютору – методисту"
        assert declined(POST, Case.GENITIVE, district) == "тьютора-методиста"
        assert declined("методист", Case.GENITIVE, district) == "методистки"
    with clock.played(date(2011, 9, 1)):
        assert declined(POST, Case.DATIVE, district) == "тьютору-методисту"


def test_cases_that_are_emptied_are_suggested_again(luza: Luza) -> None:
    with clock.played(DAY):
        corrected(luza, POST, dative="тьютору – методисту")
        corrected(luza, POST)
        assert (POST_FORMS.on(luza.district.pk), declined(POST, Case.DATIVE, luza.district.pk)) == (
            {},
            "тьютору-методисту",
        )


@pytest.mark.parametrize("forms", [{"vocative": "тьютор"}, {"dative": ""}, {"dative": "т" * 201}])
def test_what_is_no_case_is_refused_and_nothing_is_written(luza: Luza, forms: dict[str, str]) -> None:
    with clock.played(DAY), pytest.raises(ValidationError) as refused:
        POST_FORMS.from_json({"posts": {POST: forms}})
    assert refused.value.messages == ["This is no post with its cases: open the page again."]
    assert not DistrictSetting.objects.exists()


def test_the_administrator_sees_all_posts_and_corrects_one(luza: Luza, admin: Client) -> None:
    with clock.played(DAY):
        listed = admin.get("/setup/posts/").content.decode()
        assert "директор МОКУ СОШ № 2 г. Лузы" in listed
        assert "директора МОКУ СОШ № 2 г. Лузы" in listed
        assert 'value="тьютору-методисту"' in admin.get(ADDRESS).content.decode()
        sent = {"dative": "тьютору – методисту", "since": "2011-09-12", "basis": BASIS}
        assert admin.post(ADDRESS, sent).status_code == 302
        assert POST_FORMS.on(luza.district.pk) == {POST: {"dative": "тьютору – методисту"}}
        assert POST in admin.get("/setup/posts/").content.decode()
        without = admin.post(ADDRESS, {**sent, "basis": ""})
    assert without.status_code == 422


@pytest.mark.parametrize("address", ["/setup/posts/", ADDRESS])
def test_nobody_else_opens_them(luza: Luza, address: str) -> None:
    client = Client()
    client.force_login(luza.people["secretary"], backend="governance.desk.base.signed_in.PersonBackend")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("post", ["", "т" * 201])
def test_an_address_without_a_post_is_not_found(admin: Client, post: str) -> None:
    assert admin.get(f"/setup/posts/correct/?{urlencode({'post': post})}").status_code == 404
