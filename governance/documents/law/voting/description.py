"""A deciding rule in plain words, for pages and protocols."""

from django.utils.translation import gettext as _

from .rule import Base, VotingRule


def describe(rule: VotingRule, *, by_sheets: bool = False) -> str:
    """State the rule in sentences.

    What is as usual is not said: the recused count for the quorum and leave the base, a tie is not adopted, a vote may
    be open or secret, those who are absent do not vote. `by_sheets`: as it holds for a vote without a sitting, in which
    everybody votes by a sheet.
    """
    if by_sheets:
        sentences = [quorum_of_sheets(rule), majority(rule, by_sheets=True), *groups(rule), *recusal(rule)]
        return " ".join([*sentences, *ties(rule)])
    sentences = [
        quorum(rule),
        majority(rule),
        *groups(rule),
        *recusal(rule),
        *ties(rule),
        *ways_to_vote(rule),
    ]
    return " ".join(sentences)


def quorum(rule: VotingRule) -> str:
    if rule.quorum.num == 0:
        sentence = _("Quorum: one member present is enough.")
    elif rule.quorum.reduced == (1, 1) and rule.quorum_of == "roster":
        sentence = _("Quorum: every member.")
    else:
        sentence = _("Quorum: %(share)s.") % {
            "share": rule.quorum.described(Base(rule.quorum_of).described())
        }
    if rule.repeated_quorum is None:
        return sentence
    if rule.repeated_quorum.num == 0:
        return f"{sentence} {_('At a sitting called again one member present is enough.')}"
    again = rule.repeated_quorum.described(Base(rule.quorum_of).described())
    return f"{sentence} {_('At a sitting called again: %(share)s.') % {'share': again}}"


def quorum_of_sheets(rule: VotingRule) -> str:
    """What stands for the quorum where nobody meets: how many sheets have to come back."""
    if rule.quorum.num == 0:
        return _("The vote is valid if one sheet is returned.")
    if rule.quorum.reduced == (1, 1) and rule.quorum_of == "roster":
        return _("The vote is valid if every member returns a sheet.")
    share = rule.quorum.described(Base(rule.quorum_of).described())
    return _("The vote is valid if sheets are returned by %(share)s.") % {"share": share}


def majority(rule: VotingRule, *, by_sheets: bool = False) -> str:
    silence = {
        Base.PRESENT: _("an abstention does not support it"),
        Base.CAST: _("abstentions are left out, and at least one vote for it is needed"),
        Base.ROSTER: _("an abstention or an absence does not support it"),
        Base.ESTABLISHED: _("an abstention, an absence or a vacant seat does not support it"),
    }[rule.base]
    share = rule.majority.described(rule.base.described(by_sheets=by_sheets))
    if rule.majority.reduced == (1, 1):
        return _("A decision needs %(share)s; %(silence)s.") % {"share": share, "silence": silence}
    return _("A decision is adopted if it has the support of %(share)s; %(silence)s.") % {
        "share": share,
        "silence": silence,
    }


def groups(rule: VotingRule) -> list[str]:
    match rule.groups:
        case "together":
            return [_("The groups of the body are counted together.")]
        case "quorum_each":
            return [_("The quorum is needed in each group of the body; the votes are counted together.")]
        case "each":
            return [_("Quorum and majority are needed in each group of the body.")]
    return []


def recusal(rule: VotingRule) -> list[str]:
    sentences = []
    if not rule.recused_count_for_quorum:
        sentences.append(_("The recused do not count for the quorum."))
    if not rule.recused_leave_base and rule.base is not Base.CAST:
        sentences.append(_("The recused count in the majority like those who abstained."))
    return sentences


def ties(rule: VotingRule) -> list[str]:
    if rule.tie == "adopted":
        return [_("On a tie the decision is adopted.")]
    if rule.breaks_ties:
        return [_("On a tie in an open vote the vote of the presiding person decides.")]
    if rule.casting_vote and rule.is_simple:
        return [_("The casting vote has no effect: a secret vote and a vote by groups know none.")]
    if rule.casting_vote:
        return [_("The casting vote has no effect: it can only break the tie of a simple majority.")]
    return []


def ways_to_vote(rule: VotingRule) -> list[str]:
    sentences = []
    if rule.secret == "always":
        sentences.append(_("Votes are always secret."))
    if rule.secret == "never":
        sentences.append(_("Votes are always open."))
    if rule.absentee == "votes":
        sentences.append(_("Sheets of members who are not present count as votes, but not for the quorum."))
    if rule.absentee == "votes_and_quorum":
        sentences.append(_("Sheets of members who are not present count as votes and for the quorum."))
    return sentences
