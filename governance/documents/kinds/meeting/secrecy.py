"""Whether a secret vote stays secret: where one person alone votes, the result tells how.

Source: docs/domain.md, "Deciding rules". Who took part is known of every vote, so what is counted must be the votes of
at least two; where each group of members decides by itself, of two in each group.
"""

from collections.abc import Hashable, Iterable

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round


def check_will_be_secret(voting: Round) -> None:
    """Raises NotLegal where one person alone may vote, for the own seat and by proxy for others."""
    rolls = [roll for roll in voting.rolls.select_related("proxy") if not roll.recused]
    group = _alone(voting, ((roll.group, voter) for roll in rolls if (voter := _voter_of(roll)) is not None))
    if group is None:
        return
    if group:
        raise NotLegal(
            _(
                "In the group «%(group)s» one member alone would vote, and the result of the group would tell how. "
                "Wait for others of the group, vote openly if the rules allow it, or leave the question undecided."
            )
            % {"group": group}
        )
    raise NotLegal(
        _(
            "One member alone would vote, and the result would tell how. Wait for others, vote openly if the rules "
            "allow it, or leave the question undecided."
        )
    )


def check_was_secret(voting: Round) -> None:
    """Raises NotLegal where the votes to be counted are those of one person alone."""
    groups = dict(voting.rolls.values_list("seat_id", "group"))
    # Whoever voted on paper has an own ballot; whoever voted in the system may have voted for others, too.
    given = [
        (groups[ballot.seat_id], ("seat", ballot.seat_id) if on_paper else ("person", ballot.cast_by_id))
        for ballot in voting.ballots.all()
        for on_paper in [ballot.way == Ballot.Way.ISSUED]
    ]
    group = _alone(voting, given)
    if group is None:
        return
    if group:
        raise NotLegal(
            _(
                "In the group «%(group)s» one member alone has voted, and the result of the group would tell how. Wait "
                "for others of the group, or annul the vote."
            )
            % {"group": group}
        )
    raise NotLegal(
        _(
            "One member alone has voted, and the result would tell how. Wait for others, or annul the vote; vote "
            "openly then if the rules allow it."
        )
    )


def _voter_of(roll: Roll) -> Hashable:
    """The seat from which is voted: its own, or that of the holder of its proxy; None where nobody votes."""
    if roll.present:
        return roll.seat_id
    return roll.proxy.holder_id if roll.proxy is not None else None


def _alone(voting: Round, voters: Iterable[tuple[str, Hashable]]) -> str | None:
    """The group in which one alone votes, "" for the body as a whole; None where nobody is alone."""
    groups: dict[str, set[Hashable]] = {}
    for group, voter in voters:
        groups.setdefault(group if voting.law.groups == "each" else "", set()).add(voter)
    return next((group for group, those in groups.items() if len(those) == 1), None)
