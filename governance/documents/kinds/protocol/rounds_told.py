"""The votes on a question in the words of a protocol: what was put to the vote, how many voted how, who did not agree.

What the body decided is said by the decision, not here: a motion that found no majority may well decide (a refusal).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.documents.kinds.meeting.election.minutes import ballot_in_minutes
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Roll, Round
from governance.documents.kinds.meeting.votes_told import voted
from governance.documents.kinds.protocol.additions import sentences_of
from governance.documents.kinds.protocol.attendance_told import alphabetical
from governance.documents.kinds.protocol.signed_words import RoundData
from governance.documents.law.voting import describe
from governance.documents.printing.citation import capitalized
from governance.documents.settings.forms.rules import rule_said_in
from governance.documents.settings.forms.votes import MAJORITY, VOTE_ADVISORY, VOTE_ANNULLED, VOTE_TIED

ORDINALS = ("первое", "второе", "третье", "четвёртое", "пятое")


@dataclass(frozen=True)
class Telling:
    """What is told of the rounds of one question. `head_rule`: the source of the rule at the head of the protocol."""

    district: int
    motion: str
    head_rule: str
    # Why a seat takes no part in the question.
    recusals: Mapping[int, str]
    # Everybody votes by a sheet, and nobody is present.
    by_sheets: bool = False

    def told(self, rounds: Iterable[Round]) -> list[RoundData]:
        rounds = list(rounds)
        return [self._round(round, _name(round) if len(rounds) > 1 else "") for round in rounds]

    def _round(self, round: Round, name: str) -> RoundData:
        if round.state == Round.State.ANNULLED:
            why = round.annul_reason.strip().removesuffix(".")
            which = capitalized(name) or "Голосование"
            annulled = VOTE_ANNULLED.filled(self.district, голосование=which, причина=why)
            return RoundData(name=name, annulled=annulled)
        rolls = {roll.seat_id: roll for roll in round.rolls.all()}
        ballots = round.ballots.all()
        if round.poll is not None:
            return self._election(round, rolls, ballots)
        told = RoundData(
            name=name,
            motion=self.motion,
            form="тайное" if round.secret else "открытое",
            votes="не завершено",
            recusals=sum(roll.recused for roll in rolls.values()),
            against=_names(rolls, ballots, Choice.AGAINST),
            abstained=_names(rolls, ballots, Choice.ABSTAIN),
            silent=[]
            if round.secret
            else alphabetical(roll.person.name for roll in silent(round, rolls.values())),
            recused=self._recused(rolls),
            entered=_entered(rolls, ballots),
        )
        if round.matter or round.rule_source != self.head_rule:
            about = f"«{round.matter}», " if round.matter else ""
            rule = describe(round.law, by_sheets=self.by_sheets, say=rule_said_in(self.district))
            told["rule"] = f"{about}{round.rule_source}. {rule}"
        if round.outcome:
            told["votes"] = _votes(round, len(silent(round, rolls.values())), self.district)
            told["outcome"] = majority_found(round, self.district, by_sheets=self.by_sheets)
            if round.outcome["by_casting_vote"]:
                told["casting"] = rolls[round.outcome["presiding"]].person.name
            advice = [VOTE_ADVISORY.on(self.district)] if round.advisory and round.adopted else []
            told["notes"] = [*advice, *sentences_of(round)]
        return told

    def _election(self, round: Round, rolls: Mapping[int, Roll], ballots: Iterable[Ballot]) -> RoundData:
        """One ballot of an election: the votes for each candidate, and who is elected."""
        return RoundData(
            **ballot_in_minutes(round, self.district),
            silent=[]
            if round.secret
            else alphabetical(roll.person.name for roll in silent(round, rolls.values())),
            recusals=sum(roll.recused for roll in rolls.values()),
            recused=self._recused(rolls),
            entered=_entered(rolls, ballots),
        )

    def _recused(self, rolls: Mapping[int, Roll]) -> list[str]:
        return alphabetical(
            " — ".join(filter(None, [roll.person.name, self.recusals.get(roll.seat_id, "")]))
            for roll in rolls.values()
            if roll.recused
        )


def silent(round: Round, rolls: Iterable[Roll]) -> list[Roll]:
    """Who could have voted and did not."""
    cast = {ballot.seat_id for ballot in round.ballots.all()}
    return [
        roll
        for roll in rolls
        if (roll.present or roll.proxy_id) and not roll.recused and roll.seat_id not in cast
    ]


def majority_found(round: Round, district: int, *, by_sheets: bool = False) -> str:
    """Whether the motion found the majority that the rule asks for; the law's own sentence where it says more."""
    outcome = round.outcome
    if outcome["by_casting_vote"]:
        return VOTE_TIED.on(district)
    enough = outcome["quorum"] and outcome["base"] > 0 and outcome["for"] >= outcome["needed"]
    if not outcome["quorum"] or outcome["base"] == 0 or enough != outcome["adopted"]:
        return str(outcome["reason"])
    rule = round.law
    base = rule.base.described(
        without_recused=rule.recused_leave_base and outcome["recused"] > 0,
        by_sheets=by_sheets,
    )
    needed = f"{rule.majority.described(base)}, {outcome['needed']} из {outcome['base']}"
    found = "набрано" if outcome["adopted"] else "не набрано"
    return MAJORITY.filled(district, большинство=needed, набрано=found)


def _name(round: Round) -> str:
    word = ORDINALS[round.number - 1] if round.number <= len(ORDINALS) else f"{round.number}-е"
    return f"{word} голосование"


def _votes(round: Round, silent: int, district: int) -> str:
    outcome = round.outcome
    return voted(district, outcome["for"], outcome["against"], outcome["abstain"], silent)


def _names(rolls: Mapping[int, Roll], ballots: Iterable[Ballot], choice: Choice) -> list[str]:
    return alphabetical(
        _voter(rolls[ballot.seat_id], ballot) for ballot in ballots if ballot.choice == choice
    )


def _entered(rolls: Mapping[int, Roll], ballots: Iterable[Ballot]) -> list[str]:
    return alphabetical(
        rolls[ballot.seat_id].person.name for ballot in ballots if ballot.way in Ballot.ENTERED
    )


def _voter(roll: Roll, ballot: Ballot) -> str:
    return f"{roll.person.name} (по доверенности)" if ballot.way == Ballot.Way.PROXY else roll.person.name
