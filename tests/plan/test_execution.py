"""An approved plan through its year: rows done, overdue, moved; and the plan on paper."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from governance.clock import played
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.plan.edits import WriteRow
from governance.documents.kinds.plan.execution import execution
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, RowStatus
from governance.documents.printing import pdf
from governance.documents.printing.registry import print_data
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with played(date(2011, 9, 5)), translation.override(None):
        yield


@pytest.fixture
def chain(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Chain:
    return Chain(luza, monkeypatch)


def row(plan: Plan, text: str) -> PlanRow:
    return plan.rows().get(text=text)


def statuses(plan: Plan, today: date) -> list[str]:
    return [followed.status for part in execution(plan, today).sections for followed in part.rows]


def refusal(chain: Chain, plan: Plan, move: str, **facts: object) -> str:
    """The sentence of a refused move; it has left no event."""
    events = history_of(plan)
    with pytest.raises(NotLegal) as refused:
        chain.move(plan, move, **facts)
    assert history_of(plan) == events
    return str(refused.value)


def test_a_row_is_later_then_in_its_term_then_overdue(chain: Chain) -> None:
    plan = chain.approved()  # rows of December, September and May
    assert statuses(plan, date(2011, 9, 5)) == ["later", "now", "later"]
    assert statuses(plan, date(2011, 9, 30)) == ["later", "now", "later"]
    assert statuses(plan, date(2011, 10, 1)) == ["later", "overdue", "later"]
    assert statuses(plan, date(2012, 5, 1)) == ["overdue", "overdue", "now"]


def test_a_row_without_a_term_is_never_overdue(chain: Chain) -> None:
    plan = chain.small()
    chain.edit(plan, WriteRow("Мастер-классы", "", "методсовет", section=plan.sections.get(title="Школы").pk))
    assert statuses(plan, date(2030, 1, 1)) == ["overdue", "overdue", "overdue", "undated"]


def test_a_row_that_is_done_stays_done_and_can_be_opened_again_with_a_reason(chain: Chain) -> None:
    plan = chain.approved()
    held = row(plan, "Сбор сведений")
    with played(date(2011, 10, 3)):
        chain.move(plan, "mark_row_done", row=held.pk, on=date(2011, 9, 28), note="Сведения  собраны")
        held.refresh_from_db()
        assert (held.done_on, held.done_note) == (date(2011, 9, 28), "Сведения собраны")
        assert statuses(plan, date(2012, 8, 1)) == ["overdue", "done", "overdue"]
        assert refusal(chain, plan, "mark_row_done", row=held.pk) == "The row is marked as done already."
        chain.move(plan, "reopen_row", row=held.pk, reason="Отмечено по ошибке")
    assert statuses(plan, date(2011, 10, 3)) == ["later", "overdue", "later"]
    facts = [event.facts for event in plan.events.all()][-2:]
    assert facts == [{"part": held.part, "row": held.pk, "on": "2011-09-28"}, {"row": held.pk}]


def test_a_moved_row_is_in_time_until_its_new_day_and_keeps_the_approved_text(chain: Chain) -> None:
    plan = chain.approved()
    moved, frozen = row(plan, "Сбор сведений"), plan.present_version.content
    with played(date(2011, 10, 3)):
        chain.move(plan, "move_row", row=moved.pk, to=date(2011, 11, 15), reason="Болезнь исполнителя")
    moved.refresh_from_db()
    assert (moved.moved_to, moved.moved_reason) == (date(2011, 11, 15), "Болезнь исполнителя")
    assert statuses(plan, date(2011, 11, 15)) == ["later", "moved", "later"]
    assert statuses(plan, date(2011, 11, 16)) == ["later", "overdue", "later"]
    assert plan.content() == frozen


def test_marks_that_make_no_sense_are_refused(chain: Chain) -> None:
    plan = chain.approved()
    held = row(plan, "Сбор сведений").pk
    assert refusal(chain, plan, "mark_row_done", row=held, on=date(2011, 9, 6)).startswith(
        "The day lies in the future"
    )
    assert refusal(chain, plan, "mark_row_done", row=held, on=date(2011, 8, 1)).startswith(
        "The day lies before"
    )
    assert refusal(chain, plan, "mark_row_done", row=0).startswith("This row is not in the plan")
    assert refusal(chain, plan, "mark_row_done", row=held, note="ы" * 10_001).startswith(
        "A text of 10001 characters"
    )
    assert refusal(chain, plan, "move_row", row=held, to=date(2011, 9, 4), reason="р").startswith(
        "The new day lies in"
    )
    assert refusal(chain, plan, "move_row", row=held, to=date(2011, 9, 30), reason="р").startswith(
        "This is the row's"
    )
    assert refusal(chain, plan, "move_row", row=held, to=date(2011, 10, 1)).startswith("Write the reason")
    assert refusal(chain, plan, "reopen_row", row=held, reason="р") == "The row is not marked as done."
    chain.move(plan, "mark_row_done", row=held)
    assert refusal(chain, plan, "move_row", row=held, to=date(2011, 10, 1), reason="р").startswith(
        "The row is marked"
    )


def test_a_row_of_another_plan_is_not_reached_through_this_one(chain: Chain) -> None:
    mine, other = chain.approved(), chain.approved()
    assert refusal(chain, mine, "mark_row_done", row=row(other, "Сбор сведений").pk).startswith(
        "This row is not in"
    )
    assert row(other, "Сбор сведений").done_on is None


def test_only_those_who_follow_the_plan_mark_its_rows_and_only_once_it_is_approved(chain: Chain) -> None:
    draft = chain.small()
    assert "not possible" in refusal(chain, draft, "mark_row_done", row=row(draft, "Сбор сведений").pk)
    plan = chain.approved()
    for person in (chain.director, chain.stranger, chain.luza.people["secretary"]):
        with pytest.raises(NotAllowed):
            perform(plan, "mark_row_done", by=person, row=row(plan, "Сбор сведений").pk)
    assert statuses(plan, date(2011, 9, 5)) == ["later", "now", "later"]


def test_a_plan_is_closed_from_june_on_when_every_row_is_done_or_moved(chain: Chain) -> None:
    plan = chain.approved()
    first, second, third = plan.rows().order_by("section__position", "position")
    with played(date(2012, 5, 31)):
        for held in (first, second):
            chain.move(plan, "mark_row_done", row=held.pk)
        assert refusal(chain, plan, "complete").startswith("It is too early")
    with played(date(2012, 6, 1)):
        assert refusal(chain, plan, "complete") == "Some rows are neither done nor moved: mark them first."
        chain.move(plan, "move_row", row=third.pk, to=date(2012, 10, 1), reason="Перенесено на новый год")
        assert chain.move(plan, "complete").state == "done"


def test_the_execution_is_counted_for_the_plan_and_for_each_section(chain: Chain) -> None:
    plan = chain.approved()
    chain.move(plan, "mark_row_done", row=row(plan, "Создание совета округа").pk)
    whole = execution(plan, date(2011, 10, 1))
    council, schools = whole.sections
    assert (whole.total, whole.done, whole.overdue, whole.percent_done) == (3, 1, 1, 33)
    assert {status: count for status, count in council.counts.items() if count} == {"done": 1, "overdue": 1}
    assert {status: count for status, count in schools.counts.items() if count} == {"later": 1}
    assert set(whole.counts) == set(RowStatus)
    statuses = {followed.row.text: followed.status for part in whole.sections for followed in part.rows}
    assert {text: status for text, status in statuses.items() if status != RowStatus.DONE} == {
        "Сбор сведений": RowStatus.OVERDUE,
        "День открытых дверей": RowStatus.LATER,
    }


def test_a_plan_of_a_year_is_looked_at_in_one_query(
    chain: Chain, plan_txt: bytes, django_assert_num_queries: object
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    with django_assert_num_queries(1):
        assert execution(plan).total == 45


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_the_districts_plan_prints_as_it_was_written_with_blank_stamps_until_it_is_approved(
    chain: Chain, plan_txt: bytes
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    data = print_data(plan)
    assert data["heading"] == ["План", "работы Лузского школьного округа", "на 2011/2012 учебный год"]
    assert [(stamp["heading"], stamp["text"]) for stamp in data["stamps"]] == [
        ("СОГЛАСОВАНО", "Советом школьного округа (протокол от «___» ______ 20__ г. № ____)"),
        ("Приложение № 1", "к приказу КОГОКУ СОШ г. Лузы от «___» ______ 20__ г. № ____"),
    ]
    assert data["status"] == "ПРОЕКТ"
    assert [part["heading"] for part in data["parts"]] == [
        "Состав Лузского школьного округа (далее ЛШО):",
        "Округ создан с целью:",
        "Функции округа:",
    ]
    assert [item[-1] for item in data["parts"][1]["items"]] == [";", ";", ";", ";", "."]
    assert data["sections"][2]["rows"][3] == {
        "number": "4.",
        "activity": "Реализация совместного проекта БШ и Кировского центра обучения детей-инвалидов "
        "«Дистанционное обучение»",
        "term": "В течение года",
        "executors": "Зам по УВР",
    }
    assert data["author"] == {
        "position": "заместитель директора по УВР КОГОАУ СОШ г. Лузы",
        "name": "Винокурова Светлана Андреевна",
    }


def test_an_approved_plan_bears_its_stamps_and_a_repealed_one_the_mark_of_it(chain: Chain) -> None:
    plan = chain.approved()
    data = print_data(plan)
    assert "status" not in data
    assert data["stamps"][1] == {
        "heading": "Приложение № 1",
        "text": "к приказу КОГОКУ СОШ г. Лузы от 05.09.2011 № 1-ОД",
    }
    repealed = print_data(chain.decide(plan, "repeal"))
    assert repealed["void"].endswith("от «___» ______ 20__ г. № ____")
    assert pdf.render("plan", repealed).startswith(b"%PDF")


def test_the_same_plan_gives_the_same_bytes_and_is_gathered_in_six_queries(
    chain: Chain, plan_txt: bytes, django_assert_max_num_queries: object
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    plan = chain.approved(chain.decide(chain.move(plan, "submit"), "agree"))
    with django_assert_max_num_queries(6):
        data = print_data(plan)
    first = pdf.render("plan", data)
    with played(date(2012, 3, 1)):
        perform(plan, "remark", by=chain.director, text="Хорошо")
        assert pdf.render("plan", print_data(chain.fresh(plan))) == first
