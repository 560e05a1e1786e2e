"""What a page of a meeting asks once more before it is too late: a silent vote, a secret ballot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, ngettext

from governance.documents.kinds.meeting.board import Board
from governance.documents.kinds.meeting.rounds import Choice

Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Again:
    """The question that comes back. `seen` tells what was shown, so that an answer holds for that alone."""

    sentence: str
    names: Sequence[str] = ()
    seen: str
    label: str
    # Whether an answer to what was shown before holds for this, too.
    covers: Callable[[str], bool]


AskAgain = Callable[[Board, Facts], Again | None]


def those_who_are_silent(board: Board, facts: Facts) -> Again | None:
    """Closing a vote that some of those who may vote have not given."""
    current = board.current
    if current is None or current.round.pk != facts["round"] or not current.awaited:
        return None
    awaited = current.awaited
    keys = {str(vote.seat.pk) for vote in awaited}
    return Again(
        sentence=ngettext(
            "%(count)d member has not voted. Once the vote is closed, their vote is not taken any more.",
            "%(count)d members have not voted. Once the vote is closed, their votes are not taken any more.",
            len(awaited),
        )
        % {"count": len(awaited)},
        names=[f"{vote.seat.name} — {vote.person.name}" for vote in awaited],
        seen=",".join(sorted(keys, key=int)),
        label=_("Close the vote without them"),
        covers=lambda seen: keys <= set(seen.split(",")),
    )


def secret_ballot(board: Board, facts: Facts) -> Again | None:
    """A secret ballot, which cannot be changed once it is dropped."""
    current = board.current
    if current is None or current.round.pk != facts["round"] or not current.round.secret:
        return None
    vote = current.by_seat.get(facts["seat"])
    if vote is None or vote.voted:
        return None  # the door says what is wrong
    words = {"choice": Choice(facts["choice"]).label, "seat": vote.seat.name, "name": vote.person.name}
    sentence = _("Your choice: «%(choice)s». The vote is secret: once given, it cannot be changed.")
    if vote.by_proxy_of is not None:
        sentence = _(
            "By proxy for %(name)s (%(seat)s): «%(choice)s». The vote is secret: once given, it cannot be changed."
        )
    return Again(
        sentence=sentence % words,
        seen=facts["choice"],
        label=_("Give this vote: %(choice)s") % words,
        covers=lambda seen: seen == facts["choice"],
    )
