"""What will stand in the way of a vote if the seats stay filled as they are: said at the agenda, before anybody comes.

It binds nobody: seats may be filled and members come until the vote opens, which tests all of it again.
"""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.approval.regulation import Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.table import Place, places
from governance.documents.law.voting import VotingRule, quorum_needed


def foreseen(meeting: MeetingCard, agenda: Sequence[AgendaItem]) -> list[str]:
    """A sentence for each question that could not be decided by whoever sits in the body on the day; two queries."""
    try:
        rules = meeting.rules
    except ValidationError:
        return []
    filled = list(places(meeting.unit_id, meeting.day).values())
    sentences = []
    for item in agenda:
        try:
            law = meeting.rule_for(item).law
        except NotLegal as unknown:
            sentences.append(str(unknown))
            continue
        if found := in_the_way(
            law, rules, filled, secret=item.secret, repeated=meeting.repeats_id is not None
        ):
            sentences.append(
                _("Item %(number)s: %(sentence)s") % {"number": item.position, "sentence": found}
            )
    return sentences


def in_the_way(
    law: VotingRule, rules: Regulation, filled: Sequence[Place], *, secret: bool, repeated: bool = False
) -> str:
    """Why those who sit on the filled seats could not decide, in a sentence; empty when they can."""
    if law.groups is not None and (without := [place.seat.name for place in filled if not place.seat.group]):
        return _("The rule counts by groups of members, and these seats belong to none: %(names)s.") % {
            "names": ", ".join(without)
        }
    if secret:
        sizes = Counter(place.seat.group if law.groups == "each" else "" for place in filled)
        alone = next((group for group, size in sizes.items() if size == 1), None)
        if alone is not None:
            return (
                _("in the group «%(group)s» one seat is filled, and a secret vote would tell how it votes.")
                % {"group": alone}
                if alone
                else _("one seat is filled, and a secret vote would tell how it votes.")
            )
    of = len(filled)
    if law.quorum_of == "established":
        of = max(rules.established or 0, of)
    needed = quorum_needed(law.quorum_of_sitting(repeated=repeated), of)
    if needed > len(filled):
        return _(
            "%(needed)d members are needed for the quorum, and %(filled)d of %(seats)d seats are filled."
        ) % {"needed": needed, "filled": len(filled), "seats": of}
    return ""
