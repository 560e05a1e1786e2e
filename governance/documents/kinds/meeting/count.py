"""From ballots to an outcome: reading the rolls of a closed round for the voting law.

Source: docs/domain.md, "Deciding rules".
"""

from typing import Any

from django.conf import settings
from django.db.models import Count as CountRows
from django.utils import translation
from django.utils.translation import ngettext

from governance.documents.kinds.meeting.rounds import Choice, Roll, Round
from governance.documents.law.voting import Count, VotingRule, decide, quorum_met


def outcome_of(voting: Round, presiding_id: int | None) -> dict[str, Any]:
    """The law's outcome with the numbers behind it: what `Round.outcome` keeps.

    Who voted and then left has taken part: they count as present. The sentence is Russian, as the papers that quote it.
    """
    rule = VotingRule.from_json(voting.rule)
    rolls = list(voting.rolls.all())
    ballots = dict(voting.ballots.values_list("seat_id", "choice"))
    there = [roll for roll in rolls if roll.present or roll.proxy_id or roll.seat_id in ballots]
    votes = _votes(voting, list(ballots.values()))
    count = Count(
        roster=len(rolls),
        present=len(there),
        recused=sum(roll.recused for roll in there),
        for_=votes[Choice.FOR],
        against=votes[Choice.AGAINST],
        abstain=votes[Choice.ABSTAIN],
        secret=voting.secret,
        presiding=_presiding(voting, rolls, ballots, presiding_id),  # type: ignore[arg-type]  # one of its words
    )
    with translation.override(settings.LANGUAGE_CODE):
        outcome = decide(rule, count)
        if not voting.proxy_counts_for_quorum:
            in_person = sum(not roll.proxy_id for roll in there)
            alone = Count(count.roster, in_person, count.recused, secret=count.secret)
            if not quorum_met(rule, alone):
                # Asked without the votes, the law answers with its own sentence on the missing quorum.
                outcome = decide(rule, alone)
        silent = count.roster - len(ballots)
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
        "roster": count.roster,
        "present": count.present,
        "recused": count.recused,
        "presiding": presiding_id,
        **{choice.value: votes[choice] for choice in Choice},
    }


def _votes(voting: Round, choices: list[str]) -> dict[Choice, int]:
    if voting.secret:
        rows = voting.urn.values_list("choice").annotate(number=CountRows("pk"))
        counted = dict(rows)
        return {choice: counted.get(choice.value, 0) for choice in Choice}
    return {choice: choices.count(choice.value) for choice in Choice}


def _presiding(voting: Round, rolls: list[Roll], ballots: dict[int, str], presiding_id: int | None) -> str:
    """What the presiding person did, as far as it may be known: not in a secret vote."""
    roll = next((roll for roll in rolls if roll.seat_id == presiding_id), None)
    if roll is None:
        return "absent"
    if roll.recused:
        return "recused" if roll.present else "absent"
    return ballots.get(roll.seat_id) or "absent"
