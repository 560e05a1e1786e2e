"""Applying a rule to a count. The account of the law itself stands at the head of the package."""

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput

from .count import Count, VoteOutcome
from .reasons import no_quorum, verdict
from .rule import Base, VotingRule
from .share import Share


def quorum_needed(share: Share, whole: int) -> int:
    """Return how many must be present: at least one, which is more than a body without members has."""
    return share.least_of(whole)


def quorum_met(rule: VotingRule, count: Count) -> bool:
    """Tell whether the body may decide with these present; those recused on the item are among them."""
    counted = count.present if rule.recused_count_for_quorum else count.present - count.recused
    if rule.absentee == "votes_and_quorum":
        counted += count.answered
    return counted >= quorum_needed(
        rule.quorum_of_sitting(repeated=count.repeated), seats_for_quorum(rule, count)
    )


def seats_for_quorum(rule: VotingRule, count: Count) -> int:
    """The number of which the share of the quorum is taken."""
    if rule.quorum_of == "roster":
        return count.roster
    return established(count)


def established(count: Count) -> int:
    """The established number; raises `ImpossibleInput` where it is not known."""
    if count.established is None:
        raise ImpossibleInput(_("The rule counts from the established number: give it as “established”."))
    return count.established


def decide(rule: VotingRule, count: Count) -> VoteOutcome:
    """Return the outcome of the round under this rule, with its reason.

    Raises `ImpossibleInput` where the round could not be held so under this rule: secretly, with sheets, or without the
    established number.
    """
    check_way(rule, count)
    quorum = quorum_met(rule, count)
    base = base_of(rule, count)
    needed = rule.majority.least_of(base)
    tie = is_tie(count)
    by_casting_vote = quorum and tie and rule.breaks_ties and not count.secret and count.presiding == "for"
    by_tie = tie and rule.tie == "adopted" and count.supporters > 0
    adopted = quorum and (count.supporters >= needed or by_casting_vote or by_tie)
    if quorum:
        reason = verdict(rule, count, base, needed, adopted=adopted, tie=tie)
    else:
        reason = no_quorum(rule, count, seats_for_quorum(rule, count))
    return VoteOutcome(quorum, base, needed, adopted, by_casting_vote, reason)


def check_way(rule: VotingRule, count: Count) -> None:
    """Refuse a round that the rule does not allow in this way, with one sentence."""
    if count.secret and rule.secret == "never":
        raise ImpossibleInput(_("Under this rule votes are always open, and this one is secret."))
    if not count.secret and rule.secret == "always":
        raise ImpossibleInput(_("Under this rule votes are always secret, and this one is open."))
    if count.sheets is not None and rule.absentee == "none":
        raise ImpossibleInput(_("Under this rule the absent do not vote, and there are sheets of theirs."))
    if count.sheets is not None and count.secret:
        raise ImpossibleInput(_("A secret vote knows no sheets: they show who voted how."))


def base_of(rule: VotingRule, count: Count) -> int:
    """What the votes for are compared with."""
    leave = rule.recused_leave_base
    match rule.base:
        case Base.PRESENT:
            return count.present - (count.recused if leave else 0) + count.answered
        case Base.CAST:
            return count.supporters + count.opponents
        case Base.ROSTER:
            return count.roster - (count.all_recused if leave else 0)
        case Base.ESTABLISHED:
            return established(count) - (count.all_recused if leave else 0)


def is_tie(count: Count) -> bool:
    """Whether as many are for as against."""
    return count.supporters == count.opponents
