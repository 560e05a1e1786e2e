"""Standing legal words of papers: changed by a district from a day on, tried as a PDF, never with a wrong blank."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance import clock
from governance.documents.printing.kept_together import kept_together
from governance.documents.settings.catalogue import GROUPS
from governance.documents.settings.forms.admission import CAMPAIGN_ORDER, ENROLMENT_ORDER
from governance.documents.settings.forms.employees import ADDITIONAL_AGREEMENT
from governance.documents.settings.forms.form import FormSetting, fill
from governance.documents.settings.forms.orders import ORDER_CONTROL_KEPT
from governance.record_rows import past_the_door
from governance.roles.acts.settings import change_setting
from governance.roles.setting import SETTINGS, DistrictSetting, forget_read
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db
FORMS = [setting for group in GROUPS for setting in group.settings if isinstance(setting, FormSetting)]
BASIS = "приказ от 12.09.2011 № 5-К"
KNOWN = "{согласие}, {объём}, {срок}, {доплата}, {предупреждение}."
ADDRESS = "/setup/settings/additional_agreement/"


@pytest.fixture
def admin(luza: Luza) -> Client:
    client = Client()
    client.force_login(luza.people["administrator"], backend="governance.desk.base.signed_in.PersonBackend")
    return client


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_shipped_words_keep_their_own_rules_and_print_with_examples(form: FormSetting) -> None:
    assert form.from_json(form.default) == form.default
    printed = " ".join(form.example(form.default))
    assert not set("{}[]") & set(printed)
    assert bool(kept_together(printed)) is bool(form.default)
    assert ".." not in printed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write the text: papers need it."),
        ("Доплата: {доплата", "A brace is open or closed alone: every blank needs both."),
        ("Доплата: {оклад}", "The paper does not know the blank {оклад}. It knows: " + KNOWN),
        ("Доплата: {доплата}", "The blank {согласие} is missing: the paper has to say it."),
        ("а" * 6001, "At most 6000 signs fit: shorten the text."),
        ("Доплата[: {доплата}", "A square bracket is open or closed alone, or stands in another one."),
        (
            "Доплата[ в месяц]",
            "Words in square brackets stand only where their blank is filled: put a blank between them.",
        ),
    ],
)  # fmt: skip
def test_words_with_a_wrong_blank_are_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ADDITIONAL_AGREEMENT.from_json(words)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "О приёме\nВ целях отбора",
            "Write the title in the first line, the ground in the second, then at least one point.",
        ),
        ("О приёме\nВ целях\nУтвердить {план}.", "The first point approves the annex: it has to say «(прилагается)»."),
        (
            "О приёме в {класс}\nВ целях отбора\nУтвердить {список} (прилагается).",
            "What is said of each one stands in a point of its own: О приёме в {класс}",
        ),
    ],
)  # fmt: skip
def test_the_form_of_an_order_is_refused_without_its_parts(words: str, sentence: str) -> None:
    blanks = {"план": "план", "класс": "10 «А» класс", "список": "список"}
    form = replace(
        CAMPAIGN_ORDER,
        name=f"form_{len(words)}",
        default="",
        blanks=blanks,
        optional=frozenset(blanks),
        repeated={"classes": frozenset({"класс"})},
    )
    try:
        with pytest.raises(ValidationError) as refused:
            form.from_json(words)
    finally:
        del SETTINGS[form.name]
    assert refused.value.messages == [sentence]


def test_a_point_is_repeated_for_each_and_left_out_where_there_is_none(luza: Luza) -> None:
    said = {"учебный год": "2012/2013", "список": "список зачисленных", "день": "01.09.2012"}
    classes = [
        {"класс": name, "число обучающихся": "2 человека"} for name in ("10 «А» класс", "10 «Б» класс")
    ]
    with clock.played(date(2011, 9, 12)):
        words = ENROLMENT_ORDER.worded(luza.district.pk, {"classes": classes}, **said)
    assert words.title == "О зачислении в 10-е классы на 2012/2013 учебный год"
    assert words.points == (
        "Утвердить список зачисленных (прилагается).",
        "Зачислить с 01.09.2012 по списку в 10 «А» класс 2 человека.",
        "Зачислить с 01.09.2012 по списку в 10 «Б» класс 2 человека.",
    )


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("Поддержана[ ({протокол})].", {"протокол": "протокол № 1"}, "Поддержана (протокол № 1)."),
        ("Поддержана[ ({протокол})].", {"протокол": ""}, "Поддержана."),
        ("Действует по {день}.", {"день": "31 мая 2012 г."}, "Действует по 31 мая 2012 г."),
        ("Пункт «{текст}»", {"текст": "см. {срок} [в скобках]"}, "Пункт «см. {срок} [в скобках]»"),
    ],
)  # fmt: skip
def test_blanks_are_filled(text: str, said: dict[str, str], words: str) -> None:
    assert fill(text, said) == words


def test_stored_words_that_do_not_fit_any_more_stop_no_print(luza: Luza, admin: Client) -> None:
    """A form got another blank by a newer program, or a row was written by hand."""
    with past_the_door():
        DistrictSetting.objects.create(
            district=luza.district,
            name=ADDITIONAL_AGREEMENT.name,
            since=date(2011, 9, 1),
            value="Доплата: {оклад}",
            basis=BASIS,
        )
    forget_read()
    with clock.played(date(2011, 9, 12)):
        said = dict.fromkeys(ADDITIONAL_AGREEMENT.blanks, "…")
        assert ADDITIONAL_AGREEMENT.filled(luza.district.pk, **said) == fill(
            ADDITIONAL_AGREEMENT.default, said
        )
        shown = admin.get("/setup/settings/")
    assert (shown.status_code, "больше не подходит" in shown.content.decode()) == (
        200,
        True,
    )


def test_the_words_hold_from_their_day_on(luza: Luza) -> None:
    with clock.played(date(2011, 9, 12)):
        change_setting(
            luza.district,
            ORDER_CONTROL_KEPT,
            "Контроль оставляю за собой.",
            by=luza.people["administrator"],
            since=date(2011, 10, 1),
            basis=BASIS,
        )
        before, after = (ORDER_CONTROL_KEPT.on(luza.district.pk, date(2011, month, 30)) for month in (9, 10))
    assert (before, after) == (ORDER_CONTROL_KEPT.default, "Контроль оставляю за собой.")


def test_a_lawyer_sees_the_typed_words_as_a_pdf_and_nothing_is_stored(luza: Luza, admin: Client) -> None:
    assert 'name="preview"' in admin.get(ADDRESS).content.decode()
    shown = admin.post(ADDRESS, {"value": ADDITIONAL_AGREEMENT.default, "preview": "1"})
    assert (shown.status_code, shown["Content-Type"], shown.content[:5]) == (200, "application/pdf", b"%PDF-")
    refused = admin.post(ADDRESS, {"value": "Доплата: {оклад}", "preview": "1"})
    assert (refused.status_code, "Доплата: {оклад}" in refused.content.decode()) == (422, True)
    assert not DistrictSetting.objects.exists()
    assert 'name="preview"' not in admin.get("/setup/settings/own_days/").content.decode()
