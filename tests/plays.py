"""What sweeps play: the scenarios, and processes that no scenario goes through."""

from collections.abc import Callable
from datetime import date
from typing import Any

from governance.documents.kinds.incoming import Incoming
from governance.documents.record.perform import draft
from governance.scenarios.demo_absentee import decide_without_sitting, let_sheets_decide
from governance.scenarios.demo_election import fill_election
from governance.scenarios.luza import Luza
from governance.scenarios.outcome import SCENARIOS
from governance.scenarios.stage import Stage
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


PLAYS: dict[str, Callable[[Luza, Stage], Any]] = {
    **SCENARIOS,
    "absentee_vote": play_absentee_vote,
    "election": fill_election,
    "incoming": play_incoming,
}
