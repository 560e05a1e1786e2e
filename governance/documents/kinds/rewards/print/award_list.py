"""A school's list of rewards as it prints: the annex to its director's order, names in the dative, sums spelt out."""

from decimal import Decimal
from typing import TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.order_text import money_text, spelt_out
from governance.documents.language.phrases import number_and_date, roubles
from governance.documents.printing.data import PaperData, StampData
from governance.documents.printing.registry import prints
from governance.roles.names import Case

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


class AwardListData(PaperData):
    annex: str  # «Приложение к приказу № …»
    school: str
    stamps: list[StampData]
    heading: list[str]
    with_money: bool
    corrected: bool
    rows: list[AwardLine]
    total: str  # or "" without money


@prints("award_list", statuses=STATUSES)
def award_list_data(award_list: AwardList) -> AwardListData:
    """With money the sums and their total, without it the measures; of a correction also the sums before."""
    order = award_list.approved_by
    named = number_and_date(order.number, order.registered_on) if order else number_and_date(None, None)
    rows = list(award_list.rows.select_related("nomination__teacher", "nomination__employment"))
    total = sum((row.amount for row in rows if row.amount is not None), Decimal(0))
    data = AwardListData(
        title=award_list.title,
        annex=f"Приложение к приказу {named}",
        school=award_list.unit.name,
        stamps=printed_stamps(award_list),
        heading=_heading(award_list),
        with_money=award_list.with_money,
        corrected=award_list.is_correction,
        rows=[_line(row) for row in rows],
        total=f"Всего: {money_text(total)}." if award_list.with_money else "",
    )
    if void := void_of(award_list):
        data["void"] = void
    return data


def _heading(award_list: AwardList) -> list[str]:
    lines = ["Список", "поощрённых работников", award_list.allocation.reward_period.title]
    return [*lines, "(изменение размера выплат)"] if award_list.is_correction else lines


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
