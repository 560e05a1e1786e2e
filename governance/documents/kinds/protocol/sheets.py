"""What a protocol tells of votes by sheets: an absentee vote as a whole, and the sheets that a sitting has counted.

Source: article 181.2 of the Civil Code, which says what a protocol of an absentee vote has to name.
"""

from django.utils import timezone

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Round
from governance.documents.kinds.meeting.votes_told import voted
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.kinds.protocol.additions import annexed, said_of_votes
from governance.documents.kinds.protocol.attendance_told import alphabetical
from governance.documents.kinds.protocol.signed_words import AbsenteeData, SignedText
from governance.documents.kinds.protocol.wording import offices_on
from governance.documents.language.phrases import list_date, list_moment, members, plural
from governance.documents.law.voting import describe, quorum_needed
from governance.documents.settings.forms.meetings import SHEETS_PRESENT
from governance.documents.settings.forms.protocols import PROTOCOL_QUORUM_OF_ABSENTEE
from governance.documents.settings.forms.rules import rule_said_in
from governance.documents.settings.forms.votes import VOTES_BY_SHEETS

State = VotingSheet.State


def without_sitting(meeting: Meeting, text: SignedText) -> SignedText:
    """The words of the protocol of an absentee vote, from those that every protocol has."""
    sheets = _sheets(meeting)
    counted = [sheet for sheet in sheets if sheet.counts]
    void = [sheet for sheet in sheets if sheet.invalid_reason]
    silent = [sheet for sheet in sheets if not sheet.counts and sheet not in void]
    presiding = next((sheet for sheet in sheets if sheet.seat_id == meeting.presiding_id), None)
    person = meeting.presiding_person
    capacity = presiding.appointment.capacity if presiding is not None else ""
    assert meeting.opened_at is not None  # it was announced
    text["body"] = f"заочного голосования {meeting.unit.form('genitive')}"
    text["venue"] = text["time"] = ""
    text["presiding"] = ", ".join(filter(None, [person.name if person else "", capacity]))
    text["presiding_label"] = offices_on(meeting.district_id).chair
    text["quorum"] = _quorum(meeting, len(sheets), len(counted))
    # Nobody was there; who was not is told by their sheets.
    text["absent"] = []
    text["absentee"] = AbsenteeData(
        announced=list_date(timezone.localtime(meeting.opened_at).date()),
        until=list_moment(timezone.localtime(meeting.held_at)),
        place=meeting.place,
        took_part=alphabetical(map(_named, counted)),
        silent=alphabetical(map(_named, silent)),
        void=alphabetical(f"{_named(sheet)} — {sheet.invalid_reason}" for sheet in void),
    )
    return text


@said_of_votes
def of_these_by_sheet(round: Round) -> list[str]:
    """How those voted who were not at the sitting."""
    ballots, names = list(round.ballots.all()), {roll.seat_id: roll.person.name for roll in round.rolls.all()}
    by_sheet = [ballot for ballot in ballots if ballot.way == Ballot.Way.SHEET]
    # Of an absentee vote, at which nobody is present, this is said of all votes.
    if not by_sheet or not any(roll.present for roll in round.rolls.all()):
        return []
    counted = [sum(ballot.choice == choice for ballot in by_sheet) for choice in Choice]
    who = ", ".join(alphabetical(names[ballot.seat_id] for ballot in by_sheet))
    district = round.item.meeting.district_id
    return [VOTES_BY_SHEETS.filled(district, голоса=voted(district, *counted), кто=who)]


@annexed
def sheets_of(meeting: Meeting) -> list[str]:
    """The sheets lie with the protocol: those that count, and those that do not."""
    if not meeting.takes_sheets:
        return []
    sheets = [sheet for sheet in _sheets(meeting) if sheet.state == State.COUNTED or sheet.invalid_reason]
    return [f"Опросный лист: {name}" for name in alphabetical(map(_named, sheets))]


def _sheets(meeting: Meeting) -> list[VotingSheet]:
    sheets = meeting.sheets.select_related("seat", "appointment__person")
    return list(sheets.order_by("seat__position", "pk"))


def _named(sheet: VotingSheet) -> str:
    """«Пелевин Л.В., директор … (СОШ г. Лузы)»"""
    name, capacity = sheet.appointment.person.name, sheet.appointment.capacity
    return f"{name}, {capacity}" if sheet.seat.name == name else f"{name}, {capacity} ({sheet.seat.name})"


def _quorum(meeting: Meeting, given: int, returned: int) -> str:
    rules = meeting.rules
    needed = quorum_needed(rules.law.quorum_of_sitting(repeated=False), given)
    came = plural(returned, "возвращён", "возвращено", "возвращено")
    valid = plural(
        returned,
        "действительный опросный лист",
        "действительных опросных листа",
        "действительных опросных листов",
    )
    rule = describe(rules.law, by_sheets=True, say=rule_said_in(meeting.district_id))
    said = {
        "членов": members(given),
        "возвращены листы": f"{came} {returned} {valid}",
        "наименьшее число": str(needed),
        "имеется": "имеется" if returned >= needed else "отсутствует",
        "кто присутствует": SHEETS_PRESENT.on(meeting.district_id),
        "правила": f"{rules.quoted}. {rule}",
    }
    return PROTOCOL_QUORUM_OF_ABSENTEE.filled(meeting.district_id, **said)
