"""How a sitting voted on who counts its ballots, as the protocol tells it before the questions."""

from governance.documents.kinds.meeting.election.commission import CommissionVote
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.votes_told import voted
from governance.documents.settings.forms.decisions import COMMISSION_DECLINED, COMMISSION_ELECTED
from governance.roles.names import Case
from governance.roles.person import Person


def commission_told(meeting: Meeting) -> list[str]:
    """The paragraphs on each vote, in their order; two queries."""
    votes = list(CommissionVote.objects.filter(meeting_id=meeting.pk))
    people = Person.objects.in_bulk({key for vote in votes for key in vote.people})
    return [
        line
        for vote in votes
        for line in _told(vote, [people[key] for key in vote.people], meeting.district_id)
    ]


def _told(vote: CommissionVote, people: list[Person], district: int) -> list[str]:
    chair, *others = people
    named = [f"{chair.name} (председатель комиссии)", *(person.name for person in others)]
    said = {
        "состав": ", ".join(named),
        "голоса": voted(district, vote.in_favour, vote.against, vote.abstained),
    }
    if not vote.adopted:
        return COMMISSION_DECLINED.lines(district, **said, итог=vote.outcome)
    elected = ", ".join(person.in_case(Case.ACCUSATIVE) for person in people)
    return COMMISSION_ELECTED.lines(district, **said, кого=elected, председатель=chair.name)
