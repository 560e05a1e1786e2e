"""The quorum at one moment of a meeting, by the rule of a question."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.meeting.table import Participants
from governance.documents.law.voting import (
    Count,
    GroupedCount,
    Sheets,
    VotingRule,
    quorum_in_groups,
    quorum_met,
    quorum_needed,
)


@dataclass(frozen=True)
class Quorum:
    """The quorum at this moment. `roster`: the number of which the share is taken; `lacking`: groups without theirs."""

    roster: int
    present: int
    needed: int
    met: bool
    lacking: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        if self.lacking:
            return _("No quorum in: %(groups)s.") % {"groups": ", ".join(self.lacking)}
        words = (
            _("Quorum: %(present)d of %(roster)d are here, %(needed)d needed.")
            if self.met
            else _("No quorum: %(present)d of %(roster)d are here, %(needed)d needed.")
        )
        return words % {"present": self.present, "roster": self.roster, "needed": self.needed}


def quorum_at(
    table: Participants,
    regulation: Regulation,
    rule: VotingRule,
    recused: frozenset[int] = frozenset(),
    *,
    repeated: bool = False,
    sheets: Collection[int] = (),
) -> Quorum:
    """The quorum of those at the table by a rule of the body; `recused`: seats that take no part in the question.

    `repeated`: the sitting is called again; `sheets`: seats whose members have returned a sheet.
    """
    here = set(table.here)
    if regulation.allows_proxy and regulation.proxy_counts_for_quorum:
        # Whoever is recused votes for nobody, so a seat that they represent is not there.
        here |= {key for key, proxy in table.represented.items() if proxy.holder_id not in recused}

    def count(seats: set[int]) -> Count:
        return Count(len(seats), len(seats & here), len(seats & here & recused), repeated=repeated)

    whole = count(set(table.places))
    seats = established(regulation, rule, table) or whole.roster
    answered = len(set(sheets) & table.places.keys() - here - recused) if rule.absentee != "none" else 0
    whole = replace(
        whole, established=seats, sheets=Sheets(0, 0, answered) if rule.absentee != "none" else None
    )
    counted = answered if rule.absentee == "votes_and_quorum" else 0
    lacking: list[str] = []
    if rule.groups in ("each", "quorum_each"):
        members: dict[str, set[int]] = {}
        for key, place in table.places.items():
            members.setdefault(place.seat.group, set()).add(key)
        grouped = GroupedCount({code: count(keys) for code, keys in members.items()}, whole)
        lacking = [code for code, met in quorum_in_groups(rule, grouped).items() if not met]
    of = seats if rule.quorum_of == "established" else whole.roster
    return Quorum(
        roster=of,
        present=counted + whole.present - (0 if rule.recused_count_for_quorum else whole.recused),
        needed=quorum_needed(rule.quorum_of_sitting(repeated=repeated), of),
        met=not lacking if rule.groups in ("each", "quorum_each") else quorum_met(rule, whole),
        lacking=tuple(lacking),
    )


def established(regulation: Regulation, rule: VotingRule, table: Participants) -> int | None:
    """The established number where the rule counts from it; never below the number of filled seats."""
    if not rule.names_established:
        return None
    return max(regulation.established_on(table.day), len(table.places))
