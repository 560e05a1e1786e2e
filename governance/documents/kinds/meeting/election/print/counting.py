"""The protocol of the counting commission as it prints."""

from typing import NotRequired, TypedDict

from django.conf import settings
from django.utils import timezone, translation

from governance.documents.kinds.meeting.election.ballots_told import ballots_told
from governance.documents.kinds.meeting.election.counting import CountingProtocol, place_of
from governance.documents.kinds.meeting.election.minutes import tour
from governance.documents.kinds.meeting.election.poll import names_on
from governance.documents.kinds.meeting.votes_told import voted
from governance.documents.language.phrases import paper_date
from governance.documents.printing.data import FactLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signed_line
from governance.documents.settings.forms.decisions import COUNTING_APPROVED, COUNTING_BALLOTS
from governance.documents.settings.forms.outcomes import BALLOT_CHOICES
from governance.documents.settings.forms.signing import SIGNED_BY_TELLERS

CHOICES = (("for", "За"), ("against", "Против"), ("abstain", "Воздержались"))


class CountingWords(TypedDict):
    title: str
    organization: str
    body: str  # «заседания совета Лузского школьного округа»
    date: str
    place: str
    number: str
    question: str
    form: str  # «Тайное голосование, первый тур»
    tellers: list[FactLine]
    ballots: list[FactLine]
    votes: list[FactLine]
    result: str
    signers: list[SignatureLine]
    kept: str


class CountingMarks(PaperMarks):
    signatures: list[SignatureLine]
    approved: NotRequired[str]


def counting_marks(counting: CountingProtocol, words: CountingWords) -> CountingMarks:
    signed = counting.valid_signatures()
    lines = [
        signed_line(given, counting.district_id, blank["position"])
        if (given := signed.get(place_of(teller)))
        else blank
        for teller, blank in zip(counting.tellers, words["signers"], strict=True)
    ]
    marks = CountingMarks(signatures=lines)
    if counting.vote:
        district, day = counting.district_id, counting.round.meeting.day
        verdict = "утверждён" if counting.vote["adopted"] else "не утверждён"
        counts = (counting.vote[choice] for choice in ("for", "against", "abstain"))
        votes = voted(district, *counts, day=day)
        marks["approved"] = COUNTING_APPROVED.filled(district, day, утверждён=verdict, голоса=votes)
    if counting.round.annul_reason:
        marks["void"] = f"голосование аннулировано: {counting.round.annul_reason}"
    elif counting.state == counting.State.SIGNING:
        marks["status"] = "ПРОЕКТ"
    return marks


@prints("counting", marks=counting_marks)
def counting_words(counting: CountingProtocol) -> CountingWords:
    """What the commission signs."""
    with translation.override(settings.LANGUAGE_CODE):
        voting, meeting = counting.round, counting.round.meeting
        tellers = counting.tellers
        leads, counts = SIGNED_BY_TELLERS.labels(counting.district_id, meeting.day)
        positions = [leads if teller.leads else counts for teller in tellers]
        form = "Тайное голосование" if voting.secret else "Открытое голосование"
        return CountingWords(
            title=counting.title,
            organization=meeting.unit.root.name,
            body=f"заседания {meeting.unit.form('genitive')}",
            date=paper_date(timezone.localdate(voting.closed_at)),
            place=meeting.unit.place or meeting.unit.root.place or meeting.place,
            number=f"№ {counting.position}",
            question=voting.item.title,
            form=f"{form}, {tour(voting.poll['number'])}" if voting.poll else form,
            tellers=[
                FactLine(label=position, text=teller.person.name)
                for position, teller in zip(positions, tellers, strict=True)
            ],
            ballots=ballots_of(counting),
            votes=votes_of(counting),
            result=voting.outcome["reason"],
            signers=[
                SignatureLine(position=position, name=teller.person.signature_name, mark="none")
                for position, teller in zip(positions, tellers, strict=True)
            ],
            kept="",
        )


def ballots_of(counting: CountingProtocol) -> list[FactLine]:
    """How many members there are, what became of the ballots, and how many voted in the system."""
    outcome = counting.round.outcome
    said = {"состав": str(outcome["roster"]), "участвуют": str(outcome["present"])}
    if ballots := ballots_told(counting.round):
        said |= ballots.said
    facts = COUNTING_BALLOTS.facts(counting.district_id, said)
    return [FactLine(label=fact["label"], text=" ".join(fact["lines"])) for fact in facts]


def votes_of(counting: CountingProtocol) -> list[FactLine]:
    """The votes for each candidate, or for each choice."""
    voting, outcome = counting.round, counting.round.outcome
    if voting.poll is None:
        return [FactLine(label=label, text=str(outcome[name])) for name, label in CHOICES]
    lines = [
        FactLine(label=candidate.person.full_name, text=str(outcome["votes"][str(candidate.pk)]))
        for candidate in names_on(voting.poll)
    ]
    against_all = BALLOT_CHOICES.labels(counting.district_id, voting.meeting.day)[-1]
    return [*lines, FactLine(label=against_all, text=str(outcome["against_all"]))]
