"""What the protocol of the meeting says of an election: who is elected to what from when, and how each ballot went."""

from typing import TypedDict

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.ballots_told import ballots_told
from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.election.poll import names_on
from governance.documents.kinds.meeting.election.taking_office import elected_keys
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.language.phrases import paper_date
from governance.documents.settings.forms.decisions import (
    COUNTING_ACCEPTED,
    ELECTED,
    ELECTION_VOTES,
    NOBODY_ELECTED,
    POSTS_LEFT,
)
from governance.roles.names import Case
from governance.roles.person import Person

ORDINALS = ("первый", "второй", "третий", "четвёртый", "пятый")


class BallotInMinutes(TypedDict):
    """How one ballot went, in the words of «ГОЛОСОВАЛИ»."""

    name: str
    form: str
    votes: str
    outcome: str


def tour(number: int) -> str:
    """«первый тур»."""
    word = ORDINALS[number - 1] if number <= len(ORDINALS) else f"{number}-й"
    return f"{word} тур"


def elects(item: AgendaItem) -> bool:
    return getattr(item, "election", None) is not None


def decided_by_election(item: AgendaItem) -> str:
    """«Избрать председателем совета … Крылову И.П. со дня подписания протокола»; each point on a line of its own."""
    election: Election = item.election
    keys = elected_keys(item)
    people = Candidate.objects.select_related("person").in_bulk(keys)
    counted = [counting_of(round) for round in item.rounds.all() if round.decides]
    district = item.meeting.district_id
    lines = [COUNTING_ACCEPTED.filled(district, номер=str(number)) for number in counted if number]
    if keys:
        lines.append(_elected(election, [people[key].person for key in keys], district))
    left = election.posts - len(keys)
    if left:
        why = item.left_reason
        if keys:
            lines.append(POSTS_LEFT.filled(district, сколько=str(left), причина=why))
        else:
            lines.append(NOBODY_ELECTED.filled(district, причина=why))
    return "\n".join(lines)


def counting_of(round: Round) -> int | None:
    """The number of the commission's protocol on a ballot that the meeting has approved."""
    counting = getattr(round, "counting", None)
    return counting.position if counting is not None and counting.state == "approved" else None


def _elected(election: Election, people: list[Person], district: int) -> str:
    said = {
        "кем": election.elected_as,
        "кого": ", ".join(person.in_case(Case.ACCUSATIVE) for person in people),
        "начало": f"с {paper_date(election.since)}" if election.since else "со дня подписания протокола",
        "окончание": f"по {paper_date(election.until)}" if election.until else "",
    }
    return ELECTED.filled(district, **said)


def ballot_in_minutes(round: Round, district: int) -> BallotInMinutes:
    outcome = round.outcome
    return BallotInMinutes(
        name=tour(round.poll["number"]),
        form="тайное" if round.secret else "открытое",
        votes=votes_in_minutes(round, district) if outcome else "не завершено",
        outcome=outcome.get("reason", ""),
    )


def votes_in_minutes(round: Round, district: int) -> str:
    """«за Крылову И.П. — 4, за Жданова Н.С. — 2, против всех — 0; бюллетеней на бумаге: выдано 3, …»."""
    outcome = round.outcome
    votes = [
        f"за {candidate.person.in_case(Case.ACCUSATIVE)} — {outcome['votes'][str(candidate.pk)]}"
        for candidate in names_on(round.poll)
    ]
    said = {"за кого": ", ".join(votes), "против всех": str(outcome["against_all"])}
    if round.secret and (ballots := ballots_told(round)):
        said |= ballots.said
    return ELECTION_VOTES.filled(district, **said)
