"""From voting sheets to recusals, rolls and ballots: what was answered becomes what a sitting would have left."""

from collections.abc import Collection, Iterable

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.answers import VOTES, Answer, conflict
from governance.documents.kinds.meeting.rounds import Ballot, DissentingOpinion, Recusal, Roll, Round
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.record.act import Act


def recuse_by_sheets(item: AgendaItem, sheets: Collection[VotingSheet], act: Act) -> None:
    """Recuse those who take no part in a question by their sheet, or have no vote on it by its paper."""
    known = set(item.recusals.values_list("seat_id", flat=True)) if sheets else set()
    for sheet in sheets:
        answer = sheet.by_item.get(item.pk, {})
        declared = answer.get("note", "") if answer.get("choice") == Answer.RECUSED else ""
        why = declared or conflict(item, sheet.appointment.person_id)
        if why and sheet.seat_id not in known:
            Recusal.objects.create(
                item=item, seat_id=sheet.seat_id, person_id=sheet.appointment.person_id, reason=why
            )
            act.facts.setdefault("recused", []).append(sheet.seat_id)


def roll_of_sheets(voting: Round, sheets: Iterable[VotingSheet]) -> None:
    """The roster of an absentee vote: the seats that got a sheet, of which nobody is present."""
    recused = set(voting.item.recusals.values_list("seat_id", flat=True))
    Roll.objects.bulk_create(
        Roll(
            round=voting,
            seat=sheet.seat,
            person_id=sheet.appointment.person_id,
            appointment=sheet.appointment,
            present=False,
            recused=sheet.seat_id in recused,
            group=sheet.seat.group,
        )
        for sheet in sheets
    )


def cast_sheets(voting: Round, sheets: Iterable[VotingSheet]) -> None:
    """Count the sheets of those on the roll who are neither here nor represented nor recused, and have not voted.

    A dissent goes into the protocol; a remark of somebody who is for it stays on the sheet.
    """
    rolls = {roll.seat_id: roll for roll in voting.rolls.all()}
    voted = set(voting.ballots.values_list("seat_id", flat=True))
    for sheet in sheets:
        roll, answer = rolls.get(sheet.seat_id), sheet.by_item.get(voting.item_id)
        if roll is None or answer is None or roll.present or roll.proxy_id or roll.recused:
            continue
        if answer["choice"] not in VOTES or roll.seat_id in voted or sheet.returned_at is None:
            continue
        member = sheet.appointment.person
        Ballot.objects.create(
            round=voting,
            seat_id=roll.seat_id,
            secret=False,
            choice=answer["choice"],
            way=Ballot.Way.SHEET,
            cast_by=member,
            cast_at=sheet.returned_at,
        )
        if answer["note"] and answer["choice"] != Answer.FOR:
            DissentingOpinion.objects.update_or_create(
                item=voting.item,
                seat_id=roll.seat_id,
                defaults={"person": member, "text": answer["note"]},
            )
