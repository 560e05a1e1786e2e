"""Orders by forms in the demonstration: two teachers at courses, duty before the signature, a seminar of the plan."""

from datetime import date

from governance.documents.kinds.order.drafting_by_form import draft_by_form
from governance.documents.kinds.order.from_row import links_to_row
from governance.documents.kinds.plan.plan import Plan
from governance.documents.settings.order_library.setting import shipped
from governance.documents.settings.order_library.suggesting import suggested
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage


def fill_forms(luza: Luza, stage: Stage, plan: Plan) -> None:
    """Two teachers go to courses; the duty of December awaits a visa; a seminar is drafted by a row of the plan."""
    _send_to_courses(luza, stage)
    _put_up_duty(luza, stage)
    _draft_seminar(luza, stage, plan)


def _send_to_courses(luza: Luza, stage: Stage) -> None:
    people = luza.people
    stage.at("2011-11-14 10:00")
    order = stage.begin(
        draft_by_form,
        people["clerk"],
        luza.base,
        "courses",
        {
            "основание": "вызова Института развития образования от 10.11.2011 № 214",
            "тема": "Сетевые формы профильного обучения",
            "где": "Институт развития образования Кировской области, г. Киров",
            "срок": (date(2011, 12, 5), date(2011, 12, 10)),
            "часы": 72,
            "форма": "с отрывом от работы",
            "учебная работа": people["deputy"],
            "отчёт": date(2011, 12, 20),
            "принимает": people["clerk"],
        },
        {"слушатели": [{"кто": people["teacher_physics"]}, {"кто": people["teacher_history"]}]},
    )
    stage.at("2011-11-14 11:00")
    order = stage.do(order, "submit", people["clerk"])
    stage.at("2011-11-14 15:00")
    stage.do(order, "sign", people["director"])


def _put_up_duty(luza: Luza, stage: Stage) -> None:
    people = luza.people
    stage.at("2011-11-17 16:00")
    watches = [
        (date(2011, 12, 1), "9:00–13:00", "administrator"),
        (date(2011, 12, 8), "9:00–13:00", "teacher_informatics"),
        (date(2011, 12, 15), "13:00–17:00", "administrator"),
    ]
    order = stage.begin(
        draft_by_form,
        people["deputy"],
        luza.base,
        "duty",
        {
            "роль": "сетевых администраторов",
            "период": (date(2011, 12, 1), date(2011, 12, 30)),
            "цель": "бесперебойной работы сетевых уроков",
            "обязанности": "включать оборудование за 15 минут до урока, проверять связь со школами округа, записывать "
            "сбои в журнал",
            "ответственный": people["deputy"],
        },
        {
            "график": [
                {"день": day, "время": hours, "дежурный": people[key], "место": "кабинет информатики"}
                for day, hours, key in watches
            ]
        },
    )
    order = stage.do(order, "ask_visa", people["deputy"], person=people["deputy"])
    stage.do(order, "submit", people["deputy"])


def _draft_seminar(luza: Luza, stage: Stage, plan: Plan) -> None:
    people = luza.people
    rows = [row for row in plan.rows() if row.done_on is None and not row.is_reported]
    row = next(row for row in rows if suggested(row.text, shipped())[:1] == ["event"])
    stage.at("2011-11-18 16:00")
    stage.begin(
        draft_by_form,
        people["deputy"],
        luza.base,
        "event",
        {
            "вид": "семинара",
            "название": "Сетевой урок: от замысла к результату",
            "основание": "планом работы Лузского школьного округа на 2011/2012 учебный год",
            "цель": "обмена опытом сетевых педагогов",
            "когда": (date(2011, 12, 14), date(2011, 12, 14)),
            "где": "КОГОКУ СОШ г. Лузы, актовый зал",
            "участники": "учителей школ округа",
            "ответственный": people["deputy"],
            "объявление": date(2011, 12, 1),
            "объявляет": people["clerk"],
            "итоги": date(2011, 12, 23),
            "смета": None,
        },
        {
            "оргкомитет": [
                {"член": people["deputy"], "обязанность": "программа и ведение семинара"},
                {"член": people["teacher_physics"], "обязанность": "открытый сетевой урок"},
            ],
            "программа мероприятия": [
                {"время": "10:00", "что": "Открытие", "ведёт": "Винокурова С.А."},
                {"время": "10:30", "что": "Открытый сетевой урок физики", "ведёт": "Холмогорова Е.С."},
                {"время": "12:00", "что": "Обсуждение", "ведёт": "участники"},
            ],
        },
        links=links_to_row(plan, row.part),
    )
