"""Of the demonstration: the council votes by sheets, once to the end and once still open."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from governance import clock
from governance.documents.approval.regulating import regulate
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import draft
from governance.scenarios import luza_sources as sources
from governance.scenarios.luza import FOUNDED, Luza
from governance.scenarios.stage import Stage

RULES_SINCE = date(2011, 11, 16)
RULES = "Положение о Лузском школьном округе, раздел 4, в редакции от 14.11.2011"
PLACE_OF_RETURN = "г. Луза, базовая школа, кабинет 12"


def let_sheets_decide(luza: Luza) -> None:
    """From the middle of November on the council may decide without a sitting; entered with its first rules."""
    with clock.played(FOUNDED):
        regulate(
            luza.council,
            source=RULES,
            rule={**sources.RULE, "absentee": "votes_and_quorum"},
            matters=sources.MATTERS,
            established=len(sources.SCHOOLS),
            since=RULES_SINCE,
            by=None,
            basis="протокол учредительного собрания",
        )


def decide_without_sitting(luza: Luza, stage: Stage) -> None:
    """A vote that all have answered, with its signed protocol."""
    stage.at("2011-11-16 11:00")
    exhibition = announced(
        luza,
        stage,
        date(2011, 11, 18),
        {
            "title": "О проведении окружной выставки методических разработок",
            "decision_draft": "Провести выставку методических разработок 15 декабря 2011 г. в базовой школе.",
        },
    )
    stage.at("2011-11-16 15:30")
    answer(luza, stage, exhibition, "base", "for")
    answer(luza, stage, exhibition, "lalsk", "for")
    stage.at("2011-11-17 12:10")
    answer(luza, stage, exhibition, "second", "for")
    answer(luza, stage, exhibition, "fabrichnaya", "against", "Школе не хватит времени на подготовку.")
    stage.at("2011-11-18 09:20")
    answer(luza, stage, exhibition, "zhivotovo", "for")
    answer(luza, stage, exhibition, "kulikovo", "abstain")
    protocol = stage.find(Protocol, meeting=exhibition)
    secretary = luza.people["secretary"]
    stage.at("2011-11-18 14:00")
    protocol = stage.do(protocol, "submit", secretary)
    protocol = stage.do(protocol, "sign_as_secretary", secretary)
    stage.do(protocol, "sign_as_chair", luza.people["head_second"])


def ask_without_sitting(luza: Luza, stage: Stage, today: date) -> None:
    """A vote for which some sheets are still out."""
    stage.at(f"{today:%Y-%m-%d} 08:30")
    last = today + timedelta(days=4)
    olympiad = announced(
        luza,
        stage,
        last,
        {
            "title": "О составе жюри окружной олимпиады",
            "decision_draft": "Утвердить жюри в составе пяти сетевых педагогов по предложению базовой школы.",
        },
        {
            "title": "О переносе дня открытых дверей",
            "decision_draft": "Перенести день открытых дверей на 10 декабря 2011 г.",
        },
    )
    answer(luza, stage, olympiad, "lalsk", "for")
    answer(luza, stage, olympiad, "kulikovo", "for")


def announced(luza: Luza, stage: Stage, last: date, *questions: dict[str, str]) -> Meeting:
    """The secretary writes the questions, the chair announces the vote."""
    secretary = luza.people["secretary"]
    meeting = stage.begin(begin_vote, secretary, luza=luza, last=make_aware(datetime.combine(last, time(18))))
    for question in questions:
        meeting = stage.do(meeting, "add_item", secretary, **question)
    return stage.do(meeting, "announce", luza.people["head_second"])


def begin_vote(*, luza: Luza, last: datetime, by: Any) -> Meeting:
    title = f"Заочное голосование {luza.council.form('genitive')}"
    return draft(
        Meeting,
        unit=luza.council,
        title=title,
        by=by,
        form=Meeting.Form.ABSENTEE,
        held_at=last,
        place=PLACE_OF_RETURN,
    )


def answer(luza: Luza, stage: Stage, meeting: Meeting, key: str, choice: str, note: str = "") -> None:
    """Whoever sits on a seat votes alike on all questions."""
    sheet = VotingSheet.objects.get(meeting=meeting, seat=luza.seats[key])
    with stage.playing():
        answers = {item.pk: {"choice": choice, "note": note} for item in sheet.meeting.items_by_sheet()}
    stage.do(sheet, "answer", sheet.appointment.person, answers=answers)
