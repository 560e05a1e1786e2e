"""Papers are begun with the words of their district: title, text, laws, blanks, sections, points."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.contract.form import OWN_BLANKS, ContractForm
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.kinds import KINDS
from governance.documents.settings.forms.beginning import TextBeginning
from governance.documents.settings.forms.beginnings import (
    MEMBERSHIP_CONTRACT,
    OF_APPROVED,
    OF_BEGINNINGS,
    OF_CONTRACT,
    ORDER_BEGINS_BY_HAND,
    PLAN_BEGINS,
    PLAN_HEADINGS,
    SIGNING_RULES,
)
from governance.documents.settings.forms.form import FormSetting
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 12)
CONTRACT = (
    "Договор сети\n29.12.2012 Закон об образовании\n{кружки} — какие кружки\n"
    "1. Предмет\n1.1. Кружки: {кружки}, с {начало} по {окончание}."
)


@pytest.fixture(autouse=True)
def _day():
    with clock.played(TODAY):
        yield


def change(luza: Luza, form: FormSetting, words: str) -> None:
    change_setting(
        luza.district, form, words, by=luza.people["administrator"], since=TODAY, basis="приказ № 5-К"
    )


def signed_in(luza: Luza, key: str) -> Client:
    client = Client()
    client.force_login(luza.people[key], backend="governance.desk.base.signed_in.PersonBackend")
    return client


def test_a_plan_begins_with_the_title_and_the_sections_of_the_district(luza: Luza) -> None:
    change(luza, PLAN_BEGINS, "План работы {учреждения} на год\nОрганизационная работа\nРабота с учащимися")
    deputy = signed_in(luza, "deputy")
    page = deputy.get(reverse("plan_new")).content.decode()
    assert "План работы Лузского школьного округа на год" in page
    deputy.post(reverse("plan_new"), {"title": "План на 2011 год", "empty": "1"})
    plan = Plan.objects.get()
    assert [section.title for section in plan.table()] == ["Организационная работа", "Работа с учащимися"]


def test_an_order_begins_with_the_heading_grounds_and_points_of_the_district(luza: Luza) -> None:
    change(
        luza,
        ORDER_BEGINS_BY_HAND,
        "О \nВ целях исполнения плана работы\nНазначить ответственным.\nПрилагается.",
    )
    deputy = signed_in(luza, "deputy")
    assert "В целях" not in deputy.get(reverse("order_new")).content.decode()
    deputy.post(reverse("order_new"), {"title": "О дежурстве", "series": "order", "unit": luza.base.pk})
    order = Order.objects.get()
    assert (order.title, order.preamble, [point.text for point in order.points.all()]) == (
        "О дежурстве",
        "В целях исполнения плана работы",
        ["Назначить ответственным.", "Прилагается."],
    )


def test_a_form_of_contract_begins_with_the_text_laws_and_blanks_of_the_district(luza: Luza) -> None:
    change(luza, MEMBERSHIP_CONTRACT, CONTRACT)
    signed_in(luza, "deputy").post(
        reverse("contract_form_new"), {"title": "", "matter": "membership", "usual": "on"}
    )
    form = ContractForm.objects.get()
    assert (form.title, form.legal_basis, form.blanks) == (
        "Договор сети",
        [{"text": "Закон об образовании", "day": "2012-12-29"}],
        [{"name": "кружки", "label": "какие кружки"}],
    )
    assert form.unknown_blanks() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Договор", "Write the text of the contract below its title."),
        (
            "Договор\n1.1. С {начало} по {окончание}: {кружки}.",
            "Nothing fills the blank {кружки}: list it as “{кружки} — what it asks for”, on a line of its own.",
        ),
        ("Договор\n1.1. С {начало}.", "The blank {окончание} is missing: the paper has to say it."),
        (
            "Договор\n{кружки} — какие\n1.1. С {начало} по {окончание}.",
            "The blank {кружки} is missing: the paper has to say it.",
        ),
        (
            "Договор\n31.02.2012 Закон\n1.1. С {начало} по {окончание}.",
            "“31.02.2012” is not a day: write it as 02.05.2012."),
        ("Договор\n1.1. С {начало по {окончание}.", "A brace is open or closed alone: every blank needs both."),
    ],
)  # fmt: skip
def test_the_beginning_of_a_contract_is_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MEMBERSHIP_CONTRACT.from_json(words)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("form", "words", "sentence"),
    [
        (PLAN_HEADINGS, "Состав {учреждения}:\nЦели:", "It has 3 lines: write neither more nor fewer."),
        (PLAN_BEGINS, "План {школы}", "The paper does not know the blank {школы}. It knows: {учреждения}."),
        (SIGNING_RULES, "П" * 501, "The title is longer than 500 characters: shorten it."),
    ],
)  # fmt: skip
def test_other_beginnings_are_refused_with_a_sentence(form: FormSetting, words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        form.from_json(words)
    assert refused.value.messages == [sentence]


def test_a_paper_with_a_table_begins_with_its_title_alone() -> None:
    tables = [form for form in OF_BEGINNINGS if isinstance(form, TextBeginning) and form.titled]
    assert len(tables) == 7
    for form in tables:
        with pytest.raises(ValidationError, match="such a paper has a table"):
            form.from_json(f"{form.default}\n1. Общие положения")


def test_every_approved_kind_begins_with_a_form_and_with_text_where_it_has_one() -> None:
    # Changes are begun from the paper that they change.
    kinds = [k for k in KINDS.values() if issubclass(k, ApprovedPaper) and not issubclass(k, PaperChanges)]
    assert {kind.kind_name for kind in kinds} == OF_APPROVED.keys()
    for kind in kinds:
        form = kind.begins()
        assert form is not None
        assert form.titled is not kind.form.text


def test_what_a_contract_fills_by_itself_is_known_to_its_beginning() -> None:
    assert OF_CONTRACT.keys() == OWN_BLANKS.keys()
