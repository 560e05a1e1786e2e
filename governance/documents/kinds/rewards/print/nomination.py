"""A nomination as it prints: who, for what, claimed and counted side by side, and why so many points.

Without the sum: the methodical council reads nominations too, and it sees no sums (docs/domain.md, "Personal data").
"""

from decimal import Decimal
from typing import TypedDict

from django.utils import timezone

from governance.documents.kinds.rewards.card import NominationCard, State
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.language.phrases import list_moment, plural
from governance.documents.law.criteria import PointsNote
from governance.documents.law.criteria.description import how, number
from governance.documents.law.criteria.points import CriterionPoints
from governance.documents.printing.citation import capitalized, cited
from governance.documents.printing.data import FactLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import confirmed_in_system
from governance.documents.settings.forms.outcomes import NOMINATION_ENDED
from governance.documents.settings.forms.signing import NOMINATED_BY, PRESENTED_IN_SYSTEM
from governance.roles.names import beside_signature

STATUSES = {
    State.DRAFT: "ЧЕРНОВИК",
    State.DECLINED: "ОТКЛОНЕНО",
    State.WITHDRAWN: "ОТОЗВАНО",
}
NOTES = {
    PointsNote.CAPPED: "предел по критерию",
    PointsNote.NOT_AMONG_BEST: "засчитан лучший результат группы",
}
NOT_COUNTED = "не засчитано"


class MeritLine(TypedDict):
    """What was claimed, what counts, and why not the same."""

    criterion: str
    note: str
    claimed: str
    counted: str  # "" while nobody has verified
    reason: str


class PointsLine(TypedDict):
    criterion: str
    how: str
    value: str
    points: str


class NominationWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    summary: list[str]  # the merits in words, by paragraphs
    merits: list[MeritLine]
    points: list[PointsLine]
    sum: str
    share: str  # how the share of the period changes the sum; or ""
    objection: list[str]
    signature: SignatureLine


class NominationMarks(PaperMarks):
    decision: str
    reasoned: bool  # whether some line counts otherwise than claimed, for a reason


def nomination_marks(nomination: NominationCard, words: NominationWords) -> NominationMarks:
    return NominationMarks(
        decision=_decision(nomination), reasoned=any(line["reason"] for line in words["merits"])
    )


@prints("nomination", marks=nomination_marks, statuses=STATUSES)
def nomination_words(nomination: NominationCard) -> NominationWords:
    """The sheet as it stands: before the verification with what is claimed, after it with what counts."""
    verified = bool(nomination.lines) and all(line.is_settled for line in nomination.lines)
    score = nomination.score(settled=verified)
    values = nomination.values(settled=verified)
    return NominationWords(
        title="Представление к поощрению",
        heading=["Представление", "к поощрению"],
        facts=_facts(nomination),
        summary=[line for line in nomination.merit_summary.splitlines() if line.strip()],
        merits=[_merit(line) for line in nomination.lines],
        points=[
            _points(part, values[part.criterion.code])
            for part in score.parts
            if part.criterion.code in values
        ],
        sum=f"{'Всего' if verified else 'Заявлено'} {_points_of(score.points)}.",
        share=_share(nomination, score.points),
        objection=[line for line in nomination.objection.splitlines() if line.strip()],
        signature=_signature(nomination),
    )


def _facts(nomination: NominationCard) -> list[FactLine]:
    period = nomination.reward_period
    experience = nomination.experience
    facts = (
        ("Фамилия, имя, отчество", nomination.teacher.full_name),
        ("Должность", nomination.employment.capacity),
        ("Место работы", nomination.unit.name),
        (
            "Стаж",
            f"{experience} {plural(experience, 'год', 'года', 'лет')}" if experience is not None else "",
        ),
        ("Квалификационная категория", nomination.category),
        ("Период", period.title),
        ("Категория работников", nomination.pool_title),
        ("Мера поощрения", nomination.reward.title if nomination.reward else ""),
    )
    return [FactLine(label=label, text=text) for label, text in facts if text]


def _merit(line: Merit) -> MeritLine:
    file = line.proof.name if line.proof else ""
    counted = ""
    if line.is_settled:
        counted = number(line.settled) if line.settled is not None else NOT_COUNTED
    return MeritLine(
        criterion=line.criterion.name,
        note="; ".join(part for part in (line.note, file) if part),
        claimed=number(line.value),
        counted=counted,
        reason=line.settled_reason,
    )


def _points(part: CriterionPoints, value: Decimal) -> PointsLine:
    explanations = [how(part.criterion), *([NOTES[part.note]] if part.note in NOTES else [])]
    return PointsLine(
        criterion=part.criterion.name,
        how="; ".join(explanations),
        value=number(value),
        points=number(part.points),
    )


def _points_of(points: Decimal) -> str:
    noun = "балла" if points % 1 else plural(int(points), "балл", "балла", "баллов")
    return f"{number(points)} {noun}"


def _share(nomination: NominationCard, points: Decimal) -> str:
    if nomination.share == 1:
        return ""
    share = nomination.share
    by_share = NOMINATION_ENDED.labels(nomination.district_id)[-1]
    return f"{by_share} {number(share)}: {_points_of(points * share)}."


def _decision(nomination: NominationCard) -> str:
    declined, supported, _by_share = NOMINATION_ENDED.labels(nomination.district_id)
    if nomination.state == State.DECLINED:
        return declined
    if nomination.supported_by is None:
        return ""
    basis = nomination.supported_by.whole
    # Supported with a list, it rests on the protocol that adopted the list.
    return f"{supported}: {cited(basis.rests_on or basis)}"


def _signature(nomination: NominationCard) -> SignatureLine:
    """The line of whoever put it forward, from the record; blank before that."""
    event = nomination.quoted.get("nominate")
    if event is None:
        return SignatureLine(position=NOMINATED_BY.on(nomination.district_id), name="", mark="none")
    moment, name = timezone.localtime(event.at), beside_signature(nomination.nominator)
    if not event.version_hash:
        text = PRESENTED_IN_SYSTEM.filled(nomination.district_id, moment.date(), когда=list_moment(moment))
    else:
        text = confirmed_in_system(nomination.district_id, name, event.capacity, moment, event.version_hash)
    return SignatureLine(position=capitalized(event.capacity), name=name, mark="system", text=text)
