"""The chair suspends a decision with reason and term; an advisory vote moves no paper."""

from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.protocol.suspension import Suspension
from governance.documents.record.perform import perform
from governance.flows.jobs.daily import begin_day

from .conftest import Refusal
from .council import TODAY, Council
from .test_rules_of_matters import SIMPLE, regulated

pytestmark = pytest.mark.django_db

REASON = "не учтена смета"
UNTIL = TODAY + timedelta(days=5)


def held(council: Council, days: int | None = 10) -> tuple[Plan, Meeting]:
    """A meeting that has agreed to a plan under rules that let the chair suspend decisions."""
    regulated(council, suspension=None if days is None else {"count": days, "unit": "days"})
    plan = council.plan()
    return plan, council.held(subject=plan)


def suspend(council: Council, protocol: Protocol, **facts: object) -> Protocol:
    item = council.item(protocol.meeting, 2)
    given = {"item": item, "until": UNTIL, "reason": REASON, **facts}
    return council.lead(protocol, "suspend_decision", **given)


def state(plan: Plan) -> tuple[str, bool]:
    """Its state, and whether it can go on an agenda."""
    fresh = Plan.objects.get(pk=plan.pk)
    return fresh.state, fresh.can_go_on_agenda


def ended(protocol: Protocol) -> list[str]:
    return list(Suspension.objects.filter(protocol=protocol).values_list("ended", flat=True))


@pytest.mark.parametrize("when", ["draft", "signing"])
def test_a_suspended_decision_waits_and_goes_on_by_its_term(council: Council, when: str) -> None:
    plan, meeting = held(council)
    protocol = council.protocol(meeting) if when == "draft" else council.signing(meeting)
    suspend(council, protocol)
    if when == "draft":
        protocol = council.signed(meeting)
    else:
        protocol = perform(council.protocol(meeting), "sign_as_secretary", by=council.secretary)
        protocol = perform(protocol, "sign_as_chair", by=council.chair)
    assert (protocol.state, state(plan)) == ("signed", ("review", True))
    with clock.played(UNTIL):
        begin_day()
    assert (ended(protocol), state(plan)) == ([""], ("review", True))
    with clock.played(UNTIL + timedelta(days=1)):
        begin_day()
    assert (ended(protocol), state(plan)[0]) == (["term"], "agreed")


def test_the_chair_lifts_a_suspension_before_its_term(council: Council) -> None:
    plan, meeting = held(council)
    suspend(council, council.protocol(meeting))
    protocol = council.signed(meeting)
    item = council.item(meeting, 2)
    protocol = council.lead(protocol, "lift_suspension", item=item, reason="смета учтена")
    assert (ended(protocol), state(plan)[0]) == (["lifted"], "agreed")


def test_a_suspension_ends_by_a_new_vote_of_the_body(council: Council, refused: Refusal) -> None:
    plan, meeting = held(council)
    suspend(council, council.protocol(meeting))
    protocol = council.signed(meeting)
    council.convened(subject=Plan.objects.get(pk=plan.pk))
    protocol = council.lead(
        protocol, "lift_suspension", item=council.item(meeting, 2), reason="решаем заново"
    )
    assert (ended(protocol), state(plan)) == (["new_vote"], ("review", False))
    with refused(NotLegal, protocol, "This decision is not suspended."):
        council.lead(protocol, "lift_suspension", item=council.item(meeting, 2), reason="ещё раз")


def test_what_the_rules_do_not_allow_is_not_suspended(council: Council, refused: Refusal) -> None:
    _plan, meeting = held(council)
    protocol = council.protocol(meeting)
    with refused(NotAllowed, protocol, "Decisions are suspended by the chair of the body."):
        perform(
            protocol,
            "suspend_decision",
            by=council.members["base"],
            item=council.item(meeting, 2),
            until=UNTIL,
            reason=REASON,
        )
    for until, sentence in (
        (TODAY + timedelta(days=11), "at most 10 days, until 22.09.2011"),
        (date(2011, 9, 11), "The last day of the suspension has passed"),
    ):
        with refused(NotLegal, protocol, sentence):
            suspend(council, protocol, until=until)
    protocol = suspend(council, protocol)
    with refused(NotLegal, protocol, "This decision is suspended already."):
        suspend(council, protocol)


def test_without_the_right_in_the_rules_or_after_the_fact_nothing_is_suspended(
    council: Council, refused: Refusal
) -> None:
    _plan, meeting = held(council, days=None)
    with refused(NotAllowed, council.protocol(meeting), "The rules of the body do not let the chair suspend"):
        suspend(council, council.protocol(meeting))


def test_a_decision_that_is_carried_out_is_changed_by_the_body_alone(
    council: Council, refused: Refusal
) -> None:
    plan, meeting = held(council)
    protocol = council.signed(meeting)
    assert state(plan)[0] == "agreed"
    with refused(NotLegal, protocol, "This decision has been carried out"):
        suspend(council, protocol)


def test_an_advisory_vote_recommends_and_moves_no_paper(council: Council, refused: Refusal) -> None:
    plans = {"matter": "Планы", "kinds": ["plan"], "rule": SIMPLE, "advisory": True}
    regulated(council, plans, suspension={"count": 10, "unit": "days"})
    plan = council.plan()
    meeting = council.held(subject=plan)
    assert state(plan) == ("review", True)
    with refused(NotLegal, council.protocol(meeting), "a recommendation is none"):
        suspend(council, council.protocol(meeting))
    protocol = council.signed(meeting)
    assert state(plan) == ("review", True)
    links = protocol.links_out.filter(target=plan)
    assert [(link.effect, link.place) for link in links] == [("recommend", "2")]
