"""Applying a rule to a count. The account of the law itself stands at the head of the package."""

from django.utils.translation import gettext as _, ngettext

from .count import Count, VoteOutcome
from .rule import Base, Share, VotingRule


def quorum_needed(share: Share, roster: int) -> int:
    """Return how many must be present: at least one, which is more than a body without members has."""
    return share.least_of(roster)


def quorum_met(rule: VotingRule, *, roster: int, present: int, recused: int = 0) -> bool:
    """Tell whether the body may decide with these present; those recused on the item are among them."""
    counted = present if rule.recused_count_for_quorum else present - recused
    return counted >= quorum_needed(rule.quorum, roster)


def decide(rule: VotingRule, count: Count) -> VoteOutcome:
    """Return the outcome of the round under this rule, with its reason."""
    quorum = quorum_met(rule, roster=count.roster, present=count.present, recused=count.recused)
    base = _base(rule, count)
    needed = rule.majority.least_of(base)
    by_casting_vote = (
        quorum and _is_breakable_tie(rule, count) and not count.secret and count.presiding == "for"
    )
    adopted = quorum and (count.for_ >= needed or by_casting_vote)
    reason = _verdict(rule, count, base, needed, adopted) if quorum else _no_quorum(rule, count)
    return VoteOutcome(quorum, base, needed, adopted, by_casting_vote, reason)


def _base(rule: VotingRule, count: Count) -> int:
    leaving = count.recused if rule.recused_leave_base else 0
    match rule.base:
        case Base.PRESENT:
            return count.present - leaving
        case Base.CAST:
            return count.for_ + count.against
        case Base.ROSTER:
            return count.roster - leaving


def _is_breakable_tie(rule: VotingRule, count: Count) -> bool:
    """Whether as many are for as against, and the rule knows a way to break that."""
    return rule.breaks_ties and count.for_ == count.against


def _no_quorum(rule: VotingRule, count: Count) -> str:
    if count.roster == 0:
        return _("No quorum: the body has no members.")
    numbers = {
        "present": count.present,
        "roster": count.roster,
        "recused": count.recused,
        "needed": quorum_needed(rule.quorum, count.roster),
    }
    if count.recused and not rule.recused_count_for_quorum:
        return (
            _(
                "No quorum: present %(present)d of %(roster)d, of them recused and not counted %(recused)d;"
                " at least %(needed)d needed."
            )
            % numbers
        )
    return (
        ngettext(
            "No quorum: %(present)d of %(roster)d is present, at least %(needed)d needed.",
            "No quorum: %(present)d of %(roster)d are present, at least %(needed)d needed.",
            count.present,
        )
        % numbers
    )


def _verdict(rule: VotingRule, count: Count, base: int, needed: int, adopted: bool) -> str:
    if base == 0:
        if rule.base is Base.CAST:
            return _("Not adopted: nobody voted for or against.")
        return _("Not adopted: every member is recused, nobody is left to vote.")
    if _is_breakable_tie(rule, count):
        return _tie_verdict(count) % {"votes": _votes(count)}
    without_recused = rule.recused_leave_base and count.recused > 0
    sentence = (
        _("Adopted: %(votes)s; needed: %(share)s (%(needed)d of %(base)d).")
        if adopted
        else _("Not adopted: %(votes)s; needed: %(share)s (%(needed)d of %(base)d).")
    )
    return sentence % {
        "votes": _votes(count),
        "share": rule.majority.described(rule.base.described(without_recused=without_recused)),
        "needed": needed,
        "base": base,
    }


def _tie_verdict(count: Count) -> str:
    if count.secret:
        return _("Not adopted: %(votes)s; a tie, and a secret vote knows no casting vote.")
    if count.presiding == "for":
        return _("Adopted by casting vote: %(votes)s; the presiding person voted for.")
    if count.presiding == "against":
        return _("Not adopted: %(votes)s; a tie, and the presiding person voted against.")
    return _("Not adopted: %(votes)s; a tie, and the presiding person gave no casting vote.")


def _votes(count: Count) -> str:
    votes = ngettext(
        "for %(yes)d, against %(no)d, %(abstain)d abstention",
        "for %(yes)d, against %(no)d, %(abstain)d abstentions",
        count.abstain,
    ) % {"yes": count.for_, "no": count.against, "abstain": count.abstain}
    if count.silent:
        votes += ngettext(
            ", %(silent)d member did not vote", ", %(silent)d members did not vote", count.silent
        ) % {"silent": count.silent}
    return votes
