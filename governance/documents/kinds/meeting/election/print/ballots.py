"""Ballots of a secret vote, several on a sheet, and the sheet on which those who get one sign.

No ballot bears anything that tells its voter: all of a vote are alike, without number or moment. The code on them is
one for all: it proves that this form belongs to this vote, not to whom a ballot was given nor what stands on it.
"""

from typing import TypedDict

from django.conf import settings
from django.utils import timezone, translation

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.commission import tellers_of
from governance.documents.kinds.meeting.election.election import Election
from governance.documents.kinds.meeting.election.poll import PollData, names_on
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Round
from governance.documents.language.phrases import number_in_words, paper_date, plural
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import decapitalized
from governance.documents.printing.copies import mark_of
from governance.documents.printing.data import PaperData, SignatureLine
from governance.documents.settings.forms.meetings import (
    BALLOT_CODE,
    BALLOT_MARKING,
    BALLOT_MARKING_OF_ELECTION,
)
from governance.documents.settings.forms.outcomes import BALLOT_CHOICES
from governance.documents.settings.forms.signing import SIGNED_BY_TELLERS

# Of one question; with more choices fewer fit on a sheet.
CHOICES_ON_HALF_A_SHEET = 8


class BallotsData(PaperData):
    body: str  # «заседание совета школьного округа»
    date: str
    question: str
    how: str  # how to fill it in
    code_note: str  # what the code of the check tells
    choices: list[str]
    on_a_sheet: int
    sheets: int


class IssueLine(TypedDict):
    number: str
    name: str
    seat: str
    issued: str  # «выдан 14:05», «голосует в системе» or ""


class IssueSheetData(PaperData):
    body: str
    date: str
    question: str
    lines: list[IssueLine]
    signers: list[SignatureLine]


def ballots_data(meeting: Meeting, item: AgendaItem) -> BallotsData:
    """As many as there are filled seats, and some to replace spoilt ones."""
    with translation.override(settings.LANGUAGE_CODE):
        choices, how = choices_on(item, last_round(item))
        on_a_sheet = 4 if len(choices) <= CHOICES_ON_HALF_A_SHEET // 2 else 2
        wanted = len(meeting.table.places) + 2
        return BallotsData(
            title=f"Бюллетени: {item.title}",
            created=timezone.localtime(meeting.held_at).isoformat(),
            body=sitting_of(meeting),
            date=paper_date(meeting.day),
            question=item.title,
            how=how,
            code_note=BALLOT_CODE.on(meeting.district_id),
            choices=choices,
            on_a_sheet=on_a_sheet,
            sheets=-(-wanted // on_a_sheet),
            check=check_of(meeting, ballot_mark(meeting, item, choices)),
        )


def ballot_mark(meeting: Meeting, item: AgendaItem, choices: list[str]) -> str:
    """One for all ballots of a vote: of the sitting, the question and what there is to choose from."""
    return mark_of("ballots", sitting_of(meeting), item.title, choices)


def sitting_of(meeting: Meeting) -> str:
    """«Заседание № 3 совета школьного округа»."""
    number = f"№ {meeting.number} " if meeting.number else ""
    return f"Заседание {number}{meeting.unit.form('genitive')}"


def choices_on(item: AgendaItem, voting: Round | None) -> tuple[list[str], str]:
    """What stands beside the boxes, and how to mark them: of a vote, or of the next one where this is over."""
    election = Election.objects.filter(item=item).first()
    if election is None:
        return _choices(item)[:3], BALLOT_MARKING.on(item.meeting.district_id)
    poll = voting.poll if voting is not None and voting.is_open else None
    return choices_of_election(election, poll)


def choices_of_election(election: Election, poll: PollData | None) -> tuple[list[str], str]:
    """The candidates of a ballot that was opened, or else all who stand."""
    names = [candidate.person.full_name for candidate in (names_on(poll) if poll else election.standing)]
    posts = poll["posts"] if poll else election.posts
    most = f"{number_in_words(posts)} {plural(posts, 'кандидата', 'кандидатов', 'кандидатов')}"
    against_all = _choices(election.item)[-1]
    said = {"число кандидатов": most, "против всех": decapitalized(against_all)}
    return [*names, against_all], BALLOT_MARKING_OF_ELECTION.filled(election.item.meeting.district_id, **said)


def _choices(item: AgendaItem) -> list[str]:
    """For, against, abstained, against all; as they are called on the day of the meeting."""
    return BALLOT_CHOICES.labels(item.meeting.district_id, item.meeting.day)


def issue_sheet_data(meeting: Meeting, item: AgendaItem, *, blank: bool = False) -> IssueSheetData:
    """The members in the order of their seats, each with a line for the hand; `blank`: before anything was issued."""
    with translation.override(settings.LANGUAGE_CODE):
        voting = None if blank else last_round(item)
        ballots = {ballot.seat_id: ballot for ballot in voting.ballots.all()} if voting is not None else {}
        leads, counts = SIGNED_BY_TELLERS.labels(meeting.district_id, meeting.day)
        table = meeting.table
        lines = []
        for number, (key, place) in enumerate(table.places.items(), start=1):
            mark = table.marks.get(key)
            person = mark.person if mark is not None else place.expected.person
            seat = "" if place.seat.name == person.name else place.seat.name
            lines.append(
                IssueLine(
                    number=f"{number}.", name=person.full_name, seat=seat, issued=issued(ballots.get(key))
                )
            )
        return IssueSheetData(
            title=f"Ведомость выдачи бюллетеней: {item.title}",
            created=timezone.localtime(meeting.held_at).isoformat(),
            body=sitting_of(meeting),
            date=paper_date(meeting.day),
            question=item.title,
            lines=lines,
            check=check_of(meeting, mark_of("issue_sheet", sitting_of(meeting), item.title, lines)),
            signers=[
                SignatureLine(
                    position=leads if teller.leads else counts,
                    name=teller.person.signature_name,
                    mark="none",
                )
                for teller in tellers_of(meeting)
            ],
        )


def issued(ballot: Ballot | None) -> str:
    if ballot is None:
        return ""
    return "выдан" if ballot.way == Ballot.Way.ISSUED else "в системе"


def last_round(item: AgendaItem) -> Round | None:
    return Round.objects.filter(item=item).exclude(state=Round.State.ANNULLED).order_by("number").last()
