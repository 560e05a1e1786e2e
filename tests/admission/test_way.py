"""The whole way of an admission, from the draft to the enrolment."""

import pytest

from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.record.history import verify
from governance.roles.may import rights_of

from .office import AFTER, CHEMISTRY, GENERAL, MATHS, Office, fresh


@pytest.mark.quick
def test_an_admission_goes_from_its_draft_to_the_enrolment_by_order(office: Office) -> None:
    campaign = office.announced()
    best = office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"})
    second = office.applied(campaign, [MATHS, CHEMISTRY], {"math": "30", "certificate": "4.8"})
    third = office.applied(campaign, [MATHS, CHEMISTRY], {"math": "29", "certificate": "4.5"})
    weak = office.applied(campaign, [MATHS], {"math": "7", "certificate": "3.5"})
    assert [one.number for one in (best, second, third, weak)] == ["1", "2", "3", "4"]
    for application in (best, second, third, weak):
        assert office.checked(application).is_settled
    rating = office.published(campaign)
    assert [fresh(one).place for one in (best, second, third, weak)] == [MATHS, MATHS, CHEMISTRY, GENERAL]

    appeal = office.appealed(third)
    appeal = office.act(
        appeal,
        "prepare",
        office.people["methodical_secretary"],
        corrections=[{"code": "prize", "value": "3"}],
    )
    appeal = office.heard(appeal)
    assert appeal.state == "upheld"
    editions = list(Rating.objects.order_by("edition").values_list("state", flat=True))
    assert editions == ["replaced", "adopted"]
    edition = Rating.objects.latest("edition")
    assert edition.published_at is not None
    assert fresh(rating).published_at is not None
    assert [fresh(one).place for one in (best, second, third, weak)] == [MATHS, CHEMISTRY, MATHS, GENERAL]

    office.on(AFTER)
    office.act(edition, "enrol", office.clerk)
    order = office.ordered(Enrolment.objects.get())
    assert (order.series, order.number) == (Order.Series.PUPILS, "1-У")
    assert {fresh(one).state for one in (best, second, third, weak)} == {"enrolled"}
    assert list(verify()) == []


def test_the_commission_has_rights_from_the_order_on_and_none_after_the_end(office: Office) -> None:
    campaign = office.announced()
    with office.playing():
        assert ("read_applications", campaign.commission_id) in rights_of(office.secretary)
    office.on(AFTER)
    campaign = office.act(campaign, "close", office.clerk)
    office.on(AFTER.replace(day=AFTER.day + 1))
    with office.playing():
        assert ("read_applications", campaign.commission_id) not in rights_of(office.secretary)
