"""Setting up a body of a school on the desk from a pattern: by whoever sets up the district, and by nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client

from governance.roles.appointment import Appointment
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db

PEOPLE = ("deputy", "teacher_maths", "teacher_russian")


def test_a_body_is_set_up_on_the_desk_by_the_administrator_alone(
    luza: Luza, desk: Callable[[str], Client]
) -> None:
    given = {
        "parent": luza.base.pk,
        "name": "Совет родителей",
        "seats0": "3",
        "people0": [luza.people[key].pk for key in PEOPLE],
        "chair": luza.people["deputy"].pk,
        "source": "Положение о совете родителей",
        "since": "2011-09-01",
        "basis": "приказ от 01.09.2011 № 5",
    }
    administrator = desk("administrator")
    answer = administrator.post("/setup/bodies/parents/", {**given, "chair": luza.people["clerk"].pk})
    assert (answer.status_code, "chair" in answer.context["form"].errors) == (422, True)
    answer = administrator.post("/setup/bodies/parents/", given)
    body = Unit.objects.get(name="Совет родителей")
    assert (answer.status_code, answer.url) == (302, f"/setup/units/{body.pk}/")
    assert Appointment.objects.in_force().filter(unit=body).count() == 3
    for address in ("/setup/bodies/", "/setup/bodies/parents/"):
        assert desk("deputy").get(address).status_code == 404
    assert administrator.get("/setup/bodies/commission/").status_code == 404
