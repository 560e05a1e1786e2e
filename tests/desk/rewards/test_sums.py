"""Who sees the sums of rewards, and who does not."""

from datetime import date

import pytest
from django.urls import reverse

from governance.documents.kinds.rewards.period import RewardPeriod
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from tests.desk.rewards.conftest import OTHER_SUM, SUM, Desk, adopted, pages, text
from tests.founding import entered
from tests.rewards.office import COUNCIL, SHEETS, RewardOffice

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

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
