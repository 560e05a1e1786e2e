"""Who took part in a meeting and in each question, in the words of its protocol: present, absent, represented."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.quorum import established
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.language.phrases import list_date, members, plural
from governance.documents.law.voting import describe, quorum_needed
from governance.documents.settings.forms.protocols import (
    PROTOCOL_AWAY,
    PROTOCOL_QUORUM,
    PROTOCOL_TAKING_PART,
)
from governance.documents.settings.forms.rules import rule_said_in
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.roles.unit_names import shortly


def alphabetical(lines: Iterable[str]) -> list[str]:
    """Each line begins with a surname."""
    return sorted(lines, key=lambda line: line.lower().replace("ё", "е"))


def did(person: Person, past: str) -> str:
    """«отсутствовал», «отсутствовала»; with «(а)» where the person's gender is not known."""
    endings = {Person.Gender.FEMALE.value: "а", Person.Gender.MALE.value: ""}
    return past + endings.get(person.gender, "(а)")


def clock_time(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def time_of(meeting: Meeting) -> str:
    """«начало в 10:00, окончание в 11:20», with its day where that is another one."""
    if meeting.opened_at is None or meeting.closed_at is None:
        return ""
    ended = timezone.localtime(meeting.closed_at)
    day = "" if ended.date() == meeting.day else f"{list_date(ended.date())} "
    return f"начало в {clock_time(meeting.opened_at)}, окончание {day}в {ended:%H:%M}"


def used_proxies(items: Iterable[AgendaItem]) -> dict[int, str]:
    """The proxies that were used, by the seat that gave them: as the rolls kept them."""
    used = {}
    for round in (round for item in items for round in item.rounds.all()):
        rolls = {roll.seat_id: roll for roll in round.rolls.all()}
        for roll in rolls.values():
            if roll.proxy is not None:
                holder = rolls[roll.proxy.holder_id].person.name
                used[roll.seat_id] = f"голос по доверенности — {holder} ({roll.proxy.basis})"
    return used


# --- at the meeting ---------------------------------------------------------------------------------------------------


def attended(marks: Iterable[Attendance], proxies: dict[int, str]) -> list[str]:
    """Those who were here, each with from when until when if not the whole time."""
    return alphabetical(
        _attended(mark, proxies.get(mark.seat_id, "")) for mark in marks if mark.arrived_at is not None
    )


def absent(meeting: Meeting, marks: list[Attendance], proxies: dict[int, str]) -> list[str]:
    """Those who were not here, with the excuse and who voted for them; about whom nothing was marked did not come."""
    known = {mark.seat_id for mark in marks}
    return alphabetical(
        [
            *(_absent(mark, proxies.get(mark.seat_id, "")) for mark in marks if mark.arrived_at is None),
            *(
                _on_seat(place.expected.person.name, place.expected.capacity, place.seat.name)
                for key, place in meeting.table.places.items()
                if key not in known
            ),
        ]
    )


def quorum(meeting: Meeting, present: int, by_proxy: int) -> str:
    """How many were here of how many, the rule and where it is written."""
    regulation, roster = meeting.rules, len(meeting.table.places)
    rule = regulation.law
    counted = present + (by_proxy if regulation.proxy_counts_for_quorum else 0)
    of = established(regulation, rule, meeting.table) if rule.quorum_of == "established" else roster
    needed = quorum_needed(rule.quorum_of_sitting(repeated=meeting.is_repeated), of or roster)
    came = plural(present, "присутствовал", "присутствовали", "присутствовали")
    if by_sheet := len(meeting.seats_by_sheet()):
        counted += by_sheet if rule.absentee == "votes_and_quorum" else 0
    said = {
        "членов": members(roster),
        "присутствовали": f"{came} {present}",
        "представлены": _represented(by_proxy) if by_proxy else "",
        "проголосовали": f"{_sent(by_sheet)} {members(by_sheet)}" if by_sheet else "",
        "наименьшее число": str(needed),
        "имеется": "имеется" if counted >= needed else "отсутствует",
        "правила": f"{regulation.quoted}. {describe(rule, say=rule_said_in(meeting.district_id))}",
    }
    return PROTOCOL_QUORUM.filled(meeting.district_id, **said)


def _on_seat(name: str, capacity: str, seat: str) -> str:
    """The school of a seat in a council; the seat of a commission has the name of its member and adds nothing."""
    return f"{name}, {capacity}" if seat == name else f"{name}, {capacity} ({seat})"


def _named(mark: Attendance) -> str:
    return _on_seat(mark.person.name, mark.appointment.capacity, mark.seat.name)


def _attended(mark: Attendance, proxy: str) -> str:
    notes = ["участвует по видеосвязи"] if mark.by_video else []
    if mark.status == Attendance.Status.LATE and mark.arrived_at:
        notes.append(f"с {clock_time(mark.arrived_at)}")
    if mark.left_at:
        notes.append(f"до {clock_time(mark.left_at)}")
    if proxy:
        notes.append(f"в остальное время {proxy}")
    return " — ".join([_named(mark), ", ".join(notes)]) if notes else _named(mark)


def _absent(mark: Attendance, proxy: str) -> str:
    notes = [mark.reason] if mark.reason else []
    if not notes and mark.status == Attendance.Status.EXCUSED:
        notes.append("по уважительной причине")
    if proxy:
        notes.append(proxy)
    return " — ".join([_named(mark), "; ".join(notes)]) if notes else _named(mark)


def _sent(count: int) -> str:
    return plural(count, "проголосовал", "проголосовали", "проголосовали")


def _represented(count: int) -> str:
    return f"{plural(count, 'представлен', 'представлены', 'представлены')} {count}"


# --- at a question ----------------------------------------------------------------------------------------------------


def taking_part(body: Unit, rounds: Iterable[Round]) -> list[str]:
    """How many decided a question, and who was represented; nothing where no vote on it stands."""
    standing = next((round for round in rounds if round.decides), None)
    if standing is None:
        return []
    rolls = {roll.seat_id: roll for roll in standing.rolls.all()}
    ballots = {ballot.seat_id: ballot for ballot in standing.ballots.all()}
    by_proxy = [roll for roll in rolls.values() if roll.proxy is not None]
    here = sum(_took_part(roll, ballots) for roll in rolls.values())
    came = plural(here, "Присутствовал", "Присутствовали", "Присутствовали")
    of_how_many = plural(len(rolls), "члена", "членов", "членов")
    by_sheet = sum(ballot.way == Ballot.Way.SHEET for ballot in ballots.values())
    # Nobody is at an absentee vote.
    by_sheets_alone = bool(by_sheet and not here)
    took = plural(by_sheet, "участвовал", "участвовали", "участвовали")
    of_body, count = shortly(body), len(by_proxy)
    word = plural(count, "член", "члена", "членов")
    said = {
        "присутствовали": "" if by_sheets_alone else f"{came} {here}",
        "участвовали": f"{took} {by_sheet}" if by_sheets_alone else "",
        "членов": f"{len(rolls)} {of_how_many} {body.form('genitive')}",
        "проголосовали": "",
        "представлены": f"{_represented(count)} {word} {of_body}" if by_proxy else "",
        "кто представлен": "; ".join(_voted_for(roll, rolls, ballots) for roll in by_proxy),
    }
    if by_sheet and not by_sheets_alone:
        said["проголосовали"] = f"{_sent(by_sheet)} {members(by_sheet)} {of_body}"
    return PROTOCOL_TAKING_PART.passage(body.root_id, said)


def away(item: AgendaItem, marks: Iterable[Attendance]) -> str:
    """«При рассмотрении вопроса отсутствовала Попова Т.Н.» Of those who attended the meeting."""
    standing = next((round for round in item.rounds.all() if round.state == Round.State.CLOSED), None)
    if standing is None:
        return absent_at_question(
            [absence.person for absence in item.absences.all()], item.meeting.district_id
        )
    came = {mark.seat_id for mark in marks if mark.arrived_at is not None}
    ballots = {ballot.seat_id: ballot for ballot in standing.ballots.all()}
    missing = [
        roll.person
        for roll in standing.rolls.all()
        if roll.seat_id in came and not roll.proxy_id and not _took_part(roll, ballots)
    ]
    return absent_at_question(missing, item.meeting.district_id)


def absent_at_question(people: list[Person], district: int) -> str:
    if not people:
        return ""
    word = did(people[0], "отсутствовал") if len(people) == 1 else "отсутствовали"
    names = ", ".join(alphabetical(person.name for person in people))
    return PROTOCOL_AWAY.filled(district, отсутствовали=f"{word} {names}")


def _took_part(roll: Roll, ballots: dict[int, Ballot]) -> bool:
    """In person: who voted and then left has taken part."""
    ballot = ballots.get(roll.seat_id)
    return roll.present or (roll.proxy is None and ballot is not None and ballot.way != Ballot.Way.SHEET)


def _voted_for(roll: Roll, rolls: dict[int, Roll], ballots: dict[int, Ballot]) -> str:
    """«Попова Т.Н. (голосовала Шестакова О.И., доверенность от 10.09.2011)»."""
    assert roll.proxy is not None
    holder = rolls[roll.proxy.holder_id].person
    used = f"{did(holder, 'голосовал')} {holder.name}" if roll.seat_id in ballots else f"у {holder.name}"
    return f"{roll.person.name} ({used}, {roll.proxy.basis})"
