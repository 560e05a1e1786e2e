"""The demonstration: filled once, its record whole, with work for everybody in every process."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import MinutesText
from governance.documents.kinds.meeting.personal_notes import PersonalNote
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.seals.models import Seal
from governance.documents.seals.verifying import verify_logs
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.demo_admission import SECOND
from tests.documents.further import BY_SCENARIO, FURTHER, NEVER
from tests.tampering import without_rows

TODAY = date(2011, 11, 21)
pytestmark = pytest.mark.django_db


@pytest.fixture
def idle(demo: None) -> Callable[..., list[str]]:
    """Who of these has nothing to do, by the keys of the people."""

    def found(*keys: str) -> list[str]:
        people = {key: Person.objects.get(email=f"{key.replace('_', '.')}@luza.example") for key in keys}
        return [key for key, person in people.items() if not Task.objects.waiting_for(person).exists()]

    return found


def states(model: Any, **of: Any) -> Counter[str]:
    return Counter(model.objects.filter(**of).values_list("state", flat=True))


def test_the_demonstration_fills_once_and_its_record_is_whole(demo: None) -> None:
    filled = Document.objects.count()
    call_command("demo")
    assert Document.objects.count() == filled
    assert list(verify()) == []
    assert set(states(Document, kind="plan")) == {"draft", "review", "approval", "approved"}


def test_the_demonstration_never_mixes_with_a_real_district() -> None:
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Document.objects.exists()


@pytest.mark.any_database
def test_the_demonstration_has_work_on_contracts_for_everybody(idle: Callable[..., list[str]]) -> None:
    with_schools = Contract.objects.filter(parties__position=1)
    assert dict(with_schools.values_list("parties__unit__short_name", "state")) == {
        "СОШ № 2 г. Лузы": "in_force",
        "СОШ пгт Лальск": "partly_signed",
        "Фабричная ООШ": "rework",
        "Н.-Лальская ООШ": "review",
        "Покровская ООШ": "draft",
    }
    assert states(Document, kind="regulation") == {"review": 1}
    # The first one is that of the rewards.
    estimates = Document.objects.filter(kind="estimate").order_by("pk")
    assert list(estimates.values_list("state", flat=True)) == ["approved", "draft"]
    assert idle("director", "deputy", "clerk", "head_zhivotovo") == []


@pytest.mark.any_database
def test_the_demonstration_has_work_on_admissions_for_everybody(idle: Callable[..., list[str]]) -> None:
    published, open_one = Campaign.objects.order_by("pk")
    assert set(Application.objects.filter(campaign=published).values_list("decided_by_list__kind")) == {
        ("rating",)
    }
    applications = Application.objects.filter(campaign=open_one).order_by("pk")
    assert list(applications.values_list("state", flat=True)) == [
        *["review"] * 3,
        "incomplete",
        *["registered"] * 3,
        "draft",
    ]
    assert open_one.takes_applications
    assert idle(SECOND.selection[0], SECOND.clerk, "methodical_secretary", "clerk", "head_second") == []


@pytest.mark.any_database
def test_the_demonstration_has_a_sheet_in_every_state_and_work_for_everybody(
    idle: Callable[..., list[str]],
) -> None:
    spring, autumn = RewardPeriod.objects.order_by("starts_on")
    assert (spring.state, autumn.state) == ("closed", "open")
    assert states(Nomination, reward_period=spring) == {"ordered": 6}
    assert states(Nomination, reward_period=autumn) == {
        "draft": 1,
        "filled": 2,
        "nominated": 1,
        "verified": 2,
        "objected": 1,
        "review": 4,
    }
    assert states(Allocation) == {"adopted": 1, "draft": 1}
    about = Link.objects.filter(target__kind__in=["award_list", "school_list", "estimate"])
    assert states(Order, pk__in=about.values("source")) == {"signed": 9}
    assert autumn.takes_sheets
    assert idle("director", "deputy", "head_second", "secretary", "teacher_social") == []


@pytest.mark.any_database
def test_the_demonstration_has_seven_network_teachers_one_of_them_replaced(demo: None) -> None:
    assert states(Candidacy) == {"appointed": 7, "ended": 1, "review": 1}
    editions = StaffList.objects.order_by("edition")
    assert list(editions.values_list("state", flat=True)) == ["replaced", "approved"]
    rows = StaffList.objects.get(state="approved").entries()
    load = [subject for row in rows for subject in row.candidacy.load]
    assert (len(rows), len(load)) == (7, 8)
    assert {(tuple(subject["grades"]), subject["hours"]) for subject in load} == {((9, 10, 11), "3")}
    held = Appointment.objects.in_force(TODAY).filter(role=Role.NETWORK_TEACHER)
    # Whoever is replaced was told three working days ahead, and the successor begins the day after.
    assert held.count() == 7
    assert held.get(person__email="teacher.english@luza.example").until == date(2011, 11, 23)


@pytest.mark.any_database
def test_the_sitting_of_the_day_is_prepared_as_people_prepare_one(demo: None) -> None:
    meeting = Meeting.objects.get(state="planned", held_at__date=TODAY)
    first = meeting.items.get(position=1)
    files = first.files.order_by("pk")
    assert [(file.attachment.name, file.replaced_by is None) for file in files] == [
        ("План работы округа.pdf", True),
        ("Справка об исполнении плана.txt", False),
        ("Справка об исполнении плана.txt", True),
    ]
    assert [row.part for row in first.named.all()] == ["speaker", "co_speaker"]
    assert Counter(meeting.replies.values_list("answer", flat=True)) == {"comes": 4, "cannot": 1}
    assert PersonalNote.objects.filter(item=first).count() == 3
    assert [text.part for text in MinutesText.objects.filter(item=first)] == ["heard"]
    assert [len(pattern.questions) for pattern in meeting.unit.agenda_patterns.all()] == [3]


@pytest.mark.parametrize("hour", ["00:00", "12:00", "23:59"])
def test_the_day_of_the_demonstration_lasts_from_midnight_to_midnight(
    settings: Any, monkeypatch: pytest.MonkeyPatch, hour: str
) -> None:
    """Also where the clocks of that year stood at another distance from UTC than those of today."""
    settings.DEMO_DATE = TODAY
    moment = timezone.make_aware(datetime.fromisoformat(f"2026-11-30 {hour}"))
    monkeypatch.setattr(clock, "real", lambda: moment)
    assert (clock.today(), f"{timezone.localtime(clock.now()):%H:%M}") == (TODAY, hour)


def test_the_record_was_sealed_every_morning_after_a_day_of_work(demo: None) -> None:
    seals = [seal.checkpoint for seal in Seal.objects.order_by("size")]
    moments = [seal.made_at for seal in seals if seal.made_at is not None]
    assert len(moments) == len(seals) > 20
    assert moments == sorted(set(moments))
    assert all(moment <= clock.now() for moment in moments)
    assert [fault for found in verify_logs() for fault in found] == []


def test_every_model_of_the_record_has_a_row_in_a_play_that_is_tampered_with(demo: None) -> None:
    """A model that is added needs one: here, in a scenario, or in the play of `tests/documents/further.py`."""
    assert without_rows() == {*FURTHER, *BY_SCENARIO, *NEVER}
