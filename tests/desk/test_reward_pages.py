"""The pages of rewards: sheets, nominations, verification, the allocation, and who sees which sum."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.approved.staff_opinion import StaffOpinion
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import draft
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.founding import entered
from tests.memory import recalled
from tests.rewards.office import COUNCIL, FIRST, SHEETS, VERIFIED, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
SUM, OTHER_SUM = "34\u00a0845,00", "15\u00a0150,00"


@pytest.fixture
def rewarding(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
@recalled
def period(rewarding: RewardOffice) -> RewardPeriod:
    return rewarding.open_period()


def pages(desk: Desk, key: str, day: date) -> "OnDay":
    return OnDay(desk(key), day)


class OnDay:
    """A person at the desk on a day."""

    def __init__(self, client: Client, day: date) -> None:
        self.client, self.day = client, day

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        with clock.played(self.day):
            return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        with clock.played(self.day):
            return self.client.post(reverse(name, args=args), data)


def text(response: Any) -> str:
    return str(response.content.decode())


# --- system and period ------------------------------------------------------------------------------------------------


def drafted_system(office: RewardOffice) -> RewardSystem:
    with clock.played(FIRST):
        return draft(RewardSystem, unit=office.luza.district, title="Система", by=office.deputy)  # type: ignore[return-value]


MEASURE = {
    "measure-0-code": "",
    "measure-0-title": "премия",
    "measure-0-with_money": "on",
    "measure-1-code": "",
    "measure-1-title": "благодарность",
    "measure-1-certified": "on",
}
CRITERION = {
    "criterion-0-code": "hours",
    "criterion-0-title": "Часы занятий",
    "criterion-0-kind": "per_unit",
    "criterion-0-points": "2",
    "criteria-decimals": "2",
}


def test_a_system_is_written_on_one_page(rewarding: RewardOffice, desk: Desk) -> None:
    system = drafted_system(rewarding)
    deputy = pages(desk, "deputy", FIRST)
    typed = {
        "title": "Система мер",
        "time_to_object_0": "7",
        "time_to_object_1": "working_days",
        "do": "save",
        **MEASURE,
        **CRITERION,
    }
    answer = deputy.post("reward_system_edit", system.pk, **typed)
    assert answer.status_code == 302, text(answer)
    system = fresh(system)
    assert (system.title, system.time_to_object, system.sheet.criteria[0].name) == (
        "Система мер",
        {"count": 7, "unit": "working_days"},
        "Часы занятий",
    )
    assert [(one.title, one.with_money, one.certified) for one in system.all_measures] == [
        ("премия", True, False),
        ("благодарность", False, True),
    ]


def test_a_refused_system_keeps_all_that_was_typed(rewarding: RewardOffice, desk: Desk) -> None:
    system = drafted_system(rewarding)
    typed = {
        "title": "Система мер",
        "time_to_object_0": "1000",
        "time_to_object_1": "days",
        "do": "save",
        **MEASURE,
        **CRITERION,
    }
    answer = pages(desk, "deputy", FIRST).post("reward_system_edit", system.pk, **typed)
    assert answer.status_code == 422
    for word in ("1000", "благодарность", "Часы занятий", "A term has at most a year"):
        assert word in text(answer)
    assert fresh(system).measures == []


@pytest.mark.parametrize("key", ["director", "clerk", "secretary", "teacher_maths", "observer"])
def test_only_the_deputy_for_the_district_begins_a_system_or_a_period(
    rewarding: RewardOffice, desk: Desk, key: str
) -> None:
    for name in ("reward_system_new", "reward_period_new"):
        assert pages(desk, key, FIRST).get(name).status_code == 404
        assert pages(desk, "deputy", FIRST).get(name).status_code == 200


def test_the_pools_of_a_period_are_rows_of_the_estimate(rewarding: RewardOffice, desk: Desk) -> None:
    system, estimate = rewarding.system(), rewarding.estimate()
    deputy = pages(desk, "deputy", FIRST)
    days = {"starts_on": "2012-01-09", "ends_on": "2012-05-31", "sheets_until": "2012-05-12"}
    begun = deputy.post("reward_period_new", title="полугодие", system=system.pk, **days)
    period = RewardPeriod.objects.get()
    assert begun.status_code == 302
    shown = deputy.get("reward_period_edit", period.pk)
    assert "50\u00a0000,00" in text(shown)
    typed = {
        "title": "полугодие",
        **days,
        "rounding": "down_kopeck",
        "cap": "5000,50",
        "estimate": str(estimate.pk),
        "pool-0-code": "",
        "pool-0-title": "учителя",
        "pool-0-row": "1",
        "do": "save",
    }
    answer = deputy.post("reward_period_edit", period.pk, **typed)
    assert answer.status_code == 302, text(answer)
    period = fresh(period)
    assert (period.rounding, period.cap) == ("down_kopeck", Decimal("5000.50"))
    assert [(pool["title"], pool["amount"]) for pool in period.pools] == [("учителя", "50000")]
    wrong = deputy.post("reward_period_edit", period.pk, **{**typed, "pool-0-title": "", "title": "иначе"})
    assert wrong.status_code == 422
    assert "иначе" in text(wrong)
    assert fresh(period).title == "полугодие"


# --- the own sheet ----------------------------------------------------------------------------------------------------


def test_a_teacher_begins_and_hands_in_a_sheet_with_a_proof(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    teacher = pages(desk, "teacher_russian", SHEETS)
    assert "Begin my sheet" in text(teacher.get("rewards"))
    teacher.post("nomination_new", period.pk, do="own")
    sheet = Nomination.objects.get()
    proof = SimpleUploadedFile("диплом.txt", b"diploma", "text/plain")
    typed = {"line-0-code": "hours", "line-0-value": "3", "line-0-note": "расписание", "experience": "12"}
    answer = teacher.post("nomination_fill", sheet.pk, **typed, **{"line-0-file": proof, "do": "hand_in"})
    assert answer.status_code == 302, text(answer)
    sheet = fresh(sheet)
    assert (sheet.state, sheet.experience) == ("filled", 12)
    assert [(line.code, line.value, line.proof.name) for line in sheet.lines] == [  # type: ignore[union-attr]
        ("hours", Decimal(3), "диплом.txt")
    ]


def test_a_refused_sheet_keeps_the_words_and_the_file(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    teacher = pages(desk, "teacher_russian", SHEETS)
    teacher.post("nomination_new", period.pk, do="own")
    sheet = Nomination.objects.get()
    proof = SimpleUploadedFile("диплом.txt", b"diploma", "text/plain")
    typed = {"line-0-code": "hours", "line-0-value": "много", "line-0-note": "по расписанию школы"}
    answer = teacher.post("nomination_fill", sheet.pk, **typed, **{"line-0-file": proof, "do": "hand_in"})
    kept = Attachment.objects.get(document_id=sheet.pk)
    assert answer.status_code == 422
    said = "write a number, for example 3 or 1,5."
    for word in ("много", "по расписанию школы", f'<option value="{kept.pk}" selected>', said):
        assert word in text(answer)
    assert fresh(sheet).state == "draft"
    bad = SimpleUploadedFile("вирус.exe", b"MZ", "application/octet-stream")
    refused = teacher.post("nomination_fill", sheet.pk, **typed, **{"line-0-file": bad, "do": "save"})
    assert refused.status_code == 422
    assert "вирус.exe" in text(refused)


def test_a_small_button_with_a_file_over_a_changed_sheet_shows_it_again(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    teacher = pages(desk, "teacher_russian", SHEETS)
    teacher.post("nomination_new", period.pk, do="own")
    sheet = Nomination.objects.get()
    proof = SimpleUploadedFile("диплом.txt", b"diploma", "text/plain")
    typed = {
        "seen": "0",
        "line-1-note": "по расписанию школы",
        "line-0-note": "грамота",
        "line-0-file": proof,
    }
    answer = teacher.post("nomination_fill", sheet.pk, **typed, do="drop:line-0")
    assert "по расписанию школы" in text(answer)
    assert "грамота" not in text(answer)
    assert not Attachment.objects.filter(document_id=sheet.pk).exists()


@pytest.mark.parametrize("key", ["teacher_maths", "director", "deputy", "clerk", "observer"])
def test_nobody_else_fills_in_or_sees_a_sheet_that_is_not_handed_in(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, key: str
) -> None:
    teacher = pages(desk, "teacher_russian", SHEETS)
    teacher.post("nomination_new", period.pk, do="own")
    sheet = Nomination.objects.get()
    other = pages(desk, key, SHEETS)
    assert other.get("nomination_fill", sheet.pk).status_code == 404
    assert other.post("nomination_fill", sheet.pk, do="save").status_code == 404
    assert teacher.get("nomination_fill", sheet.pk).status_code == 200


# --- nominating -------------------------------------------------------------------------------------------------------


def handed_in(office: RewardOffice, period: RewardPeriod, key: str = "russian") -> Nomination:
    office.day = SHEETS
    teacher = office.teachers[key].person
    with clock.played(SHEETS):
        sheet = begin_nomination(period, teacher, by=teacher, employment=office.teachers[key])
    sheet = office.act(
        sheet, "fill", teacher, merits=[{"code": "hours", "value": "3", "note": f"уроки {key}"}]
    )
    return office.act(sheet, "hand_in", teacher)  # type: ignore[no-any-return]


def test_the_head_completes_and_nominates(rewarding: RewardOffice, period: RewardPeriod, desk: Desk) -> None:
    sheet = handed_in(rewarding, period)
    director = pages(desk, "director", SHEETS)
    assert reverse("nomination_complete", args=[sheet.pk]) in text(director.get("rewards"))
    typed = {"measure": "bonus", "pool": "teachers", "merit_summary": "Ведёт сетевые уроки"}
    wrong = director.post("nomination_complete", sheet.pk, **typed, share="2", do="nominate")
    assert wrong.status_code == 422
    assert "Ведёт сетевые уроки" in text(wrong)
    answer = director.post("nomination_complete", sheet.pk, **typed, share="0,5", do="nominate")
    assert answer.status_code == 302, text(answer)
    assert (fresh(sheet).state, fresh(sheet).share) == ("nominated", Decimal("0.5"))


def test_the_head_of_another_school_sees_no_nomination(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    sheet = handed_in(rewarding, period)
    for key in ("head_second", "head_lalsk", "observer", "clerk", "teacher_maths"):
        # The chair of the council is the head of the second school: sees what lies before the council, not this.
        other = pages(desk, key, SHEETS)
        assert other.get("nomination_complete", sheet.pk).status_code == 404
        assert other.get("paper", sheet.pk).status_code == 404
    assert pages(desk, "director", SHEETS).get("nomination_complete", sheet.pk).status_code == 200


def test_a_head_begins_a_nomination_for_the_own_teachers_alone(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    head = pages(desk, "head_second", SHEETS)
    own, other = rewarding.teachers["second"].pk, rewarding.teachers["maths"].pk
    assert head.post("nomination_new", period.pk, employment=other).status_code == 422
    assert head.post("nomination_new", period.pk, employment=own).status_code == 302
    assert Nomination.objects.get().unit == rewarding.luza.schools["second"]


# --- verification and objection ---------------------------------------------------------------------------------------


def test_every_line_gets_its_word_and_a_reason_where_it_differs(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    sheet = rewarding.nominated(period, "maths", {"hours": "9", "winners": "1"})
    hours, winners = sheet.lines
    deputy = pages(desk, "deputy", VERIFIED)
    said = {f"m{hours.pk}-outcome": "correct", f"m{hours.pk}-value": "8"}
    wrong = deputy.post("nomination_verify", sheet.pk, **said)
    assert wrong.status_code == 422
    assert text(wrong).count("Choose: accept, correct or reject.") == 1
    assert 'value="8"' in text(wrong)
    said |= {f"m{hours.pk}-reason": "в расписании 8", f"m{winners.pk}-outcome": "accept"}
    answer = deputy.post("nomination_verify", sheet.pk, **said)
    assert answer.status_code == 302, text(answer)
    sheet = fresh(sheet)
    assert [line.settled for line in sheet.lines] == [Decimal(8), Decimal(1)]
    teacher = pages(desk, "teacher_maths", VERIFIED)
    shown = text(teacher.get("paper", sheet.pk))
    assert "в расписании 8" in shown
    assert "You may object: 5 days, until 21.05.2012." in shown


def test_a_teacher_objects_within_the_term_and_is_answered(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    sheet = rewarding.verified(rewarding.nominated(period, "maths", {"hours": "9"}))
    assert sheet.objection_until is not None
    late = pages(desk, "teacher_maths", sheet.objection_until + timedelta(days=1))
    assert late.get("nomination_object", sheet.pk).status_code == 302
    assert pages(desk, "director", VERIFIED).get("nomination_object", sheet.pk).status_code == 302
    teacher = pages(desk, "teacher_maths", sheet.objection_until)
    assert teacher.post("nomination_object", sheet.pk, objection=" ").status_code == 422
    teacher.post("nomination_object", sheet.pk, objection="Было десять часов")
    assert fresh(sheet).state == "objected"
    deputy = pages(desk, "deputy", sheet.objection_until)
    assert "Было десять часов" in text(deputy.get("nomination_answer", sheet.pk))
    line = sheet.lines[0]
    said = {f"m{line.pk}-outcome": "accept"}
    assert deputy.post("nomination_answer", sheet.pk, **said).status_code == 422
    assert "Answer to the objection" not in text(teacher.get("paper", sheet.pk))
    assert deputy.post("nomination_answer", sheet.pk, **said, reason="Журнал: девять").status_code == 302
    assert fresh(sheet).state == "verified"
    shown = text(teacher.get("paper", sheet.pk))
    assert "Answer to the objection" in shown
    assert "Журнал: девять" in shown
    # The term is over with the answer, so the next step is due that day and not the day before.
    task = Task.objects.open().get(process__document=sheet, flow_task_type="HUMAN")
    assert task.due == sheet.objection_until


# --- the allocation ---------------------------------------------------------------------------------------------------


def tried(office: RewardOffice, period: RewardPeriod) -> Allocation:
    for key, values in (("maths", {"hours": "9", "winners": "1"}), ("second", {"hours": "3", "course": "1"})):
        office.before_council(office.nominated(period, key, values))
    with clock.played(COUNCIL):
        return draft_allocation(period, by=office.deputy)


def adopted(office: RewardOffice, period: RewardPeriod) -> Allocation:
    allocation = office.act(tried(office, period), "submit", office.deputy)
    office.decided(allocation)
    return fresh(allocation)  # type: ignore[no-any-return]


def test_the_trial_shows_sums_and_what_would_be_under_a_cap(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = tried(rewarding, period)
    deputy = pages(desk, "deputy", COUNCIL)
    shown = text(deputy.get("allocation", allocation.pk))
    assert SUM in shown
    assert OTHER_SUM in shown
    assert "50\u00a0000,00 : 33" in shown
    assert "23 × 1\u00a0515,00" in shown
    capped = text(deputy.get("allocation", allocation.pk, rounding="down_kopeck", cap="20000"))
    assert "20\u00a0000,00" in capped
    assert "the limit for one person" in capped
    assert fresh(allocation).rows == allocation.rows
    # A trial is linked for those alone who may open it; before the council it is for all its members.
    member, address = pages(desk, "head_kulikovo", COUNCIL), reverse("allocation", args=[allocation.pk])
    assert address in text(deputy.get("rewards"))
    assert address not in text(member.get("rewards"))
    assert member.get("allocation", allocation.pk).status_code == 404
    deputy.post("allocation", allocation.pk, do="submit")
    assert fresh(allocation).state == "review"
    assert address in text(member.get("rewards"))
    assert "What if" in text(member.get("allocation", allocation.pk))


def test_a_teacher_reads_how_the_own_sum_came_about(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    sheet = Nomination.objects.get(teacher=rewarding.luza.people["teacher_maths"])
    shown = text(pages(desk, "teacher_maths", COUNCIL).get("paper", sheet.pk))
    assert f"{SUM} = 23 × 1\u00a0515,00" in shown
    assert "What if" not in text(pages(desk, "deputy", COUNCIL).get("allocation", allocation.pk))


@pytest.mark.parametrize(("key", "led"), [("secretary", True), ("head_second", True), ("director", False)])
def test_whoever_convenes_the_council_is_led_to_its_meetings(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, key: str, led: bool
) -> None:
    allocation = rewarding.act(tried(rewarding, period), "submit", rewarding.deputy)
    person = pages(desk, key, COUNCIL)
    if led:
        assert "Представление к поощрению: Мокрушин С.И." in text(person.get("meeting_new"))
    assert ("To the meetings" in text(person.get("paper", allocation.pk))) is led
    rewarding.decided(allocation)
    assert "To the meetings" not in text(person.get("paper", allocation.pk))


def test_whoever_has_one_point_more_and_would_get_less_is_told_so(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    from governance.desk.kinds.rewards.allocated import lowered_sums

    rows = [
        {"nomination": 1, "pool": "teachers", "points": "1000", "share": "1", "amount": "10000.00"},
        {"nomination": 2, "pool": "teachers", "points": "4000", "share": "1", "amount": "40000.00"},
    ]
    # 50 000 / 5 000 is 10 roubles a point; of 5 001 points each is worth 9.
    assert lowered_sums(period, rows) == {1: Decimal("9009.00"), 2: Decimal("36009.00")}


def test_a_correction_above_the_pool_is_refused_and_one_within_goes_to_the_council(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    maths, second = (row["nomination"] for row in allocation.rows)
    deputy = pages(desk, "deputy", COUNCIL)
    typed = {f"points-{maths}": "23", f"points-{second}": "9", "reason": "Ошибка в расчёте"}
    above = deputy.post(
        "allocation_correct", allocation.pk, **{**typed, f"points-{second}": "12"}, do="put_up"
    )
    assert above.status_code == 422
    assert "Ошибка в расчёте" in text(above)
    assert "the pool has 50000" in text(above)
    look = deputy.post("allocation_correct", allocation.pk, **typed, do="look")
    assert "13\u00a0635,00" in text(look)
    assert Allocation.objects.count() == 1
    assert deputy.post("allocation_correct", allocation.pk, **typed, do="put_up").status_code == 302
    correction = Allocation.objects.get(edition=2)
    assert (correction.state, correction.corrects_id) == ("review", allocation.pk)


@pytest.mark.parametrize(
    ("points", "refusal"),
    [
        ("много", "Write the points as a number, for example 9 or 4,5."),
        ("-1", "Write the points as a number, for example 9 or 4,5."),
        ("", "Write the points, 0 for none."),
    ],
)
def test_points_of_a_correction_that_are_no_number_are_refused_beside_their_field(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, points: str, refusal: str
) -> None:
    allocation = adopted(rewarding, period)
    maths, second = (row["nomination"] for row in allocation.rows)
    typed = {f"points-{maths}": "23", f"points-{second}": points, "reason": "Ошибка в расчёте"}
    answer = pages(desk, "deputy", COUNCIL).post("allocation_correct", allocation.pk, **typed, do="put_up")
    assert answer.status_code == 422
    # In the list over the form, and at its field.
    assert text(answer).count(refusal) == 2
    assert Allocation.objects.count() == 1


def test_an_adopted_allocation_leads_to_the_lists_and_orders(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    deputy = pages(desk, "deputy", COUNCIL)
    before = text(deputy.get("allocation", allocation.pk))
    lists = list(allocation.award_lists.order_by("pk"))
    assert [str(one.unit) + ": with money" in before for one in lists] == [True, True]
    assert reverse("paper", args=[lists[0].pk]) not in before
    order = rewarding.ordered(lists[0], rewarding.people["clerk"], rewarding.people["director"])
    for key in ("deputy", "secretary"):
        shown = text(pages(desk, key, COUNCIL).get("allocation", allocation.pk))
        assert reverse("paper", args=[lists[0].pk]) in shown
    # Orders on personnel are read in the school alone.
    assert f"Order No. {order.number}" in text(
        pages(desk, "director", COUNCIL).get("allocation", allocation.pk)
    )


# --- who sees sums ----------------------------------------------------------------------------------------------------

# Key of the person, whether they see the sum of the base school's teacher, and of the second school's.
SEEN = [
    ("deputy", True, True),
    ("secretary", True, True),
    ("head_second", True, True),  # chair of the council
    ("director", True, True),  # member of the council
    ("teacher_maths", True, False),
    ("methodical_chair", False, True),  # the second school's teacher herself
    ("teacher_russian", False, False),
    ("clerk", False, False),
    ("clerk_second", False, False),
    ("observer", False, False),
    ("administrator", False, False),
    ("deputy_second", False, False),
    ("head_roo", False, False),
]


@pytest.mark.parametrize(("key", "base", "second"), SEEN)
def test_a_sum_is_seen_by_the_teacher_the_own_school_and_the_council_alone(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, key: str, base: bool, second: bool
) -> None:
    allocation = adopted(rewarding, period)
    sheets = [row["nomination"] for row in allocation.rows]
    person = pages(desk, key, COUNCIL)
    addresses = [
        ("rewards",),
        ("allocation", allocation.pk),
        ("reward_picture", period.pk),
        ("documents",),
        *(("paper", sheet) for sheet in sheets),
        *(("paper", one.pk) for one in allocation.award_lists.all()),
    ]
    seen = "".join(text(person.get(*address)) for address in addresses)
    assert (SUM in seen, OTHER_SUM in seen) == (base, second)


def test_a_head_who_is_not_in_the_council_sees_the_sums_of_the_own_school_alone(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    person = entered(rewarding.luza.district, "acting@luza.example", "Исаков", "Олег", patronymic="Ильич")
    rewarding.people["acting_second"] = person
    adopted(rewarding, period)
    appoint(
        person,
        Role.SCHOOL_HEAD,
        rewarding.luza.schools["second"],
        basis="приказ",
        since=date(2012, 5, 20),
        until=date(2012, 12, 31),
        stands_for=rewarding.luza.appointments["head_second"][0],
        title="исполняющий обязанности директора",
        by=None,
    )
    shown = text(pages(desk, "acting_second", COUNCIL).get("rewards"))
    assert (SUM in shown, OTHER_SUM in shown) == (False, True)


def test_who_has_nothing_to_do_with_rewards_finds_no_such_page(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    for key in ("clerk", "observer", "administrator", "head_roo"):
        person = pages(desk, key, SHEETS)
        assert person.get("rewards").status_code == 404
        assert reverse("rewards") not in text(person.get("tasks"))
    assert reverse("rewards") in text(pages(desk, "teacher_maths", SHEETS).get("tasks"))


def test_a_teacher_alone_is_led_to_tasks_and_sheets_only(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    appoint(
        rewarding.people["teacher_biology"],
        Role.TEACHER,
        rewarding.luza.base,
        basis="трудовой договор",
        since=date(2011, 8, 1),
        title="учитель",
        by=None,
    )
    shown = text(pages(desk, "teacher_biology", SHEETS).get("rewards"))
    assert reverse("rewards") in shown
    assert "Begin my sheet" in shown
    for name in ("contracts", "meetings", "calendar", "dashboard", "network_teachers"):
        assert f'href="{reverse(name)}"' not in shown


# --- pictures, costs --------------------------------------------------------------------------------------------------


def test_pictures_tell_no_sums_by_school_and_nothing_of_few_sheets_to_others(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    adopted(rewarding, period)
    everything = text(pages(desk, "secretary", COUNCIL).get("reward_picture", period.pk))
    assert "Sums by school, roubles" in everything
    assert SUM in everything
    others = text(pages(desk, "observer", COUNCIL).get("reward_picture", period.pk))
    assert "Sums by school" not in others
    assert "Nothing to draw yet" in others


def filled_district(office: RewardOffice, period: RewardPeriod, count: int) -> None:
    """Many sheets before the council in the base school."""
    rows = []
    for n in range(count):
        person = entered(
            office.luza.district, f"t{n}@luza.example", f"Учитель{n}", "Иван", patronymic="Ильич"
        )
        employment = appoint(
            person,
            Role.TEACHER,
            office.luza.base,
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
            by=None,
        )
        office.people[f"t{n}"], office.teachers[f"t{n}"] = person, employment
        rows.append(office.nominated(period, f"t{n}", {"hours": "3"}))
    for row in rows:
        office.before_council(row)


def test_pages_cost_at_most_twelve_queries_however_many_sheets(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    filled_district(rewarding, period, 6)
    waiting = rewarding.nominated(period, "maths", {"hours": "9", "winners": "1", "course": "1"})
    with clock.played(COUNCIL):
        allocation = draft_allocation(period, by=rewarding.deputy)
    shown = [
        ("deputy", "rewards", []),
        ("director", "rewards", []),
        ("methodical_chair", "rewards", []),
        ("teacher_maths", "rewards", []),
        ("deputy", "allocation", [allocation.pk]),
        ("deputy", "reward_picture", [period.pk]),
        ("deputy", "nomination_verify", [waiting.pk]),
        ("deputy", "paper", [period.pk]),
        ("deputy", "paper", [waiting.pk]),
        ("teacher_maths", "paper", [waiting.pk]),
        ("deputy", "paper", [allocation.pk]),
        ("deputy", "reward_period_edit", [period.pk]),
    ]
    for key, name, args in shown:
        person = pages(desk, key, COUNCIL)
        person.get(name, *args)
        with django_assert_max_num_queries(12):
            answer = person.get(name, *args)
        assert answer.status_code == 200, (key, name)


def test_lists_are_drawn_up_anew_by_a_press_when_a_director_has_rejected_the_order(
    rewarding: RewardOffice, desk: Desk
) -> None:
    allotted = rewarding.allotted()
    deputy = pages(desk, "deputy", rewarding.day)
    button = 'value="draw_up_lists"'
    assert button not in text(deputy.get("paper", allotted.allocation.pk))
    first = AwardList.objects.get(unit=rewarding.luza.base)
    order = Order.objects.get(links_out__target=first, links_out__effect="approve")
    order = rewarding.act(order, "submit", rewarding.people["clerk"])
    rewarding.act(order, "reject", rewarding.people["director"], reason="опечатка в преамбуле")
    assert button in text(deputy.get("paper", allotted.allocation.pk))
    seen = fresh(allotted.allocation).revision
    answer = deputy.post("paper_do", allotted.allocation.pk, move="draw_up_lists", seen=seen)
    assert answer.status_code == 302, text(answer)
    assert AwardList.objects.filter(unit=rewarding.luza.base, state="draft").count() == 1


def test_the_sheet_of_opinion_and_the_period_with_the_own_fund_have_their_pages(
    rewarding: RewardOffice, desk: Desk
) -> None:
    period = rewarding.open_period()
    director = pages(desk, "director", FIRST)
    for sheet in StaffOpinion.objects.filter(unit=rewarding.luza.base):
        assert "Лист учёта мнения" in text(director.get("paper", sheet.pk))
    source = "(средств стимулирующей части фонда оплаты труда)"
    assert f"60 000,00 {source}" in text(director.get("paper", period.pk)).replace("\xa0", " ").replace(
        "&nbsp;", " "
    )
    assert source not in text(pages(desk, "deputy", FIRST).get("paper", period.pk))
