"""Rules of a body that could never be followed: refused when they are adopted, not on the day of a vote.

Each by itself is lawful to say, and the voting law takes it; together, or in this body, nobody could vote so.
"""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.documents.approval.regulation import HowDecided, Regulation
from governance.documents.law.voting import VotingRule
from governance.roles.body import Seat


def check_can_be_followed(regulation: Regulation, rules: Sequence[HowDecided]) -> None:
    """Raise ValidationError with a sentence for the first rule that nobody could follow; `rules`: all of them."""
    held = Seat.objects.filter(unit_id=regulation.unit_id).filter(
        Q(until__isnull=True) | Q(until__gte=regulation.since)
    )
    seats = list(held.order_by("position", "pk"))
    if regulation.established is not None and len(seats) > regulation.established:
        raise ValidationError(
            _(
                "The established number is %(established)d, and the body has %(seats)d seats: correct the number, or "
                "end the seats that are too many first."
            )
            % {"established": regulation.established, "seats": len(seats)}
        )
    for rule in rules:
        if sentence := impossible(rule.law) or cannot_be_secret(rule.law, seats, regulation.established):
            about = _("«%(matter)s»: ") % {"matter": rule.about} if rule.about else ""
            raise ValidationError(f"{about}{sentence}")


def impossible(law: VotingRule) -> str:
    """What in a rule rules out another part of it, in a sentence; empty when nothing does."""
    if law.secret != "always":
        return ""
    if law.absentee != "none":
        return _(
            "A sheet is signed and shows who voted how, so in a vote that is always secret none can count: choose "
            "another way to vote, or let sheets not count."
        )
    if law.casting_vote:
        return _(
            "On a tie nobody knows how the presiding person voted in a vote that is always secret: choose another way "
            "to vote, or another end of a tie."
        )
    return ""


def cannot_be_secret(law: VotingRule, seats: Sequence[Seat], established: int | None = None) -> str:
    """Why no vote of these seats stays secret, in a sentence; empty when one may, and while there are no seats."""
    if law.secret != "always":
        return ""
    if law.groups == "each":
        sizes = Counter(seat.group for seat in seats if seat.group)
        alone = next((group for group, size in sizes.items() if size == 1), None)
        if alone is not None:
            return _(
                "The group «%(group)s» has one seat, and each group decides by itself: the result would tell how it "
                "votes. Do not vote always secretly, or count the groups together."
            ) % {"group": alone}
    if len(seats) == 1 or established == 1:
        return _("The body has one seat: the result would tell how it votes. Do not vote always secretly.")
    return ""
