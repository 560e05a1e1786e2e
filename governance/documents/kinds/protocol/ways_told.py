"""What the protocol adds to a vote that was on a name, or that groups of members decided."""

from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.additions import said_of_votes
from governance.documents.settings.forms.decisions import CANDIDATE
from governance.documents.settings.forms.votes import VOTE_OF_GROUP


@said_of_votes
def candidate_told(round: Round) -> list[str]:
    """Who was put up, where the sitting elects somebody for itself."""
    roll = next((roll for roll in round.rolls.all() if roll.seat_id == round.candidate_id), None)
    return [CANDIDATE.filled(round.item.meeting.district_id, кто=roll.person.name)] if roll else []


@said_of_votes
def groups_told(round: Round) -> list[str]:
    """What each group came to, where the rule asks each."""
    told = []
    for group in round.outcome.get("groups", []):
        quorum = "кворум имеется" if group["quorum"] else "кворума нет"
        adopted = {None: "", True: "большинство набрано", False: "большинство не набрано"}
        said = {"группа": group["code"], "кворум": quorum, "большинство": adopted[group.get("adopted")]}
        told.append(VOTE_OF_GROUP.filled(round.item.meeting.district_id, **said))
    return told
