"""The bodies of a school in the demonstration: one has met, one is convened, one is yet to sit."""

import pytest

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.history import verify
from governance.roles.organisation_check import district_faults
from governance.scenarios.demo_bodies import fill_bodies
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_each_body_stands_at_another_stage_of_its_work(luza: Luza) -> None:
    fill_bodies(luza, Stage())
    met, coming = Meeting.objects.filter(unit__kind="body").order_by("held_at")
    protocol = Protocol.objects.get(meeting=met)
    assert (str(met.unit), protocol.state, protocol.number) == ("Педагогический совет", "signed", "1")
    assert (str(coming.unit), coming.state) == ("Общее собрание работников", "planned")
    assert list(verify()) == []
    assert list(district_faults(luza.district.pk)) == []
