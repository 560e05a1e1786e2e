"""The list of admissions."""

import pytest
from django.urls import reverse

from governance.documents.kinds.admission.campaign import Campaign
from tests.admission.office import (
    INTAKE,
    PREPARED,
)
from tests.desk.campaign.conftest import Desk, on

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_list_counts_applications_by_state(applied: Campaign, desk: Desk) -> None:
    [row] = on(INTAKE, desk("clerk"), "get", reverse("admissions")).context["board"].rows
    assert (row.total, [(state.word, n) for state, n in row.counts]) == (
        5,
        [("Registered", 4), ("Withdrawn", 1)],
    )


def test_the_commission_alone_is_led_from_the_list_to_the_applications(applied: Campaign, desk: Desk) -> None:
    led = {}
    for key in ("clerk_second", "teacher_maths", "clerk", "director", "secretary"):
        [row] = on(INTAKE, desk(key), "get", reverse("admissions")).context["board"].rows
        led[key] = row.reads
    assert led == {
        "clerk_second": True,
        "teacher_maths": True,
        "clerk": False,
        "director": False,
        "secretary": False,
    }


def test_a_draft_is_listed_for_its_school_alone(begun: Campaign, desk: Desk) -> None:
    shown = {
        key: len(on(PREPARED, desk(key), "get", reverse("admissions")).context["page_obj"])
        for key in ("clerk", "director", "secretary", "head_kulikovo")
    }
    assert shown == {"clerk": 1, "director": 1, "secretary": 0, "head_kulikovo": 0}


def test_the_header_leads_to_admissions_whoever_has_to_do_with_them(applied: Campaign, desk: Desk) -> None:
    people = (
        "clerk",
        "director",
        "deputy",
        "clerk_second",
        "teacher_maths",
        "secretary",
        "observer",
        "head_roo",
    )
    led = {
        key: f'href="{reverse("admissions")}"'
        in on(INTAKE, desk(key), "get", reverse("profile")).content.decode()
        for key in people
    }
    assert led == {key: key not in ("observer", "head_roo") for key in people}
