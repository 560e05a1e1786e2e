"""A deciding rule in plain words, for pages and protocols."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rule import Base, VotingRule

# A sentence by its key in `SENTENCES`, with what is said in its blanks (`share`, `silence`).
Say = Callable[..., str]

SENTENCES: dict[str, Promise] = {
    "quorum_one": _("Quorum: one member present is enough."),
    "quorum_all": _("Quorum: every member."),
    "quorum": _("Quorum: %(share)s."),
    "again_one": _("At a sitting called again one member present is enough."),
    "again": _("At a sitting called again: %(share)s."),
    "sheets_one": _("The vote is valid if one sheet is returned."),
    "sheets_all": _("The vote is valid if every member returns a sheet."),
    "sheets": _("The vote is valid if sheets are returned by %(share)s."),
    "majority": _("A decision is adopted if it has the support of %(share)s; %(silence)s."),
    "unanimity": _("A decision needs %(share)s; %(silence)s."),
    "silence_present": _("an abstention does not support it"),
    "silence_cast": _("abstentions are left out, and at least one vote for it is needed"),
    "silence_roster": _("an abstention or an absence does not support it"),
    "silence_established": _("an abstention, an absence or a vacant seat does not support it"),
    "groups_together": _("The groups of the body are counted together."),
    "groups_quorum_each": _(
        "The quorum is needed in each group of the body; the votes are counted together."
    ),
    "groups_each": _("Quorum and majority are needed in each group of the body."),
    "recused_quorum": _("The recused do not count for the quorum."),
    "recused_majority": _("The recused count in the majority like those who abstained."),
    "tie_adopted": _("On a tie the decision is adopted."),
    "tie_presiding": _("On a tie in an open vote the vote of the presiding person decides."),
    "tie_unknown": _("The casting vote has no effect: a secret vote and a vote by groups know none."),
    "tie_not_simple": _("The casting vote has no effect: it can only break the tie of a simple majority."),
    "secret_always": _("Votes are always secret."),
    "secret_never": _("Votes are always open."),
    "absentee_votes": _("Sheets of members who are not present count as votes, but not for the quorum."),
    "absentee_votes_and_quorum": _(
        "Sheets of members who are not present count as votes and for the quorum."
    ),
}


def said(key: str, **blanks: str) -> str:
    """A sentence in the language of whoever reads the page."""
    return str(SENTENCES[key]) % blanks


def describe(rule: VotingRule, *, by_sheets: bool = False, say: Say = said) -> str:
    """State the rule in sentences.

    What is as usual is not said: the recused count for the quorum and leave the base, a tie is not adopted, a vote may
    be open or secret, those who are absent do not vote. `by_sheets`: as it holds for a vote without a sitting, in which
    everybody votes by a sheet. `say`: in whose words.
    """
    if by_sheets:
        sentences = [quorum_of_sheets(rule, say), majority(rule, by_sheets=True, say=say)]
        return " ".join([*sentences, *map(say, [*groups(rule), *recusal(rule), *ties(rule)])])
    further = [*groups(rule), *recusal(rule), *ties(rule), *ways_to_vote(rule)]
    return " ".join([quorum(rule, say), majority(rule, say=say), *map(say, further)])


def quorum(rule: VotingRule, say: Say = said) -> str:
    whole = Base(rule.quorum_of).described()
    if rule.quorum.num == 0:
        sentence = say("quorum_one")
    elif rule.quorum.reduced == (1, 1) and rule.quorum_of == "roster":
        sentence = say("quorum_all")
    else:
        sentence = say("quorum", share=rule.quorum.described(whole))
    if rule.repeated_quorum is None:
        return sentence
    if rule.repeated_quorum.num == 0:
        return f"{sentence} {say('again_one')}"
    return f"{sentence} {say('again', share=rule.repeated_quorum.described(whole))}"


def quorum_of_sheets(rule: VotingRule, say: Say = said) -> str:
    """What stands for the quorum where nobody meets: how many sheets have to come back."""
    if rule.quorum.num == 0:
        return say("sheets_one")
    if rule.quorum.reduced == (1, 1) and rule.quorum_of == "roster":
        return say("sheets_all")
    return say("sheets", share=rule.quorum.described(Base(rule.quorum_of).described()))


def majority(rule: VotingRule, *, by_sheets: bool = False, say: Say = said) -> str:
    share = rule.majority.described(rule.base.described(by_sheets=by_sheets))
    key = "unanimity" if rule.majority.reduced == (1, 1) else "majority"
    return say(key, share=share, silence=say(f"silence_{rule.base}"))


def groups(rule: VotingRule) -> list[str]:
    return [f"groups_{rule.groups}"] if rule.groups is not None else []


def recusal(rule: VotingRule) -> list[str]:
    keys = []
    if not rule.recused_count_for_quorum:
        keys.append("recused_quorum")
    if not rule.recused_leave_base and rule.base is not Base.CAST:
        keys.append("recused_majority")
    return keys


def ties(rule: VotingRule) -> list[str]:
    if rule.tie == "adopted":
        return ["tie_adopted"]
    if rule.breaks_ties:
        return ["tie_presiding"]
    if rule.casting_vote:
        return ["tie_unknown" if rule.is_simple else "tie_not_simple"]
    return []


def ways_to_vote(rule: VotingRule) -> list[str]:
    keys = []
    if rule.secret != "allowed":
        keys.append(f"secret_{rule.secret}")
    if rule.absentee != "none":
        keys.append(f"absentee_{rule.absentee}")
    return keys
