"""A teacher fills the own sheet."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.attached import Attachment
from tests.desk.rewards.conftest import Desk, pages, text
from tests.rewards.office import SHEETS, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


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
    assert [(line.code, line.value, line.proof.name) for line in sheet.lines] == [
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
