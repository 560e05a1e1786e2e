"""The words of a protocol, gathered from its meeting: what is frozen, signed and printed.

Papers are Russian whatever language the pages are read in, so nothing here follows the reader's language.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone, translation

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.signed_words import DissentData, ItemData, RoundData, SignedText
from governance.documents.language.phrases import members, paper_date, voted
from governance.documents.law.voting import VotingRule, describe, quorum_needed
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

ORDINALS = ("первое", "второе", "третье", "четвёртое", "пятое")


def protocol_text(meeting: Meeting, entries: Iterable[ProtocolEntry]) -> SignedText:
    """Everything of the meeting as it will print; some ten queries, however many items."""
    with translation.override(settings.LANGUAGE_CODE):
        items = _items(meeting)
        entry_of = {entry.item_id: entry for entry in entries}
        marks = list(meeting.table.marks.values())
        proxies = _proxies(items)
        attended = [mark for mark in marks if mark.arrived_at is not None]
        return SignedText(
            organization=_organization(meeting.unit).name,
            body=f"заседания {meeting.unit.form('genitive')}",
            date=paper_date(meeting.day),
            place=meeting.place,
            presiding=_presiding(meeting, marks),
            presiding_label="Председатель" if _chair_presided(meeting, marks) else "Председательствующий",
            secretary=_secretary(meeting),
            present=[_attended(mark, proxies.get(mark.seat_id, "")) for mark in attended],
            absent=[
                *(_absent(mark, proxies.get(mark.seat_id, "")) for mark in marks if mark.arrived_at is None),
                *_unmarked(meeting, marks),
            ],
            invited=_lines(meeting.invited),
            quorum=_quorum(meeting, len(attended), len(proxies.keys() - {mark.seat_id for mark in attended})),
            agenda=[_title(item) for item in items],
            items=[_item(item, entry_of[item.pk]) for item in items],
            annexes=[
                f"Особое мнение: {dissent.person.name}" for item in items for dissent in item.dissents.all()
            ],
        )


def _organization(body: Unit) -> Unit:
    """A commission belongs to a school, a council to the district (docs/domain.md, "Bodies")."""
    return body.parent if body.kind == UnitKind.COMMISSION and body.parent else body.root


def _items(meeting: Meeting) -> list[AgendaItem]:
    prefetch_related_objects(
        meeting.questions,
        Prefetch("rounds__rolls", Roll.objects.select_related("person", "proxy")),
        "rounds__ballots",
        "recusals__person",
        "dissents__person",
    )
    return meeting.questions


def _proxies(items: Iterable[AgendaItem]) -> dict[int, str]:
    """The proxies that were used, by the seat that gave them: as the rolls kept them."""
    used = {}
    for round in (round for item in items for round in item.rounds.all()):
        rolls = {roll.seat_id: roll for roll in round.rolls.all()}
        for roll in rolls.values():
            if roll.proxy is not None:
                holder = rolls[roll.proxy.holder_id].person.name
                used[roll.seat_id] = f"голос по доверенности — {holder} ({roll.proxy.basis})"
    return used


# --- people -------------------------------------------------------------------------------------------------------


def _named(mark: Attendance) -> str:
    return _on_seat(mark.person.name, mark.appointment.capacity, mark.seat.name)


def _on_seat(name: str, capacity: str, seat: str) -> str:
    """The school of a seat in a council; the seat of a commission has the name of its member and adds nothing."""
    return f"{name}, {capacity}" if seat == name else f"{name}, {capacity} ({seat})"


def _attended(mark: Attendance, proxy: str) -> str:
    notes = ["участвует по видеосвязи"] if mark.by_video else []
    if mark.status == Attendance.Status.LATE and mark.arrived_at:
        notes.append(f"с {_clock(mark.arrived_at)}")
    if mark.left_at:
        notes.append(f"до {_clock(mark.left_at)}")
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


def _unmarked(meeting: Meeting, marks: list[Attendance]) -> list[str]:
    """Members about whom nothing was marked did not come."""
    known = {mark.seat_id for mark in marks}
    return [
        _on_seat(place.expected.person.name, place.expected.capacity, place.seat.name)
        for key, place in meeting.table.places.items()
        if key not in known
    ]


def _presiding(meeting: Meeting, marks: list[Attendance]) -> str:
    mark = _mark_of_presiding(meeting, marks)
    return f"{mark.person.name}, {mark.appointment.capacity}" if mark else ""


def _chair_presided(meeting: Meeting, marks: list[Attendance]) -> bool:
    mark = _mark_of_presiding(meeting, marks)
    return (
        mark is not None
        and Appointment.objects.filter(pk=mark.appointment_id)
        .carrying(Right.PRESIDE, meeting.unit_id)
        .exists()
    )


def _mark_of_presiding(meeting: Meeting, marks: list[Attendance]) -> Attendance | None:
    return next((mark for mark in marks if mark.seat_id == meeting.presiding_id), None)


def _secretary(meeting: Meeting) -> str:
    if meeting.secretary is None:
        return ""
    ground = ground_for(meeting.secretary, Right.KEEP_MINUTES, meeting.unit_id, meeting.day)
    return f"{meeting.secretary.name}, {ground.capacity}" if ground else meeting.secretary.name


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _quorum(meeting: Meeting, present: int, by_proxy: int) -> str:
    """How many were here of how many, the rule and where it is written."""
    regulation = meeting.rules
    rule = VotingRule.from_json(regulation.rule)
    roster = len(meeting.table.places)
    counted = present + (by_proxy if regulation.proxy_counts_for_quorum else 0)
    needed = quorum_needed(rule.quorum, roster)
    sentences = [f"В составе {members(roster)}, присутствовали {present}."]
    if by_proxy:
        sentences.append(f"По доверенности представлены {by_proxy}.")
    sentences.append(f"Кворум (не меньше {needed}) {'имеется' if counted >= needed else 'отсутствует'}.")
    sentences.append(f"Правила принятия решений ({regulation.source}): {describe(rule)}")
    return " ".join(sentences)


# --- questions ----------------------------------------------------------------------------------------------------


def _title(item: AgendaItem) -> str:
    return f"{item.title} (вне повестки дня)" if item.off_agenda else item.title


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _item(item: AgendaItem, entry: ProtocolEntry) -> ItemData:
    rounds = list(item.rounds.all())
    reasons = {recusal.seat_id: recusal.reason for recusal in item.recusals.all()}
    return ItemData(
        number=f"{item.position}.",
        title=_title(item),
        heard=_lines(entry.heard),
        spoke=_lines(entry.spoke),
        decided=_lines(entry.decided),
        rounds=[_round(round, reasons, several=len(rounds) > 1) for round in rounds],
        dissents=[
            DissentData(name=dissent.person.name, text=dissent.text)
            for dissent in sorted(item.dissents.all(), key=lambda dissent: dissent.pk)
        ],
    )


def _round(round: Round, reasons: dict[int, str], *, several: bool) -> RoundData:
    rolls = {roll.seat_id: roll for roll in round.rolls.all()}
    ballots = sorted(round.ballots.all(), key=lambda ballot: list(rolls).index(ballot.seat_id))
    outcome = round.outcome
    printed = RoundData(
        form="тайное" if round.secret else "открытое",
        votes=voted(outcome["for"], outcome["against"], outcome["abstain"]) if outcome else "не завершено",
        against=[_voter(rolls[ballot.seat_id], ballot) for ballot in ballots if ballot.choice == "against"],
        recused=[
            " — ".join(part for part in (roll.person.name, reasons.get(roll.seat_id, "")) if part)
            for roll in rolls.values()
            if roll.recused
        ],
        entered=[rolls[ballot.seat_id].person.name for ballot in ballots if ballot.way in Ballot.ENTERED],
    )
    if several:
        word = ORDINALS[round.number - 1] if round.number <= len(ORDINALS) else f"{round.number}-е"
        printed["name"] = f"{word} голосование"
    if outcome:
        printed["outcome"] = _result(round)
        if outcome["by_casting_vote"]:
            printed["casting"] = rolls[outcome["presiding"]].person.name
    if round.state == Round.State.ANNULLED:
        printed["annulled"] = round.annul_reason
    return printed


def _result(round: Round) -> str:
    """The verdict beside the votes, which stand before it; the law's whole sentence where it says something else."""
    outcome = round.outcome
    if outcome["by_casting_vote"]:
        return "Голоса разделились поровну."
    enough = outcome["quorum"] and outcome["base"] > 0 and outcome["for"] >= outcome["needed"]
    if not outcome["quorum"] or outcome["base"] == 0 or enough != outcome["adopted"]:
        return str(outcome["reason"])
    rule = VotingRule.from_json(round.rule)
    base = rule.base.described(without_recused=rule.recused_leave_base and outcome["recused"] > 0)
    verdict = "Решение принято" if outcome["adopted"] else "Решение не принято"
    return f"{verdict}: нужно {rule.majority.described(base)} ({outcome['needed']} из {outcome['base']})."


def _voter(roll: Roll, ballot: Ballot) -> str:
    return f"{roll.person.name} (по доверенности)" if ballot.way == Ballot.Way.PROXY else roll.person.name
