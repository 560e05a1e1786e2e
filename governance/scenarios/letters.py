"""Letters of the base school: one that came and was answered, one that asked for agreement and waited for its answer.

The department asks about a schedule; the resolution charges the deputy, who gets more time, drafts the answer, sees it
come back once, and has it sent by e-mail: the paper that came is carried out with its number and off control. Then the
school sends its Regulation to the district education office for agreement; the reply ends the waiting.
"""

from dataclasses import dataclass
from datetime import date

from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.kinds.inquiry.inquiry import Inquiry, receive as receive_inquiry
from governance.documents.kinds.outgoing.letter import Outgoing
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.documents.record.private_link import new_key
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.scenarios.regulation import put_up
from governance.scenarios.stage import Stage

SCHEDULE = "О согласовании графика сетевых занятий"
SCHEDULE_ANSWER = (
    "В ответ на Ваше письмо сообщаем, что график сетевых занятий на второе полугодие 2011/2012 учебного года "
    "согласован со всеми школами округа.\n"
    "Занятия проводятся по вторникам и четвергам с 14:00 до 15:30; расписание размещено на сайте базовой школы."
)
AGREEMENT_TEXT = (
    "Направляем Вам на согласование Положение о Лузском школьном округе.\n"
    "Просим сообщить о согласовании или представить замечания до 9 декабря 2011 года."
)
TO_DEPARTMENT = {
    "to_body": "Департамент образования Кировской области",
    "addressee": "Главе департамента образования\nКировской области\nСоболеву И.П.",
}
TO_ROO = {
    "to_body": "Районный отдел образования Лузского района",
    "addressee": "Заведующей районным отделом\nобразования Лузского района\nМакаровой Л.И.",
}
ENDS = {"question": "answered", "passed_on": "passed_on", "left": "unanswered"}
PHONE = "8 (83346) 2-15-30"


@dataclass
class PlayedLetters:
    """The letters that were played, as they ended."""

    request: Incoming
    answer: Outgoing
    asking: Outgoing
    reply: Incoming
    questions: dict[str, Inquiry]

    @property
    def papers(self) -> dict[str, Document]:
        """By the names of the files that the scenario writes."""
        return {
            "incoming": self.request,
            "answer": self.answer,
            "asking": self.asking,
            "reply": self.reply,
            **self.questions,
        }

    def unreached(self) -> list[str]:
        """Which letter is not in the state that it ends in."""
        return [
            f"{paper.kind_label}: {paper.state_label}"
            for name, paper in self.papers.items()
            if paper.state != ENDS.get(name, "filed")
        ]


def begin_incoming(*, unit: Unit, title: str, by: Person) -> Incoming:
    return draft(Incoming, unit=unit, title=title, by=by)


def begin_letter(*, unit: Unit, title: str, by: Person, answers: Document | None = None) -> Outgoing:
    card = Document.objects.get(pk=answers.pk) if answers is not None else None
    return draft(Outgoing, unit=unit, title=title, by=by, answers=card, file="01-12")


def scan(text: str) -> dict[str, object]:
    """What stands beside the card: here its text."""
    return {"name": "письмо.txt", "data": text.encode()}


def play_letters(luza: Luza, stage: Stage) -> PlayedLetters:
    """Play both chains until all four papers lie in their files."""
    regulation = put_up(stage, luza)
    request = receive(luza, stage)
    request, answer = answer_the_department(luza, stage, request)
    asking = wait_longer(luza, stage, ask_for_agreement(luza, stage, regulation))
    asking, reply = take_the_reply(luza, stage, asking)
    questions = {
        "question": answer_question(luza, stage),
        "passed_on": pass_question_on(luza, stage),
        "left": leave_question(luza, stage),
    }
    return PlayedLetters(request, answer, asking, reply, questions)


def receive(luza: Luza, stage: Stage) -> Incoming:
    """The clerk registers a letter of the department, the director puts it on control."""
    people = luza.people
    stage.at("2011-11-07 09:30")
    request = stage.begin(begin_incoming, people["clerk"], unit=luza.base, title=SCHEDULE)
    request = stage.do(
        request,
        "register_paper",
        people["clerk"],
        sender="Департамент образования Кировской области",
        their_number="01-24/318",
        their_date=date(2011, 11, 2),
        **scan("Просим сообщить о графике сетевых занятий."),
    )
    stage.at("2011-11-07 14:00")
    return stage.do(
        request,
        "resolve",
        people["director"],
        resolution="Подготовить ответ.",
        executor=people["deputy"].pk,
        urgent=True,
        on_control=True,
    )


def answer_the_department(luza: Luza, stage: Stage, request: Incoming) -> tuple[Incoming, Outgoing]:
    """The term is moved; the answer is drafted, sent back once, signed, sent by e-mail, and both are filed."""
    clerk, deputy, director = (luza.people[key] for key in ("clerk", "deputy", "director"))
    stage.at("2011-11-08 10:00")
    request = stage.do(
        request, "extend", director, due=date(2011, 11, 21), reason="Ждём ответа школы в Животово."
    )
    answer = stage.begin(begin_letter, deputy, unit=luza.base, title=SCHEDULE, answers=request)
    answer = stage.do(answer, "revise", deputy, text=SCHEDULE_ANSWER, phone=PHONE, **TO_DEPARTMENT)
    answer = stage.do(answer, "submit", deputy)
    stage.at("2011-11-09 09:00")
    answer = stage.do(answer, "send_back", director, reason="Назвать, где размещено расписание.")
    answer = stage.do(answer, "submit", deputy)
    answer = stage.do(answer, "sign", director)
    stage.at("2011-11-09 11:00")
    answer = stage.do(answer, "send", clerk, way="mail", to="department@kirov.example")
    request = stage.find(Incoming, pk=request.pk)
    request = stage.do(request, "take_off_control", director)
    request = stage.do(request, "put_into_file", clerk, file="01-12")
    return request, stage.do(answer, "put_into_file", clerk)


