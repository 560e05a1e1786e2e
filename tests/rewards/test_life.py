"""One period through any sequence of acts: what never holds otherwise, whoever does what and when."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.attached import Link
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza
from tests.whole import machine

from .office import COUNCIL, SHEETS, VERIFIED, RewardOffice, fresh
from .test_correction import order_on

pytestmark = pytest.mark.django_db

KEYS = ("maths", "russian", "second", "member")
WITH_REWARD = ("supported", "ordered")


def life_of(luza: Luza) -> type[RuleBasedStateMachine]:
    class RewardsLife(RuleBasedStateMachine):
        """One period of four teachers, one of them a member of the council too; each run is undone at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.run = transaction.atomic()
            self.run.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

        @initialize(steps=st.integers(0, 4))
        def begin(self, steps: int) -> None:
            """With two nominations; or with these before the council, in a trial, in an adopted allocation, ordered."""
            self.office = RewardOffice(luza)
            self.period = self.office.open_period()
            self.office.teachers["member"] = self.office.teacher("head_lalsk", "base")
            self.office.day = SHEETS
            for key, hours in (("maths", 9), ("member", 5)):
                self.nominate(key, hours, "1", "bonus")
            for step in (self.put_up_all, self.try_out, self.adopt, self.sign)[:steps]:
                step()

        def adopt(self) -> None:
            self.decide("for")

        def sign(self) -> None:
            self.order(0, signs=True)

        def attempt(self, act: Any) -> Any:
            """Whatever is refused has changed nothing: the invariants say so."""
            try:
                return act()
            except Refused:
                return None

        def sheet(self, key: str) -> Nomination | None:
            return Nomination.objects.filter(teacher=self.office.teachers[key].person).first()

        def latest(self) -> Allocation | None:
            return Allocation.objects.order_by("edition").last()

        def on(self, day: date) -> None:
            self.office.day = max(self.office.day, day)

        # --- sheets -----------------------------------------------------------------------------------------------

        @rule(
            key=st.sampled_from(KEYS),
            hours=st.integers(1, 12),
            share=st.sampled_from(["1", "0.5", "0.3333"]),
            measure=st.sampled_from(["bonus", "bonus", "thanks"]),
        )
        def nominate(self, key: str, hours: int, share: str, measure: str) -> None:
            def act() -> None:
                office, employment = self.office, self.office.teachers[key]
                teacher, head = employment.person, office.head_of(employment.unit)
                with clock.played(office.day):
                    sheet = begin_nomination(self.period, teacher, by=teacher, employment=employment)
                merits = [{"code": "hours", "value": str(hours), "note": f"расписание {key}"}]
                sheet = office.act(sheet, "fill", teacher, merits=merits)
                sheet = office.act(sheet, "hand_in", teacher)
                sheet = office.act(sheet, "revise", head, measure=measure, share=Decimal(share))
                office.act(sheet, "nominate", head)

            self.attempt(act)

        @rule(key=st.sampled_from(KEYS), value=st.integers(0, 12))
        def verify_points(self, key: str, value: int) -> None:
            sheet = self.sheet(key)
            if sheet is None:
                return
            self.on(VERIFIED)
            move = "answer_objection" if sheet.state == "objected" else "verify"
            verdicts = [
                {"merit": line.pk, "outcome": "correct", "value": str(value), "reason": "по расписанию"}
                for line in sheet.lines
            ]
            facts = {"reason": "ответ"} if move == "answer_objection" else {}
            self.attempt(lambda: self.office.act(sheet, move, self.office.deputy, verdicts=verdicts, **facts))

        @rule(key=st.sampled_from(KEYS))
        def object_to(self, key: str) -> None:
            sheet = self.sheet(key)
            if sheet is not None:
                self.attempt(
                    lambda: self.office.act(sheet, "object_to", sheet.teacher, objection="Не согласна.")
                )

        @rule(key=st.sampled_from(KEYS), move=st.sampled_from(["send_back", "send_back", "withdraw"]))
        def back_or_out(self, key: str, move: str) -> None:
            sheet = self.sheet(key)
            if sheet is not None:
                head = self.office.head_of(sheet.unit)
                by = self.office.deputy if move == "send_back" else head
                self.attempt(lambda: self.office.act(sheet, move, by, reason="так надо"))

        @rule()
        def put_up_all(self) -> None:
            """Whatever waits is verified as it was claimed, and goes before the council."""
            for key in KEYS:
                self.verify_points(key, 7)
            self.on(COUNCIL)
            for sheet in Nomination.objects.filter(state="verified"):
                self.attempt(lambda sheet=sheet: self.office.act(sheet, "put_up", self.office.deputy))

        @rule(key=st.sampled_from(KEYS), choice=st.sampled_from(["for", "against"]))
        def decide_one(self, key: str, choice: str) -> None:
            sheet = self.sheet(key)
            if sheet is not None and sheet.state == "review":
                self.attempt(lambda: self.office.decided(sheet, choice=choice))

        # --- the money --------------------------------------------------------------------------------------------

        @rule()
        def try_out(self) -> None:
            self.attempt(lambda: self.office.tried(self.period))

        @rule(move=st.sampled_from(["submit", "submit", "give_up", "withdraw", "draw_up_lists"]))
        def handle(self, move: str) -> None:
            allocation = self.latest()
            if allocation is not None:
                reason = {"reason": "так надо"} if move in ("give_up", "withdraw") else {}
                self.attempt(lambda: self.office.act(allocation, move, self.office.deputy, **reason))

        @rule(choice=st.sampled_from(["for", "for", "against"]))
        def decide(self, choice: str) -> None:
            allocation = self.latest()
            if allocation is not None and allocation.state == "draft":
                allocation = self.attempt(lambda: self.office.act(allocation, "submit", self.office.deputy))
            if allocation is not None and allocation.state == "review":
                self.office.decided(allocation, choice=choice)

        @rule(key=st.sampled_from(KEYS), points=st.integers(0, 40))
        def correct(self, key: str, points: int) -> None:
            sheet = self.sheet(key)
            if sheet is not None:
                self.attempt(lambda: self.office.corrected(self.period, {sheet.pk: Decimal(points)}))

        @rule(which=st.integers(0, 5), signs=st.booleans())
        def order(self, which: int, signs: bool) -> None:
            waiting = AwardList.objects.filter(state__in=("draft", "approval")).order_by("pk")
            if not waiting:
                return
            award_list = waiting[which % len(waiting)]
            order, head = order_on(award_list), self.office.head_of(award_list.unit)
            if signs:
                clerk = "clerk" if award_list.unit_id == self.office.luza.base.pk else "clerk_second"
                self.attempt(lambda: self.office.act(order, "submit", self.office.people[clerk]))
                self.attempt(lambda: self.office.act(order, "sign", head))
            else:
                self.attempt(lambda: self.office.act(order, "reject", head, reason="так надо"))

        @rule(row=st.integers(1, 4))
        def take_pools(self, row: int) -> None:
            pools = [
                {"code": "teachers", "title": "учителя", "row": row},
                {"code": "heads", "title": "руководители", "row": row % 3 + 1},
            ]
            given = {"estimate": self.period.estimate, "pools": pools}
            self.attempt(lambda: self.office.act(self.period, "take_pools", self.office.deputy, **given))

        @rule()
        def close(self) -> None:
            if not Allocation.objects.filter(state="adopted").exists():
                return
            self.attempt(lambda: self.office.act(self.period, "close", self.office.deputy))

        @rule(days=st.integers(1, 6))
        def time_passes(self, days: int) -> None:
            self.on(self.office.day + timedelta(days=days))

        # --- what always holds ------------------------------------------------------------------------------------

        @invariant()
        def no_pool_is_exceeded_and_nothing_of_it_is_lost(self) -> None:
            pools = {entry["code"]: Decimal(entry["amount"]) for entry in fresh(self.period).pools}
            for allocation in Allocation.objects.filter(state__in=("review", "adopted")):
                for entry in allocation.pools:
                    rows = [row for row in allocation.rows if row["pool"] == entry["code"]]
                    paid = sum((Decimal(row["amount"]) for row in rows), Decimal(0))
                    assert paid == Decimal(entry["paid"])
                    assert paid + Decimal(entry["remainder"]) == pools[entry["code"]]
                    assert Decimal(entry["remainder"]) >= 0
            allotted: Counter[str] = Counter()
            for sheet in Nomination.objects.exclude(amount=None):
                allotted[sheet.pool] += sheet.amount
            assert all(amount <= pools[code] for code, amount in allotted.items())

        @invariant()
        def what_is_allotted_stands_in_the_allocation_that_the_council_adopted(self) -> None:
            for sheet in Nomination.objects.exclude(allotted_by=None):
                allocation: Any = sheet.allotted_by.whole
                assert allocation.state == "adopted"
                assert Decimal(allocation.row_of(sheet.pk)["amount"]) == sheet.amount

        @invariant()
        def each_reward_names_its_vote(self) -> None:
            for sheet in Nomination.objects.filter(state__in=WITH_REWARD):
                assert sheet.supported_by is not None
                paper: Any = sheet.supported_by.whole
                protocol = paper.approved_by if isinstance(paper, Allocation) else paper
                assert (protocol.kind, protocol.state) == ("protocol", "signed")
            assert not Nomination.objects.exclude(state__in=WITH_REWARD).exclude(amount=None).exists()

        @invariant()
        def an_order_rewards_the_people_of_its_own_school_with_what_was_decided(self) -> None:
            for row in AwardRow.objects.filter(award_list__state="approved").select_related(
                "award_list", "nomination__employment"
            ):
                order = order_on(row.award_list)
                assert order.state == "signed"
                assert {order.unit_id, row.award_list.unit_id} == {row.nomination.employment.unit_id}
            for sheet in Nomination.objects.filter(state="ordered"):
                last = sheet.award_rows.filter(award_list__state="approved").latest("pk")
                assert last.award_list.allocation_id == sheet.allotted_by_id
                assert last.amount in (sheet.amount, None)

        @invariant()
        def a_closed_period_leaves_nobody_waiting(self) -> None:
            if fresh(self.period).state == RewardPeriod.State.CLOSED:
                assert not Nomination.objects.filter(state__in=RewardPeriod.OPEN_NOMINATIONS).exists()

        @invariant()
        def no_effect_of_a_decision_is_lost_but_on_a_list_that_changed(self) -> None:
            failed = Link.objects.exclude(failure="").exclude(target__kind="allocation")
            assert list(failed) == []

        @invariant()
        def the_record_is_whole(self) -> None:
            assert list(verify()) == []

    return RewardsLife


