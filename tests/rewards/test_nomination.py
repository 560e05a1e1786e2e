"""A teacher's sheet: what is claimed once, verified with reasons, objected to within a term."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.rewards.nomination import begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.roles.acts.appointing import dismiss
from tests.scans import SCANNED_PDF

from .office import COUNCIL, SHEETS, VERIFIED, RewardOffice, fresh, refused


def test_a_sheet_is_filled_handed_in_nominated_and_verified(
    office: RewardOffice, period: RewardPeriod
) -> None:
    nomination = office.verified(office.nominated(period, "maths", {"hours": "9", "winners": "2"}))
    assert nomination.state == "verified"
    assert nomination.score().points == Decimal("28.00")
    # Five calendar days end on a Saturday.
    assert nomination.objection_until == date(2012, 5, 21)


def test_the_head_does_not_see_a_sheet_before_it_is_handed_in(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
        seen = type(nomination).objects.visible_to(office.people["director"])
        assert list(seen) == []
    nomination = office.act(nomination, "fill", teacher, merits=[{"code": "hours", "value": "3"}])
    office.act(nomination, "hand_in", teacher)
    with clock.played(office.day):
        assert list(seen.all()) == [nomination]


def test_nobody_fills_the_sheet_of_another(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
    for key in ("teacher_russian", "director"):
        with pytest.raises(NotAllowed):
            office.act(nomination, "fill", office.people[key], merits=[])


def test_nobody_is_nominated_who_is_not_employed_in_the_district(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.day = SHEETS
    with clock.played(office.day), pytest.raises(NotLegal, match="Макарова"):
        begin_nomination(period, office.people["head_roo"], by=office.people["director"])


def test_a_school_does_not_nominate_who_has_left_it(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    teacher, employment = office.people["teacher_maths"], office.teachers["maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
    nomination = office.act(nomination, "fill", teacher, merits=[{"code": "hours", "value": "3"}])
    nomination = office.act(nomination, "revise", office.people["director"], measure="bonus")
    dismiss(employment, until=SHEETS - timedelta(days=1), by=None, basis="приказ об увольнении")
    with pytest.raises(NotLegal):
        office.act(nomination, "nominate", office.people["director"])
    assert fresh(nomination).state == "draft"


def test_the_head_of_another_school_does_not_nominate(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day), pytest.raises(NotLegal):
        begin_nomination(period, teacher, by=office.people["head_lalsk"])


def test_a_teacher_has_one_sheet_a_period(office: RewardOffice, period: RewardPeriod) -> None:
    office.nominated(period, "maths", {"hours": "3"})
    teacher = office.people["teacher_maths"]
    with clock.played(office.day), pytest.raises(NotLegal):
        begin_nomination(period, teacher, by=teacher)


def test_no_sheet_is_taken_after_the_day(office: RewardOffice, period: RewardPeriod) -> None:
    teacher = office.people["teacher_maths"]
    with clock.played(period.sheets_until):
        begin_nomination(period, teacher, by=teacher)
    with (
        clock.played(period.sheets_until + timedelta(days=1)),
        pytest.raises(NotLegal, match=r"12\.05\.2012"),
    ):
        begin_nomination(period, office.people["teacher_russian"], by=office.people["teacher_russian"])


def test_the_same_merit_stands_once_on_a_sheet(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
    line = {"code": "winners", "value": "1", "note": "Диплом Иванова"}
    with pytest.raises(NotLegal, match="Победители олимпиад"):
        office.act(nomination, "fill", teacher, merits=[line, {**line, "note": "диплом  иванова"}])
    assert list(nomination.merits.all()) == []
    other = {**line, "note": "Диплом Петрова"}
    assert office.act(nomination, "fill", teacher, merits=[line, other]).merits.count() == 2


@pytest.mark.parametrize("by_file", [False, True])
def test_a_merit_of_one_period_is_refused_in_the_next(
    office: RewardOffice, period: RewardPeriod, by_file: bool
) -> None:
    office.day = SHEETS
    teacher, head = office.people["teacher_maths"], office.people["director"]

    def sheet(of: RewardPeriod, note: str) -> object:
        with clock.played(office.day):
            nomination = begin_nomination(of, teacher, by=teacher)
        nomination = office.act(nomination, "enclose", teacher, name="диплом.pdf", data=SCANNED_PDF)
        proof = nomination.attachments.get()
        line = {"code": "winners", "value": "1", "note": note, "proof": proof if by_file else None}
        nomination = office.act(nomination, "fill", teacher, merits=[line])
        nomination = office.act(nomination, "hand_in", teacher)
        nomination = office.act(nomination, "revise", head, measure="bonus")
        return office.act(nomination, "nominate", head)

    sheet(period, "Диплом Иванова")
    other = office.next_period(period)
    with pytest.raises(NotLegal, match="второе полугодие"):
        sheet(other, "ещё раз" if by_file else "ДИПЛОМ Иванова")


def test_a_correction_keeps_both_values_and_needs_a_reason(
    office: RewardOffice, period: RewardPeriod
) -> None:
    nomination = office.nominated(period, "maths", {"hours": "9", "winners": "2"})
    office.day = VERIFIED
    hours, winners = nomination.lines
    verdicts = [
        {"merit": hours.pk, "outcome": "correct", "value": "6", "reason": ""},
        {"merit": winners.pk, "outcome": "reject", "reason": "диплом прошлого года"},
    ]
    with pytest.raises(NotLegal, match="Часы сетевых занятий"):
        office.act(nomination, "verify", office.deputy, verdicts=verdicts)
    assert fresh(nomination).state == "nominated"
    verdicts[0]["reason"] = "по расписанию 6 часов"
    nomination = office.act(nomination, "verify", office.deputy, verdicts=verdicts)
    assert [(line.value, line.settled, line.settled_reason) for line in nomination.lines] == [
        (Decimal("9"), Decimal("6"), "по расписанию 6 часов"),
        (Decimal("2"), None, "диплом прошлого года"),
    ]
    assert (nomination.score().points, nomination.score(settled=False).points) == (
        Decimal("12.00"),
        Decimal("28.00"),
    )


def test_every_line_is_answered_or_nothing_is_verified(office: RewardOffice, period: RewardPeriod) -> None:
    nomination = office.nominated(period, "maths", {"hours": "9", "winners": "2"})
    office.day = VERIFIED
    with pytest.raises(NotLegal):
        office.act(
            nomination,
            "verify",
            office.deputy,
            verdicts=[{"merit": nomination.lines[0].pk, "outcome": "accept"}],
        )
    assert [line.is_settled for line in fresh(nomination).lines] == [False, False]


def test_a_teacher_objects_within_the_term_and_the_points_are_looked_at_again(
    office: RewardOffice, period: RewardPeriod
) -> None:
    nomination = office.nominated(period, "maths", {"hours": "9"})
    office.day = VERIFIED
    teacher = office.people["teacher_maths"]
    line = nomination.lines[0]
    reject = [{"merit": line.pk, "outcome": "reject", "reason": "нет приказа"}]
    nomination = office.act(nomination, "verify", office.deputy, verdicts=reject)
    with pytest.raises(NotLegal):
        office.act(nomination, "put_up", office.deputy)
    nomination = office.act(nomination, "object_to", teacher, objection="Приказ № 12 приложен.")
    accept = [{"merit": line.pk, "outcome": "accept"}]
    nomination = office.act(
        nomination, "answer_objection", office.deputy, reason="Приказ найден", verdicts=accept
    )
    assert (nomination.state, nomination.score().points) == ("verified", Decimal("18.00"))
    # That was the last word: it goes before the council, and no further objection is heard.
    with pytest.raises(NotLegal):
        office.act(nomination, "object_to", teacher, objection="И ещё.")
    assert office.act(nomination, "put_up", office.deputy).state == "review"


def test_no_objection_is_heard_after_the_term(office: RewardOffice, period: RewardPeriod) -> None:
    nomination = office.verified(office.nominated(period, "maths", {"hours": "9"}))
    office.day = COUNCIL
    with pytest.raises(NotLegal):
        office.act(nomination, "object_to", office.people["teacher_maths"], objection="Поздно.")


def test_nobody_verifies_the_own_sheet(office: RewardOffice, period: RewardPeriod) -> None:
    office.teachers["deputy"] = office.teacher("deputy", "base")
    nomination = office.nominated(period, "deputy", {"hours": "3"})
    office.day = VERIFIED
    with pytest.raises(NotAllowed):
        office.act(
            nomination,
            "verify",
            office.deputy,
            verdicts=[{"merit": nomination.lines[0].pk, "outcome": "accept"}],
        )


def test_a_sheet_is_not_handed_in_after_the_day_but_one_returned_in_time_is_completed(
    office: RewardOffice, period: RewardPeriod
) -> None:
    returned = office.nominated(period, "maths", {"hours": "3"})
    teacher, late = office.people["teacher_maths"], office.people["teacher_russian"]
    with clock.played(office.day):
        forgotten = begin_nomination(period, late, by=late)
    forgotten = office.act(forgotten, "fill", late, merits=[{"code": "hours", "value": "3"}])
    office.day = VERIFIED
    with refused("12.05.2012"):
        office.act(forgotten, "hand_in", late)
    with refused("12.05.2012"):
        office.act(forgotten, "nominate", office.people["director"])
    office.act(returned, "send_back", office.deputy, reason="приложите расписание")
    office.act(returned, "hand_in", teacher)
    assert office.act(returned, "nominate", office.people["director"]).state == "nominated"


def test_the_same_proof_without_words_stands_once_and_with_words_confirms_several(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
    nomination = office.act(nomination, "enclose", teacher, name="дипломы.pdf", data=SCANNED_PDF)
    line = {"code": "winners", "value": "1", "proof": nomination.attachments.get()}
    with refused("Победители олимпиад"):
        office.act(nomination, "fill", teacher, merits=[line, line])
    told = [{**line, "note": name} for name in ("Диплом Иванова", "Диплом Петрова")]
    assert office.act(nomination, "fill", teacher, merits=told).merits.count() == 2


@pytest.mark.parametrize(
    "given",
    [
        {"measure": "medal"},
        {"pool": "cooks"},
        {"share": Decimal(0)},
        {"share": Decimal("1.1")},
        {"experience": -1},
        {"experience": True},
        {"merit_summary": "а" * 3001},
        {"amount": Decimal(5)},
    ],
)
def test_what_cannot_stand_in_a_nomination_is_refused(
    office: RewardOffice, period: RewardPeriod, given: dict[str, object]
) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=teacher)
    with refused():
        office.act(nomination, "revise", office.people["director"], **given)


def test_the_methodical_council_nominates_and_the_employer_orders(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.day = SHEETS
    chair, teacher = office.people["methodical_chair"], office.people["teacher_maths"]
    with clock.played(office.day):
        nomination = begin_nomination(period, teacher, by=chair)
    given = {"measure": "bonus", "merit_summary": "Ведёт сетевые уроки."}
    nomination = office.act(nomination, "revise", chair, **given)
    nomination = office.act(nomination, "nominate", chair)
    assert (nomination.state, nomination.nominated_by, nomination.unit) == (
        "nominated",
        office.luza.methodical,
        office.luza.base,
    )


def test_nobody_is_nominated_twice_by_a_second_school(office: RewardOffice, period: RewardPeriod) -> None:
    office.nominated(period, "maths", {"hours": "3"})
    teacher = office.people["teacher_maths"]
    second = office.teacher("teacher_maths", "second")
    with clock.played(office.day), refused("Мокрушин"):
        begin_nomination(period, teacher, by=office.people["head_second"], employment=second)


def test_the_employment_of_another_person_is_no_ground(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    with clock.played(office.day), refused("Мокрушин"):
        begin_nomination(
            period,
            office.people["teacher_maths"],
            by=office.people["head_second"],
            employment=office.teachers["second"],
        )


def test_a_teacher_sees_every_point_of_the_own_sheet_with_its_reason(
    office: RewardOffice, period: RewardPeriod
) -> None:
    nomination = office.nominated(period, "maths", {"hours": "9", "winners": "6"})
    office.day = VERIFIED
    hours, winners = nomination.lines
    verdicts = [
        {"merit": hours.pk, "outcome": "correct", "value": "8", "reason": "по расписанию 8"},
        {"merit": winners.pk, "outcome": "accept"},
    ]
    office.act(nomination, "verify", office.deputy, verdicts=verdicts)
    with clock.played(office.day):
        seen = type(nomination).objects.visible_to(office.people["teacher_maths"]).get()
        others = type(nomination).objects.visible_to(office.people["teacher_russian"])
        assert list(others) == []
    score = seen.score()
    assert (score.points, [line.settled_reason for line in seen.lines]) == (
        Decimal("41.00"),
        ["по расписанию 8", ""],
    )
