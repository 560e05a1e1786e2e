"""What sweeps play: the scenarios, and processes that no scenario goes through."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_default_timezone

from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.perform import draft
from governance.scenarios.demo_absentee import decide_without_sitting, let_sheets_decide
from governance.scenarios.demo_election import fill_election
from governance.scenarios.luza import Luza
from governance.scenarios.outcome import SCENARIOS
from governance.scenarios.stage import Stage
from tests.approved.play_changes import play_changes
from tests.scans import SCANNED_PDF


def play_absentee_vote(luza: Luza, stage: Stage) -> None:
    """A council decides by sheets; its protocol is signed."""
    let_sheets_decide(luza)
    decide_without_sitting(luza, stage)


def play_incoming(luza: Luza, stage: Stage) -> None:
    """A letter is registered, carried out as the director wrote on it, and put into the file."""
    clerk, deputy = luza.people["clerk"], luza.people["deputy"]
    stage.at("2012-01-16 10:00")
    letter = stage.begin(draft, clerk, Incoming, unit=luza.base, title="О согласовании графика")
    letter = stage.do(
        letter,
        "register_paper",
        clerk,
        sender="Управление образования",
        their_number="01-12-92",
        their_date=date(2012, 1, 12),
        name="письмо.pdf",
        data=SCANNED_PDF,
    )
    letter = stage.do(
        letter,
        "resolve",
        luza.people["director"],
        resolution="Подготовить ответ",
        executor=deputy.pk,
        due=date(2012, 1, 23),
    )
    stage.at("2012-01-20 10:00")
    letter = stage.do(letter, "report", deputy, result="Ответ от 20.01.2012 № 12")
    stage.do(letter, "put_into_file", clerk, file="01-15")


def play_questions(luza: Luza, stage: Stage) -> None:
    """A question names its speaker, who brings a file and replaces it."""
    secretary, deputy = luza.people["secretary"], luza.people["deputy"]
    stage.at("2012-02-13 10:00")
    meeting = stage.begin(
        draft,
        secretary,
        Meeting,
        unit=luza.council,
        title="Заседание совета",
        held_at=datetime(2012, 2, 20, 10, tzinfo=get_default_timezone()),
        place="г. Луза",
    )
    meeting = stage.do(meeting, "add_item", secretary, title="О бюджете")
    item = meeting.agenda().get()
    meeting = stage.do(meeting, "name_people", secretary, item=item, speaker=deputy.pk)
    meeting = stage.do(meeting, "enclose_files", deputy, item=item, files=[("смета.pdf", SCANNED_PDF)])
    meeting = stage.do(meeting, "convene", secretary)
    file = item.files.get()
    meeting = stage.do(meeting, "replace_file", deputy, file=file.pk, name="смета.txt", data=b"100")
    stage.do(meeting, "withdraw_file", deputy, file=item.files.standing().get().pk)


PLAYS: dict[str, Callable[[Luza, Stage], Any]] = {
    **SCENARIOS,
    "absentee_vote": play_absentee_vote,
    "changes": play_changes,
    "election": fill_election,
    "incoming": play_incoming,
    "questions": play_questions,
}