@pytest.mark.exhaustive
def test_no_sequence_of_acts_breaks_a_period(luza: Luza) -> None:
    run_state_machine_as_test(
        life_of(luza),
        settings=machine(runs=4, steps=18),
    )


def test_the_usual_way_of_the_machine_reaches_the_end(luza: Luza) -> None:
    """The machine proves something only if its runs get far."""
    machine: Any = life_of(luza)()
    try:
        machine.begin(0)
        machine.nominate("russian", 5, "0.5", "thanks")
        for key in ("maths", "member", "russian"):
            machine.verify_points(key, 9)
        machine.time_passes(6)
        machine.put_up_all()
        machine.try_out()
        machine.handle("submit")
        machine.decide("for")
        machine.order(0, signs=False)
        machine.handle("draw_up_lists")
        machine.order(0, signs=True)
        machine.order(0, signs=True)
        machine.correct("maths", 8)
        machine.decide("for")
        machine.order(0, signs=True)
        machine.close()
        assert [sheet.state for sheet in Nomination.objects.order_by("pk")] == ["ordered"] * 3
        assert fresh(machine.period).state == "closed"
        assert Order.objects.filter(series="order_staff", state="signed").count() == 3
        machine.no_pool_is_exceeded_and_nothing_of_it_is_lost()
        machine.what_is_allotted_stands_in_the_allocation_that_the_council_adopted()
        machine.each_reward_names_its_vote()
        machine.an_order_rewards_the_people_of_its_own_school_with_what_was_decided()
        machine.no_effect_of_a_decision_is_lost_but_on_a_list_that_changed()
        machine.the_record_is_whole()
    finally:
        machine.teardown()
