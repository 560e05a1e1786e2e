"""Nominations are verified, and objected to."""

from datetime import timedelta
from decimal import Decimal

import pytest

from governance import clock
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.flows.engine.models import Task
from tests.desk.rewards.conftest import Desk, pages, text
from tests.rewards.office import VERIFIED, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


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


def test_the_calendar_at_the_desk_tells_whose_sheet_it_is_and_the_file_does_not(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    sheet = rewarding.nominated(period, "maths", {"hours": "9"})
    due = Task.objects.open().filter(process__document_id=sheet.pk, due__isnull=False).latest("pk").due
    teacher = sheet.teacher.full_name
    with clock.played(VERIFIED):
        shown = desk("deputy").get(f"/calendar/?day={due}").content.decode()
        file = desk("deputy").get("/calendar.ics").content.decode().replace("\r\n ", "")
    assert (teacher in shown, teacher in file) == (True, False)
    assert sheet.title in file
