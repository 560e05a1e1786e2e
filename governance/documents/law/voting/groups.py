"""A body of several groups: its numbers, and how they decide. The law stands at the head of the package."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from governance.documents.law.validation import (
    ImpossibleInput,
    about,
    check_once,
    list_of,
    values_of,
    word_of,
)

from .count import Count, GroupOutcome, Presiding, Sheets, VoteOutcome
from .law import base_of, decide, quorum_met
from .reasons import no_quorum
from .rule import VotingRule


@dataclass(frozen=True)
class GroupedCount:
    """The numbers of each group by its code, and of the body as a whole."""

    groups: dict[str, Count]
    whole: Count

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read `groups` instead of roster, present, recused and votes, as `tally` takes them.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        rows, secret, presiding, established, repeated, absentee = values_of(
            data,
            "input",
            "groups",
            "secret",
            "presiding",
            nullable={"established": None, "repeated": False, "absentee": None},
        )
        codes, groups = [], {}
        for row in list_of("groups", rows):
            code, roster, present, recused, votes = values_of(
                row, "groups", "code", "roster", "present", "recused", "votes"
            )
            codes.append(word_of("code", code))
            with about(_("Group %(code)s"), code=code):
                groups[code] = Count(
                    roster, present, recused, *values_of(votes, "votes", "for", "against", "abstain")
                )
        check_once("groups", codes)
        if not codes:
            raise ImpossibleInput(_("“groups” must name at least one group."))
        sheets = None if absentee is None else Sheets.from_json(absentee)
        return cls(groups, summed(list(groups.values()), secret, presiding, established, repeated, sheets))


def summed(
    groups: Sequence[Count],
    secret: bool,
    presiding: Presiding,
    established: int | None,
    repeated: bool,
    sheets: Sheets | None,
) -> Count:
    """The groups as one body."""
    columns = ("roster", "present", "recused", "for_", "against", "abstain")
    sums = {column: sum(getattr(group, column) for group in groups) for column in columns}
    return Count(
        **sums,
        secret=secret,
        presiding=presiding,
        established=established,
        repeated=repeated,
        sheets=sheets,
    )


def decide_in_groups(rule: VotingRule, count: GroupedCount) -> VoteOutcome:
    """Return the outcome of the round in a body of groups.

    Raises `ImpossibleInput` where the round could not be held so under this rule.
    """
    if rule.groups == "each":
        return each_decides(rule, count)
    outcome = decide(rule, count.whole)
    if rule.groups == "quorum_each":
        return with_quorum_in_each(rule, count, outcome)
    return outcome


def each_decides(rule: VotingRule, count: GroupedCount) -> VoteOutcome:
    """Quorum and majority in every group; ties are judged group by group, and no casting vote is known."""
    whole = count.whole
    if whole.established is not None or whole.sheets is not None:
        raise ImpossibleInput(
            _("Where each group decides, there is neither an established number nor a vote of the absent.")
        )
    outcomes = {
        code: decide(rule, replace(group, secret=whole.secret, repeated=whole.repeated))
        for code, group in count.groups.items()
    }
    base = sum(outcome.base for outcome in outcomes.values())
    return VoteOutcome(
        quorum=all(outcome.quorum for outcome in outcomes.values()),
        base=base,
        needed=rule.majority.least_of(base),
        adopted=all(outcome.adopted for outcome in outcomes.values()),
        by_casting_vote=False,
        reason=" ".join(reason_of_group(code, outcome.reason) for code, outcome in outcomes.items()),
        groups=tuple(
            GroupOutcome(code, outcome.quorum, outcome.base, outcome.needed, outcome.adopted)
            for code, outcome in outcomes.items()
        ),
    )


def with_quorum_in_each(rule: VotingRule, count: GroupedCount, outcome: VoteOutcome) -> VoteOutcome:
    """The votes of all together, where every group has its quorum (Labour Code, articles 387 and 388)."""
    groups = []
    quorums = quorum_in_groups(rule, count)
    for code, group in count.groups.items():
        base = base_of(rule, alone(count, group))
        groups.append(GroupOutcome(code, quorums[code], base, rule.majority.least_of(base), None))
    lacking = [group.code for group in groups if not group.quorum]
    outcome = replace(outcome, quorum=not lacking, groups=tuple(groups))
    if not lacking:
        return outcome
    return replace(
        outcome,
        adopted=False,
        by_casting_vote=False,
        reason=" ".join(
            reason_of_group(
                code, no_quorum(rule, replace(group, repeated=count.whole.repeated), group.roster)
            )
            for code, group in count.groups.items()
            if code in lacking
        ),
    )


def quorum_in_groups(rule: VotingRule, count: GroupedCount) -> dict[str, bool]:
    """Whether each group by itself has the quorum."""
    return {code: quorum_met(rule, alone(count, group)) for code, group in count.groups.items()}


def alone(count: GroupedCount, group: Count) -> Count:
    """A group by itself: of the established number it has no part of its own, its filled seats stand for it."""
    return replace(group, established=group.roster, repeated=count.whole.repeated)


def reason_of_group(code: str, reason: str) -> str:
    return _("Group %(code)s: %(reason)s") % {"code": code, "reason": reason[:1].lower() + reason[1:]}
