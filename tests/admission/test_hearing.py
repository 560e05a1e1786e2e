"""Parents are told on which day, at what hour and where their appeal is heard: by letter, on their page, on paper."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.hearing import hearing_of
from governance.documents.kinds.admission.print.hearing import hearing_data
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.perform import draft
from governance.letters.models import OutboxLetter
from tests.memory import recalled

from .office import APPEAL, MATHS, Office, fresh

AT = datetime(2012, 7, 9, 14, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
@recalled
def appealed(office: Office) -> Any:
    campaign = office.announced()
    applied = office.applied(campaign, [MATHS], {"math": "31", "certificate": "4"})
    office.parent(applied, "confirm_email")
    office.checked(applied)
    office.published(campaign)
    return office.appealed(fresh(applied))


def called(office: Office, appeal: Any) -> Meeting:
    secretary = office.people["methodical_secretary"]
    office.on(APPEAL)
    with office.playing():
        meeting = draft(
            Meeting, unit=appeal.unit, title="Заседание", by=secretary, held_at=AT, place="г. Луза, каб. 12"
        )
    meeting = office.act(meeting, "add_item", secretary, title="Об апелляции", subject=appeal)
    return office.act(meeting, "convene", secretary)


def page(office: Office, application: Application, ending: str = "") -> Any:
    client = Client()
    client.cookies["django_language"] = "en"
    with clock.played(APPEAL):
        return client.get(f"/a/{office.keys[application.pk]}/{ending}")


def test_nothing_is_told_before_the_sitting_is_convened(office: Office, appealed: Any) -> None:
    assert hearing_of(appealed) is None
    answer = page(office, appealed.application, f"appeals/{appealed.pk}/hearing.pdf")
    assert answer.status_code == 404


def test_day_hour_and_place_stand_on_the_private_page_and_on_the_notice(
    office: Office, appealed: Any
) -> None:
    before = OutboxLetter.objects.count()
    called(office, appealed)
    hearing = hearing_of(fresh(appealed))
    assert hearing is not None
    assert (hearing.when, hearing.place) == ("09.07.2012 14:00", "г. Луза, каб. 12")
    assert OutboxLetter.objects.count() > before
    shown = page(office, appealed.application).content.decode()
    assert "It is heard on 09.07.2012 14:00, г. Луза, каб. 12. You may be present." in shown
    facts = hearing_data(fresh(appealed), hearing)["facts"]
    assert [(line["label"], line["text"]) for line in facts][:3] == [
        ("День", "09.07.2012"),
        ("Время", "14:00"),
        ("Место", "г. Луза, каб. 12"),
    ]
    notice = page(office, appealed.application, f"appeals/{appealed.pk}/hearing.pdf")
    assert (notice.status_code, notice.content[:4]) == (200, b"%PDF")


def test_another_day_is_told_again_and_a_decided_appeal_is_heard_no_more(
    office: Office, appealed: Any
) -> None:
    meeting = called(office, appealed)
    about = OutboxLetter.objects.filter(document=appealed.application_id)
    before = about.count()
    later = AT.replace(day=10)
    office.act(meeting, "revise", office.people["methodical_secretary"], held_at=later)
    assert about.count() == before + 1
    moved = hearing_of(fresh(appealed))
    assert moved is not None
    assert moved.when == "10.07.2012 14:00"
    office.act(meeting, "cancel", office.people["methodical_secretary"], reason="нет кворума")
    assert hearing_of(fresh(appealed)) is None
