"""How a seat may vote in an open round: on it or by proxy, through the secretary, once or again."""

from django.utils.translation import gettext as _

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round


def own_way(roll: Roll, person: int) -> str:
    """How whoever acts may vote for a seat: on it, or by proxy. Raises NotAllowed or NotLegal if they may not."""
    if roll.present and roll.person_id == person:
        return Ballot.Way.OWN
    if votes_by_proxy(roll, person):
        return Ballot.Way.PROXY
    if roll.person_id == person:
        raise NotLegal(_("You are not marked as present: ask the secretary to mark you."))
    raise NotAllowed(_("You do not sit on this seat and hold no proxy for it in this round."))


def check_entered(roll: Roll, way: str) -> None:
    """Raises NotLegal where the secretary cannot enter a vote for this seat in this way."""
    if roll.round.secret:
        raise NotLegal(_("The vote is secret: each member casts it themselves."))
    if way not in Ballot.ENTERED:
        raise NotLegal(_("Say whether the vote was given aloud or on paper."))
    if not roll.present and roll.proxy_id is None:
        raise NotLegal(_("Nobody is here for this seat: only a member who is present votes."))
    ballot = roll.round.ballots.filter(seat_id=roll.seat_id).first()
    if ballot is not None and ballot.way not in Ballot.ENTERED:
        raise NotLegal(_("This seat has voted from its own account: only the member changes that vote."))


def ballot_to_change(voting: Round, roll: Roll) -> Ballot | None:
    """The ballot that the seat has given in an open vote. Raises NotLegal where it can give none any more."""
    cast = voting.ballots.filter(seat_id=roll.seat_id).first()
    if cast is not None and cast.way == Ballot.Way.ISSUED:
        raise NotLegal(
            _("A paper ballot is issued for this seat: hand it back to the commission to vote here.")
        )
    if cast is not None and voting.secret:
        raise NotLegal(_("This seat has voted already; a secret vote is final."))
    return cast


def votes_by_proxy(roll: Roll, person: int) -> bool:
    if roll.present or roll.proxy is None:
        return False
    return Roll.objects.filter(
        round_id=roll.round_id,
        seat_id=roll.proxy.holder_id,
        person_id=person,
        present=True,
        recused=False,
    ).exists()
