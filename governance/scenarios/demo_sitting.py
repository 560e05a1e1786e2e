"""Of the demonstration: today's sitting of the council, prepared as its secretary and its speakers prepare one.

Its questions name people of the district, who have brought files, one of them replaced since; members have answered
the invitation and noted something for themselves; the secretary has begun the minutes, and keeps a pattern of agendas.
"""

from datetime import date

from governance.documents.kinds.meeting.minutes import Part, Typed, write_minutes
from governance.documents.kinds.meeting.patterns import keep_pattern
from governance.documents.kinds.meeting.personal_notes import keep_note
from governance.documents.kinds.meeting.replies import Reply, reply
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

CARRYING_OUT = "О ходе исполнения плана работы округа"
DECISION = (
    "Принять к сведению информацию заместителя директора по УВР базовой школы о ходе исполнения плана.\n"
    "Школам округа отчитаться по строкам плана, срок которых наступил, до 1 декабря 2011 г."
)
ACCOUNT = "Справка об исполнении плана.txt"
FIRST_ACCOUNT = "Исполнено строк: 3. Остальные строки осени в работе."
LAST_ACCOUNT = (
    "Исполнено строк: 4. По двум строкам отчёты приняты, по остальным строкам осени срок не наступил."
)
NOTES = {
    "head_second": "Спросить, кто отвечает за строки без исполнителя. Дать слово Лальску.",
    "director": "Напомнить о подвозе учащихся в дни сетевых занятий.",
    "head_lalsk": "У нас не хватает веб-камеры: сказать, когда дойдёт до строк о связи.",
}
PATTERN = "Заседание в начале четверти"
QUESTIONS = (
    {"title": "О выполнении решений предыдущего заседания"},
    {"title": CARRYING_OUT, "decision_draft": DECISION.split("\n")[0]},
    {"title": "О работе сетевых педагогов в прошедшей четверти"},
)


def convene_today(luza: Luza, stage: Stage, year: Plan, spring: Plan, today: date) -> None:
    """Three questions: how the plan of the year is carried out, the plan of the spring, a secret one."""
    sitting = Sitting.drawn_up(
        stage,
        luza,
        f"{today.isoformat()} 14:00",
        {"title": CARRYING_OUT, "decision_draft": DECISION},
        {"subject": spring},
        {"title": "О представителе округа в жюри олимпиады", "secret": True},
    )
    name_speakers(luza, stage, sitting)
    bring_files(luza, stage, sitting, year)
    sitting.secretary("convene")
    improve_the_account(luza, stage, sitting)
    with stage.playing():
        prepare(luza, sitting)
        keep_pattern(luza.council, PATTERN, QUESTIONS, by=luza.people["secretary"])


def name_speakers(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    deputy, maths, director = (luza.people[key].pk for key in ("deputy", "teacher_maths", "director"))
    for position, speakers in (
        (1, {"speaker": deputy, "co_speakers": [maths]}),
        (2, {"speaker": deputy, "author": deputy}),
        (3, {"speaker": director}),
    ):
        sitting.secretary("name_people", item=sitting.item(position), **speakers)


def bring_files(luza: Luza, stage: Stage, sitting: Sitting, year: Plan) -> None:
    with stage.playing():
        printed = render(year.print_form, print_data(year))
    files = [("План работы округа.pdf", printed), (ACCOUNT, FIRST_ACCOUNT.encode())]
    sitting.meeting = stage.do(
        sitting.meeting, "enclose_files", luza.people["deputy"], item=sitting.item(1), files=files
    )


def improve_the_account(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    """After the members have got the first one."""
    stage.at("2011-11-18 13:00")
    file = sitting.item(1).files.get(attachment__name=ACCOUNT)
    sitting.meeting = stage.do(
        sitting.meeting,
        "replace_file",
        luza.people["deputy"],
        file=file.pk,
        name=ACCOUNT,
        data=LAST_ACCOUNT.encode(),
    )


def prepare(luza: Luza, sitting: Sitting) -> None:
    """What binds nobody yet: answers to the invitation, own notes, the beginning of the minutes."""
    people, meeting, item = luza.people, sitting.meeting, sitting.item(1)
    for key in ("head_second", "director", "head_fabrichnaya", "deputy"):
        reply(meeting, by=people[key], answer=Reply.Answer.COMES)
    illness = "на больничном до 25 ноября"
    reply(meeting, by=people["head_kulikovo"], answer=Reply.Answer.CANNOT, reason=illness)
    for key, text in NOTES.items():
        keep_note(meeting.pk, item.pk, text, by=people[key])
    heard = (
        "Винокурову С.А., заместителя директора по УВР базовой школы, о ходе исполнения плана работы округа."
    )
    write_minutes(meeting, {(item.pk, Part.HEARD): Typed(heard, seen=0)}, by=people["secretary"])
