"""The print data of a protocol of disagreements: both wordings of each clause, and the result."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NotRequired, TypedDict

from django.utils import timezone

from governance.documents.approval.opinions import Consulted, Opinion, Proposal
from governance.documents.language.phrases import number_and_date, paper_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData, SignatureLine
from governance.documents.record.events import Event
from governance.documents.settings.forms.outcomes import DISAGREEMENT_ENDED
from governance.documents.settings.forms.signing import DISAGREEMENTS_SIGNED
from governance.roles.names import beside_signature
from governance.roles.person import Person

# The text of a contract is that of the base school; any other paper is a draft.
COLUMNS_OF_SCHOOL = ("Редакция базовой школы", "Редакция школы", "Согласованная редакция")
COLUMNS = ("Редакция проекта", "Предложенная редакция", "Согласованная редакция")
# In the order of the lines of `DISAGREEMENT_ENDED`: what both sides have agreed to, then what one of them offers.
SETTLED = (Proposal.Answer.ACCEPTED, Proposal.Answer.DECLINED, Proposal.Answer.OTHER)
OFFERED = (Proposal.Answer.DECLINED, Proposal.Answer.OTHER)


class DisagreementData(TypedDict):
    """One clause with two wordings."""

    number: str
    ours: str
    theirs: str
    why: NotRequired[str]
    outcome: str  # «Принята предложенная редакция», «Не согласовано: предложена …», or "" while nobody has answered
    agreed: str  # the wording of both sides, or "" while one of them has not agreed to it
    offered: str  # the wording that one side offers in answer, until the other agrees
    reason: NotRequired[str]  # why a proposed wording was declined


class DisagreementLine(TypedDict):
    """Who submitted a protocol of disagreements, who answered it, and on which day."""

    label: str
    position: str
    name: str
    day: str


class DisagreementRoundData(TypedDict):
    """What one unit objected to in one version."""

    heading: str
    remark: str
    rows: list[DisagreementData]
    lines: list[DisagreementLine]


class DisagreementsData(PaperData):
    subject: str  # «к договору …»
    columns: tuple[str, str, str]  # «Редакция базовой школы», «Редакция школы», «Согласованная редакция»
    rounds: list[DisagreementRoundData]
    # Where the paper has parties: who signs the protocol for each, with the paper itself.
    signatures: list[SignatureLine]


# How a paper with parties is signed, by its kind.
SIGNED_BY: dict[str, Callable[[Any], list[SignatureLine]]] = {}


def disagreements_data(paper: Consulted) -> DisagreementsData | None:
    """All rounds of disagreement over a paper, oldest first; None when nobody has sent it back."""
    objections = list(
        paper.opinions.filter(outcome=Opinion.Outcome.OBJECTION)
        .select_related("person", "version")
        .prefetch_related("proposals__answered_by")
        .order_by("given_at", "pk")
    )
    if not objections:
        return None
    answers, agreed = _answers(paper), paper.latest_agreed()
    signed_by = SIGNED_BY.get(paper.kind)
    return DisagreementsData(
        title=f"Протокол разногласий: {paper.title}",
        created=max(_moments(objections)).isoformat(),
        check=check_of(paper),
        subject=_subject(paper),
        columns=COLUMNS_OF_SCHOOL if paper.unit.is_base else COLUMNS,
        rounds=[_round(opinion, answers, agreed, paper.district_id) for opinion in objections],
        signatures=signed_by(paper) if signed_by else [],
    )


def _moments(opinions: Iterable[Opinion]) -> Iterator[datetime]:
    """When each objection and each answer to it came: the last of them dates the paper."""
    for opinion in opinions:
        for moment in (opinion.given_at, *(proposal.answered_at for proposal in opinion.proposals.all())):
            if moment is not None:
                yield timezone.localtime(moment)


def _answers(paper: Consulted) -> dict[int, Event]:
    """The answers by the proposals' ids: why a wording was declined; one query."""
    events = Event.objects.filter(document_id=paper.pk, move="answer_proposal").select_related("note")
    return {event.facts["proposal"]: event for event in events}


def _subject(paper: Consulted) -> str:
    named = f" {number_and_date(paper.number, paper.registered_on)}" if paper.number else ""
    return f"к документу: {paper.title}{named}"


def _round(
    opinion: Opinion, answers: Mapping[int, Event], agreed: Mapping[int, int], district: int
) -> DisagreementRoundData:
    proposals = list(opinion.proposals.all())
    edition = f", редакция {opinion.version.number}" if opinion.version else ""
    lines = []
    if opinion.given_at and opinion.person:
        lines.append(_line(0, opinion.person, opinion.name, opinion.capacity, opinion.given_at, district))
    settled = [proposal for proposal in proposals if proposal.answered_at]
    if settled:
        last = settled[-1]
        lines.append(
            _line(
                2,
                last.answered_by,
                last.answered_name,
                last.answered_capacity,
                last.answered_at,
                district,
            )
        )
    return DisagreementRoundData(
        heading=f"{opinion.unit_name}{edition}",
        remark=opinion.remark,
        rows=[
            _row(proposal, answers.get(proposal.pk), district, settled=opinion.is_settled(proposal, agreed))
            for proposal in proposals
        ],
        lines=lines,
    )


def _line(
    place: int, person: Person | None, name: str, capacity: str, at: datetime | None, district: int
) -> DisagreementLine:
    """`place`: of the words for a man among those of the form; those for a woman follow."""
    day = timezone.localtime(at).date() if at else None
    is_woman = person is not None and person.gender == Person.Gender.FEMALE
    return DisagreementLine(
        label=DISAGREEMENTS_SIGNED.labels(district, day)[place + is_woman],
        position=capitalized(capacity),
        name=beside_signature(name),
        day=paper_date(day) if day else "",
    )


def _row(proposal: Proposal, answered: Event | None, district: int, *, settled: bool) -> DisagreementData:
    said = DISAGREEMENT_ENDED.labels(district)
    outcomes = dict(zip(SETTLED, said, strict=False) if settled else zip(OFFERED, said[3:], strict=True))
    return DisagreementData(
        number=proposal.number,
        ours=proposal.ours,
        theirs=proposal.theirs,
        why=proposal.why,
        outcome=outcomes[Proposal.Answer(proposal.answer)] if proposal.answer else "",
        agreed=proposal.agreed if settled else "",
        offered="" if settled else proposal.agreed,
        reason=answered.reason if answered else "",
    )
