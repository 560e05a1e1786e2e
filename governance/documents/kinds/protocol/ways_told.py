"""What the protocol adds to a vote that was on a name, or that groups of members decided."""

from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.additions import said_of_votes


@said_of_votes
def candidate_told(round: Round) -> list[str]:
    """Who was put up, where the sitting elects somebody for itself."""
    roll = next((roll for roll in round.rolls.all() if roll.seat_id == round.candidate_id), None)
    return [f"На голосование поставлена кандидатура: {roll.person.name.removesuffix('.')}."] if roll else []


@said_of_votes
def groups_told(round: Round) -> list[str]:
    """What each group came to, where the rule asks each."""
    told = []
    for group in round.outcome.get("groups", []):
        quorum = "кворум имеется" if group["quorum"] else "кворума нет"
        adopted = {None: "", True: ", большинство набрано", False: ", большинство не набрано"}[
            group.get("adopted")
        ]
        told.append(f"Группа «{group['code']}»: {quorum}{adopted}.")
    return told
