"""The ballots of a secret vote, those on paper apart from the votes in the system, as protocols tell them.

What was chosen is told of both together alone: a single paper would say how its voter chose.
"""

from dataclasses import dataclass

from governance.documents.kinds.meeting.rounds import Ballot, Round


@dataclass(frozen=True)
class BallotsTold:
    """`issued`, `found`, `invalid`, `made`, `spoilt`: papers. `in_system`: votes that no paper was issued for."""

    issued: int
    found: int
    invalid: int
    made: int
    spoilt: int
    in_system: int

    @property
    def on_paper(self) -> dict[str, int]:
        """By the blanks of forms; nothing where no ballot was printed."""
        if not self.made:
            return {}
        return {
            "изготовлено": self.made,
            "выдано": self.issued,
            "испорченных": self.spoilt,
            "неиспользованных": self.made - self.issued - self.spoilt,
            "обнаружено": self.found,
            "недействительных": self.invalid,
            "действительных": self.found - self.invalid,
        }

    @property
    def said(self) -> dict[str, str]:
        """What forms say of them, by their blanks; a sum only where there is something to add."""
        told = self.on_paper
        if self.in_system:
            told["в системе"] = self.in_system
        if self.in_system and self.made:
            told["всего"] = self.found - self.invalid + self.in_system
        return {blank: str(number) for blank, number in told.items()}


def ballots_told(voting: Round) -> BallotsTold | None:
    """Of a vote that is over; None where its outcome counts no ballots apart from the votes."""
    known = voting.outcome.get("ballots")
    if not known:
        return None
    here = sum(ballot.way != Ballot.Way.ISSUED for ballot in voting.ballots.all())
    return BallotsTold(
        issued=known["issued"] - here,
        found=known["found"] - here,
        invalid=known["invalid"],
        made=known["made"],
        spoilt=known["spoilt"],
        in_system=here,
    )
