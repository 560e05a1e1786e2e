"""The district's common form of contract as the scenarios prepare it, and the five contracts made from it."""

from datetime import date
from typing import Any

from django.conf import settings

from governance.documents.clauses import parse_text
from governance.documents.contract.contract import Contract
from governance.documents.contract.form import ContractForm
from governance.documents.contract.making import Making, make_contracts
from governance.documents.history import done_label
from governance.documents.perform import draft
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

SOURCE = settings.BASE_DIR / "data" / "contract_form.txt"
TITLE = "Договор о сотрудничестве"
LAST_DAY = date(2014, 8, 31)
LEGAL_BASIS = [
    {"text": "Закон Российской Федерации № 3266-1 «Об образовании»", "day": "1992-07-10"},
    {
        "text": "Концепция профильного обучения на старшей ступени общего образования, утверждённая приказом "
        "Минобразования России № 2783",
        "day": "2002-07-18",
    },
    {"text": "Положение о Лузском школьном округе", "day": "2011-08-01"},
]
BLANKS = [
    {"name": "предметы", "label": "предметы, которые ученики школы изучают в сети округа"},
    {"name": "часы", "label": "сколько часов в неделю и в каких классах"},
    {"name": "ресурсы", "label": "кабинеты, учителя, оборудование, доступ в Интернет"},
]
VALUES = {
    "second": {
        "предметы": "математика, физика, информатика (профильный уровень)",
        "часы": "3 часа в неделю по каждому предмету в 10 и 11 классах",
        "ресурсы": "кабинет физики, компьютерный класс на 12 мест, учитель химии Базовой школе на 3 часа в неделю",
    },
    "lalsk": {
        "предметы": "русский язык, обществознание (профильный уровень)",
        "часы": "3 часа в неделю по каждому предмету в 10 и 11 классах, через Интернет",
        "ресурсы": "кабинет с видеосвязью, учитель истории на 3 часа в неделю",
    },
    "fabrichnaya": {
        "предметы": "математика, русский язык (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9 классе",
        "ресурсы": "кабинет информатики, школьный автобус по вторникам и четвергам",
    },
    "zhivotovo": {
        "предметы": "математика, английский язык (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9 классе, через Интернет",
        "ресурсы": "кабинет с доступом в Интернет",
    },
    "kulikovo": {
        "предметы": "физика, информатика (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9 классе",
        "ресурсы": "учебная мастерская, доступ в Интернет",
    },
}


def draft_form(*, luza: Luza, by: Any) -> ContractForm:
    """An empty form of the base school."""
    return draft(ContractForm, unit=luza.base, title=TITLE, by=by)  # type: ignore[return-value]  # the kind that was asked for


def put_form_into_use(luza: Luza, stage: Stage) -> ContractForm:
    """The deputy head prepares the common form and puts it into use."""
    deputy = luza.people["deputy"]
    form = stage.begin(draft_form, deputy, luza=luza)
    form = stage.do(
        form,
        "revise",
        deputy,
        sections=parse_text(SOURCE.read_text(encoding="utf-8")),
        legal_basis=LEGAL_BASIS,
        blanks=BLANKS,
        ends_on=LAST_DAY,
        notice_days=30,
    )
    return stage.do(form, "issue", deputy)


def make_five(luza: Luza, stage: Stage, form: ContractForm) -> dict[str, Contract]:
    """One contract a member school, made at once from the form."""
    deputy = luza.people["deputy"]
    makings = [Making((luza.schools[key],), values) for key, values in VALUES.items()]
    contracts = {}
    with stage.playing():
        for key, contract in zip(VALUES, make_contracts(form, makings, by=deputy), strict=True):
            contracts[key] = contract
            stage.tell(contract, deputy, done_label(Contract, "draft"))
    return contracts
