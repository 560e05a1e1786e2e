"""Whose turn it is with a plan: every way through the flow, and nobody waits in vain or twice."""

from collections.abc import Iterator
from datetime import date

import pytest

from governance.clock import played
from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.edits import WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.perform import perform
from governance.flows.engine.models import Process, Task
from governance.record_rows import past_the_door
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with played(date(2011, 9, 5)):
        yield


@pytest.fixture
def chain(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Chain:
    return Chain(luza, monkeypatch)


def step(plan: Plan) -> str:
    """The one step at which the plan's process stands; «ended» when it is over."""
    process = Process.objects.get(document=plan, part="")
    open_tasks = [task.flow_task.name for task in Task.objects.open().filter(process=process)]
    if process.finished:
        assert open_tasks == []
        return "ended"
    assert len(open_tasks) == 1
    return open_tasks[0]


def asked(plan: Plan) -> tuple[str, Unit | None, date | None]:
    task = Task.objects.open().get(process__document=plan)
    return task.right, task.unit, task.due


def test_the_deputy_is_asked_first_and_then_the_councils_secretary(chain: Chain) -> None:
    plan = chain.small()
    assert (step(plan), asked(plan)) == ("draft", (Right.DRAFT_PAPER, chain.luza.district, None))
    chain.move(plan, "submit")
    assert (step(plan), asked(plan)) == ("agenda", (Right.CONVENE, chain.luza.council, date(2011, 9, 12)))
    secretary, member = chain.luza.people["secretary"], chain.luza.people["head_lalsk"]
    assert [task.document.pk for task in Task.objects.waiting_for(secretary)] == [plan.pk]
    assert list(Task.objects.waiting_for(member)) == []


def test_correcting_the_draft_ends_no_task(chain: Chain) -> None:
    plan = chain.small()
    task = Task.objects.open().get(process__document=plan)
    chain.edit(plan, WriteSection("Кадры"))
    assert Task.objects.open().get(process__document=plan) == task


@pytest.mark.quick
def test_the_way_of_a_plan_that_everybody_agrees_to(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    plan = chain.decide(plan, "take_up")
    assert step(plan) == "council"
    plan = chain.decide(plan, "agree")
    assert step(plan) == "order"
    order = chain.order_of(plan)
    assert (order.state, order.unit, plan.links_in.filter(effect="approve").count()) == (
        "draft",
        chain.luza.base,
        1,
    )
    plan = chain.approved(plan)
    assert (step(plan), asked(plan)) == (
        "publication",
        (Right.PUBLISH, chain.luza.district, date(2011, 9, 8)),
    )
    plan = chain.move(plan, "publish")
    assert (step(plan), asked(plan)) == (
        "execution",
        (Right.FOLLOW_PLAN, chain.luza.district, date(2012, 8, 31)),
    )
    with played(date(2012, 6, 15)):
        for row in PlanRow.objects.filter(section__plan=plan):
            chain.move(plan, "mark_row_done", row=row.pk)
        plan = chain.move(plan, "complete")
    assert (plan.state, step(plan)) == ("done", "ended")


def test_the_order_drafted_by_the_flow_rests_on_the_councils_paper_and_the_voted_version(
    chain: Chain,
) -> None:
    plan = chain.agreed()
    links = {(link.effect, link.target_id, link.version_id) for link in chain.order_of(plan).links_out.all()}
    version = plan.present_version.pk
    assert links == {
        ("basis", plan.agreed_by_id, None),
        ("approve", plan.pk, version),
        ("put_up", plan.pk, version),
    }


def test_a_plan_left_undecided_waits_for_another_agenda(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    meeting = chain.decision(plan, "take_up")
    chain.enforce(meeting)
    with past_the_door():
        meeting.links_out.create(target=plan, effect="release", version=plan.present_version)
    perform(meeting, "remark", by=chain.director, text="Не состоялось")
    assert step(plan) == "agenda"
    plan = chain.decide(plan, "take_up")
    assert step(plan) == "council"


@pytest.mark.parametrize("taken_up", [False, True])
def test_a_plan_withdrawn_before_or_after_it_is_on_an_agenda_goes_back_to_its_drafter(
    chain: Chain, taken_up: bool
) -> None:
    plan = chain.move(chain.small(), "submit")
    if taken_up:
        plan = chain.decide(plan, "take_up")
    plan = chain.move(plan, "withdraw", reason="Нашлась ошибка")
    assert step(plan) == "draft"
    plan = chain.move(plan, "submit")
    assert step(plan) == "agenda"


@pytest.mark.parametrize(("effect", "next_step"), [("agree", "order"), ("send_back", "draft")])
def test_a_plan_decided_off_the_agenda_does_not_go_on_waiting_for_one(
    chain: Chain, effect: str, next_step: str
) -> None:
    plan = chain.decide(chain.move(chain.small(), "submit"), effect)
    assert step(plan) == next_step


def test_a_plan_sent_back_by_the_council_comes_again(chain: Chain) -> None:
    plan = chain.decide(chain.move(chain.small(), "submit"), "take_up")
    plan = chain.decide(plan, "send_back")
    assert step(plan) == "draft"
    chain.edit(plan, WriteSection("Кадры"))
    plan = chain.decide(chain.move(plan, "submit"), "take_up")
    plan = chain.decide(plan, "agree")
    assert step(plan) == "order"
    assert chain.approved(plan).state == "approved"


def test_a_plan_whose_order_is_rejected_or_which_is_reopened_goes_back_and_gets_a_new_order(
    chain: Chain,
) -> None:
    plan = chain.agreed()
    rejected = chain.order_of(plan)
    perform(rejected, "submit", by=chain.clerk)
    assert step(plan) == "order"
    perform(rejected, "reject", by=chain.director, reason="Нет средств")
    assert step(plan) == "draft"
    plan = chain.decide(chain.move(plan, "submit"), "agree")
    assert (step(plan), chain.order_of(plan) != rejected) == ("order", True)
    plan = chain.move(plan, "reopen", reason="Добавить раздел")
    assert step(plan) == "draft"


def test_a_plan_repealed_before_or_after_its_publication_asks_nobody_any_more(chain: Chain) -> None:
    unpublished, published = chain.approved(), chain.move(chain.approved(), "publish")
    for plan in (unpublished, published):
        plan = chain.decide(plan, "repeal")
        assert (plan.state, step(plan)) == ("repealed", "ended")


def test_a_vote_on_an_older_text_moves_no_step(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    voted = chain.decision(plan, "agree")
    chain.move(plan, "withdraw", reason="Нашлась ошибка")
    chain.edit(plan, WriteSection("Кадры"))
    plan = chain.move(plan, "submit")
    chain.enforce(voted)
    assert step(plan) == "agenda"


def test_without_a_council_the_plan_stays_with_its_drafter_who_is_told_why(chain: Chain) -> None:
    plan = chain.small()
    with past_the_door():
        Unit.objects.filter(kind=UnitKind.COUNCIL).update(kind=UnitKind.COMMISSION)
    with pytest.raises(NotLegal):
        chain.move(plan, "submit")
    assert (chain.fresh(plan).state, chain.fresh(plan).version, step(plan)) == ("draft", 0, "draft")
