"""A school's list of rewards as it prints: the annex to its director's order, names in the dative, sums spelt out."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NotRequired, TypedDict

from governance.documents.approval.changed_list import list_edition
from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.language.money import money_text, spelt_out
from governance.documents.language.phrases import roubles
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.roles.names import Case

from .certificate import CertificateWords, certificates_of

STATUSES = {
    AwardList.State.DRAFT: "ПРОЕКТ",
    AwardList.State.APPROVAL: "ПРОЕКТ",
    AwardList.State.REJECTED: "ОТКЛОНЁН",
}


class AwardLine(TypedDict):
    name: str  # in the dative
    position: str
    measure: str
    was: str
    amount: str
    words: str  # the sum spelt out


class OtherwiseLine(TypedDict):
    name: str
    recommended: str
    decided: str
    reason: str


class AwardListWords(TypedDict):
    title: str
    school: str
    heading: list[str]
    with_money: bool
    corrected: bool
    rows: list[AwardLine]
    total: str  # or "" without money
    # Where the employer has decided otherwise than the council recommended.
    otherwise: list[OtherwiseLine]
    # What hangs on the wall, by the id of the nomination, where a measure is handed over on paper.
    kept: dict[str, CertificateWords]


class ExcludedLine(TypedDict):
    name: str
    position: str
    note: str  # «исключён приказом от 16.07.2012 № 3-К»


class AwardListMarks(PaperMarks):
    stamps: list[StampData]
    excluded: list[ExcludedLine]
    # As they stand since another order changed the list.
    rows: NotRequired[list[AwardLine]]
    total: NotRequired[str]


def award_list_marks(award_list: AwardList, words: AwardListWords) -> AwardListMarks:
    edition = list_edition(award_list)
    data = AwardListMarks(stamps=printed_stamps(award_list), wording=edition.wording, excluded=[])
    if edition.wording:
        rows = _rows_now(award_list, words)
        standing = [(row, line) for row, line in rows if str(row.nomination_id) not in edition.excluded]
        data["rows"] = [line for _row, line in standing]
        data["total"] = _total(award_list, [row for row, _line in standing])
        data["excluded"] = [
            ExcludedLine(
                name=line["name"],
                position=line["position"],
                note=f"исключён {edition.excluded[str(row.nomination_id)]}",
            )
            for row, line in rows
            if row.excluded_by_id is not None
        ]
    if void := void_of(award_list):
        data["void"] = void
    return data


def _rows_now(award_list: AwardList, words: AwardListWords) -> list[tuple[AwardRow, AwardLine]]:
    """Those who stood on it when it was signed, then those whom orders have added."""
    rows = rows_of(award_list)
    signed = [row for row in rows if row.added_by_id is None]
    added = [row for row in rows if row.added_by_id is not None]
    return [*zip(signed, words["rows"], strict=True), *((row, _line(row)) for row in added)]


@prints("award_list", marks=award_list_marks, statuses=STATUSES)
def award_list_words(award_list: AwardList) -> AwardListWords:
    """With money the sums and their total, without it the measures; of a correction also the sums before."""
    rows = [row for row in rows_of(award_list) if row.added_by_id is None]
    return AwardListWords(
        title=award_list.title,
        school=award_list.unit.name,
        heading=_heading(award_list),
        with_money=award_list.with_money,
        corrected=award_list.is_correction,
        rows=[_line(row) for row in rows],
        total=_total(award_list, rows),
        otherwise=[_otherwise(row) for row in rows if row.deviates],
        kept=certificates_of(rows),
    )


def rows_of(award_list: AwardList) -> list[AwardRow]:
    related = ("teacher", "employment", "unit", "district", "reward_period__system")
    return list(award_list.rows.select_related(*(f"nomination__{name}" for name in related)))


def _total(award_list: AwardList, rows: Iterable[AwardRow]) -> str:
    total = sum((row.amount for row in rows if row.amount is not None), Decimal(0))
    return f"Всего: {money_text(total)}." if award_list.with_money else ""


def _heading(award_list: AwardList) -> list[str]:
    lines = ["Список", "поощрённых работников", f"за {award_list.allocation.reward_period.title}"]
    return [*lines, "(изменение размера выплат)"] if award_list.is_correction else lines


def _otherwise(row: AwardRow) -> OtherwiseLine:
    has_other_measure = row.measure != row.recommended_measure
    return OtherwiseLine(
        name=row.nomination.teacher.full_in_case(Case.DATIVE),
        recommended=_given(row.recommended_measure if has_other_measure else "", row.recommended_amount),
        decided=_given(row.measure if has_other_measure else "", row.amount),
        reason=row.decided_because,
    )


def _given(measure: str, amount: Decimal | None) -> str:
    """«премия, 5 000,00»."""
    return ", ".join(filter(None, [measure, roubles(amount)]))


def _line(row: AwardRow) -> AwardLine:
    nomination = row.nomination
    return AwardLine(
        name=nomination.teacher.full_in_case(Case.DATIVE),
        position=nomination.employment.capacity,
        measure=row.measure,
        was=roubles(row.was),
        amount=roubles(row.amount),
        words=spelt_out(row.amount) if row.amount is not None else "",
    )
