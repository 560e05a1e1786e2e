"""Chair and secretary of a sitting whom the sitting elects for itself, where the body's rules say so.

The election stands first on the agenda and is a vote on one name; whoever opens the sitting leads it until then.
Source: docs/domain.md, "Deciding rules".
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem, Office
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.questions import arrange, choose_way
from governance.documents.kinds.meeting.rounds import Round
from governance.roles.body import Seat
from governance.roles.names import Case

# As agendas and protocols word it.
TITLES = {
    Office.CHAIR: "Об избрании председательствующего на заседании",
    Office.SECRETARY: "Об избрании секретаря заседания",
}
ELECT = {
    Office.CHAIR: "Избрать председательствующим на заседании {name}",
    Office.SECRETARY: "Избрать секретарём заседания {name}",
}


def offices(meeting: MeetingCard) -> list[Office]:
    """Whom this sitting elects, by the rules of its body."""
    rules = meeting.rules
    asked = {Office.CHAIR: rules.elects_chair, Office.SECRETARY: rules.elects_secretary}
    return [office for office, elects in asked.items() if elects]


def put_elections_first(meeting: MeetingCard) -> None:
    """The elections of a sitting for itself stand first on its agenda."""
    items = list(meeting.items.all())
    wanted = offices(meeting)
    have = {item.office: item for item in items if item.office}
    first: list[int] = []
    for office in wanted:
        item = have.get(office)
        if item is None:
            item = AgendaItem(meeting_id=meeting.pk, position=len(items) + len(first) + 1, office=office)
            choose_way(item, meeting, None)
            item.write(title=TITLES[office])
            item.save()
        first.append(item.pk)
    if first:
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
    elected = ELECT[office].format(name=person.in_case(Case.ACCUSATIVE))
    # Initials end with a full stop already.
    item.decision_draft = f"{elected.removesuffix('.')}."
    item.save(update_fields=["decision_draft"])


def elected_chair(meeting: MeetingCard) -> int | None:
    """The seat that the sitting has elected to preside."""
    for item in meeting.questions:
        decision = item.decision() if item.office == Office.CHAIR else None
        if decision is not None:
            return decision.candidate_id
    return None
