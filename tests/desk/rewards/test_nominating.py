"""Teachers are nominated on the desk."""

from decimal import Decimal

import pytest
from django.urls import reverse

from governance import clock
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from tests.desk.rewards.conftest import Desk, pages, text
from tests.rewards.office import SHEETS, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def handed_in(office: RewardOffice, period: RewardPeriod, key: str = "russian") -> Nomination:
    office.day = SHEETS
    teacher = office.teachers[key].person
    with clock.played(SHEETS):
        sheet = begin_nomination(period, teacher, by=teacher, employment=office.teachers[key])
    sheet = office.act(
        sheet, "fill", teacher, merits=[{"code": "hours", "value": "3", "note": f"уроки {key}"}]
    )
    return office.act(sheet, "hand_in", teacher)


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
