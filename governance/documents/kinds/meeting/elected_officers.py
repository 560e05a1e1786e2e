"""Chair and secretary of a sitting whom the sitting elects for itself, where the body's rules say so.

The election stands first on the agenda and is a vote on one name; whoever opens the sitting leads it until then.
Source: docs/domain.md, "Deciding rules".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem, Office
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.questions import arrange, choose_way
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.settings.forms.decisions import CHAIR_OF_SITTING, SECRETARY_OF_SITTING
from governance.roles.body import Seat
from governance.roles.names import Case

FORMS = {Office.CHAIR: CHAIR_OF_SITTING, Office.SECRETARY: SECRETARY_OF_SITTING}


@dataclass(frozen=True)
class WordsOfOffice:
    """How agendas and protocols word such an election."""

    title: str
    motion: str
    decision: str


def words_of(office: Office, district: int, name: str = "") -> WordsOfOffice:
    """The words of a district (its id) today; `name`: who is elected, in the accusative."""
    return WordsOfOffice(*FORMS[office].passage(district, {"кого": name}))


def offices(meeting: MeetingCard) -> list[Office]:
    """Whom this sitting elects, by the rules of its body."""
    rules = meeting.rules
    asked = {Office.CHAIR: rules.elects_chair, Office.SECRETARY: rules.elects_secretary}
    return [office for office, elects in asked.items() if elects]


def put_elections_first(meeting: MeetingCard) -> None:
    """The elections of a sitting for itself stand first on its agenda."""
    wanted = offices(meeting)
    if not wanted:
        return
    items = list(meeting.items.all())
    have = {item.office: item for item in items if item.office}
    first: list[int] = []
    for office in wanted:
        item = have.get(office)
        if item is None:
            item = AgendaItem(meeting_id=meeting.pk, position=len(items) + len(first) + 1, office=office)
            choose_way(item, meeting, None)
            item.write(title=words_of(office, meeting.district_id).title)
            item.save()
        first.append(item.pk)
    arrange(meeting, [*first, *(item.pk for item in items if item.pk not in first)])


def check_elected_first(question: AgendaItem, items: Iterable[AgendaItem]) -> None:
    """Raises NotLegal while somebody has to be elected before this question."""
    for item in items:
        if item.pk == question.pk:
            return
        if item.office and item.decision() is None:
            raise NotLegal(
                _("Question %(number)s comes first: the sitting elects %(office)s.")
                % {"number": item.position, "office": Office(item.office).label}
            )


def check_candidate(
    meeting: MeetingCard, question: AgendaItem, candidate: "Seat | int | None"
) -> Seat | None:
    """The seat of whoever is put up. Raises NotLegal where there is nobody to elect, or nobody is named."""
    if not question.office:
        if candidate is not None:
            raise NotLegal(_("Nobody is elected by this question: open the page again."))
        return None
    if candidate is None:
        raise NotLegal(_("Name the member who is put up for election."))
    return meeting.table.occupied(candidate).seat


def take_office(meeting: MeetingCard, voting: Round) -> None:
    """Whoever was elected presides, or keeps the minutes, from now on."""
    seat = voting.candidate
    assert seat is not None, "the round was opened on a name"
    office, item = Office(voting.item.office), voting.item
    person = voting.rolls.select_related("person").get(seat=seat).person
    if office == Office.CHAIR:
        meeting.presiding = seat
    else:
        meeting.secretary, meeting.secretary_elected = person, True
    words = words_of(office, meeting.district_id, person.in_case(Case.ACCUSATIVE))
    item.decision_draft = words.decision
    item.save(update_fields=["decision_draft"])


def elected_chair(meeting: MeetingCard) -> int | None:
    """The seat that the sitting has elected to preside."""
    for item in meeting.questions:
        decision = item.decision() if item.office == Office.CHAIR else None
        if decision is not None:
            return decision.candidate_id
    return None
