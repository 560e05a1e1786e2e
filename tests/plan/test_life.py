"""Any sequence of moves by anybody, against a table of what is legal written down a second time."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from governance.clock import played
from governance.documents.errors import Refused
from governance.documents.kinds.plan.edits import WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.flows.engine.models import Process, Task
from governance.proof.canonical_json import sha256
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain
from tests.whole import machine

pytestmark = pytest.mark.django_db

# state, move -> state
BY_PEOPLE = {
    ("draft", "revise"): "draft",
    ("rework", "revise"): "rework",
    ("draft", "submit"): "review",
    ("rework", "submit"): "review",
    ("review", "withdraw"): "rework",
    ("agreed", "reopen"): "rework",
    ("approval", "reopen"): "rework",
    ("approved", "complete"): "done",
}
BY_PAPERS = {
    ("review", "take_up"): "review",
    ("review", "release"): "review",
    ("review", "agree"): "agreed",
    ("review", "send_back"): "rework",
    ("agreed", "send_back"): "rework",
    ("approval", "send_back"): "rework",
    ("agreed", "put_up"): "approval",
    ("approval", "put_up"): "approval",
    ("approval", "approve"): "approved",
    ("approved", "repeal"): "repealed",
    ("done", "repeal"): "repealed",
}
# The usual way, so that a run gets far.
ONWARD = {"draft": "submit", "rework": "submit", "review": "agree", "agreed": "put_up", "approval": "approve"}
STEP_OF = {
    "draft": {"draft"},
    "review": {"agenda", "council"},
    "rework": {"draft"},
    "agreed": {"order"},
    "approval": {"order"},
    "approved": {"publication", "execution"},
    "done": set(),
    "repealed": set(),
}


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    """A day on which a plan may be closed too."""
    with played(date(2012, 6, 15)):
        yield


def life_of(chain: Chain) -> type[RuleBasedStateMachine]:
    class PlanLife(RuleBasedStateMachine):
        """One plan; each run is undone at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.run = transaction.atomic()
            self.run.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

        @initialize()
        def begin(self) -> None:
            chain.silence()
            self.plan = chain.small()
            self.edits = 0
            for row in self.plan.rows():
                # As if moved with a reason, so that the year can be closed.
                row.moved_to, row.moved_reason = date(2012, 10, 1), "Перенесено"
                with past_the_door():
                    row.save()

        def expect(self, move: str, target: str | None) -> None:
            before = chain.fresh(self.plan)
            if target is None:
                assert (before.state, before.revision) == (self.plan.state, self.plan.revision), move
            else:
                assert before.state == target, move
            self.plan = before

        @rule(move=st.sampled_from(sorted({move for _state, move in BY_PEOPLE})))
        def person(self, move: str) -> None:
            facts: dict[str, object] = {}
            if move == "revise":
                self.edits += 1
                facts = {"edits": [WriteSection(f"Раздел {self.edits}")]}
            target = BY_PEOPLE.get((self.plan.state, move))
            if target is None:
                with pytest.raises(Refused):
                    chain.move(self.plan, move, reason="Так надо", **facts)
            else:
                chain.move(self.plan, move, reason="Так надо", **facts)
            self.expect(move, target)

        @rule(steps=st.integers(1, 3))
        def onward(self, steps: int) -> None:
            for _step in range(steps):
                move = ONWARD.get(self.plan.state)
                if move == "submit":
                    self.person(move)
                elif move is not None:
                    self.paper(move, old=False)

        @rule(move=st.sampled_from(sorted({move for _state, move in [*BY_PEOPLE, *BY_PAPERS]})))
        def outsider(self, move: str) -> None:
            """Whoever has no right, and nobody has the rights of papers, changes nothing in any state."""
            for person in (chain.stranger, chain.director):
                with pytest.raises(Refused):
                    perform(self.plan, move, by=person, reason="Так надо")
            self.expect(move, None)

        @rule(effect=st.sampled_from(sorted({effect for _state, effect in BY_PAPERS})), old=st.booleans())
        def paper(self, effect: str, old: bool) -> None:
            """A binding paper on the present version, or on the first one whatever has been changed since."""
            if not self.plan.version:
                return
            version = 1 if old else self.plan.version
            covered = self.plan.versions.get(number=version).sha256 == self.plan.present_version.sha256
            target = BY_PAPERS.get((self.plan.state, effect)) if covered else None
            if effect == "take_up" and self.plan.on_agenda_id is not None:
                target = None
            link = chain.enforce(chain.decision(self.plan, effect, version=version))
            assert (link.carried_at is None, bool(link.failure)) == (target is None, target is None)
            self.expect(effect, target)

        @invariant()
        def what_was_submitted_is_what_stands(self) -> None:
            if self.plan.state not in ("draft", "rework"):
                assert self.plan.present_version.sha256 == sha256(self.plan.content())

        @invariant()
        def an_approval_rests_on_a_link_over_this_very_text(self) -> None:
            approved = self.plan.state in ("approved", "done", "repealed")
            assert (self.plan.approved_by_id is not None) == approved
            if approved:
                link = self.plan.links_in.get(source=self.plan.approved_by_id, effect="approve")
                assert link.version.sha256 == sha256(self.plan.content())

        @invariant()
        def the_record_replays_to_the_present_state(self) -> None:
            faults = verify(Plan.objects.filter(pk=self.plan.pk))
            # The rows were moved past the door, when the life began.
            assert [fault for fault in faults if "plan row" not in fault.sentence] == []

        @invariant()
        def exactly_one_step_is_open_or_the_way_is_over(self) -> None:
            process = Process.objects.get(document=self.plan)
            steps = [task.flow_task.name for task in Task.objects.open().filter(process=process)]
            assert (len(steps), process.finished is not None) in ((1, False), (0, True))
            assert set(steps) <= STEP_OF[self.plan.state]
            assert bool(steps) == bool(STEP_OF[self.plan.state])

    return PlanLife


@pytest.mark.exhaustive
def test_no_sequence_of_moves_breaks_the_life_of_a_plan(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> None:
    run_state_machine_as_test(
        life_of(Chain(luza, monkeypatch)),
        settings=machine(runs=10, steps=20),
    )