def ask_for_agreement(luza: Luza, stage: Stage, regulation: Document) -> Outgoing:
    """The Regulation goes to the district education office, and its answer is awaited."""
    clerk, deputy, director = (luza.people[key] for key in ("clerk", "deputy", "director"))
    stage.at("2011-11-14 09:00")
    asking = stage.begin(
        begin_letter, deputy, unit=luza.base, title="О согласовании Положения о школьном округе"
    )
    asking = stage.do(
        asking,
        "revise",
        deputy,
        text=AGREEMENT_TEXT,
        annex=regulation.pk,
        answer_until=date(2011, 12, 9),
        phone=PHONE,
        **TO_ROO,
    )
    asking = stage.do(asking, "submit", deputy)
    stage.at("2011-11-15 09:00")
    asking = stage.do(asking, "sign", director)
    return stage.do(asking, "send", clerk, way="hand", to="приёмная РОО, под подпись")


def wait_longer(luza: Luza, stage: Stage, asking: Outgoing) -> Outgoing:
    """The day has come without an answer, and the office asks for a week."""
    stage.at("2011-12-09 10:00")
    return stage.do(
        asking,
        "wait_longer",
        luza.people["clerk"],
        until=date(2011, 12, 16),
        reason="Заведующая просит ещё неделю.",
    )


def take_the_reply(luza: Luza, stage: Stage, asking: Outgoing) -> tuple[Outgoing, Incoming]:
    """The reply is registered, which ends the waiting; the director takes note, and both are filed."""
    clerk, director = luza.people["clerk"], luza.people["director"]
    stage.at("2011-12-14 10:00")
    reply = stage.begin(begin_incoming, clerk, unit=luza.base, title="О согласовании Положения")
    reply = stage.do(
        reply,
        "register_paper",
        clerk,
        sender="Районный отдел образования Лузского района",
        their_number="214",
        their_date=date(2011, 12, 13),
        replies_to=asking.pk,
        **scan("Положение согласовано без замечаний."),
    )
    asking = stage.find(Outgoing, pk=asking.pk)
    stage.at("2011-12-14 15:00")
    reply = stage.do(reply, "note", director)
    reply = stage.do(reply, "put_into_file", clerk, file="01-15")
    return stage.do(asking, "put_into_file", clerk), reply


# --- questions of the public ------------------------------------------------------------------------------------------


def question(luza: Luza, stage: Stage, text: str, *, theme: str, sort: str = "request", name: str) -> Inquiry:
    """A question that comes by the public form."""
    with stage.playing():
        inquiry = receive_inquiry(
            luza.base,
            key=new_key(),
            text=text,
            theme=theme,
            sort=sort,
            name=name,
            email="petrova@kirov.example",
        )
    stage.tell(inquiry, None, "обращение поступило")
    return inquiry


def register_question(luza: Luza, stage: Stage, inquiry: Inquiry) -> Inquiry:
    return stage.do(inquiry, "register_inquiry", luza.people["clerk"], sort=inquiry.sort, theme=inquiry.theme)


def answer_question(luza: Luza, stage: Stage) -> Inquiry:
    """Registered, prolonged once with a reason, answered after the head has sent one answer back."""
    director, deputy = luza.people["director"], luza.people["deputy"]
    stage.at("2011-12-15 19:40")
    text = "Просим сообщить, когда будет школьный автобус на элективные курсы в субботу."
    inquiry = question(luza, stage, text, theme="transport", name="Петрова Анна Сергеевна")
    stage.at("2011-12-16 09:00")
    inquiry = register_question(luza, stage, inquiry)
    inquiry = stage.do(inquiry, "resolve", director, executor=deputy.pk, resolution="Запросить школы.")
    stage.at("2012-01-12 10:00")
    inquiry = stage.do(
        inquiry, "prolong", director, due=date(2012, 1, 31), reason="Запрошены сведения школ округа."
    )
    stage.at("2012-01-24 10:00")
    inquiry = stage.do(inquiry, "write_answer", deputy, reply="Автобус будет.")
    inquiry = stage.do(inquiry, "send_back", director, reason="Назвать дни и время.")
    reply = "С 28 января 2012 года автобус отправляется по субботам в 9:00 от школы пгт Лальск."
    inquiry = stage.do(inquiry, "write_answer", deputy, reply=reply)
    return stage.do(inquiry, "sign", director)


def pass_question_on(luza: Luza, stage: Stage) -> Inquiry:
    """Others have to answer it."""
    stage.at("2012-01-25 10:00")
    text = "Прошу отремонтировать дорогу к остановке у школы."
    inquiry = question(luza, stage, text, theme="transport", sort="proposal", name="Козлов Пётр Ильич")
    inquiry = register_question(luza, stage, inquiry)
    stage.at("2012-01-27 10:00")
    return stage.do(inquiry, "pass_on", luza.people["director"], to="Администрация Лузского района")


def leave_question(luza: Luza, stage: Stage) -> Inquiry:
    """Asked for the third time with nothing new: the head ends the correspondence."""
    stage.at("2012-01-30 10:00")
    text = "В третий раз спрашиваю о форме одежды."
    inquiry = question(luza, stage, text, theme="other", sort="complaint", name="Смирнов Олег Юрьевич")
    inquiry = stage.do(
        inquiry, "register_inquiry", luza.people["clerk"], sort="complaint", theme="other", repeated=True
    )
    return stage.do(inquiry, "leave", luza.people["director"], ground="repeated")
