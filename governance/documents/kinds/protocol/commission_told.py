"""How a sitting voted on who counts its ballots, as the protocol tells it before the questions."""

from governance.documents.kinds.meeting.election.commission import CommissionVote
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.language.phrases import voted
from governance.roles.names import Case
from governance.roles.person import Person


def commission_told(meeting: Meeting) -> list[str]:
    """A paragraph for each vote, in their order; two queries."""
    votes = list(CommissionVote.objects.filter(meeting_id=meeting.pk))
    people = Person.objects.in_bulk({key for vote in votes for key in vote.people})
    return [_told(vote, [people[key] for key in vote.people]) for vote in votes]


def _told(vote: CommissionVote, people: list[Person]) -> str:
    chair, *others = people
    named = [f"{chair.name} (председатель комиссии)", *(person.name for person in others)]
    proposed = ", ".join(named).removesuffix(".")
    counts = voted(vote.in_favour, vote.against, vote.abstained)
    if vote.adopted:
        elected = ", ".join(person.in_case(Case.ACCUSATIVE) for person in people)
        leads = chair.name.removesuffix(".")
        decided = f"РЕШИЛИ: избрать счётную комиссию: {elected}; председатель комиссии — {leads}."
    else:
        decided = f"Счётная комиссия в этом составе не избрана. {vote.outcome}"
    return f"Предложен состав: {proposed}. ГОЛОСОВАЛИ за предложенный состав (открытое): {counts}. {decided}"
