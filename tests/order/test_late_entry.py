"""What is signed under an appointment that was entered later than it begins says so for ever."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.printing.registry import print_data
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.catalogue import Role
from governance.scenarios.luza import FOUNDED, Luza
from tests.founding import BASIS

pytestmark = pytest.mark.django_db

REMARK = "назначение с 01.09.2011 внесено 12.09.2011"


@pytest.fixture
def signed_late(luza: Luza) -> Order:
    """Signed on 13.09.2011 by a head who was entered on the 12th, to hold from the 1st."""
    observer, deputy = luza.people["observer"], luza.people["deputy"]
    with clock.played(date(2011, 9, 12)):
        dismiss(luza.appointments["director"][0], by=None, basis=BASIS, until=FOUNDED)
        appoint(
            observer,
            Role.SCHOOL_HEAD,
            luza.base,
            by=None,
            basis=BASIS,
            since=date(2011, 9, 1),
            title="директор базовой школы",
        )
    with clock.played(date(2011, 9, 13)):
        order = draft(Order, unit=luza.base, title="О дежурстве", by=deputy)
        order = perform(order, "revise", by=deputy, points=[{"text": "Утвердить график."}])
        order = perform(order, "submit", by=deputy)
        return perform(order, "sign", by=observer)


def test_the_record_the_print_and_the_check_of_a_copy_say_so(signed_late: Order) -> None:
    event = Event.objects.get(document_id=signed_late.pk, move="sign")
    assert event.capacity == f"директор базовой школы, {REMARK}"
    signature = signed_late.signatures.get()
    assert (signature.capacity, signature.late_entry) == ("директор базовой школы", REMARK)
    line = print_data(signed_late)["signature"]
    assert line["position"] == "Директор базовой школы"
    assert REMARK in line["text"]
    with translation.override("ru"):
        page = Client().get(f"/check/{signed_late.code}/").content.decode()
    assert REMARK in page
