"""The answers of units that are asked: agree, agree with remarks, object clause by clause, or answer by letter."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from governance.documents.approval.opinions.asking import Asking, units_asked
from governance.documents.approval.opinions.models import Opinion, Proposal
from governance.documents.errors import NotLegal
from governance.documents.language.clauses import MAX_CLAUSE
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.files import attach_scan
from governance.documents.record.transitions import May, move
from governance.roles.rights import Right

REVIEW, REWORK = "review", "rework"
# The states in which a paper of any kind may be after an answer.
AFTER_AN_ANSWER = ("review", "rework", "signing", "agreed")
MOST_PROPOSALS = 200


def once_answered(document: "Consulted", act: Act, **facts: Any) -> str:
    """The state after an answer: rework if all have answered and somebody objects, the next state if all agree."""
    if any(opinion.is_open for opinion in document.live_opinions):
        return REVIEW
    if any(opinion.outcome == Opinion.Outcome.OBJECTION for opinion in document.live_opinions):
        return REWORK
    return document.state_when_agreed


ANSWERS = May(Right.AGREE_PAPER, on=units_asked)
answer = partial(move, source=REVIEW, target=GET_STATE(once_answered, states=AFTER_AN_ANSWER))


class Consulted(Asking):
    """The base of papers to which other units have to agree."""

    class Meta:
        abstract = True

    def record_answer(
        self,
        act: Act,
        opinion: Opinion,
        outcome: str,
        *,
        remark: str = "",
        proposals: Iterable[Mapping[str, str]] = (),
    ) -> None:
        """Record an answer; with the last one of a stage the next stage is asked, unless somebody objects."""
        opinion.outcome, opinion.remark, opinion.given_at = outcome, remark, act.at
        opinion.person = act.person
        opinion.appointment = act.ground
        opinion.unit_name, opinion.name = opinion.unit.name, act.person.name
        opinion.capacity = act.ground.capacity if act.ground else ""
        opinion.save()
        wordings = self._read_proposals(proposals)
        for proposal in wordings:
            proposal.opinion = opinion
            proposal.save()
        self._reread_opinions()
        if not any(held.outcome == Opinion.Outcome.OBJECTION for held in self.live_opinions):
            self._ask_next_stage(act)
        act.facts.update(part=opinion.part, opinion=opinion.pk, unit=opinion.unit_id, outcome=outcome)
        if wordings:
            act.facts["clauses"] = [proposal.number for proposal in wordings]

    def latest_agreed(self) -> dict[int, int]:
        """The number of the latest version to which each unit has agreed, by the id of the unit; one query."""
        agreed = self.opinions.filter(outcome__in=Opinion.AGREEING).order_by("version__number")
        return dict(agreed.values_list("unit_id", "version__number"))

    def _asked(self, act: Act) -> Opinion:
        """The open opinion for which this person answers."""
        unit = act.ground.unit_id if act.ground else None
        opinion = next((held for held in self.live_opinions if held.is_open and held.unit_id == unit), None)
        if opinion is None:
            raise NotLegal(_("Your school is not asked for its agreement now."))
        return opinion

    def _read_proposals(self, raw: Iterable[Mapping[str, str]]) -> list[Proposal]:
        clauses = {clause["id"]: clause for section in self.sections_put_up for clause in section["clauses"]}
        proposals = []
        for line in raw:
            clause = clauses.get(line.get("clause", ""))
            theirs, why = line.get("theirs", "").strip(), line.get("why", "").strip()
            if clause is None:
                raise NotLegal(_("There is no such clause in the text any more: open the page again."))
            if not theirs and not why:
                continue
            if theirs == clause["text"] and not why:
                continue
            if len(theirs) > MAX_CLAUSE or len(why) > MAX_CLAUSE:
                raise NotLegal(
                    _("Clause %(number)s: the proposed wording is too long, at most %(longest)d signs fit.")
                    % {"number": clause["number"], "longest": MAX_CLAUSE}
                )
            proposals.append(
                Proposal(
                    clause=clause["id"], number=clause["number"], ours=clause["text"], theirs=theirs, why=why
                )
            )
        named = {proposal.clause for proposal in proposals}
        if len(named) != len(proposals) or len(proposals) > MOST_PROPOSALS:
            raise NotLegal(_("Propose one wording a clause."))
        return proposals

    @answer(rule=ANSWERS, words=verb("opinion", "Agree", "agreed to it"), several=True)
    def consent(self, act: Act) -> None:
        """«Согласовать»: the unit agrees to the version before it."""
        self.record_answer(act, self._asked(act), Opinion.Outcome.CONSENT)

    @answer(
        rule=ANSWERS, words=verb("opinion", "Agree with remarks", "agreed to it with remarks"), inner=True
    )
    def consent_with_remarks(self, act: Act, *, remark: str) -> None:
        """«Согласовать с замечаниями»: it goes on, and the remarks are before whoever decides."""
        remark = remark.strip()
        if not remark:
            raise NotLegal(_("Write the remarks, or agree without them."))
        if len(remark) > MAX_CLAUSE:
            raise NotLegal(_("The remarks are too long: shorten them or attach them as a file."))
        self.record_answer(act, self._asked(act), Opinion.Outcome.WITH_REMARKS, remark=remark)

    @answer(
        rule=ANSWERS,
        words=verb("opinion", "Send back with objections", "sent it back with objections"),
        inner=True,
    )
    def object_to(self, act: Act, *, remark: str = "", proposals: Iterable[Mapping[str, str]] = ()) -> None:
        """«Протокол разногласий»: objections in words, clause by clause, or both.

        `proposals`: {"clause": id, "theirs": wording, "why": reason} of the version put up.
        """
        remark = remark.strip()
        if len(remark) > MAX_CLAUSE:
            raise NotLegal(_("The remarks are too long: shorten them or attach them as a file."))
        lines = list(proposals)
        opinion = self._asked(act)
        self.record_answer(act, opinion, Opinion.Outcome.OBJECTION, remark=remark, proposals=lines)
        if not remark and not opinion.proposals.exists():
            raise NotLegal(_("Say what you object to: write a remark, or another wording of a clause."))

    @answer(
        rule=May(Right.CERTIFY_PAPER),
        words=verb("opinion", "Enter an answer that came by letter", "entered an answer that came by letter"),
        inner=True,
    )
    def enter_answer(
        self, act: Act, *, unit: int, outcome: str, letter: str, name: str, data: bytes, remark: str = ""
    ) -> None:
        """A unit that has no account answers on paper: `letter` names it («от 03.12.2011 № 12»), its scan is kept."""
        opinion = next((held for held in self.live_opinions if held.is_open and held.unit_id == unit), None)
        letter, remark = " ".join(letter.split()), remark.strip()
        if opinion is None:
            raise NotLegal(_("This unit is not asked for its agreement now."))
        if outcome not in Opinion.Outcome.values:
            raise NotLegal(_("Choose: agrees, agrees with remarks, or sends back."))
        if outcome != Opinion.Outcome.CONSENT and not remark:
            raise NotLegal(_("Write down the remarks of the letter."))
        if not letter or len(letter) > 200:
            raise NotLegal(_("Name the letter by its number and date, in at most 200 signs."))
        opinion.letter = letter
        opinion.scan = attach_scan(self, act, name=name, data=data)
        self.record_answer(act, opinion, outcome, remark=remark)
