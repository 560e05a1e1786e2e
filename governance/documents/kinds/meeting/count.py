"""From ballots to an outcome: reading the rolls of a closed round for the voting law.

Source: docs/domain.md, "Deciding rules".
"""

from collections import Counter
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from governance.documents.kinds.meeting.rounds import Ballot, Choice, Roll, Round
from governance.documents.law.voting import (
    Count,
    GroupedCount,
    Presiding,
    Sheets,
    VoteOutcome,
    decide,
    decide_in_groups,
)


def outcome_of(voting: Round, presiding_id: int | None, *, takes_sheets: bool = False) -> dict[str, Any]:
    """The law's outcome with the numbers behind it: what `Round.outcome` keeps.

    `takes_sheets`: members who are not here may have voted by sheet.
    Who voted and then left has taken part: they count as present. The sentence is Russian, as the papers that quote it.
    """
    rolls = list(voting.rolls.all())
    given = list(voting.ballots.values_list("seat_id", "choice", "way"))
    ballots = {seat: choice for seat, choice, way in given if way != Ballot.Way.SHEET}
    by_sheet = Counter(choice for _seat, choice, way in given if way == Ballot.Way.SHEET)
    there = [roll for roll in rolls if roll.present or roll.proxy_id or roll.seat_id in ballots]
    away_recused = sum(roll.recused for roll in rolls if roll not in there)
    sheets = _sheets(voting, by_sheet, away_recused) if takes_sheets else None
    votes = _votes(voting, rolls, ballots)
    totals = by_sheet.copy()
    for chosen in votes.values():
        totals.update(chosen)
    with translation.override(settings.LANGUAGE_CODE):
        presiding = _presiding(voting, rolls, ballots, presiding_id)
        outcome = _decided(voting, rolls, there, votes, presiding, sheets)
        if not voting.proxy_counts_for_quorum:
            in_person = [roll for roll in there if not roll.proxy_id]
            # Asked without the votes, the law answers with its own sentence on a missing quorum.
            alone = _decided(voting, rolls, in_person, {}, "absent", sheets)
            outcome = outcome if alone.quorum else alone
        silent = len(rolls) - len(given)
        adopted, reason = outcome.adopted, outcome.reason
        if adopted and voting.item.off_agenda and silent:
            adopted = False
            reason = ngettext(
                "Not adopted: a question off the agenda needs everyone to take part, and %(silent)d did not vote.",
                "Not adopted: a question off the agenda needs everyone to take part, and %(silent)d did not vote.",
                silent,
            ) % {"silent": silent}
    return {
        **outcome.to_json(),
        "adopted": adopted,
        "by_casting_vote": outcome.by_casting_vote and adopted,
        "reason": reason,
        "roster": len(rolls),
        "present": len(there),
        "recused": sum(roll.recused for roll in there) + (sheets.recused if sheets else 0),
        "presiding": presiding_id,
        **{choice.value: totals[choice.value] for choice in Choice},
        # Of these, by sheet.
        **({"sheets": {choice.value: by_sheet[choice.value] for choice in Choice}} if sheets else {}),
    }


def _sheets(voting: Round, by_sheet: Counter[str], recused: int) -> Sheets | None:
    """The votes of those who are not here, where the rule counts them."""
    if voting.secret or voting.law.absentee == "none":
        return None
    return Sheets(by_sheet[Choice.FOR], by_sheet[Choice.AGAINST], by_sheet[Choice.ABSTAIN], recused)


# The votes of each group of members, by choice; of a body without groups those of "".
Votes = dict[str, Counter[str]]


def _votes(voting: Round, rolls: list[Roll], ballots: dict[int, str]) -> Votes:
    """What was voted, by group; a secret vote tells the groups apart only where each decides."""
    votes: Votes = {}
    if voting.secret:
        for group, choice in voting.urn.values_list("group", "choice"):
            votes.setdefault(group, Counter())[choice] += 1
        return votes
    groups = {roll.seat_id: roll.group for roll in rolls}
    for seat, choice in ballots.items():
        votes.setdefault(groups[seat], Counter())[choice] += 1
    return votes


def _decided(
    voting: Round,
    rolls: list[Roll],
    there: list[Roll],
    votes: Votes,
    presiding: Presiding,
    sheets: Sheets | None,
) -> VoteOutcome:
    """What the law says of these seats with these votes."""
    law = voting.law

    def count(rolls: list[Roll], there: list[Roll], given: Counter[str], **way: Any) -> Count:
        return Count(
            roster=len(rolls),
            present=len(there),
            recused=sum(roll.recused for roll in there),
            for_=given[Choice.FOR],
            against=given[Choice.AGAINST],
            abstain=given[Choice.ABSTAIN],
            **way,
        )

    way = {
        "secret": voting.secret,
        "presiding": presiding,
        "established": voting.established,
        "repeated": voting.repeated,
        "sheets": sheets,
    }
    whole = count(rolls, there, sum(votes.values(), Counter[str]()), **way)
    if law.groups is None:
        return decide(law, whole)
    groups = {
        code: count(
            [roll for roll in rolls if roll.group == code],
            [roll for roll in there if roll.group == code],
            votes.get(code, Counter[str]()),
        )
        for code in dict.fromkeys(roll.group for roll in rolls)
    }
    return decide_in_groups(law, GroupedCount(groups, whole))


def _presiding(
    voting: Round, rolls: list[Roll], ballots: dict[int, str], presiding_id: int | None
) -> Presiding:
    """What the presiding person did, as far as it may be known: not in a secret vote."""
    roll = next((roll for roll in rolls if roll.seat_id == presiding_id), None)
    if roll is None:
        return "absent"
    if roll.recused:
        return "recused" if roll.present else "absent"
    return ballots.get(roll.seat_id) or "absent"  # type: ignore[return-value]  # a choice is one of its words
