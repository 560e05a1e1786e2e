"""Standing legal words of papers: changed by a district from a day on, tried as a PDF, never with a wrong blank."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance import clock
from governance.documents.settings.forms import ADDITIONAL_AGREEMENT, OF_FORMS, REWARD_LAW
from governance.roles.acts.settings import change_setting
from governance.roles.setting import DistrictSetting
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db
BASIS = "приказ от 12.09.2011 № 5-К"
KNOWN = "{согласие}, {объём}, {срок}, {доплата}, {предупреждение}."
ADDRESS = "/setup/settings/additional_agreement/"


@pytest.fixture
def admin(luza: Luza) -> Client:
    client = Client()
    client.force_login(luza.people["administrator"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("form", OF_FORMS, ids=lambda form: str(form.name))
def test_the_shipped_words_keep_their_own_rules(form) -> None:  # type: ignore[no-untyped-def]  # of any kind of setting
    assert form.from_json(form.default) == form.default
    assert "{" not in form.with_examples(form.default)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write the text: papers need it."),
        ("Доплата: {доплата", "A brace is open or closed alone: every blank needs both."),
        ("Доплата: {оклад}", "The paper does not know the blank {оклад}. It knows: " + KNOWN),
        ("Доплата: {доплата}", "The blank {согласие} is missing: the paper has to say it."),
        ("а" * 6001, "At most 6000 signs fit: shorten the text."),
    ],
)  # fmt: skip
def test_words_with_a_wrong_blank_are_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ADDITIONAL_AGREEMENT.from_json(words)
    assert refused.value.messages == [sentence]


def test_the_words_hold_from_their_day_on(luza: Luza) -> None:
    with clock.played(date(2011, 9, 12)):
        change_setting(
            luza.district,
            REWARD_LAW,
            "На основании статьи 191",
            by=luza.people["administrator"],
            since=date(2011, 10, 1),
            basis=BASIS,
        )
        before, after = (REWARD_LAW.on(luza.district.pk, date(2011, month, 30)) for month in (9, 10))
    assert (before, after) == (REWARD_LAW.default, "На основании статьи 191")


def test_a_lawyer_sees_the_typed_words_as_a_pdf_and_nothing_is_stored(luza: Luza, admin: Client) -> None:
    assert 'name="preview"' in admin.get(ADDRESS).content.decode()
    shown = admin.post(ADDRESS, {"value": ADDITIONAL_AGREEMENT.default, "preview": "1"})
    assert (shown.status_code, shown["Content-Type"], shown.content[:5]) == (200, "application/pdf", b"%PDF-")
    refused = admin.post(ADDRESS, {"value": "Доплата: {оклад}", "preview": "1"})
    assert (refused.status_code, "Доплата: {оклад}" in refused.content.decode()) == (422, True)
    assert not DistrictSetting.objects.exists()
    assert 'name="preview"' not in admin.get("/setup/settings/own_days/").content.decode()
