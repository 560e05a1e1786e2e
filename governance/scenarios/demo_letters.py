"""Letters in the demonstration: one answered and filed, one that awaits its answer, others at each stage before."""

from datetime import date

from governance.documents.kinds.approved.kinds import DistrictRegulation
from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.record.document import Document
from governance.scenarios.letters import (
    PHONE,
    TO_ROO,
    answer_the_department,
    ask_for_agreement,
    begin_incoming,
    begin_letter,
    question,
    receive,
    register_question,
    scan,
)
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage


def fill_letters(luza: Luza, stage: Stage) -> None:
    """Until the evening of 18 November 2011."""
    answer_the_department(luza, stage, receive(luza, stage))
    regulation = Document.objects.filter(kind=DistrictRegulation.kind_name).order_by("-pk").first()
    assert regulation is not None, "put up before"
    ask_for_agreement(luza, stage, regulation)
    clerk, deputy, director = (luza.people[key] for key in ("clerk", "deputy", "director"))
    stage.at("2011-11-16 10:00")
    bus = came(luza, stage, "О школьном автобусе", "Администрация Лузского района", "01-12/1204")
    bus = stage.do(
        bus,
        "resolve",
        director,
        resolution="Подготовить сведения о маршруте и числе обучающихся.",
        executor=deputy.pk,
        due=date(2011, 11, 23),
        on_control=True,
    )
    answer = stage.begin(
        begin_letter, deputy, unit=luza.base, title="О маршруте школьного автобуса", answers=bus
    )
    stage.do(
        answer,
        "revise",
        deputy,
        to_body="Администрация Лузского района",
        addressee="Главе Лузского района\nМелехину А.В.",
        text="Направляем сведения о маршруте школьного автобуса и числе обучающихся.",
        phone=PHONE,
    )
    stage.at("2011-11-17 09:00")
    came(luza, stage, "О проведении недели информатизации", "РОО Лузского района", "198")
    invitation = stage.begin(
        begin_letter, clerk, unit=luza.base, title="О приглашении на день открытых дверей"
    )
    text = "Приглашаем представителя отдела на день открытых дверей 10 декабря 2011 года в 11:00."
    invitation = stage.do(invitation, "revise", clerk, text=text, phone=PHONE, **TO_ROO)
    stage.do(invitation, "submit", clerk)
    stage.at("2011-11-18 15:00")
    report = stage.begin(begin_letter, deputy, unit=luza.base, title="О сведениях по сетевым занятиям")
    text = "Направляем сведения о сетевых занятиях за сентябрь — ноябрь 2011 года."
    report = stage.do(report, "revise", deputy, text=text, phone=PHONE, **TO_ROO)
    report = stage.do(report, "submit", deputy)
    stage.do(report, "sign", director)
    fill_questions(luza, stage)


def fill_questions(luza: Luza, stage: Stage) -> None:
    """Of four questions one has just come, one is before the head, one is being answered, one is answered."""
    deputy, director = luza.people["deputy"], luza.people["director"]
    about = (
        ("Какие профили будут в 10-х классах в следующем году?", "admission", "Логинова Ирина Павловна"),
        ("Просим увеличить число занятий по химии.", "teaching", "Рыкова Вера Ивановна"),
        ("Прошу разобраться с горячим питанием в субботу.", "food", "Титов Игорь Петрович"),
        ("Когда будет день открытых дверей?", "other", "Юшина Ольга Викторовна"),
    )
    came_in = [question(luza, stage, text, theme=theme, name=name) for text, theme, name in about]
    answered, charged, _before = (register_question(luza, stage, inquiry) for inquiry in came_in[:3])
    stage.do(charged, "resolve", director, executor=deputy.pk, resolution="Подготовить ответ.")
    answered = stage.do(answered, "resolve", director, executor=deputy.pk)
    reply = "В 2012/2013 учебном году планируются социально-экономический и химико-биологический профили."
    answered = stage.do(answered, "write_answer", deputy, reply=reply)
    stage.do(answered, "sign", director)


def came(luza: Luza, stage: Stage, title: str, sender: str, number: str) -> Incoming:
    """A letter that came today, as its clerk registers it."""
    clerk = luza.people["clerk"]
    paper = stage.begin(begin_incoming, clerk, unit=luza.base, title=title)
    return stage.do(
        paper,
        "register_paper",
        clerk,
        sender=sender,
        their_number=number,
        their_date=date(2011, 11, 14),
        **scan(title),
    )
