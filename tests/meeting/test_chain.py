"""From the agenda to the agreed plan: the meeting, its protocol and their effect on the paper."""

from governance.documents.history import history_of
from governance.documents.plan.model import Plan

from .council import AGAINST, FOR, SEATS, Council


def test_plan_is_agreed_by_the_second_signature_and_only_by_it(council: Council) -> None:
    plan = council.plan()
    meeting = council.held(subject=plan)
    assert history_of(plan)[-1] == "take_up"
    protocol = council.signing(meeting)
    protocol = council.lead(protocol, "sign_as_chair")
    assert (protocol.state, protocol.number) == ("signing", "")
    assert Plan.objects.get(pk=plan.pk).state == "review"
    protocol = council.act(protocol, "sign_as_secretary")
    assert (protocol.state, protocol.number, protocol.registered_on) == ("signed", "1", meeting.day)
    assert Plan.objects.get(pk=plan.pk).state == "agreed"
