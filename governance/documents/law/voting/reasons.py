"""Why a round came out as it did, in one sentence."""

from django.utils.translation import gettext as _, ngettext

from .count import Count
from .rule import Base, VotingRule


def no_quorum(rule: VotingRule, count: Count, seats: int) -> str:
    """Why the body could not decide; `seats` is the number of which the share of the quorum is taken."""
    if seats == 0:
        return _("No quorum: the body has no members.")
    numbers = {
        "present": count.present + (count.answered if rule.absentee == "votes_and_quorum" else 0),
        "roster": seats,
        "recused": count.recused,
        "needed": rule.quorum_of_sitting(repeated=count.repeated).least_of(seats),
    }
    if count.recused and not rule.recused_count_for_quorum:
        return (
            _(
                "No quorum: present %(present)d of %(roster)d, of them recused and not counted %(recused)d;"
                " at least %(needed)d needed."
            )
            % numbers
        )
    if count.by_sheets_alone and rule.absentee == "votes_and_quorum":
        sentence = _("No quorum: sheets returned by %(present)d of %(roster)d, at least %(needed)d needed.")
        return sentence % numbers
    if count.answered and rule.absentee == "votes_and_quorum":
        sentence = _("No quorum: present or by sheet %(present)d of %(roster)d, at least %(needed)d needed.")
        return sentence % numbers
    return (
        ngettext(
            "No quorum: %(present)d of %(roster)d is present, at least %(needed)d needed.",
            "No quorum: %(present)d of %(roster)d are present, at least %(needed)d needed.",
            count.present,
        )
        % numbers
    )


def verdict(rule: VotingRule, count: Count, base: int, needed: int, *, adopted: bool, tie: bool) -> str:
    """Why the proposal is adopted or not, where there was a quorum."""
    if base == 0:
        if rule.base is Base.CAST:
            return _("Not adopted: nobody voted for or against.")
        return _("Not adopted: every member is recused, nobody is left to vote.")
    if tie and rule.breaks_ties:
        return by_casting_vote(count) % {"votes": votes(count)}
    if tie and rule.tie == "adopted" and adopted:
        return _("Adopted: %(votes)s; a tie, and the rule adopts on a tie.") % {"votes": votes(count)}
    without_recused = rule.recused_leave_base and count.all_recused > 0
    sentence = (
        _("Adopted: %(votes)s; needed: %(share)s (%(needed)d of %(base)d).")
        if adopted
        else _("Not adopted: %(votes)s; needed: %(share)s (%(needed)d of %(base)d).")
    )
    return sentence % {
        "votes": votes(count),
        "share": rule.majority.described(
            rule.base.described(without_recused=without_recused, by_sheets=count.by_sheets_alone)
        ),
        "needed": needed,
        "base": base,
    }


def by_casting_vote(count: Count) -> str:
    if count.secret:
        return _("Not adopted: %(votes)s; a tie, and a secret vote knows no casting vote.")
    if count.presiding == "for":
        return _("Adopted by casting vote: %(votes)s; the presiding person voted for.")
    if count.presiding == "against":
        return _("Not adopted: %(votes)s; a tie, and the presiding person voted against.")
    return _("Not adopted: %(votes)s; a tie, and the presiding person gave no casting vote.")


def votes(count: Count) -> str:
    """The votes in words, sheets of the absent among them."""
    text = ngettext(
        "for %(yes)d, against %(no)d, %(abstain)d abstention",
        "for %(yes)d, against %(no)d, %(abstain)d abstentions",
        count.abstainers,
    ) % {"yes": count.supporters, "no": count.opponents, "abstain": count.abstainers}
    if count.answered:
        text += ngettext(
            " (%(sheets)d of them by sheet)", " (%(sheets)d of them by sheet)", count.answered
        ) % {"sheets": count.answered}
    if count.silent:
        text += ngettext(
            ", %(silent)d member did not vote", ", %(silent)d members did not vote", count.silent
        ) % {"silent": count.silent}
    return text
