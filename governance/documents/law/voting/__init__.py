"""The voting law: whether a body may decide, and whether it has decided.

Pure: numbers in, an outcome with its reason out. It knows no database, no person and no meeting. Pages,
protocols and the `tally` command all ask here, so that one count can never have two results. The rules of
bodies differ, therefore a rule is data (`VotingRule`), kept with the body and dated. What holds under every rule
stands below; its source is docs/domain.md, "Deciding rules".

Whole numbers. A share (`Share`) is a fraction with "at least" or, strict, "more than". Integers are
    multiplied and compared, nothing is rounded: at least half of 9 is 5; of 6 at least half is 3,
    more than half 4, two thirds 4. A share that asks for nothing ("at least 0") still needs one: nobody is
    not a meeting.
Roster. The filled seats, frozen when the round opens. A body with no filled seat never has a quorum.
Established number. All seats of the regulation, vacancies included. The recused leave it as they leave the
    roster.
Quorum. Those present against the roster or, if the rule says so, the established number. Tested when a round
    opens (`quorum_met`) and again when it closes (`decide`); without it nothing is adopted, however the votes
    stand. A sitting called again may need another share of the same number.
Base. What the votes for are compared with.
    present: everybody present, so that an abstention works against the proposal.
    cast: the votes for and against. With more than half: more for than against, and at least one for.
    roster: every filled seat, so that an absence works against it, too.
    established: every seat, so that a vacancy works against it, too.
Majority. Simple is "more than 1/2"; any other share of any base is qualified; unanimity is "at least 1".
    A majority of 0 is refused: it would adopt what nobody supports.
Needed. The least number of votes for with which the proposal is adopted at this base, never less than one.
    At the base `roster` it may exceed the number of those present: then nothing can be adopted. At the base
    `cast` it is counted from the votes that were given.
Silence is never support. Who gives no ballot counts exactly like one who abstains.
Recusal. The recused are present and have no ballot on this item. Two settings, independent of each other:
    recused_count_for_quorum: if not, they are taken from those present, but never from the roster.
    recused_leave_base: if so, they are taken from those present, or from the roster, when the majority is
    counted; if not, they weigh like abstentions. The votes cast never contain them.
    Where everybody is recused the base is 0 and nothing is adopted.
Casting vote. On a tie, as many for as against, the presiding person's own vote decides if
    - the rule grants it;
    - the body does not decide group by group;
    - the vote is open: in a secret one nobody knows how the presiding person voted;
    - the presiding person is not recused and voted for or against;
    - the majority is simple: a qualified one asks for wide agreement, and a tie is its opposite.
    If that vote was for, the proposal is adopted by casting vote; otherwise it is not adopted. A tie is a tie
    at every base: also where abstentions or absences alone keep the proposal from the needed number.
A tie for the proposal. A rule may say that a tie adopts, if somebody is for it: in a secret vote too, at every
    base, with a simple majority only, and instead of a casting vote.
Sheets. Where the rule allows it, members who are not present vote by sheet in an open vote. Their votes count in ties
    and in every base but the roster's and the established number's, which hold these members anyway; for the quorum
    only if the rule says so. An absent member who is recused gives no sheet, and leaves roster and established
    number as the rule says.
Groups. A body of several groups counts as one (`together`), needs its quorum in each (`quorum_each`), or quorum and
    majority in each (`each`).
"""

from governance.documents.law.validation import ImpossibleInput

from .count import Count, GroupOutcome, Presiding, Sheets, VoteOutcome
from .description import Say, describe
from .groups import GroupedCount, decide_in_groups, quorum_in_groups
from .law import decide, quorum_met, quorum_needed
from .rule import Base, VotingRule
from .share import Share

__all__ = [
    "Base",
    "Count",
    "GroupOutcome",
    "GroupedCount",
    "ImpossibleInput",
    "Presiding",
    "Say",
    "Share",
    "Sheets",
    "VoteOutcome",
    "VotingRule",
    "decide",
    "decide_in_groups",
    "describe",
    "quorum_in_groups",
    "quorum_met",
    "quorum_needed",
]
